"""Writing vignettes, opening and closing calibration sessions, and answering in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from eyre.cases.exceptions import CannotCalibrate
from eyre.cases.forms import load_form
from eyre.cases.models import CalibrationAnswer, CalibrationSession, Vignette
from eyre.core.cases.calibration import ANSWERS
from eyre.people.models import Person
from eyre.platform.audit import Actor, Operation, record

FEWEST_INVITED = 3


@transaction.atomic
def write_vignette(
    *,
    title: str,
    text: str,
    form: str,
    kind: str,
    questions: Collection[str],
    writer: Person,
    by: Actor,
    at: datetime,
) -> Vignette:
    """Write an invented case down, with the key questions of a form that are to be answered on it.

    Raises:
        CannotCalibrate: for no title, text or question, or a question that the form does not put to such a case.
        FormNotFound: when there is no such form.
    """
    found = load_form(form)
    asked = [question.ref for section in found.sections_for(kind) for question in section.questions]
    if not title.strip() or not text.strip():
        raise CannotCalibrate("Write a title and a text.", "text")
    if not questions or (strange := sorted(set(questions) - set(asked))):
        why = (
            f"The form does not ask {strange[0]} of such a case."
            if questions
            else "Choose at least one question."
        )
        raise CannotCalibrate(why, "questions")
    made = Vignette.objects.create(
        title=title.strip(),
        text=text.strip(),
        form=found.id,
        form_digest=found.digest,
        kind=kind,
        questions=[ref for ref in asked if ref in set(questions)],
        written_by=writer,
        written_at=at,
    )
    record(
        "vignette.written",
        operation=Operation.COLLECTION,
        by=by,
        at=at,
        on=("cases.vignette", made.pk),
        after={"questions": len(made.questions)},
    )
    return made


@transaction.atomic
def open_session(
    *,
    title: str,
    vignettes: Collection[Vignette],
    people: Collection[Person],
    opener: Person,
    by: Actor,
    at: datetime,
) -> CalibrationSession:
    """Ask people to assess vignettes, each for themselves.

    Raises:
        CannotCalibrate: without a title or a vignette, or for fewer than three people: each would know the others' answers.
    """
    if not title.strip():
        raise CannotCalibrate("Give the session a title.", "title")
    if not vignettes:
        raise CannotCalibrate("Choose at least one vignette.", "vignettes")
    if len({person.pk for person in people}) < FEWEST_INVITED:
        words = "Invite at least three people: of two, each would know what the other answered."
        raise CannotCalibrate(words, "people")
    made = CalibrationSession.objects.create(title=title.strip(), opened_by=opener, opened_at=at)
    made.vignettes.set(vignettes)
    made.invited.set(people)
    after = {"vignettes": len(vignettes), "people": len(people)}
    record(
        "calibration.opened",
        operation=Operation.COLLECTION,
        by=by,
        at=at,
        on=("cases.calibration", made.pk),
        after=after,
    )
    return made


@transaction.atomic
def answer_vignette(
    *,
    session: CalibrationSession,
    vignette: Vignette,
    person: Person,
    answers: Mapping[str, tuple[str, str]],
    by: Actor,
    at: datetime,
) -> int:
    """Keep what somebody answers on a vignette: for each question an answer and their reasons; how many are kept now.

    Given again while the session is open, the later ones hold.

    Raises:
        CannotCalibrate: after the session was closed, for somebody who was not asked, and for what is no answer to a
            question of the vignette.
    """
    held = CalibrationSession.objects.select_for_update().get(pk=session.pk)
    _check_answering(held, vignette, person)
    _check_answers(vignette, answers)
    for question, (answer, words) in answers.items():
        CalibrationAnswer.objects.update_or_create(
            session=held,
            vignette=vignette,
            person=person,
            question=question,
            defaults={"answer": answer, "words": words.strip(), "answered_at": at},
        )
    after = {"vignette": vignette.pk, "answers": len(answers)}
    record(
        "calibration.answered",
        operation=Operation.COLLECTION,
        by=by,
        at=at,
        on=("cases.calibration", held.pk),
        after=after,
    )
    return CalibrationAnswer.objects.filter(session=held, vignette=vignette, person=person).count()


def _check_answering(session: CalibrationSession, vignette: Vignette, person: Person) -> None:
    if session.closed_at is not None:
        raise CannotCalibrate("The session is closed: nothing more is taken.")
    if not session.invited.filter(pk=person.pk).exists():
        raise CannotCalibrate("You were not asked in this session.")
    if not session.vignettes.filter(pk=vignette.pk).exists():
        raise CannotCalibrate("The session does not hold this vignette.")


def _check_answers(vignette: Vignette, answers: Mapping[str, tuple[str, str]]) -> None:
    for question, (answer, _) in answers.items():
        if question not in vignette.questions:
            raise CannotCalibrate(f"The vignette does not ask {question}.", question)
        if answer not in ANSWERS:
            raise CannotCalibrate(f"Answer {question} with yes, no or not relevant.", question)


@transaction.atomic
def close_session(
    *, session: CalibrationSession, notes: str = "", by: Actor, at: datetime
) -> CalibrationSession:
    """Close a session: nothing more is taken, and those who were asked see what was answered, without names.

    Raises:
        CannotCalibrate: where it is closed already.
    """
    held = CalibrationSession.objects.select_for_update().get(pk=session.pk)
    if held.closed_at is not None:
        raise CannotCalibrate("The session is closed already.")
    held.closed_at, held.closed_by, held.notes = at, by.id, notes.strip()
    held.save(update_fields=["closed_at", "closed_by", "notes"])
    answers = CalibrationAnswer.objects.filter(session=held).count()
    record(
        "calibration.closed",
        operation=Operation.ALTERATION,
        by=by,
        at=at,
        on=("cases.calibration", held.pk),
        after={"answers": answers},
    )
    return held
