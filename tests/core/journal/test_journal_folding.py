"""Does what holds hang on nothing but the set of operations: not on their order, not on any clock?"""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.journal import Standing, Step, fold, joined


def step(id: str, value: str, *names: str) -> Step:
    return Step(id, f'"{value}"', frozenset(names))


A, B, C = step("a", "yes"), step("b", "no", "a"), step("c", "yes", "b")
RIVAL = step("r", "yes", "a")
SETTLED = step("s", "no", "b", "r")


@pytest.mark.parametrize(
    ("steps", "heads", "value", "is_conflict"),
    [
        ([], "", "null", False),
        ([A], "a", '"yes"', False),
        ([A, B], "b", '"no"', False),
        ([A, B, C], "c", '"yes"', False),
        ([A, B, RIVAL], "br", "null", True),
        ([A, C], "ac", '"yes"', False),  # b is not here yet, and both say the same
        ([B, step("z", "yes", "y")], "bz", "null", True),  # what z came after is not here yet
        ([A, B, RIVAL, SETTLED], "s", '"no"', False),
        ([SETTLED], "s", '"no"', False),
        ([A, step("d", "yes")], "ad", '"yes"', False),  # twice the same, from two devices
        ([step("p", "yes", "q"), step("q", "no", "p")], "pq", "null", True),  # in a circle: both are kept
        ([step("p", "yes", "q"), step("q", "no", "p"), step("t", "no", "p", "q")], "t", '"no"', False),
    ],
)
def test_what_stands(steps: list[Step], heads: str, value: str, is_conflict: bool) -> None:
    found = fold(steps)
    assert "".join(head.id for head in found.heads) == heads
    assert (found.value, found.is_conflict) == (value, is_conflict)


@pytest.mark.parametrize(
    "order", list(permutations([A, B, C, RIVAL, SETTLED])), ids=lambda o: "".join(s.id for s in o)
)
def test_every_order_comes_to_the_same(order: tuple[Step, ...]) -> None:
    assert fold(order) == fold([A, B, C, RIVAL, SETTLED])


def test_what_was_named_and_is_not_here_is_told() -> None:
    assert fold([C, SETTLED]).missing == {"b", "r"}
    assert fold([A, B, C, RIVAL, SETTLED]).missing == frozenset()


@st.composite
def histories(draw: Any) -> list[Step]:
    """Operations that name earlier ones, later ones (circles), and such as never come."""
    count = draw(st.integers(1, 9))
    ids = [f"{number:02}" for number in range(count + 2)]
    return [
        Step(
            id,
            draw(st.sampled_from(['"yes"', '"no"', "null"])),
            frozenset(draw(st.sets(st.sampled_from(ids), max_size=3)) - {id}),
        )
        for id in ids[:count]
    ]


@given(histories(), st.randoms())
def test_order_and_repetition_never_change_what_stands(steps: list[Step], random: Any) -> None:
    again = steps + random.choices(steps, k=len(steps))
    random.shuffle(again)
    assert fold(again) == fold(steps)


@given(histories())
def test_nothing_is_lost(steps: list[Step]) -> None:
    """Every operation is a head, or something that is here came after it."""
    found = fold(steps)
    named = frozenset().union(*(each.names for each in steps))
    assert found.heads
    assert {each.id for each in steps} - named <= {head.id for head in found.heads}


@given(histories())
def test_joining_one_by_one_comes_to_the_same_as_folding_all(steps: list[Step]) -> None:
    standing, there = Standing(), set()
    for number, each in enumerate(steps):
        known = frozenset(each.names & there)
        standing = joined(standing, each, known) or fold(steps[: number + 1])
        there.add(each.id)
        assert standing == fold(steps[: number + 1])


def test_joining_looks_at_no_history_where_nothing_waits() -> None:
    standing = joined(Standing(), A, frozenset())
    assert standing is not None
    assert joined(standing, B, frozenset({"a"})) == fold([A, B])
    assert joined(fold([C]), B, frozenset()) is None
    assert joined(fold([A, B, RIVAL]), SETTLED, frozenset({"b", "r"})) is None
