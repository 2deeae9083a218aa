"""Frozen answers go into a row and come out the same."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.actions import store_answers
from eyre.cases.exceptions import AnswersDoNotFit
from eyre.cases.frozen import digest_of, fields_of, matrix_of
from eyre.cases.models import FrozenAnswers
from eyre.cases.queries import answers_of, frozen_answers, inspections_with_answers
from eyre.core.cases import Answer, AnswerMatrix
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTE = "invented for a test"
codes = st.sampled_from(list(Answer))


@st.composite
def matrices(draw: Any) -> AnswerMatrix:
    n_cases, n_questions = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    cells = draw(st.lists(codes, min_size=n_cases * n_questions, max_size=n_cases * n_questions))
    labels = draw(st.lists(st.sampled_from(["", "woman", "man"]), min_size=n_cases, max_size=n_cases))
    return AnswerMatrix(
        tuple(f"c{i}" for i in range(n_cases)),
        tuple(f"q{i}" for i in range(n_questions)),
        np.array(cells, dtype=np.uint8).reshape(n_cases, n_questions),
        {"sex": tuple(labels)},
    )


@given(matrices())
def test_a_row_gives_back_the_matrix(matrix: AnswerMatrix) -> None:
    back = matrix_of(FrozenAnswers(**fields_of(matrix)))
    assert (back.cases, back.questions, dict(back.groups)) == (
        matrix.cases,
        matrix.questions,
        dict(matrix.groups),
    )
    assert np.array_equal(back.cells, matrix.cells)
    assert digest_of(back) == digest_of(matrix)


@given(matrices(), st.data())
def test_another_answer_is_another_digest(matrix: AnswerMatrix, data: Any) -> None:
    other = matrix.cells.copy()
    place = data.draw(st.integers(0, other.size - 1))
    other.flat[place] = data.draw(codes.filter(lambda code: code != other.flat[place]))
    assert digest_of(AnswerMatrix(matrix.cases, matrix.questions, other, matrix.groups)) != digest_of(matrix)


def test_bytes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="3 answers do not fit 1 cases x 2 questions"):
        matrix_of(FrozenAnswers(cases=["c"], questions=["a", "b"], groups={}, cells=b"\x02\x02\x02"))


def one_answer(question: str = "2.2.1", answer: Answer = Answer.YES) -> AnswerMatrix:
    return AnswerMatrix(("c",), (question,), np.array([[answer]], dtype=np.uint8), {"sex": ("woman",)})


def store(matrix: AnswerMatrix, at: datetime = NOON, note: str = NOTE) -> bool:
    inspection = Inspection.objects.get(id="pdu-2022-snpt")
    return store_answers(
        inspection=inspection,
        matrix=matrix,
        is_reconstructed=True,
        note=note,
        by=Actor("Ada", "system"),
        at=at,
    )


@pytest.mark.django_db
def test_stores_what_changed_and_nothing_else(loaded: Any) -> None:
    inspection = Inspection.objects.get(id="pdu-2022-snpt")
    assert answers_of(inspection) is None
    assert store(one_answer())
    assert not store(one_answer(), LATER)
    held = frozen_answers(inspection)
    assert held is not None
    assert held.stored_at == NOON
    assert store(one_answer(answer=Answer.NO), LATER)
    found = answers_of(inspection)
    assert found is not None
    assert (found.inspection, found.edition) == ("pdu-2022-snpt", "hmip-probation-pdu-2021")
    assert found.matrix.answer("c", "2.2.1") is Answer.NO
    assert "pdu-2022-snpt" in inspections_with_answers()


@pytest.mark.django_db
def test_a_question_the_edition_does_not_ask_is_refused(loaded: Any) -> None:
    with pytest.raises(AnswersDoNotFit, match=r"asks no question 9\.9\.9"):
        store(one_answer("9.9.9"))


@pytest.mark.django_db
def test_promises(loaded: Any) -> None:
    for change, constraint in (
        ({"note": ""}, "reconstructed_answers_say_so"),
        ({"digest": ""}, "answers_have_digest"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            FrozenAnswers.objects.update(**change)
    row = FrozenAnswers.objects.first()
    assert row is not None
    row.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
def test_the_shipped_answers_are_all_marked_as_reconstructed(loaded: Any) -> None:
    held = FrozenAnswers.objects.all()
    assert len(held) == 5
    assert all(row.is_reconstructed and row.note.startswith("Reconstructed by Eyre") for row in held)
    kinds = [kind for row in held for kind in row.groups["kind"]]
    assert kinds.count("supervision") == 196
