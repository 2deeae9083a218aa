"""The actions of calibration."""

from typing import Any
from uuid import uuid4

from acts import act

from eyre.cases.actions import calibration
from eyre.cases.forms import form_for_edition
from eyre.cases.models import CalibrationSession, Vignette
from eyre.people.models import Person
from published_data import NOON


def person() -> Person:
    return Person.objects.create(email=f"{uuid4()}@example.org", name="Ada", invited_at=NOON)


def vignette() -> Vignette:
    form = form_for_edition("hmip-probation-pdu-2021")
    return Vignette.objects.create(
        title="A", text="B", form=form.id, form_digest=form.digest, kind="community", questions=["2.2.1"],
        written_by=person(), written_at=NOON,
    )  # fmt: skip


def session(*people: Person) -> CalibrationSession:
    made = CalibrationSession.objects.create(title="Autumn", opened_by=person(), opened_at=NOON)
    made.vignettes.set([vignette()])
    made.invited.set(people)
    return made


@act(calibration.write_vignette)
def _() -> dict[str, Any]:
    form = form_for_edition("hmip-probation-pdu-2021").id
    told = {"title": "A", "text": "B", "form": form, "kind": "community"}
    return {**told, "questions": ["2.2.1"], "writer": person()}


@act(calibration.open_session)
def _() -> dict[str, Any]:
    people = [person() for _ in range(3)]
    return {"title": "Autumn", "vignettes": [vignette()], "people": people, "opener": person()}


@act(calibration.answer_vignette)
def _() -> dict[str, Any]:
    who = person()
    one = session(who)
    return {"session": one, "vignette": one.vignettes.get(), "person": who, "answers": {"2.2.1": ("yes", "")}}


@act(calibration.close_session)
def _() -> dict[str, Any]:
    return {"session": session(), "notes": ""}
