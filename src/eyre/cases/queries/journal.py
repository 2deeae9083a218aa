"""What do the answers of an assessment come to now, what waits for a person to decide, and what was kept apart?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from eyre.cases.exceptions import ConflictNotFound
from eyre.cases.models import AnswerNow, Assessment, JournalEntry, QuarantinedOperation
from eyre.cases.models.assessments import Part
from eyre.core.journal import Value
from eyre.people.models import Person
from eyre.people.standing import Standing

from .blind import readable_by
from .folding import read_content

MOST = 500  # of what was kept apart, on one page


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the answers that stand: which operation, what it says, who wrote it on which device, and when.

    `at` is what that device's clock said, `received_at` when it arrived here.
    """

    operation: str
    value: Value
    person: str
    device: str
    at: str
    received_at: datetime

    @property
    def clock(self) -> str:
        """The device's clock as people read it, where the device was."""
        moment = datetime.fromisoformat(self.at)
        return f"{moment.day} {moment:%B %Y, %H.%M}"


@dataclass(frozen=True, slots=True)
class AnswerState:
    """One answer now: its value (none while rivals differ), the operations that stand, and under which number."""

    key: str
    value: Value
    heads: tuple[str, ...]
    is_conflict: bool
    number: int
    rivals: tuple[Rival, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The answer as the endpoint says it."""
        told: dict[str, object] = {"value": self.value, "heads": list(self.heads), "number": self.number}
        if self.is_conflict:
            told["rivals"] = [
                {"operation": each.operation, "value": each.value, "person": each.person, "at": each.at}
                for each in self.rivals
            ]
        return told


@dataclass(frozen=True, slots=True)
class State:
    """The answers of an assessment that changed after a number, and the latest number."""

    number: int
    answers: tuple[AnswerState, ...]


def state_of(assessment: Assessment, since: int = 0) -> State:
    """What the answers come to; those that changed after `since` only. Nothing new costs one look at the assessment."""
    if assessment.version == since:
        return State(since, ())
    rows = AnswerNow.objects.filter(assessment=assessment, number__gt=since).order_by("key")
    return State(assessment.version, tuple(map(answer_state, rows)))


def answer_state(row: AnswerNow) -> AnswerState:
    """One answer, with the rivals where they differ."""
    rivals = tuple(_rivals(row)) if row.is_conflict else ()
    return AnswerState(row.key, row.value, tuple(row.heads), row.is_conflict, row.number, rivals)


def _rivals(row: AnswerNow) -> Iterator[Rival]:
    entries = JournalEntry.objects.filter(operation__in=row.heads).select_related("device").order_by("number")
    found = list(entries)
    names = names_of(entry.received_from for entry in found)
    for entry in found:
        said = read_content(entry.content)
        person = names.get(entry.received_from, "")
        yield Rival(said.id, said.value, person, entry.device.name, said.at, entry.received_at)


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """The names of people by their ids as text."""
    wanted = {UUID(id) for id in ids}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=wanted).values_list("pk", "name")}


# What waits for a person


def conflicts_of(inspection: str, standing: Standing) -> QuerySet[AnswerNow]:
    """The answers of an inspection that wait for a decision, of the assessments this person may read."""
    waiting = AnswerNow.objects.filter(assessment__inspection=inspection, is_conflict=True)
    # What was withdrawn counts nowhere, so nobody needs to decide in it
    waiting = waiting.exclude(assessment__part=Part.WITHDRAWN)
    return (
        waiting.filter(assessment__in=readable_by(standing).order_by().values("pk"))
        .select_related("assessment__case", "assessment__assessor")
        .order_by("assessment__case__pseudonym", "assessment__part", "key")
    )


def has_conflicts(inspection: str) -> bool:
    """Whether answers of an inspection wait for a decision; those of what was withdrawn do not."""
    waiting = Assessment.objects.filter(inspection=inspection, conflicts__gt=0)
    return waiting.exclude(part=Part.WITHDRAWN).exists()


def conflict(inspection: str, number: int, standing: Standing) -> AnswerNow:
    """One of them.

    Raises:
        ConflictNotFound: when nothing of this number waits for a decision that this person may see.
    """
    found = (
        conflicts_of(inspection, standing).filter(pk=number).select_related("assessment__inspection").first()
    )
    if found is None:
        raise ConflictNotFound("Nothing waits to be decided here. Somebody may have done it.")
    return found


def kept_apart(inspection: str, standing: Standing) -> list[QuarantinedOperation]:
    """What was kept apart and is not decided, latest first, of the assessments this person may read.

    What was taken since, because it came again when it could be, is left out.
    """
    hidden = Assessment.objects.filter(inspection=inspection).exclude(
        pk__in=readable_by(standing).order_by().values("pk")
    )
    names = [str(pk) for pk in hidden.order_by().values_list("pk", flat=True)]
    waiting = QuarantinedOperation.objects.filter(inspection=inspection, settled_at=None)
    rows = list(waiting.exclude(assessment__in=names).order_by("-received_at", "-pk")[:MOST])
    taken = _taken(row.operation for row in rows if row.operation)
    return [row for row in rows if taken.get(row.operation) != bytes(row.content)]


def _taken(operations: Iterable[str]) -> dict[str, bytes]:
    found = JournalEntry.objects.filter(operation__in=[UUID(each) for each in operations])
    return {str(id): bytes(content) for id, content in found.values_list("operation", "content")}


def one_kept_apart(inspection: str, number: int, standing: Standing) -> QuarantinedOperation:
    """One of them.

    Raises:
        ConflictNotFound: when nothing of this number is kept apart and undecided that this person may see.
    """
    found = next((row for row in kept_apart(inspection, standing) if row.pk == number), None)
    if found is None:
        raise ConflictNotFound("Nothing waits to be decided here. Somebody may have done it.")
    return found


def cases_named(rows: Iterable[QuarantinedOperation]) -> dict[str, Assessment]:
    """The assessments that are named in what was kept apart, by their ids as text."""
    ids = [UUID(row.assessment) for row in rows if row.assessment]
    found = Assessment.objects.filter(pk__in=ids).select_related("case")
    return {str(each.pk): each for each in found}
