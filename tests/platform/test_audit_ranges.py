"""Ranges of ids: joined, taken apart, and what lies between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.audit.canonical import ranges_text, read_ranges
from eyre.platform.audit.ranges import Range, holes, joined, runs

ids = st.sets(st.integers(1, 60), max_size=40)
ranges = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9)).map(lambda r: (r[0], r[0] + r[1])), max_size=8
)


def within(told: list[Range]) -> set[int]:
    return {each for low, high in told for each in range(low, high + 1)}


@pytest.mark.parametrize(
    ("told", "expected"),
    [([], []), ([1], [(1, 1)]), ([1, 2, 3, 5], [(1, 3), (5, 5)]), ([2, 4], [(2, 2), (4, 4)])],
)
def test_runs(told: list[int], expected: list[Range]) -> None:
    assert runs(told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], [(1, 9)]),
        ([(1, 9)], []),
        ([(3, 4)], [(1, 2), (5, 9)]),
        ([(1, 2), (9, 12)], [(3, 8)]),
        ([(20, 30)], [(1, 9)]),
    ],
)
def test_holes(told: list[Range], expected: list[Range]) -> None:
    assert holes(told, 1, 9) == expected


@given(ids)
def test_runs_hold_the_same_ids_without_touching(told: set[int]) -> None:
    found = runs(sorted(told))
    assert within(found) == told
    assert all(one[1] + 1 < two[0] for one, two in pairwise(found))


@given(ranges)
def test_joined_ranges_hold_the_same_ids_without_touching(told: list[Range]) -> None:
    found = joined(told)
    assert within(found) == within(told)
    assert all(one[1] + 1 < two[0] for one, two in pairwise(found))


@given(ranges, st.integers(1, 30), st.integers(0, 40))
def test_holes_are_all_that_is_in_none(told: list[Range], low: int, more: int) -> None:
    assert within(holes(told, low, low + more)) == set(range(low, low + more + 1)) - within(told)


@given(ids.filter(bool))
def test_ranges_are_read_as_they_were_written(told: set[int]) -> None:
    assert read_ranges(ranges_text(runs(sorted(told)))) == runs(sorted(told))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        "[[1]]",
        "[[2,1]]",
        "[[1,2],[2,3]]",
        '[["1",2]]',
        "[[1,true]]",
        "[[3,4],[1,2]]",
        "7",
    ],
)
def test_what_are_no_ranges_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_ranges(text)
