"""Vignettes and calibration sessions: what is refused, what is kept, and what anybody is shown."""

import pytest
from django.db import IntegrityError, transaction

from cast import Cast, cast, signed_in
from eyre.cases.actions.calibration import answer_vignette, close_session, open_session
from eyre.cases.exceptions import CalibrationNotFound, CannotCalibrate
from eyre.cases.models import CalibrationAnswer, CalibrationSession, Vignette
from eyre.cases.queries.calibration import outcome, session_for, waiting
from eyre.core.figures import Count
from made_calibration import ASKED, BY, answered, made_session, made_vignette
from published_data import NOON

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": " "}, "text", "title and a text"),
        ({"text": ""}, "text", "title and a text"),
        ({"questions": []}, "questions", "at least one question"),
        ({"questions": ["2.2.1", "9.9.9"]}, "questions", "does not ask 9.9.9"),
    ],
)
def test_a_vignette_that_cannot_be_used_is_refused(
    cast: Cast, change: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(CannotCalibrate, match=words) as refused:
        made_vignette(cast["quality-lead"], **change)
    assert refused.value.field == field
    assert not Vignette.objects.exists()


def test_the_questions_of_a_vignette_stand_in_the_order_of_the_form(cast: Cast) -> None:
    assert made_vignette(cast["quality-lead"], questions=["2.2.3", "2.2.1"]).questions == ["2.2.1", "2.2.3"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "title"), ({"vignettes": []}, "vignettes"), ({"people": []}, "people")],
)
def test_a_session_without_what_it_needs_is_refused(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    lead = cast["quality-lead"]
    told = {"title": "Autumn", "vignettes": [made_vignette(lead)], "people": [cast[key] for key in ASKED]}
    with pytest.raises(CannotCalibrate) as refused:
        open_session(**(told | change), opener=lead, by=BY, at=NOON)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not CalibrationSession.objects.exists()


def test_the_same_person_twice_is_no_third(cast: Cast) -> None:
    lead = cast["quality-lead"]
    people = [cast["inspector"], cast["second-inspector"], cast["inspector"]]
    with pytest.raises(CannotCalibrate, match="at least three"):
        open_session(title="A", vignettes=[made_vignette(lead)], people=people, opener=lead, by=BY, at=NOON)


def test_the_later_answer_holds_while_the_session_is_open(cast: Cast) -> None:
    session = made_session(cast)
    answered(session, cast["inspector"], "yes", "no")
    answered(session, cast["inspector"], "no")
    held = CalibrationAnswer.objects.filter(person=cast["inspector"]).values_list("question", "answer")
    assert dict(held) == {"2.2.1": "no", "2.2.2": "no"}
    assert [(one.pk, left) for one, left in waiting(cast["inspector"].pk)] == [(session.pk, 1)]


def test_who_was_not_asked_sees_and_writes_nothing(cast: Cast) -> None:
    session = made_session(cast)
    with pytest.raises(CannotCalibrate, match="not asked"):
        answered(session, cast["lead-inspector"], "yes")
    with pytest.raises(CalibrationNotFound):
        session_for(session.pk, cast["lead-inspector"].pk)
    assert not CalibrationAnswer.objects.exists()


def test_who_was_asked_reads_the_vignettes_of_that_session_alone(cast: Cast) -> None:
    session, other = made_session(cast), made_vignette(cast["quality-lead"], title="Ms B")
    browser = signed_in(cast["inspector"])
    assert browser.get(f"/desk/calibration/{session.pk}/{session.vignettes.get().pk}/").status_code == 200
    reply = browser.get(f"/desk/calibration/{session.pk}/{other.pk}/")
    assert (reply.status_code, "Ms B" in reply.content.decode()) == (404, False)


def test_after_the_close_nothing_is_taken(cast: Cast) -> None:
    session = made_session(cast)
    close_session(session=session, notes=" Talk about 2.2.2. ", by=BY, at=NOON)
    with pytest.raises(CannotCalibrate, match="closed"):
        answered(session, cast["inspector"], "yes")
    with pytest.raises(CannotCalibrate, match="closed already"):
        close_session(session=session, by=BY, at=NOON)
    session.refresh_from_db()
    assert session.notes == "Talk about 2.2.2."


@pytest.mark.parametrize(
    ("question", "answer", "words"), [("9.9.9", "yes", "does not ask"), ("2.2.1", "perhaps", "Answer 2.2.1")]
)
def test_what_is_no_answer_is_refused_whole(cast: Cast, question: str, answer: str, words: str) -> None:
    session = made_session(cast)
    told = {"2.2.2": ("yes", ""), question: (answer, "")}
    with pytest.raises(CannotCalibrate, match=words):
        answer_vignette(
            session=session,
            vignette=session.vignettes.get(),
            person=cast["inspector"],
            answers=told,
            by=BY,
            at=NOON,
        )
    assert not CalibrationAnswer.objects.exists()


def test_a_vignette_of_another_session_is_refused(cast: Cast) -> None:
    session, other = made_session(cast), made_vignette(cast["quality-lead"], title="Ms B")
    told = {"vignette": other, "person": cast["inspector"], "answers": {}}
    with pytest.raises(CannotCalibrate, match="does not hold"):
        answer_vignette(session=session, **told, by=BY, at=NOON)  # type: ignore[arg-type]


def test_everybody_is_counted_and_nobody_is_named(cast: Cast) -> None:
    session = made_session(cast)
    answered(session, cast["inspector"], "yes", "no", "yes")
    answered(session, cast["second-inspector"], "yes", "not-relevant", "yes")
    answered(session, cast["local-assessor"], "no", "no")
    found = outcome(session, cast["inspector"].pk)
    assert [(each.spread.yes, each.spread.no, each.spread.not_relevant) for each in found.told] == [
        (2, 1, 0),
        (0, 2, 1),
        (2, 0, 0),
    ]
    assert [each.mine for each in found.told] == ["yes", "no", "yes"]
    assert found.people == 3
    assert found.alike == Count(2, 6)  # the third question has two answers, and is not told
    assert [each.spread.is_told for each in found.told] == [True, True, False]


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Vignette, {"title": ""}, "vignette_says_something"),
        (CalibrationSession, {"closed_at": NOON}, "calibration_closed_whole"),
        (CalibrationAnswer, {"answer": "perhaps"}, "calibration_answer_is_known"),
    ],
)
def test_the_tables_keep_their_promises(
    cast: Cast, model: type[Vignette], change: dict[str, object], constraint: str
) -> None:
    answered(made_session(cast), cast["inspector"], "yes")
    row = model.objects.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**change)


def test_a_question_is_answered_once(cast: Cast) -> None:
    answered(made_session(cast), cast["inspector"], "yes")
    row = CalibrationAnswer.objects.get()
    row.pk = None
    # calibration_answer_once
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
