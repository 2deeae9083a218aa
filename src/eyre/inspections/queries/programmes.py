"""Which rounds are there, what stands in them, and what in a round is due, overdue or cannot work as planned?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eyre.core.planning import Stage
from eyre.core.planning.clashes import Crowded, Fieldwork, Overlap, crowded_weeks, overlaps, without_lead
from eyre.inspections.exceptions import ProgrammeNotFound
from eyre.inspections.models import Inspection, PlannedTask, Programme, Review, TeamMember
from eyre.people.abilities import Ability
from eyre.people.roles import Inspector, LeadInspector, LocalAssessor
from eyre.people.standing import Standing
from eyre.providers.coverage import Way, covered_by_interests_of, reached
from eyre.providers.models import Kind as ProviderKind
from eyre.providers.models import Provider

from .plans import SOON
from .teams import conflicted
from .visible import visible_to

AT_WORK = (LeadInspector.code, Inspector.code, LocalAssessor.code)
OF_THE_INSPECTORATE = (LeadInspector.code, Inspector.code)
AHEAD = timedelta(days=182)  # how far ahead a team without a lead is told of
OVER = (Stage.JUDGEMENT, Stage.PANEL, Stage.DRAFTING, Stage.ACCURACY_CHECK, Stage.SIGN_OFF, Stage.EMBARGOED,
        Stage.PUBLISHED, Stage.FOLLOW_UP, Stage.CLOSED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list: how many of its inspections somebody may see, and how far they are."""

    programme: Programme
    number: int
    unpublished: int
    overdue: int


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection of a round: where it stands, when its fieldwork is, who leads it, and what comes next."""

    id: str
    name: str
    review: str
    stage: Stage
    fieldwork: str
    lead: str
    next_task: str
    next_due: date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """A task of a round with its inspection."""

    inspection: str
    name: str
    code: str
    title: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class Clashes:
    """What in a round cannot work as it is planned; people and inspections by name."""

    overlaps: tuple[Overlap, ...] = ()
    without_lead: tuple[str, ...] = ()
    crowded: tuple[Crowded, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.overlaps or self.without_lead or self.crowded)


@dataclass(frozen=True, slots=True)
class Round:
    """One round as its page shows it on a day."""

    programme: Programme
    inspections: tuple[InspectionRow, ...]
    reviews: tuple[Review, ...]
    stages: tuple[tuple[str, int], ...]
    overdue: tuple[DueRow, ...]
    this_week: tuple[DueRow, ...]
    clashes: Clashes


def units_of(region: Provider) -> QuerySet[Provider]:
    """The delivery units that are a part of a region today, by name."""
    start = Provider.objects.filter(pk=region.pk).order_by().values("pk")
    within = reached(start, {Way.TO_PARTS})
    return Provider.objects.filter(pk__in=within, kind=ProviderKind.PDU).order_by("name", "slug")


def planned_for(standing: Standing) -> QuerySet[Inspection]:
    """The inspections whose plan somebody may read as far as rounds go: those they see, but for contacts of a provider
    and those their own interest covers.
    """
    if not standing.is_signed_in or standing.is_apart:
        return Inspection.objects.none()
    person = UUID(standing.person)
    seen = visible_to(standing).exclude(provider__in=covered_by_interests_of(person))
    if standing.role_for(Ability.SEE_PLAN):
        return seen
    on_team = TeamMember.objects.filter(inspection=OuterRef("pk"), person=person, until=None)
    return seen.filter(Exists(on_team.order_by()))


def rounds(standing: Standing, on: date) -> tuple[RoundRow, ...]:
    """The rounds somebody may know of, those under way before the others, the latest first; three queries."""
    seen = planned_for(standing).order_by()
    late = PlannedTask.objects.filter(inspection__in=seen.values("pk"), done_at=None, due__lt=on)
    overdue = Counter(late.order_by().values_list("inspection__programme", flat=True))
    counted = {
        row["programme"]: (int(row["number"]), int(row["unpublished"]))
        for row in seen.values("programme").annotate(
            number=Count("pk"), unpublished=Count("pk", filter=Q(is_public=False))
        )
    }
    held = Programme.objects.filter(_known(standing, list(counted))).select_related("edition", "region")
    rows = [
        RoundRow(one, *counted.get(one.pk, (0, 0)), overdue[one.pk])
        for one in held.defer("edition__text").order_by("order", "slug")
    ]
    return tuple(sorted(rows, key=lambda row: (row.unpublished > 0, _began(row.programme)), reverse=True))


def _began(programme: Programme) -> date:
    """When a round begins, or where no day is planned for it, its edition."""
    return programme.planned_from or programme.edition.valid_from or date.min


def _known(standing: Standing, seen: Sequence[str]) -> Q:
    """Rounds with an inspection they see; whoever opens rounds knows of empty ones too, but for a region they may not."""
    known = Q(pk__in=seen)
    if standing.role_for(Ability.OPEN_INSPECTIONS):
        covered = covered_by_interests_of(UUID(standing.person))
        known |= Q(region=None) | ~Q(region__in=covered)
    return known


def programme_of(slug: str, standing: Standing) -> Programme:
    """A round somebody may know of.

    Raises:
        ProgrammeNotFound: when there is none, or none they may know of.
    """
    seen = planned_for(standing).filter(programme=slug).order_by().values_list("programme", flat=True)[:1]
    known = _known(standing, list(seen))
    found = (
        Programme.objects.filter(known, pk=slug).select_related("edition", "region").defer("edition__text")
    )
    programme = found.first()
    if programme is None:
        raise ProgrammeNotFound(f"There is no programme {slug!r}.")
    return programme


def round_of(slug: str, standing: Standing, on: date) -> Round:
    """One round on a day, with those of its inspections whose plan somebody may read; the queries do not grow with it.

    Raises:
        ProgrammeNotFound: when there is none, or none they may know of.
    """
    programme = programme_of(slug, standing)
    held = list(_inspections(slug, standing))
    ids = [one.pk for one in held]
    open_tasks = list(
        PlannedTask.objects.filter(inspection__in=ids, done_at=None).order_by("due", "inspection", "order")
    )
    members = _members(ids)
    names = {one.pk: one.name_as_printed for one in held}
    due = [row for row in open_tasks if row.due < on + SOON]
    return Round(
        programme,
        _rows(held, open_tasks, members, on),
        tuple(Review.objects.filter(inspections__in=ids).select_related("region").distinct()),
        _stages(held),
        tuple(_due(row, names) for row in due if row.due < on),
        tuple(_due(row, names) for row in due if row.due >= on),
        _clashes(held, members, on),
    )


def _inspections(slug: str, standing: Standing) -> QuerySet[Inspection]:
    seen = planned_for(standing).filter(programme=slug).select_related("review")
    return seen.order_by("is_public", "fieldwork_from", "name_as_printed", "pk")


def _members(ids: Sequence[str]) -> list[TeamMember]:
    """Who works on these now and may: nobody whose own interest took them off."""
    lost = conflicted().order_by().values("pk")
    held = TeamMember.objects.filter(inspection__in=ids, until=None, role__in=AT_WORK).exclude(pk__in=lost)
    return list(held.select_related("person").order_by("since", "pk"))


def _rows(
    held: Sequence[Inspection], tasks: Sequence[PlannedTask], members: Sequence[TeamMember], on: date
) -> tuple[InspectionRow, ...]:
    waiting: dict[str, list[PlannedTask]] = defaultdict(list)
    for row in tasks:
        waiting[row.inspection_id].append(row)
    leads = {one.inspection_id: one.person.name for one in members if one.role == LeadInspector.code}
    return tuple(_row(one, waiting[one.pk], leads.get(one.pk, ""), on) for one in held)


def _row(one: Inspection, tasks: Sequence[PlannedTask], lead: str, on: date) -> InspectionRow:
    nearest = next((row for row in tasks if row.due >= on), None)
    return InspectionRow(
        one.pk,
        one.name_as_printed,
        one.review.title if one.review else "",
        Stage(one.stage),
        str(one.fieldwork_on),
        lead,
        nearest.title if nearest else "",
        nearest.due if nearest else None,
        sum(row.due < on for row in tasks),
    )


def _stages(held: Sequence[Inspection]) -> tuple[tuple[str, int], ...]:
    counted = Counter(Stage(one.stage) for one in held)
    return tuple((stage.words, counted[stage]) for stage in Stage if counted[stage])


def _due(row: PlannedTask, names: Mapping[str, str]) -> DueRow:
    return DueRow(row.inspection_id, names[row.inspection_id], row.code, row.title, row.owner, row.due)


def _clashes(held: Sequence[Inspection], members: Sequence[TeamMember], on: date) -> Clashes:
    fieldworks = [found for one in held if (found := fieldwork_of(one, members))]
    near = [one for one in fieldworks if one.first < on + AHEAD]
    inspectors = {str(one.person_id) for one in members if one.role in OF_THE_INSPECTORATE}
    return Clashes(
        overlaps(fieldworks),
        without_lead(near),
        # Where nobody is on any team, the teams without a lead say so already
        crowded_weeks(fieldworks, len(inspectors)) if inspectors else (),
        {one.pk: one.name_as_printed for one in held}
        | {str(one.person_id): one.person.name for one in members},
    )


def fieldwork_of(one: Inspection, members: Sequence[TeamMember]) -> Fieldwork | None:
    """The fieldwork of an inspection as the rule of clashes knows it; None where it is over or not planned."""
    if Stage(one.stage) in OVER or one.fieldwork_from is None or one.fieldwork_to is None:
        return None
    here = [member for member in members if member.inspection_id == one.pk]
    return Fieldwork(
        one.pk,
        one.fieldwork_from,
        one.fieldwork_to,
        frozenset(str(member.person_id) for member in here),
        any(member.role == LeadInspector.code for member in here),
        one.fieldwork_on.is_to_the_day,
    )
