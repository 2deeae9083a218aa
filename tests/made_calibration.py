"""A vignette and an open calibration session, for the tests that need one."""

from typing import Any

from cast import Cast
from eyre.cases.actions.calibration import answer_vignette, open_session, write_vignette
from eyre.cases.forms import form_for_edition
from eyre.cases.models import CalibrationSession, Vignette
from eyre.people.models import Person
from eyre.platform.audit import Actor
from published_data import NOON

BY = Actor.of_command("the tests")
QUESTIONS = ("2.2.1", "2.2.2", "2.2.3")
ASKED = ("inspector", "second-inspector", "local-assessor")


def made_vignette(writer: Person, **change: Any) -> Vignette:
    """An invented case with three questions."""
    told = {
        "title": "Mr A",
        "text": "An order of twelve months. The assessment was made after five weeks.",
        "form": form_for_edition("hmip-probation-pdu-2021").id,
        "kind": "community",
        "questions": QUESTIONS,
    }
    return write_vignette(**(told | change), writer=writer, by=BY, at=NOON)


def made_session(cast: Cast, *vignettes: Vignette) -> CalibrationSession:
    """Three people are asked, of whom none has answered."""
    return open_session(
        title="Autumn",
        vignettes=vignettes or (made_vignette(cast["quality-lead"]),),
        people=[cast[key] for key in ASKED],
        opener=cast["quality-lead"],
        by=BY,
        at=NOON,
    )


def answered(session: CalibrationSession, person: Person, *answers: str) -> None:
    """Somebody answers the questions of its first vignette, in order."""
    vignette = session.vignettes.all()[0]
    told = {ref: (answer, "") for ref, answer in zip(vignette.questions, answers, strict=False)}
    answer_vignette(session=session, vignette=vignette, person=person, answers=told, by=BY, at=NOON)
