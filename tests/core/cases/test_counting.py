"""Counting bytes as words gives what counting one answer after the other gives."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from eyre.core.cases import Answer, AnswerMatrix, Tally
from eyre.core.cases.bulk import BulkAnswers, Labels, count_bulk
from eyre.core.cases.counting import (
    MOST_ROWS,
    add_runs,
    count_block,
    count_runs,
    cut_runs,
    stretches,
    to_words,
)

Bytes = NDArray[np.uint8]
CODES = [answer.value for answer in Answer]


def cells_of(rows: int, questions: int, seed: int) -> Bytes:
    chance = np.random.default_rng(seed)
    return chance.choice(np.array(CODES, dtype=np.uint8), size=(rows, questions))


def one_by_one(cells: Bytes) -> list[Tally]:
    """The slow way, which nobody can get wrong."""
    columns = [Counter(column) for column in cells.T.tolist()]
    return [Tally(c[3], c[2], c[4], c[0]) for c in columns]


def matrix(cells: Bytes, **groups: list[str]) -> AnswerMatrix:
    names = tuple(f"c{i}" for i in range(cells.shape[0]))
    questions = tuple(f"q{i}" for i in range(cells.shape[1]))
    return AnswerMatrix(names, questions, cells, {name: tuple(column) for name, column in groups.items()})


small = st.tuples(st.integers(0, 40), st.integers(0, 20)).flatmap(
    lambda shape: arrays(np.uint8, shape, elements=st.sampled_from(CODES))
)


@given(small)
def test_a_block_is_counted_as_one_by_one(cells: Bytes) -> None:
    assert count_block(cells).tallies(0) == one_by_one(cells)


@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("rows", [1, MOST_ROWS - 1, MOST_ROWS, MOST_ROWS + 1, 2 * MOST_ROWS + 3, 66_000])
def test_no_counter_spills_into_its_neighbour(answer: Answer, rows: int) -> None:
    """66,000 cases alike are more than a byte, and more than two bytes, can count."""
    cells = np.full((rows, 9), Answer.NOT_PUT, dtype=np.uint8)
    cells[:, ::2] = answer
    assert count_block(cells).tallies(0) == one_by_one(cells)


@pytest.mark.parametrize(("rows", "questions"), [(200, 60), (60, 80), (5000, 7), (40_000, 11)])
def test_usual_and_unusual_shapes(rows: int, questions: int) -> None:
    cells = cells_of(rows, questions, seed=rows)
    assert count_block(cells).tallies(0) == one_by_one(cells)


def test_a_strided_view_is_counted_like_its_copy() -> None:
    cells = cells_of(70, 32, seed=5)
    assert count_block(cells[:, ::2]).tallies(0) == one_by_one(cells[:, ::2])
    assert count_block(cells.T).tallies(0) == one_by_one(cells.T)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=6), st.integers(1, 9))
def test_runs_are_counted_each_for_itself(lengths: list[int], questions: int) -> None:
    cells = cells_of(sum(lengths), questions, seed=len(lengths))
    starts = np.cumsum([0, *lengths[:-1]])
    table = count_runs(to_words(cells), starts).reshape(len(lengths), 4, -1)
    for i, (start, length) in enumerate(zip(starts.tolist(), lengths, strict=True)):
        run = cells[start : start + length]
        for bit in range(4):
            assert table[i, bit, :questions].tolist() == (run >> bit & 1).sum(axis=0).tolist()


@given(st.lists(st.integers(1, 1200), min_size=1, max_size=8))
def test_no_piece_is_longer_than_a_byte_counts_and_every_run_starts_one(lengths: list[int]) -> None:
    starts, rows = np.cumsum([0, *lengths[:-1]]), sum(lengths)
    pieces, first = cut_runs(starts, rows)
    assert np.array_equal(pieces[first], starts)
    sizes = np.diff(pieces, append=rows)
    assert sizes.max() <= MOST_ROWS
    assert sizes.min() >= 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20), st.integers(1, 100))
def test_stretches_leave_nothing_out(lengths: list[int], most: int) -> None:
    bounds = np.cumsum([0, *lengths])
    found = list(stretches(bounds, most))
    assert [step for a, b in found for step in range(a, b)] == list(range(len(lengths)))
    assert all(bounds[b] - bounds[a] <= most or b == a + 1 for a, b in found)


def test_sums_are_widened_before_they_spill() -> None:
    lanes = np.full((3, 8), 200, dtype=np.uint8)
    added = add_runs(lanes, np.array([0]), most=600)
    assert added.tolist() == [[600] * 8]
    assert added.dtype == np.uint16


# Many inspections at once


def check_bulk(matrices: dict[str, AnswerMatrix], groups: tuple[str, ...]) -> None:
    questions = sorted({question for each in matrices.values() for question in each.questions})
    answers = BulkAnswers.of(questions, matrices, groups)
    counted = count_bulk(answers)
    never = Tally(0, 0, 0, 0)
    for i, each in enumerate(matrices.values()):
        tallies = each.tallies()
        assert counted.counts.tallies(i) == [tallies.get(question, never) for question in questions]
        waiting = [tallies.get(question, never).not_answered for question in questions]
        assert counted.counts.not_answered[i].tolist() == waiting
    for name in groups:
        part, labels = counted.groups[name], answers.labels[name]
        found = {
            (int(inspection), labels[int(label)]): part.counts.tallies(row)
            for row, (inspection, label) in enumerate(zip(part.inspection, part.label, strict=True))
        }
        expected = {
            (i, label): [tallies.get(question, never) for question in questions]
            for i, each in enumerate(matrices.values())
            for label, tallies in each.tallies_by(name).items()
        }
        assert found == expected
        assert list(found) == sorted(found)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 10), st.integers(0, 99)), min_size=1, max_size=5)
)
def test_bulk_counts_are_those_of_each_matrix(shapes: list[tuple[int, int, int]]) -> None:
    matrices = {}
    for i, (rows, questions, seed) in enumerate(shapes):
        chance = np.random.default_rng(seed)
        matrices[f"i{i}"] = matrix(
            cells_of(rows, questions, seed),
            sex=chance.choice(["", "female", "male"], rows).tolist(),
            grade=chance.choice(["PO", "PSO"], rows).tolist(),
        )
    check_bulk(matrices, ())
    check_bulk(matrices, ("sex",))
    check_bulk(matrices, ("grade", "sex"))


def test_inspections_larger_than_a_stretch_and_labels_by_the_thousand() -> None:
    rows = 20_000
    cells = cells_of(rows, 3, seed=3)
    officers = [f"o{i % 1500}" for i in range(rows)]
    days = [f"d{i % 365}" for i in range(rows)]
    sexes = ["f" if i % 3 else "m" for i in range(rows)]
    one = matrix(cells, officer=officers, day=days, sex=sexes)
    check_bulk(
        {"large": one, "small": matrix(cells[:3], officer=["a"] * 3, day=["b"] * 3, sex=["f"] * 3)}, ("sex",)
    )
    counted = count_bulk(BulkAnswers.of(one.questions, {"large": one}, ("officer", "day", "sex")))
    for name in ("officer", "day", "sex"):
        part = counted.groups[name].counts
        assert np.array_equal(part.yes.sum(axis=0), counted.counts.yes[0])
        assert part.cases.sum() == rows


CELLS = cells_of(4, 3, seed=1)
SEXES = Labels(("f", "m"), np.array([0, 1, 1, 0]))


@pytest.mark.parametrize(
    ("names", "questions", "inspection", "groups", "sentence"),
    [
        ((), "123", [], {}, "there must be an inspection"),
        (("a",), "", [0] * 4, {}, "there must be an inspection and a question"),
        (("a",), "12", [0] * 4, {}, "do not fit 4 cases and 2 questions"),
        (("a",), "123", [0] * 5, {}, "do not fit 5 cases"),
        (("a", "b"), "123", [0] * 4, {}, "every inspection needs a case"),
        (("a",), "123", [0, 0, 0, 1], {}, "every case an inspection"),
        (("a",), "123", [0] * 4, {"sex": Labels(("f",), SEXES.codes[:3])}, "sex needs one label per case"),
        (("a",), "123", [0] * 4, {"sex": Labels(("f",), SEXES.codes)}, "sex has a code without a label"),
    ],
)
def test_what_does_not_fit_is_refused(
    names: tuple[str, ...], questions: str, inspection: list[int], groups: dict[str, Labels], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        BulkAnswers.in_order(names, tuple(questions), CELLS, np.array(inspection), groups)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_cases_is_of_no_account(chance: Random) -> None:
    rows = list(range(40))
    chance.shuffle(rows)
    cells, inspection = cells_of(40, 9, seed=8), np.repeat([0, 1, 2], [20, 5, 15])
    codes = np.arange(40) % 2
    one, other = (
        count_bulk(
            BulkAnswers.in_order(
                ("a", "b", "c"),
                tuple("123456789"),
                cells[order],
                inspection[order],
                {"sex": Labels(SEXES.labels, codes[order])},
            )
        )
        for order in (slice(None), rows)
    )
    for i in range(3):
        assert one.counts.tallies(i) == other.counts.tallies(i)
    assert np.array_equal(one.groups["sex"].counts.yes, other.groups["sex"].counts.yes)


def test_cases_alike_in_everything_are_one_run() -> None:
    answers = BulkAnswers.in_order(("a", "b"), tuple("123"), CELLS, np.array([1, 0, 1, 1]), {"sex": SEXES})
    assert answers.runs.starts.tolist() == [0, 1, 3]
    assert answers.runs.inspection.tolist() == [0, 1, 1]
    assert answers.runs.labels["sex"].tolist() == [1, 0, 1]
