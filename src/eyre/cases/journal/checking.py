"""Is what is kept of the answers what their journal comes to, and is every entry what was sent?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eyre.cases.models import AnswerNow, Assessment
from eyre.cases.queries.folding import Folded, folded

from .rules import is_counted


@dataclass(frozen=True, slots=True)
class Difference:
    """An assessment whose kept answers are not what its journal comes to, or whose journal was altered."""

    assessment: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How many assessments and answers were looked at, and what was found."""

    assessments: int
    answers: int
    differences: tuple[Difference, ...]


def check_journal() -> Checked:
    """Fold every journal anew and compare. Nothing is changed."""
    found: list[Difference] = []
    answers = assessments = 0
    for assessment in Assessment.objects.order_by("pk").iterator():
        assessments += 1
        try:
            anew = folded(assessment.pk)
        except ValueError as why:
            found.append(Difference(str(assessment.pk), str(why)))
            continue
        answers += len(anew)
        found += (Difference(str(assessment.pk), words) for words in _differences(assessment, anew))
    return Checked(assessments, answers, tuple(found))


def _differences(assessment: Assessment, anew: list[Folded]) -> Iterator[str]:
    kept = {row.key: row for row in AnswerNow.objects.filter(assessment=assessment)}
    for each in anew:
        row = kept.pop(each.key, None)
        if row is None:
            yield f"{each.key} is in the journal and was not kept"
        elif any(getattr(row, name) != value for name, value in vars(each).items()):
            yield f"{each.key} is kept otherwise than the journal says"
    yield from (f"{key} was kept and is in no journal" for key in sorted(kept))
    told = (assessment.version, assessment.conflicts, assessment.answered)
    if told != counted(anew):
        yield "its counts are not those of its answers"


def counted(anew: list[Folded]) -> tuple[int, int, int]:
    """The latest number, how many answers wait for a decision, and how many are given."""
    return (
        max((each.number for each in anew), default=0),
        sum(each.is_conflict for each in anew),
        sum(is_counted(each.key) and each.value is not None for each in anew),
    )
