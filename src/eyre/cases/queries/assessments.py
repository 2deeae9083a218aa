"""What stands in an assessment, whose is it, and which are mine?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from eyre.cases.assessing.states import Answers, Rival, State
from eyre.cases.forms import load_form
from eyre.cases.models import AnswerNow, Assessment, CaseAllocation, JournalEntry
from eyre.cases.models.assessments import Part
from eyre.core.assessment import Form
from eyre.inspections.models import Inspection
from eyre.inspections.queries import visible_to
from eyre.people.standing import Standing


def form_of(assessment: Assessment) -> Form:
    """The form it was opened on. Raises FormNotFound where Eyre has it no more."""
    return load_form(assessment.form)


def answers_now(assessment: Assessment) -> Answers:
    """What stands at every key; one query, and one more where two answers stand side by side."""
    return Answers(_states(AnswerNow.objects.filter(assessment=assessment)))


def _states(rows: QuerySet[AnswerNow]) -> dict[str, State]:
    columns = ("key", "value", "heads", "number", "is_conflict")
    states, disputed = {}, []
    for key, value, heads, number, is_conflict in rows.order_by("key").values_list(*columns):
        states[key] = State(value, tuple(heads), (), number)
        if is_conflict:
            disputed.append(key)
    rivals = _rivals([head for key in disputed for head in states[key].heads]) if disputed else {}
    for key in disputed:
        heads, number = states[key].heads, states[key].number
        states[key] = State(None, heads, tuple(rivals[head] for head in heads if head in rivals), number)
    return states


@dataclass(frozen=True, slots=True)
class News:
    """What happened to an assessment since a number of the journal: where the journal is now, and what others wrote."""

    number: int
    states: dict[str, State]


def news(assessment: Assessment, standing: Standing, since: int) -> News:
    """What somebody else wrote since then, and what is disputed since then; their own answers a writer has already."""
    later = AnswerNow.objects.filter(assessment=assessment, number__gt=since)
    latest = later.aggregate(latest=Max("number"))["latest"] or since
    by_others = JournalEntry.objects.filter(number=OuterRef("number")).exclude(
        device__person=UUID(standing.person)
    )
    return News(latest, _states(later.filter(Q(is_conflict=True) | Exists(by_others))))


def _rivals(operations: Iterable[str]) -> dict[str, Rival]:
    """What each of these operations says, by whom and when it was received."""
    rows = JournalEntry.objects.filter(operation__in=list(operations))
    told = rows.values_list("operation", "content", "received_at", "device__person__name")
    return {
        str(operation): Rival(str(operation), _value_of(bytes(content)), who, _moment(at))
        for operation, content, at, who in told
    }


def _value_of(content: bytes) -> object:
    return json.loads(content)["value"]


def _moment(at: datetime) -> str:
    local = localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


@dataclass(frozen=True, slots=True)
class MyCase:
    """A case in somebody's list, with how far its assessment is; no assessment yet where `number` is None."""

    pseudonym: str
    kind: str
    part: str
    number: UUID | None
    answered: int
    conflicts: int
    is_completed: bool

    @property
    def called(self) -> str:
        """Which assessment of the case it is, in words."""
        return Part(self.part).label

    @property
    def disputed(self) -> str:
        """How many answers a person must decide between."""
        return "1 answer disputed" if self.conflicts == 1 else f"{self.conflicts} answers disputed"


def cases_of(person: UUID, inspection: Inspection) -> tuple[MyCase, ...]:
    """The cases somebody has to assess: those allocated to them, and second or reconciled assessments of theirs."""
    held = CaseAllocation.objects.filter(inspection=inspection, inspector=person, until=None)
    theirs = Q(assessor=person) & ~Q(part=Part.FIRST)
    given = Q(part=Part.FIRST, case__in=held.values("case"))
    rows = (
        Assessment.objects.filter(inspection=inspection)
        .filter(theirs | given)
        .order_by("case__pseudonym", "part")
    )
    told = [
        MyCase(
            row.case.pseudonym,
            row.case.kind,
            row.part,
            row.pk,
            row.answered,
            row.conflicts,
            row.completed_at is not None,
        )
        for row in rows.select_related("case")
    ]
    begun = {one.pseudonym for one in told if one.part == Part.FIRST}
    waiting = held.exclude(case__pseudonym__in=begun).values_list("case__pseudonym", "case__kind")
    told += [MyCase(pseudonym, kind, Part.FIRST, None, 0, 0, False) for pseudonym, kind in waiting]
    return tuple(sorted(told, key=lambda one: (one.is_completed, one.pseudonym, one.part)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases of one inspection wait for somebody."""

    inspection: str
    name: str
    open: int
    conflicts: int


def waiting_for(standing: Standing) -> tuple[Waiting, ...]:
    """The inspections on which somebody has cases that are not complete, of those they may see; one query."""
    if not standing.is_signed_in:
        return ()
    person = UUID(standing.person)
    held = CaseAllocation.objects.filter(inspector=person, until=None).values("case")
    mine = Q(assessor=person) & ~Q(part=Part.FIRST) | Q(part=Part.FIRST, case__in=held)
    seen = visible_to(standing).filter(is_public=False).order_by().values("pk")
    rows = (
        Assessment.objects.filter(mine, completed_at=None, inspection__in=seen)
        .order_by("inspection")
        .values("inspection", name=F("inspection__name_as_printed"))
        .annotate(open=Count("pk"), disputed=Count("pk", filter=Q(conflicts__gt=0)))
    )
    return tuple(Waiting(row["inspection"], row["name"], row["open"], row["disputed"]) for row in rows)
