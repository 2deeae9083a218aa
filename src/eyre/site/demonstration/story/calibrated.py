"""A calibration session that is closed, with what was learnt, and another that waits for those who were asked."""

from __future__ import annotations

from datetime import timedelta

from eyre.cases.actions.calibration import answer_vignette, close_session, open_session, write_vignette
from eyre.cases.forms import form_for_edition
from eyre.cases.models import CalibrationSession, Vignette
from eyre.site.demonstration.cast import EDITION

from .scene import Scene

ASKED = ("inspector", "second-inspector", "lead-inspector", "local-assessor")
FORM = form_for_edition(EDITION)
KIND = FORM.kinds[0].id
QUESTIONS = [question.ref for section in FORM.sections_for(KIND) for question in section.questions][:3]
KIM = (
    "Kim, 24, has an order of twelve months with thirty days of rehabilitation activity. The first appointment was kept "
    "after nine days. The plan was written without Kim and names housing and alcohol; Kim says that nobody asked about "
    "work. In week five Kim told the practitioner that an earlier partner had moved back to the street."
)
ALEX = (
    "Alex, 41, left prison on a licence of eight months. The practitioner changed in week three; the new one read the file "
    "and wrote a plan with Alex in week six, which names debts and drinking. Nothing is written about Alex’s two children."
)
# What each of them answers on Kim; all but one find the same, but for the question where the rule is hard to read
ANSWERS = {
    "inspector": ("no", "yes", "no"),
    "second-inspector": ("no", "yes", "not-relevant"),
    "lead-inspector": ("no", "yes", "no"),
    "local-assessor": ("yes", "yes", "not-relevant"),
}
LEARNT = f"We read {QUESTIONS[2]} differently where the victim is not in the file: read its guidance together before fieldwork."


def calibrated(scene: Scene) -> None:
    """Everybody assessed Kim, and nobody has begun with Alex."""
    kim, alex = _vignette(scene, "Kim", KIM), _vignette(scene, "Alex", ALEX)
    earlier = scene.at - timedelta(days=30)
    closed = _session(scene, "Before the summer", kim)
    for who, answers in ANSWERS.items():
        answer_vignette(
            session=closed,
            vignette=kim,
            person=scene.people[who],
            answers={ref: (answer, "") for ref, answer in zip(QUESTIONS, answers, strict=True)},
            by=scene.actor(who),
            at=earlier,
        )
    close_session(session=closed, notes=LEARNT, by=scene.actor("quality-lead"), at=earlier)
    _session(scene, "Before the autumn", alex)


def _vignette(scene: Scene, title: str, text: str) -> Vignette:
    return write_vignette(
        title=title,
        text=text,
        form=FORM.id,
        kind=KIND,
        questions=QUESTIONS,
        writer=scene.people["quality-lead"],
        by=scene.actor("quality-lead"),
        at=scene.at,
    )


def _session(scene: Scene, title: str, vignette: Vignette) -> CalibrationSession:
    return open_session(
        title=title,
        vignettes=[vignette],
        people=[scene.people[who] for who in ASKED],
        opener=scene.people["quality-lead"],
        by=scene.actor("quality-lead"),
        at=scene.at,
    )
