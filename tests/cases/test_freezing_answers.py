"""The freeze: everything or nothing, the same from the events, and nothing changes afterwards, whoever tries."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from eyre.cases.actions import store_answers
from eyre.cases.actions.completing import reopen
from eyre.cases.actions.freezing import end_freeze, freeze, freeze_taken
from eyre.cases.actions.second import ask_second
from eyre.cases.exceptions import CannotAssure, CannotComplete, CannotFreeze
from eyre.cases.frozen import digest_of
from eyre.cases.models import AnswerNow, Assessment, Freeze, FrozenAnswers, JournalEntry
from eyre.cases.queries import answers_of
from eyre.cases.queries.freezing import faults_of, is_frozen, receipt_of, wanting
from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.planning import Needed
from eyre.frameworks.queries import edition
from eyre.inspections.actions import join_team
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from made_cases import answer, assessed, cases_of
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
BY = Actor.of_command("the tests")
LATER = NOON + timedelta(hours=3)


def person(name: str = "ann") -> Person:
    return Person.objects.create(email=f"{name}-{uuid4()}@example.org", name=name.title(), invited_at=NOON)


@pytest.fixture
def inspection() -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(is_public=False, stage="fieldwork")
    return Inspection.objects.get(pk="pdu-2023-cumbria")


@pytest.fixture
def done(inspection: Inspection) -> list[Assessment]:
    """Three complete first assessments."""
    return [assessed(each, person(), is_complete=True) for each in cases_of(inspection, 3)]


def question(one: Assessment) -> str:
    found = AnswerNow.objects.filter(assessment=one, key__startswith="question:").order_by("key").first()
    assert found is not None
    return str(found.key)


def test_what_is_frozen_is_what_was_answered(inspection: Inspection, done: list[Assessment]) -> None:
    key = question(done[1])
    answer(done[1], {key: "no", f"note:{key.partition(':')[2]}": "Not seen."})
    made = freeze(inspection=inspection, by=BY, at=LATER)
    held = answers_of(inspection)
    assert held is not None
    assert held.matrix.answer("C-02", key.partition(":")[2]) is Answer.NO
    assert held.matrix.answer("C-01", key.partition(":")[2]) is Answer.YES
    assert held.matrix.groups["sex"] == ("female",) * 3
    assert made.digest == digest_of(held.matrix)
    assert faults_of(made) == ()
    assert made.digest in receipt_of(made)
    assert Needed.FROZEN in true_of(inspection, LATER.date())
    assert not FrozenAnswers.objects.get(inspection=inspection).is_reconstructed


def test_a_reconciled_record_takes_the_place_of_the_first(
    inspection: Inspection, done: list[Assessment]
) -> None:
    key = question(done[0])
    assessed(done[0].case, person("ben"), "second", is_complete=True, answers={key: "no"})
    assert "differ" in wanting(inspection)[0].words
    third = assessed(
        done[0].case, person("moira"), "reconciled", is_complete=True, answers={key: "not-relevant"}
    )
    made = freeze(inspection=inspection, by=BY, at=LATER)
    held = answers_of(inspection)
    assert held is not None
    assert held.matrix.answer("C-01", key.partition(":")[2]) is Answer.NOT_RELEVANT
    assert made.sources["C-01"] == str(third.pk)


def test_two_that_agree_need_no_third(inspection: Inspection, done: list[Assessment]) -> None:
    assessed(done[0].case, person("ben"), "second", is_complete=True)
    assert freeze(inspection=inspection, by=BY, at=LATER).sources["C-01"] == str(done[0].pk)


def _open(done: list[Assessment]) -> None:
    Assessment.objects.filter(pk=done[0].pk).update(completed_at=None, completed_by=None)


def _conflict(done: list[Assessment]) -> None:
    Assessment.objects.filter(pk=done[0].pk).update(conflicts=1)


def _second(done: list[Assessment]) -> None:
    assessed(done[0].case, person("ben"), "second")


def _not_begun(done: list[Assessment]) -> None:
    AnswerNow.objects.filter(assessment=done[0]).delete()
    JournalEntry.objects.filter(assessment=done[0]).delete()
    Assessment.objects.filter(pk=done[0].pk).delete()


def _odd(done: list[Assessment]) -> None:
    answer(done[0], {question(done[0]): "perhaps"})


def _kept_otherwise(done: list[Assessment]) -> None:
    AnswerNow.objects.filter(assessment=done[0], key=question(done[0])).update(value="no")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_open, "C-01 The first assessment, by Ann, is not complete"),
        (_conflict, "two answers to one question"),
        (_second, "The second assessment, by Ben, is not complete"),
        (_not_begun, "C-01 Nobody has begun"),
        (_odd, "is no answer"),
        (_kept_otherwise, "not those of the journal"),
    ],
)
def test_what_keeps_them_from_being_frozen(
    inspection: Inspection, done: list[Assessment], spoil: Callable[[list[Assessment]], None], words: str
) -> None:
    spoil(done)
    with pytest.raises(CannotFreeze, match=words):
        freeze(inspection=inspection, by=BY, at=LATER)
    assert not is_frozen(inspection.pk)
    assert not FrozenAnswers.objects.filter(inspection=inspection, is_reconstructed=False).exists()


def test_nothing_is_frozen_without_a_sample(inspection: Inspection) -> None:
    with pytest.raises(CannotFreeze, match="No sample"):
        freeze(inspection=inspection, by=BY, at=LATER)


def test_nothing_is_frozen_twice(inspection: Inspection, done: list[Assessment]) -> None:
    freeze(inspection=inspection, by=BY, at=LATER)
    with pytest.raises(CannotFreeze, match="already"):
        freeze(inspection=inspection, by=BY, at=LATER)


def test_actions_refuse_what_comes_after(inspection: Inspection, done: list[Assessment]) -> None:
    ben, moira = person("ben"), person("moira")
    join_team(inspection=inspection, person=ben, role="inspector", by=BY, at=NOON)
    freeze(inspection=inspection, by=BY, at=LATER)
    with pytest.raises(CannotComplete, match="frozen"):
        reopen(assessment=done[0], reason="Late.", by=Actor(str(moira.pk), "quality-lead"), at=LATER)
    with pytest.raises(CannotAssure, match="frozen"):
        ask_second(case=done[0].case, assessor=ben, by=BY, at=LATER)


def _entry(done: list[Assessment]) -> None:
    answer(done[0], {"note:case": "Late."})


def _cells(done: list[Assessment]) -> None:
    FrozenAnswers.objects.filter(inspection=done[0].inspection_id).update(cells=b"\x03")


def _digest(done: list[Assessment]) -> None:
    FrozenAnswers.objects.filter(inspection=done[0].inspection_id).update(digest="0" * 64)


def _no_answers(done: list[Assessment]) -> None:
    FrozenAnswers.objects.filter(inspection=done[0].inspection_id).delete()


def _freeze_changed(done: list[Assessment]) -> None:
    Freeze.objects.update(cells=b"\x03")


def _freeze_other_journal(done: list[Assessment]) -> None:
    Freeze.objects.update(entries=F("entries") + 1)


def _freeze_gone(done: list[Assessment]) -> None:
    Freeze.objects.all().delete()


@pytest.mark.parametrize(
    "attempt",
    [_entry, _cells, _digest, _no_answers, _freeze_changed, _freeze_other_journal, _freeze_gone],
)
def test_the_database_refuses_a_change(
    inspection: Inspection, done: list[Assessment], attempt: Callable[[list[Assessment]], None]
) -> None:
    freeze(inspection=inspection, by=BY, at=LATER)
    with pytest.raises(IntegrityError, match="frozen_answers_never_change"), transaction.atomic():
        attempt(done)


def test_another_inspection_goes_on(inspection: Inspection, done: list[Assessment]) -> None:
    freeze(inspection=inspection, by=BY, at=LATER)
    same = Inspection.objects.filter(edition=inspection.edition_id)
    other = same.exclude(pk=inspection.pk).order_by("pk")[0]
    one = assessed(cases_of(other, 1)[0], person())
    answer(one, {"note:case": "Still open."})


def test_an_earlier_freeze_stays_beside_the_later(inspection: Inspection, done: list[Assessment]) -> None:
    first = freeze(inspection=inspection, by=BY, at=NOON)
    end_freeze(inspection=inspection, reason="A file came to light.", by=BY, at=LATER)
    assert not is_frozen(inspection.pk)
    assert Needed.FROZEN not in true_of(inspection, LATER.date())
    key = question(done[0])
    answer(done[0], {key: "no", f"note:{key.partition(':')[2]}": "Not seen."})
    second = freeze(inspection=inspection, by=BY, at=LATER + timedelta(hours=1))
    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest
    kept = Freeze.objects.get(pk=first.pk)
    assert (kept.digest, kept.ended_because) == (first.digest, "A file came to light.")
    with pytest.raises(IntegrityError, match="frozen_answers_never_change"), transaction.atomic():
        Freeze.objects.filter(pk=first.pk).update(ended_because="Another reason.")


@pytest.mark.parametrize(
    ("stage", "reason", "words"), [("fieldwork", " ", "Say why"), ("judgement", "So.", "back")]
)
def test_a_freeze_ends_in_fieldwork_with_a_reason(
    inspection: Inspection, done: list[Assessment], stage: str, reason: str, words: str
) -> None:
    freeze(inspection=inspection, by=BY, at=NOON)
    Inspection.objects.filter(pk=inspection.pk).update(stage=stage)
    with pytest.raises(CannotFreeze, match=words):
        end_freeze(inspection=inspection, reason=reason, by=BY, at=LATER)


def test_no_freeze_to_end(inspection: Inspection) -> None:
    with pytest.raises(CannotFreeze, match="not frozen"):
        end_freeze(inspection=inspection, reason="So.", by=BY, at=LATER)


def test_a_freeze_that_was_tampered_with_shows(inspection: Inspection, done: list[Assessment]) -> None:
    made = freeze(inspection=inspection, by=BY, at=LATER)
    made.cells = bytes(made.cells)[:-1] + bytes([Answer.NO])
    assert "not those of the hash" in faults_of(made)[0]
    made.refresh_from_db()
    made.entries += 1
    assert "is not the one it was frozen from" in faults_of(made)[0]


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"number": 1, "ended_at": NOON, "ended_by": "x", "ended_because": "So."}, "freeze_number_once"),
        ({"number": 2}, "freeze_one_in_force"),
        ({"number": 2, "ended_at": NOON, "ended_by": "x", "ended_because": ""}, "freeze_ends_with_reason"),
    ],
)
def test_promises_of_the_table(
    inspection: Inspection, done: list[Assessment], told: dict[str, object], constraint: str
) -> None:
    made = freeze(inspection=inspection, by=BY, at=LATER)
    kept = {each: getattr(made, each) for each in ("questions", "cases", "cells", "digest", "sources")}
    kept |= {"journal_digest": "", "entries": 0, "frozen_by": "x", "frozen_at": NOON}
    with pytest.raises(IntegrityError) as why, transaction.atomic():
        Freeze.objects.create(inspection=inspection, **kept, **told)
    named = constraint in str(why.value)
    assert named or (connection.vendor == "sqlite" and "UNIQUE" in str(why.value))


def matrix_taken(value: Answer = Answer.YES) -> AnswerMatrix:
    question = edition("hmip-probation-pdu-2021").case_standards[0].key_questions[0].ref
    return AnswerMatrix(("C-01",), (question,), np.array([[value]], dtype=np.uint8))


def test_answers_that_came_in_a_file_are_frozen_as_they_are(inspection: Inspection) -> None:
    FrozenAnswers.objects.filter(inspection=inspection).delete()
    with pytest.raises(CannotFreeze, match="No answers came"):
        freeze_taken(inspection=inspection, by=BY, at=NOON)
    matrix = matrix_taken()
    store_answers(inspection=inspection, matrix=matrix, is_reconstructed=False, note="", by=BY, at=NOON)
    made = freeze_taken(inspection=inspection, by=BY, at=LATER)
    assert made.digest == digest_of(matrix)
    assert made.sources == {}
    assert made.entries == 0
    assert faults_of(made) == ()
    assert Needed.FROZEN in true_of(inspection, LATER.date())
    with pytest.raises(CannotFreeze, match="frozen already"):
        freeze_taken(inspection=inspection, by=BY, at=LATER)


def test_answers_from_a_file_are_not_frozen_beside_assessments(
    inspection: Inspection, done: list[Assessment]
) -> None:
    told = {"matrix": matrix_taken(), "is_reconstructed": False, "note": ""}
    store_answers(inspection=inspection, **told, by=BY, at=NOON)
    with pytest.raises(CannotFreeze, match="assessed here"):
        freeze_taken(inspection=inspection, by=BY, at=LATER)
