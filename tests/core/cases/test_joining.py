"""Several inspections as one matrix: sums of cases, whatever the order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Answer, AnswerMatrix, Tally
from eyre.core.cases.joining import cases_put, joined

ANSWERS = [answer.value for answer in Answer]


def matrix(questions: tuple[str, ...], rows: list[list[int]], **groups: tuple[str, ...]) -> AnswerMatrix:
    cells = np.array(rows, dtype=np.uint8).reshape(len(rows), len(questions))
    return AnswerMatrix(tuple(f"c{i}" for i in range(len(rows))), questions, cells, groups)


def test_questions_and_groups_that_one_does_not_have_say_nothing_of_its_cases() -> None:
    one = matrix(("a", "b"), [[3, 2], [3, 4]], sex=("f", "m"))
    other = matrix(("b",), [[3]])
    found = joined({"two": other, "one": one}, ("a", "b", "c"))
    assert (found.cases, found.questions) == (("one c0", "one c1", "two c0"), ("a", "b"))
    assert found.tallies() == {"a": Tally(2, 0), "b": Tally(1, 1, 1)}
    assert found.groups == {"sex": ("f", "m", "")}
    assert (cases_put(found, ("a",)), cases_put(found, ("a", "b")), cases_put(found, ("c",))) == (2, 3, 0)


def test_nothing_joined_is_nothing() -> None:
    assert joined({}, ("a",)).cases == ()


@given(st.lists(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=5), min_size=1, max_size=4))
def test_the_tally_of_all_is_the_sum_of_the_tallies(columns: list[list[int]]) -> None:
    parts = {f"u{i}": matrix(("a",), [[each] for each in column]) for i, column in enumerate(columns)}
    whole = joined(parts, ("a",))
    assert whole.tally("a") == sum((part.tally("a") for part in parts.values()), start=Tally(0, 0))
    assert joined(dict(reversed(parts.items())), ("a",)).cases == whole.cases
