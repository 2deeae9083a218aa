"""What would be stored of a document: which inspection each body's facts belong to, and how they stand to the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from eyre.core.calendar import UNKNOWN, PartialDate, parse_partial
from eyre.core.frameworks import Edition
from eyre.core.reading import DateKind, ProviderRead, Role
from eyre.frameworks.queries import edition as edition_with_id
from eyre.inspections.models import Inspection, Programme, PublishedCount, Source
from eyre.inspections.queries import visible_to
from eyre.providers.history import Found, Register
from eyre.providers.models import Kind as ProviderKind
from eyre.providers.models import Provider
from eyre.providers.queries import public_providers, register
from eyre.ratings.models import PublishedOverall, PublishedRating
from eyre.recommendations.models import Recommendation

from .models import ReadDocument, StoredFact
from .review.comparing import Held, Planned, State, compare, same_count
from .review.verdicts import Reviewed
from .review.wanted import (
    Advice,
    Counted,
    Item,
    Part,
    Problem,
    Wanted,
    edition_read,
    facts_about,
    inspected,
    wanted_besides,
    wanted_of,
)

NEW, NEW_BODY = "new:", "new-body:"
INSPECTED_AS = {
    "pdu": ("pdu",),
    "region": ("region", "dynamic"),
    "nps_division": ("nps_division",),
    "crc": ("crc",),
    "youth_service": ("youth",),
    "approved_premises": ("approved_premises",),
    "national": ("national",),
}
NATIONAL = {"hmpps": "hmpps", "ministry": "ministry-of-justice"}
UNKNOWN_REGION = "It is not known which region this belongs to. Accept the region the document is about."


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """What would be stored about one body. `chosen` is "" where it is left out, an inspection's id, or "new:<programme>".

    `slug` is the provider in the register, "" where it has none; `why` says so. `region` is for what a region is told.
    """

    provider: ProviderRead | None
    slug: str
    why: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    region: str
    planned: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    facts: tuple[str, ...]

    @property
    def inspection(self) -> str:
        """The id of the inspection that is there; "" for a new one and for none."""
        return "" if self.chosen.startswith((NEW, NEW_BODY)) else self.chosen

    @property
    def programme(self) -> str:
        """The programme that a new inspection would be of; "" where it would not be new."""
        return self.chosen.partition(":")[2]

    @property
    def is_new_body(self) -> bool:
        """Whether the register would get a new provider."""
        return self.chosen.startswith(NEW_BODY)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be stored of a document: `bodies` with their inspections, `besides` without one."""

    bodies: tuple[BodyPlan, ...]
    besides: tuple[BodyPlan, ...]

    @property
    def every(self) -> tuple[BodyPlan, ...]:
        """All of them."""
        return (*self.bodies, *self.besides)

    def counted(self) -> dict[State, int]:
        """How many items are in each state."""
        states = [each.state for body in self.every for each in body.planned]
        return {state: states.count(state) for state in State}


def plan_of(document: ReadDocument, reviewed: Reviewed, choices: Mapping[str, str] | None = None) -> Plan:
    """The plan by what was decided, and by the choices of somebody (by body), else by what fits best."""
    return _Planner(document, reviewed, choices or {}).plan()


def reference_of(document: ReadDocument) -> str:
    """The source that the document is or becomes: one with its address that is there, its address, or its digest."""
    if not document.address:
        return f"sha256:{document.pk}"
    known = Source.objects.filter(Q(reference=document.address) | Q(url=document.address)).order_by(
        "reference"
    )
    found = known.values_list("reference", flat=True).first()
    return found or document.address


class _Planner:
    def __init__(self, document: ReadDocument, reviewed: Reviewed, choices: Mapping[str, str]) -> None:
        self.document, self.reviewed, self.choices = document, reviewed, choices
        self.register: Register = register()
        self.public = set(public_providers().values_list("slug", flat=True))
        self.programmes = list(Programme.objects.all())
        self.on = self._published()
        own = StoredFact.objects.filter(document=document)
        self.stored_in = dict(own.filter(inspection__isnull=False).values_list("fact", "inspection_id"))

    def plan(self) -> Plan:
        """Body by body, and then what belongs to none."""
        bodies = tuple(self._body(provider) for provider in inspected(self.reviewed))
        return Plan(bodies, tuple(self._beside(wanted) for wanted in wanted_besides(self.reviewed)))

    def _published(self) -> PartialDate:
        dates = self.reviewed.accepted(self.reviewed.draft.dates)
        found = [date.date for date in dates if date.what is DateKind.PUBLISHED]
        return found[0] if found else UNKNOWN

    def _resolve(self, provider: ProviderRead) -> tuple[str, str]:
        """The provider of the register, or "" and why there is none; one that is not public is none."""
        answer = self.register.resolve(provider.name, provider.kind.value, self.on)
        if isinstance(answer, Found) and answer.slug in self.public:
            return answer.slug, ""
        kind = ProviderKind(provider.kind.value).label
        if isinstance(answer, Found) or not (near := self._near(answer)):
            return "", f"The register has no {kind} of the name {provider.name}."
        return (
            "",
            f"The register has no {kind} of the name {provider.name}. Is {near} meant? Then mend the name.",
        )

    def _near(self, answer: object) -> str:
        return " or ".join(getattr(answer, "nearest", ()) or getattr(answer, "slugs", ()))

    def _body(self, provider: ProviderRead) -> BodyPlan:
        slug, why = self._resolve(provider)
        read = edition_read(self.reviewed, provider.id)
        candidates = list(_candidates(slug)) if slug else []
        options = self._options(provider, slug, candidates)
        chosen = self.choices.get(provider.id, self._best(provider, read, candidates, options))
        chosen = chosen if chosen in dict(options) else ""
        inspection = next((each for each in candidates if each.pk == chosen), None)
        edition = self._edition(chosen, inspection, read)
        wanted = wanted_of(self.reviewed, provider, edition)
        region = self._region(slug, inspection)
        planned, problems = self._planned(wanted, inspection, slug, region)
        return BodyPlan(provider, slug, why, options, chosen, region, planned, problems, wanted.facts)

    def _options(
        self, provider: ProviderRead, slug: str, candidates: Iterable[Inspection]
    ) -> tuple[tuple[str, str], ...]:
        kinds = INSPECTED_AS.get(provider.kind.value, ())
        held = [(each.pk, f"{each}, {each.programme.title} ({each.pk})") for each in candidates]
        start, words = (NEW, "A new inspection") if slug else (NEW_BODY, "A new body and a new inspection")
        fresh = [(f"{start}{p.pk}", f"{words} in “{p.title}”") for p in self.programmes if p.kind in kinds]
        return (*held, *fresh, ("", "Leave this body out"))

    def _best(
        self,
        provider: ProviderRead,
        read: str,
        candidates: list[Inspection],
        options: Iterable[tuple[str, str]],
    ) -> str:
        """Where it was stored before; the one inspection that fits; else a new one, where one programme fits."""
        about = facts_about(self.reviewed, provider.id)
        before = {inspection for fact, inspection in self.stored_in.items() if fact in about}
        if len(before) == 1:
            return before.pop()
        worked = [i.value for i in wanted_of(self.reviewed, provider, None).items if i.part is Part.FIELDWORK]
        fieldwork = parse_partial(str(worked[0])) if worked else UNKNOWN
        fits = [each for each in candidates if self._fits(each, read, fieldwork)]
        if len(fits) == 1:
            return fits[0].pk
        new = [each.pk for each in self.programmes if each.edition_id == read]
        offered = [value for value, _ in options if value.startswith(NEW) and value.partition(":")[2] in new]
        return offered[0] if len(offered) == 1 and not fits else ""

    def _fits(self, inspection: Inspection, read: str, fieldwork: PartialDate) -> bool:
        if read and inspection.edition_id != read:
            return False
        pairs = ((inspection.published_on, self.on), (inspection.fieldwork_on, fieldwork))
        return any(one and other and one.may_be(other) for one, other in pairs)

    def _edition(self, chosen: str, inspection: Inspection | None, read: str) -> Edition | None:
        of = {each.pk: each.edition_id for each in self.programmes}
        found = inspection.edition_id if inspection else of.get(chosen.partition(":")[2], read)
        return edition_with_id(found) if found else None

    def _region(self, slug: str, inspection: Inspection | None) -> str:
        """The region that the inspection has; else the one the document is about, or the register's."""
        if inspection is not None:
            return inspection.region_id or (slug if inspection.kind == "region" else "")
        accepted = self.reviewed.accepted(self.reviewed.draft.providers)
        regions = [p for p in accepted if p.kind.value == "region" and p.role is not Role.MENTIONED]
        about = {found for each in regions if (found := self._resolve(each)[0])}
        if len(about) == 1:
            return about.pop()
        return (self.register.whole_of(slug, self.on) or "") if slug else ""

    def _beside(self, wanted: Wanted) -> BodyPlan:
        slug, why = self._resolve(wanted.provider) if wanted.provider else ("", "")
        planned, problems = self._planned(wanted, None, slug, "")
        return BodyPlan(wanted.provider, slug, why if planned else "", (), "", "", planned, problems, ())

    def _planned(
        self, wanted: Wanted, inspection: Inspection | None, slug: str, region: str
    ) -> tuple[tuple[Planned, ...], tuple[Problem, ...]]:
        problems, items = list(wanted.problems), []
        for item in wanted.items:
            if isinstance(item.value, Advice) and item.value.addressee == "region" and not region:
                problems += [Problem(fact, UNKNOWN_REGION) for fact in item.facts]
            else:
                items.append(item)
        held = _Held(self.document, inspection, slug, items)
        return tuple(compare(item, held.of(item)) for item in items), tuple(problems)


def _candidates(slug: str) -> QuerySet[Inspection]:
    """The published inspections of a provider, the latest first: nobody learns here of others."""
    found = visible_to().filter(provider=slug).select_related("programme")
    return found.order_by("-published_from", "id")


class _Held:
    """What the data say in the places of these items."""

    def __init__(
        self, document: ReadDocument, inspection: Inspection | None, slug: str, items: Iterable[Item]
    ) -> None:
        self.document, self.inspection = document, inspection
        counts = [count_id(document, item) for item in items if item.part is Part.COUNT]
        self.ours = _ours(inspection, counts)
        about = Q(inspection=inspection) if inspection else Q(inspection=None, provider=slug or None)
        rows = PublishedCount.objects.filter(about | Q(pk__in=counts)) if counts else ()
        self.counts = {row.pk: row for row in rows}
        self.by_digest = {pk: row for pk, row in self.counts.items() if pk in counts}
        self.noted = [(pk, counted_of(row)) for pk, row in self.counts.items() if pk not in self.by_digest]
        own = {"inspection": inspection}
        self.ratings = (
            {r.standard_ref: r for r in PublishedRating.objects.filter(**own)} if inspection else {}
        )
        self.advice = {r.number: r for r in Recommendation.objects.filter(**own)} if inspection else {}
        self.overall = PublishedOverall.objects.filter(**own).first() if inspection else None

    def of(self, item: Item) -> Held | None:
        """What stands in the place of an item; None where nothing does."""
        if item.part is Part.COUNT:
            return self._count(item)
        if self.inspection is None:
            return None
        if item.part in (Part.FIELDWORK, Part.PUBLISHED):
            return self._date(item.part)
        if item.part is Part.RATING:
            rating = self.ratings.get(item.key)
            return self._held(rating, rating.outcome, _words(rating.outcome)) if rating else None
        if item.part is Part.RECOMMENDATION:
            return self._advice(int(item.key))
        return self._overall(item.part)

    def _held(self, row: Any, value: Any, words: str) -> Held:
        is_ours = (row._meta.label_lower, str(row.pk)) in self.ours and not getattr(row, "is_shipped", False)
        return Held(value, words, is_ours, id=str(row.pk))

    def _date(self, part: Part) -> Held:
        assert self.inspection is not None, "dates are compared with those of an inspection"
        on = self.inspection.fieldwork_on if part is Part.FIELDWORK else self.inspection.published_on
        return self._held(self.inspection, on.text or None, str(on) or "not known")

    def _overall(self, part: Part) -> Held | None:
        row = self.overall
        if row is None:
            return None
        if part is Part.OVERALL:
            return self._held(row, row.band, _words(row.band or "not known"))
        if row.score_points is None or row.score_out_of is None:
            return self._held(row, None, "no score")
        return self._held(row, (row.score_points, row.score_out_of), f"{row.score_points}/{row.score_out_of}")

    def _advice(self, number: int) -> Held | None:
        row = self.advice.get(number)
        if row is None:
            return None
        held = self._held(row, Advice(row.addressee, row.text), row.text)
        return replace(held, in_other_words=row.is_paraphrase)

    def _count(self, item: Item) -> Held | None:
        assert isinstance(item.value, Counted)
        row = self.by_digest.get(count_id(self.document, item))
        if row is not None:
            return self._held(row, counted_of(row), row.phrase)
        noted = same_count(item.value, self.noted)
        return Held(item.value, self.counts[noted].phrase, id=noted) if noted else None


def _ours(inspection: Inspection | None, counts: Iterable[str]) -> set[tuple[str, str]]:
    """The rows that came from documents, by table and key."""
    is_count = Q(subject_kind=PublishedCount._meta.label_lower, subject_id__in=list(counts))
    among = is_count | Q(inspection=inspection) if inspection else is_count
    return set(StoredFact.objects.filter(among).order_by().values_list("subject_kind", "subject_id"))


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()


def count_id(document: ReadDocument, item: Item) -> str:
    """The id of a count that came from a document: its digest's first letters, and the claim."""
    return f"{document.pk[:20]}-{item.key}"


def counted_of(row: PublishedCount) -> Counted:
    """A published count as the rules compare it."""
    low, high = (None if each is None else Fraction(each) for each in (row.percent_from, row.percent_to))
    return Counted(
        row.section, row.measure, row.phrase, row.x, row.x_bound, row.of, low, high, row.value, row.unit, row.polarity
    )  # fmt: skip


def body_of(advice: Advice, body: BodyPlan, slug: str) -> str | None:
    """Which provider a recommendation is for: the body itself, its region, or one of the national ones that is there."""
    own = {"pdu": slug, "region": body.region}
    wanted = own.get(advice.addressee) or NATIONAL.get(advice.addressee, "")
    return wanted if wanted and Provider.objects.filter(pk=wanted).exists() else None
