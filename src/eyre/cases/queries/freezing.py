"""Are the answers of an inspection frozen; what is missing before they can be; what would be frozen, from which events?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet

from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.frozen import digest_of, matrix_of
from eyre.cases.models import Assessment, Freeze, JournalEntry, ListedCase, SampledCase
from eyre.cases.models.assessments import Part
from eyre.core.cases import AnswerMatrix
from eyre.core.cases.freezing import NotAnAnswer, frozen_matrix
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection

from .folded import GROUPS, Folded, case_answers, folded, folded_again
from .seconds import differing


def is_frozen(inspection_id: str) -> bool:
    """Whether its answers are frozen now."""
    return Freeze.objects.filter(inspection=inspection_id, ended_at=None).exists()


def freeze_in_force(inspection: Inspection) -> Freeze | None:
    """The freeze that holds now, without the answers themselves."""
    return Freeze.objects.filter(inspection=inspection, ended_at=None).defer("cells").first()


def freezes_of(inspection: Inspection) -> QuerySet[Freeze]:
    """Every freeze there was, the latest first."""
    return Freeze.objects.filter(inspection=inspection).defer("cells").order_by("-number")


def sampled_cases(inspection: Inspection) -> QuerySet[ListedCase]:
    """The cases that are inspected: drawn in a sample that is current, and not replaced."""
    drawn = SampledCase.objects.filter(
        sample__inspection=inspection, sample__is_current=True, is_reserve=False, replaced_at=None
    )
    return ListedCase.objects.filter(pk__in=drawn.values("case")).order_by("pseudonym")


@dataclass(frozen=True, slots=True)
class Wanting:
    """What keeps the answers from being frozen: a case, under its pseudonym, and what it waits for."""

    case: str
    assessment: UUID | None
    words: str


def wanting(inspection: Inspection) -> tuple[Wanting, ...]:
    """Everything that must be done before the answers can be frozen, case by case; nothing where they can."""
    cases = list(sampled_cases(inspection))
    if not cases:
        return (Wanting("", None, "No sample of cases is drawn."),)
    parts = _parts(inspection)
    differ = differing(inspection)
    return tuple(each for case in cases for each in _wanting(case, parts.get(case.pk, {}), case.pk in differ))


def _parts(inspection: Inspection) -> dict[int, dict[str, Assessment]]:
    found: dict[int, dict[str, Assessment]] = {}
    for each in Assessment.objects.filter(inspection=inspection).select_related("assessor", "case"):
        found.setdefault(each.case_id, {})[each.part] = each
    return found


def _wanting(case: ListedCase, parts: dict[str, Assessment], differs: bool) -> Iterator[Wanting]:
    name = case.pseudonym
    if Part.FIRST not in parts:
        yield Wanting(name, None, "Nobody has begun to assess it.")
    for part, words in WORDS.items():
        one = parts.get(part)
        if one and one.conflicts:
            yield Wanting(name, one.pk, f"{words} holds two answers to one question: a person must decide.")
        elif one and one.completed_at is None:
            yield Wanting(name, one.pk, f"{words}, by {one.assessor.name}, is not complete.")
    if differs and Part.RECONCILED not in parts:
        yield Wanting(name, None, "Its two assessments differ, and nobody has begun to decide between them.")


WORDS = {
    Part.FIRST: "The first assessment",
    Part.SECOND: "The second assessment",
    Part.RECONCILED: "The reconciled record",
}


def incomplete(inspection: Inspection) -> bool:
    """Whether some case that is inspected has an assessment that is missing or not complete."""
    return bool(wanting(inspection))


def sources(inspection: Inspection) -> list[Assessment]:
    """The assessment that gives the answers of each case inspected: the reconciled one where there is one, else the first."""
    cases = set(sampled_cases(inspection).values_list("pk", flat=True))
    chosen = {
        case: parts.get(Part.RECONCILED) or parts.get(Part.FIRST)
        for case, parts in _parts(inspection).items()
    }
    return [each for case, each in sorted(chosen.items()) if each is not None and case in cases]


def matrix_now(inspection: Inspection, chosen: Iterable[Assessment]) -> AnswerMatrix:
    """The matrix that the kept fold of these assessments comes to.

    Raises:
        NotAnAnswer: for a judgement that is no answer.
    """
    found = list(chosen)
    return _matrix(inspection, found, folded(each.pk for each in found))


def matrix_from_events(inspection: Inspection, chosen: Iterable[Assessment]) -> AnswerMatrix:
    """The same matrix, built anew from every entry of the journals. Raises as `matrix_now`."""
    found = list(chosen)
    return _matrix(inspection, found, folded_again(each.pk for each in found))


def _matrix(inspection: Inspection, chosen: list[Assessment], held: dict[UUID, Folded]) -> AnswerMatrix:
    questions = tuple(edition(inspection.edition_id).questions)
    return frozen_matrix((case_answers(each, held[each.pk]) for each in chosen), questions, GROUPS)


def planned(inspection: Inspection) -> dict[str, int] | None:
    """How much would be frozen now; None where an answer cannot be counted, which freezing says in words."""
    chosen = sources(inspection)
    try:
        matrix = matrix_now(inspection, chosen)
    except NotAnAnswer:
        return None
    reconciled = sum(each.part == Part.RECONCILED for each in chosen)
    return {"cases": len(matrix.cases), "questions": len(matrix.questions), "reconciled": reconciled}


def journal_digest(assessments: Iterable[UUID]) -> tuple[str, int]:
    """The SHA-256 of the hashes of every entry of these journals in the order of their numbers, and how many there are."""
    hashes = list(
        JournalEntry.objects.filter(assessment__in=list(assessments))
        .order_by("number")
        .values_list("hash", flat=True)
    )
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest(), len(hashes)


def faults_of(freeze: Freeze) -> tuple[str, ...]:
    """What about a freeze is not so when it is checked again: its bytes, its journal, and the matrix rebuilt from it."""
    return tuple(_faults(freeze))


def _faults(freeze: Freeze) -> Iterator[str]:
    held = matrix_of(freeze)
    if digest_of(held) != freeze.digest:
        yield "The answers kept are not those of the hash."
    if not freeze.sources:
        return  # they came in a file: there is no journal to build them from
    ids = [UUID(each) for each in freeze.sources.values()]
    digest, entries = journal_digest(ids)
    if (digest, entries) != (freeze.journal_digest, freeze.entries):
        yield f"The journal of these cases ({entries} entries) is not the one it was frozen from ({freeze.entries})."
    chosen = list(Assessment.objects.filter(pk__in=ids).select_related("case"))
    if digest_of(matrix_from_events(freeze.inspection, chosen)) != freeze.digest:
        yield "The answers rebuilt from the journal are not those of the hash."


def next_number(inspection: Inspection) -> int:
    """The number that the next freeze of an inspection gets."""
    latest = Freeze.objects.filter(inspection=inspection).aggregate(most=Max("number"))["most"]
    return int(latest or 0) + 1


def receipt_of(freeze: Freeze) -> str:
    """What is frozen, as a file to keep elsewhere: JSON whose `sha256` anybody can compare with ours later."""
    told = {
        "format": "eyre-freeze/1",
        "inspection": freeze.inspection_id,
        "number": freeze.number,
        "sha256": freeze.digest,
        "journal_sha256": freeze.journal_digest,
        "journal_entries": freeze.entries,
        "cases": len(freeze.cases),
        "questions": len(freeze.questions),
        "frozen_at": freeze.frozen_at.isoformat(),
    }
    return json.dumps(told, indent=2) + "\n"


def freeze_of(inspection_id: str, number: int) -> Freeze:
    """A freeze of an inspection, by number.

    Raises:
        AssessmentNotFound: when it has none of this number.
    """
    found = Freeze.objects.filter(inspection=inspection_id, number=number).defer("cells").first()
    if found is None:
        raise AssessmentNotFound(f"{inspection_id} has no freeze {number}.")
    return found
