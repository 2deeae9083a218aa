"""What waits for whoever looks after quality: completed cases to review, second assessments, differences, dip samples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.models import Assessment, DipPurpose, DipSample, Review, SecondAsked
from eyre.cases.models.assessments import Part, ReviewOutcome
from eyre.core.sampling import Frame, frame_of
from eyre.inspections.models import Inspection
from eyre.inspections.queries import visible_to
from eyre.people.models import Person
from eyre.people.standing import Standing

from .blind import readable_by
from .seconds import Parts, compared, comparison, decisions, parts_of, parts_of_case

COMPLETED = "completed"
TO_REVIEW, TO_ASSESS_AGAIN = DipPurpose.REVIEW.value, DipPurpose.SECOND.value
FINE, REOPENED = ReviewOutcome.FINE.value, ReviewOutcome.REOPENED.value


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for somebody; `mine` says why it is not for whoever looks, "" where it is."""

    parts: Parts
    words: str
    since: datetime | None = None
    differences: int = 0
    not_mine: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in one inspection."""

    inspection: Inspection
    to_review: tuple[Waiting, ...]
    under_way: tuple[Waiting, ...]
    to_reconcile: tuple[Waiting, ...]
    to_ask: tuple[tuple[DipSample, Parts], ...]
    dips: tuple[DipSample, ...]
    completed: int
    reviewed: int

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.to_review) + len(self.under_way) + len(self.to_reconcile) + len(self.to_ask)


def queue_of(inspection: Inspection, standing: Standing) -> Queue:
    """Everything that waits for quality's sake in an inspection, as it looks to this person."""
    parts, reviewed = parts_of(inspection), reviewed_now(inspection)
    dips = tuple(DipSample.objects.filter(inspection=inspection))
    return Queue(
        inspection,
        tuple(_to_review(parts.values(), reviewed, dips, standing)),
        tuple(_under_way(parts.values())),
        tuple(_to_reconcile(inspection, parts)),
        tuple(_to_ask(parts.values(), dips)),
        dips,
        sum(1 for each in parts.values() if each.first and each.first.completed_at),
        len(reviewed),
    )


def reviewed_now(inspection: Inspection) -> set[object]:
    """The completed assessments that somebody reviewed after they were completed the last time."""
    fine = Review.objects.filter(
        assessment=OuterRef("pk"), outcome=ReviewOutcome.FINE, ended_at__gte=OuterRef("completed_at")
    )
    done = Assessment.objects.filter(Exists(fine.order_by()), inspection=inspection)
    return set(done.values_list("pk", flat=True))


def _to_review(
    parts: Iterable[Parts], reviewed: set[object], dips: Iterable[DipSample], standing: Standing
) -> Iterable[Waiting]:
    drawn = {case for dip in dips if dip.purpose == DipPurpose.REVIEW for case in dip.cases}
    for each in parts:
        one = each.first
        if one is None or one.completed_at is None or one.pk in reviewed:
            continue
        words = "Drawn in a dip sample" if each.case.pseudonym in drawn else ""
        own = "You assessed it" if str(one.assessor_id) == standing.person else ""
        yield Waiting(each, words, one.completed_at, 0, own)


def _under_way(parts: Iterable[Parts]) -> Iterable[Waiting]:
    for each in parts:
        if each.second is not None and not each.is_comparable:
            open_ = [
                f"{words} ({one.assessor.name})"
                for words, one in (("first", each.first), ("second", each.second))
                if one is not None and one.completed_at is None
            ]
            yield Waiting(each, f"Not complete: {' and '.join(open_)}", each.second.opened_at)


def _to_reconcile(inspection: Inspection, parts: dict[int, Parts]) -> Iterable[Waiting]:
    for case, found in compared(inspection).items():
        each = parts[case]
        third = each.reconciled
        if not found.differences or (third is not None and third.completed_at is not None):
            continue
        left = found.undecided(decisions(third)) if third else found.differences
        words = "Waits for signatures" if third and not left else "Differences to decide"
        yield Waiting(each, words, each.second.completed_at if each.second else None, len(left))


def _to_ask(parts: Iterable[Parts], dips: Iterable[DipSample]) -> Iterable[tuple[DipSample, Parts]]:
    """Cases drawn to be assessed again, for which nobody has been asked."""
    by_name = {each.case.pseudonym: each for each in parts}
    for dip in dips:
        for case in dip.cases if dip.purpose == DipPurpose.SECOND else ():
            found = by_name.get(case)
            if found is not None and found.second is None:
                yield dip, found


def dip_frame(inspection: Inspection, purpose: str) -> Frame:
    """The cases a dip sample can be drawn from: completed, and not yet reviewed, or not yet assessed twice."""
    reviewed = reviewed_now(inspection) if purpose == DipPurpose.REVIEW else set()
    names = [
        each.case.pseudonym
        for each in parts_of(inspection).values()
        if each.first
        and each.first.completed_at
        and each.first.pk not in reviewed
        and not (purpose == DipPurpose.SECOND and each.second)
    ]
    return frame_of(names, [COMPLETED] * len(names))


def reviews_of(assessment: Assessment) -> QuerySet[Review]:
    """Every review of an assessment, the latest first, with the reviewer."""
    return (
        Review.objects.filter(assessment=assessment).select_related("reviewer").order_by("-opened_at", "-id")
    )


def seconds_of(person: Person, standing: Standing) -> QuerySet[Assessment]:
    """The second assessments and reconciled records that somebody is to make, not complete yet."""
    mine = readable_by(standing).filter(assessor=person, completed_at=None)
    return mine.filter(part__in=(Part.SECOND, Part.RECONCILED)).select_related("case", "inspection")


def asked_by(assessment: Assessment) -> SecondAsked | None:
    """Who asked for a second assessment."""
    return SecondAsked.objects.filter(assessment=assessment).select_related("dip").first()


def assured(standing: Standing) -> list[Inspection]:
    """The unpublished inspections that have assessments, of those somebody may see, by name."""
    begun = Assessment.objects.filter(inspection=OuterRef("pk")).order_by()
    found = visible_to(standing).filter(Exists(begun), is_public=False)
    return list(found.order_by("name_as_printed"))


def dip_of(inspection_id: str, number: int) -> DipSample:
    """A dip sample of an inspection, by number.

    Raises:
        AssessmentNotFound: when it has none of this number.
    """
    found = DipSample.objects.filter(inspection=inspection_id, number=number).first()
    if found is None:
        raise AssessmentNotFound(f"There is no dip sample {number}.")
    return found


def dip_with(inspection: Inspection, pseudonym: str) -> DipSample | None:
    """The latest dip sample that drew this case to be assessed again."""
    dips = DipSample.objects.filter(inspection=inspection, purpose=DipPurpose.SECOND).order_by("-number")
    return next((each for each in dips if pseudonym in each.cases), None)


def draw_with(assessment: Assessment) -> str:
    """The name of the latest dip sample that drew this case to be reviewed; "" where none did."""
    dips = DipSample.objects.filter(inspection=assessment.inspection_id, purpose=DipPurpose.REVIEW)
    case = assessment.case.pseudonym
    found = next((each for each in dips.order_by("-number") if case in each.cases), None)
    return f"{assessment.inspection_id}/{found.number}" if found else ""


def between_for(standing: Standing) -> list[tuple[Parts, int]]:
    """The cases that somebody assessed, of which both assessments are complete and differ, and the record is not."""
    if not standing.is_signed_in:
        return []
    done = Assessment.objects.filter(completed_at__isnull=False).order_by()
    same = done.filter(case=OuterRef("case"))
    mine = done.filter(
        Exists(same.filter(part=Part.FIRST)),
        Exists(same.filter(part=Part.SECOND)),
        ~Exists(same.filter(part=Part.RECONCILED)),
        assessor=UUID(standing.person),
        part__in=(Part.FIRST, Part.SECOND),
        inspection__in=visible_to(standing).filter(is_public=False).order_by().values("pk"),
    )
    found = [parts_of_case(each.case) for each in mine.select_related("case__case_list")]
    return [(each, n) for each in found if (n := len(comparison(each).differences))]
