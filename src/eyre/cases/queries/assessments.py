"""What stands in an assessment, whose is it, and which are mine?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from eyre.cases.assessing.states import Answers, Rival, State
from eyre.cases.exceptions import AssessmentNotFound
from eyre.cases.forms import load_form
from eyre.cases.models import AnswerNow, Assessment, CaseAllocation, Freeze, JournalEntry, ListedCase
from eyre.cases.models.assessments import Part
from eyre.cases.permissions.allocation import WritingFacts, why_not_write
from eyre.core.assessment import Form
from eyre.inspections.models import Inspection
from eyre.inspections.permissions import InspectionFacts
from eyre.inspections.queries import visible_to
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.prepared import Prepared

from .allocations import allocated_to
from .blind import readable_by


def form_of(assessment: Assessment) -> Form:
    """The form it was opened on. Raises FormNotFound where Eyre has it no more."""
    return load_form(assessment.form)


ASKED_FOR = (Part.SECOND, Part.RECONCILED)  # of a person, whoever has the case
STATE = ("key", "value", "heads", "number", "is_conflict")
_FIELDS = (
    "id",
    "part",
    "form",
    "form_digest",
    "version",
    "answered",
    "conflicts",
    "opened_at",
    "completed_at",
    "completed_by",
)
_CASE = ("id", "pseudonym", "kind", "attributes")
_COLUMNS = (
    *_FIELDS, *(f"case__{name}" for name in _CASE), "assessor", "assessor__name",
    "inspection", "inspection__name_as_printed", "inspection__stage", "inspection__edition", "has_case", "is_frozen",
)  # fmt: skip


def _opening(person: UUID, inspection: str, number: UUID) -> QuerySet[Assessment, Any]:
    mine = allocated_to(person, Inspection(pk=inspection)).filter(pk=OuterRef("case")).order_by()
    frozen = Freeze.objects.filter(inspection=inspection, ended_at=None).order_by()
    seen = readable_by(Standing(str(person))).filter(inspection=inspection, pk=number).order_by()
    told: QuerySet[Assessment, Any]
    told = seen.annotate(has_case=Exists(mine), is_frozen=Exists(frozen)).values(*_COLUMNS)
    return told


_OPENING = Prepared(_opening, of=(UUID, str, UUID))


def opened_by(standing: Standing, facts: InspectionFacts, number: UUID) -> tuple[Assessment, str]:
    """An assessment that somebody may read, with case, inspection and assessor as far as its pages need them, and why
    they may not write into it, "" where they may; one prepared query.

    Raises:
        AssessmentNotFound: when the inspection has none of this number, or none that they may read.
    """
    rows = _OPENING.rows(UUID(standing.person), facts.id, number)
    if not rows:
        raise AssessmentNotFound(f"{facts.id} has no assessment {number}.")
    told = dict(zip(_COLUMNS, rows[0], strict=True))
    case = ListedCase(**{name: told[f"case__{name}"] for name in _CASE})
    inspection = Inspection(
        pk=told["inspection"],
        name_as_printed=told["inspection__name_as_printed"],
        stage=told["inspection__stage"],
        edition_id=told["inspection__edition"],
    )
    assessor = Person(pk=told["assessor"], name=told["assessor__name"])
    found = Assessment(
        **{name: told[name] for name in _FIELDS}, case=case, inspection=inspection, assessor=assessor
    )
    writing = WritingFacts(
        part=found.part,
        stage=inspection.stage,
        is_completed=found.completed_at is not None,
        has_case=told["has_case"],
        is_assessor=str(assessor.pk) == standing.person,
        is_frozen=told["is_frozen"],
    )
    return found, why_not_write(standing, facts, writing)


_ANSWERS = Prepared(
    lambda number: AnswerNow.objects.filter(assessment=number).order_by("key").values(*STATE), of=(UUID,)
)


def answers_now(assessment: Assessment) -> Answers:
    """What stands at every key; one query, and one more where two answers stand side by side."""
    return Answers(_states(_ANSWERS.rows(assessment.pk)))


def _states(rows: Iterable[tuple[Any, ...]]) -> dict[str, State]:
    states, disputed = {}, []
    for key, value, heads, number, is_conflict in rows:
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
    told = later.filter(Q(is_conflict=True) | Exists(by_others)).order_by("key")
    return News(latest, _states(told.values_list(*STATE)))


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
    theirs = Q(assessor=person, part__in=ASKED_FOR)
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
    mine = Q(assessor=person, part__in=ASKED_FOR) | Q(part=Part.FIRST, case__in=held)
    seen = visible_to(standing).filter(is_public=False).order_by().values("pk")
    rows = (
        Assessment.objects.filter(mine, completed_at=None, inspection__in=seen)
        .order_by("inspection")
        .values("inspection", name=F("inspection__name_as_printed"))
        .annotate(open=Count("pk"), disputed=Count("pk", filter=Q(conflicts__gt=0)))
    )
    return tuple(Waiting(row["inspection"], row["name"], row["open"], row["disputed"]) for row in rows)
