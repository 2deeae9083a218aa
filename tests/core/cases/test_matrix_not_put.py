"""A question that was never put to a kind of case is counted nowhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import WORDS, Answer, AnswerMatrix, Tally
from eyre.core.figures import Count, Undefined


def matrix(*answers: Answer, kind: tuple[str, ...] | None = None) -> AnswerMatrix:
    cells = np.array(answers, dtype=np.uint8).reshape(-1, 1)
    cases = tuple(str(i) for i in range(len(answers)))
    return AnswerMatrix(cases, ("2.1.1",), cells, {"kind": kind} if kind else {})


@pytest.mark.parametrize(
    ("answers", "tally"),
    [
        ((Answer.NOT_PUT,), Tally(0, 0, 0, 0)),
        ((Answer.NOT_PUT, Answer.NOT_ANSWERED), Tally(0, 0, 0, 1)),
        ((Answer.NOT_PUT, Answer.NOT_RELEVANT), Tally(0, 0, 1, 0)),
        ((Answer.NOT_PUT, Answer.YES, Answer.NO, Answer.NO), Tally(1, 2, 0, 0)),
    ],
)
def test_what_was_not_put_is_counted_nowhere(answers: tuple[Answer, ...], tally: Tally) -> None:
    assert matrix(*answers).tally("2.1.1") == tally


def test_a_sub_group_that_was_never_asked_has_no_share() -> None:
    asked = matrix(Answer.YES, Answer.NOT_PUT, kind=("court", "supervision"))
    tally = asked.tallies_by("kind")["supervision"]["2.1.1"]
    assert tally.count == Count(0, 0)
    assert isinstance(tally.count.share, Undefined)


def test_no_word_of_a_file_says_not_put() -> None:
    """It is read from the absence of a row; a file cannot state it by mistake."""
    assert Answer.NOT_PUT not in WORDS.values()


@given(st.lists(st.sampled_from(list(Answer))), st.integers(0, 20))
def test_more_cases_that_were_not_asked_change_no_tally(answers: list[Answer], extra: int) -> None:
    more = matrix(*answers, *[Answer.NOT_PUT] * extra)
    assert more.tally("2.1.1") == matrix(*answers).tally("2.1.1")
    assert more.tally("2.1.1").cases == sum(answer is not Answer.NOT_PUT for answer in answers)
