"""The actions on second assessments, reviews, dip samples, the freeze and alerts."""

from typing import Any
from uuid import uuid4

import numpy as np
from acts import act

from eyre.cases.actions import alerts, completing, freezing, second
from eyre.cases.actions.answers import store_answers
from eyre.cases.models import Alert, Assessment, ListedCase
from eyre.core.cases import Answer, AnswerMatrix
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from made_cases import assessed, cases_of
from published_data import NOON

COMMAND = Actor.of_command("the tests")


def person() -> Person:
    return Person.objects.create(email=f"{uuid4()}@example.org", name="Ada", invited_at=NOON)


def inspection() -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(is_public=False, stage="fieldwork")
    return Inspection.objects.select_related("edition").get(pk="pdu-2023-cumbria")


def on_team(one: Inspection) -> Person:
    from eyre.inspections.actions import join_team

    found = person()
    join_team(inspection=one, person=found, role="inspector", by=COMMAND, at=NOON)
    return found


def case() -> ListedCase:
    return cases_of(inspection(), 2)[0]


def first(*, is_complete: bool = True) -> Assessment:
    return assessed(case(), person(), is_complete=is_complete)


def twice(answers: dict[str, object] | None = None) -> Assessment:
    """The second assessment of a case, both complete."""
    one = first()
    return assessed(one.case, person(), "second", is_complete=True, answers=answers or {})


def by(who: Person, role: str = "inspector") -> Actor:
    return Actor(str(who.pk), role, "192.0.2.7")


@act(completing.complete)
def _() -> dict[str, Any]:
    one = first()
    Assessment.objects.filter(pk=one.pk).update(completed_at=None, completed_by=None)
    return {"assessment": one, "by": by(one.assessor)}


@act(completing.reopen)
def _() -> dict[str, Any]:
    return {"assessment": first(), "reason": "The plan was overlooked.", "by": by(person(), "quality-lead")}


@act(completing.find_fine)
def _() -> dict[str, Any]:
    return {"assessment": first(), "notes": "Well evidenced.", "by": by(person(), "quality-lead")}


@act(second.ask_second)
def _() -> dict[str, Any]:
    one = first()
    return {"case": one.case, "assessor": on_team(one.inspection)}


@act(second.withdraw_second)
def _() -> dict[str, Any]:
    one = first()
    assessed(one.case, person(), "second")
    return {"case": one.case, "reason": "She is away for a month."}


@act(second.draw_dip)
def _() -> dict[str, Any]:
    return {"inspection": first().inspection, "purpose": "review", "size": 1, "seed": "a seed"}


@act(second.open_reconciled)
def _() -> dict[str, Any]:
    two = twice()
    return {"case": two.case, "person": two.assessor, "by": by(two.assessor)}


@act(second.note_decision)
def _() -> dict[str, Any]:
    two = twice()
    third = assessed(two.case, two.assessor, "reconciled")
    told = {"key": "fact:sex", "operation": uuid4(), "reason": "The file says so."}
    return {"assessment": third, **told, "by": by(two.assessor)}


@act(second.sign)
def _() -> dict[str, Any]:
    two = twice()
    third = assessed(two.case, two.assessor, "reconciled", is_complete=True)
    Assessment.objects.filter(pk=third.pk).update(completed_at=None, completed_by=None)
    return {"assessment": third, "by": by(two.assessor)}


@act(freezing.freeze)
def _() -> dict[str, Any]:
    one = inspection()
    for each in cases_of(one, 2):
        assessed(each, person(), is_complete=True)
    return {"inspection": one}


@act(freezing.freeze_taken)
def _() -> dict[str, Any]:
    one = Inspection.objects.get(pk="pdu-2023-cumbria")
    question = edition(one.edition_id).case_standards[0].key_questions[0].ref
    matrix = AnswerMatrix(("C-01",), (question,), np.array([[Answer.YES]], dtype=np.uint8))
    store_answers(inspection=one, matrix=matrix, is_reconstructed=False, note="", by=COMMAND, at=NOON)
    return {"inspection": one}


@act(freezing.end_freeze)
def _() -> dict[str, Any]:
    one = inspection()
    assessed(cases_of(one, 1)[0], person(), is_complete=True)
    freezing.freeze(inspection=one, by=COMMAND, at=NOON)
    return {"inspection": one, "reason": "A file came to light."}


def alert() -> Alert:
    one = first(is_complete=False)
    made = alerts.raise_alert(assessment=one, operation=uuid4(), key=f"alert:{uuid4()}", by=COMMAND, at=NOON)
    assert made is not None, "a new key raises an alert"
    return made


@act(alerts.raise_alert)
def _() -> dict[str, Any]:
    return {"assessment": first(is_complete=False), "operation": uuid4(), "key": f"alert:{uuid4()}"}


@act(alerts.see_alert)
def _() -> dict[str, Any]:
    return {"alert": alert()}


@act(alerts.act_on_alert)
def _() -> dict[str, Any]:
    return {"alert": alert(), "what": "The provider's duty officer was told."}


@act(alerts.escalate_alert)
def _() -> dict[str, Any]:
    return {"alert": alert()}
