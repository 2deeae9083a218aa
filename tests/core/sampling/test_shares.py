"""How many from each stratum: other libraries' values, and what must always hold."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eyre.core.sampling import CannotShareOut, share_out

VECTORS: list[dict[str, Any]] = [
    one
    for one in json.loads((Path(__file__).parents[2] / "vectors" / "sampling.json").read_text("utf-8"))[
        "vectors"
    ]
    if one["method"].startswith("allocation")
]
SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["id"])
def test_the_shares_of_other_libraries(vector: dict[str, Any]) -> None:
    told = vector["input"]
    sizes = {str(number): size for number, size in enumerate(told["N_h"])}
    spread = {str(number): Fraction(s) for number, s in enumerate(told.get("S_h", []))} or None
    assert list(share_out(sizes, told["n"], spread=spread).values()) == vector["expected"]


@pytest.mark.parametrize(
    ("sizes", "wanted", "floor", "expected"),
    [
        ({"women": 10, "men": 90}, 20, 0, {"women": 2, "men": 18}),
        ({"women": 10, "men": 90}, 20, 5, {"women": 5, "men": 15}),
        ({"women": 3, "men": 97}, 20, 5, {"women": 3, "men": 17}),
        ({"a": 1, "b": 1, "c": 1}, 2, 0, {"a": 1, "b": 1, "c": 0}),
        ({"a": 0, "b": 4}, 3, 2, {"a": 0, "b": 3}),
        ({"a": 4, "b": 4}, 8, 0, {"a": 4, "b": 4}),
        ({"a": 5}, 0, 0, {"a": 0}),
    ],
)
def test_shares(sizes: dict[str, int], wanted: int, floor: int, expected: dict[str, int]) -> None:
    assert share_out(sizes, wanted, floor=floor) == expected


@given(SIZES, st.integers(0, 300), st.integers(0, 10), st.data())
def test_the_shares_add_up_and_nobody_gives_more_than_they_have(
    sizes: dict[str, int], wanted: int, floor: int, data: st.DataObject
) -> None:
    assume(sum(min(floor, size) for size in sizes.values()) <= wanted <= sum(sizes.values()))
    spread = data.draw(st.none() | st.fixed_dictionaries({name: st.integers(0, 5) for name in sizes}))
    shares = share_out(sizes, wanted, floor=floor, spread=spread)
    assert sum(shares.values()) == wanted
    assert all(min(floor, sizes[name]) <= shares[name] <= sizes[name] for name in sizes)


@given(SIZES, st.integers(1, 300))
def test_without_a_floor_a_share_is_its_quota_rounded_down_or_up(sizes: dict[str, int], wanted: int) -> None:
    total = sum(sizes.values())
    assume(0 < wanted <= total)
    for name, share in share_out(sizes, wanted).items():
        assert abs(share - Fraction(wanted * sizes[name], total)) < 1


@given(SIZES, st.integers(0, 300), st.integers(0, 5))
def test_the_order_of_the_strata_makes_no_difference(sizes: dict[str, int], wanted: int, floor: int) -> None:
    assume(sum(min(floor, size) for size in sizes.values()) <= wanted <= sum(sizes.values()))
    backwards = dict(reversed(sizes.items()))
    assert share_out(sizes, wanted, floor=floor) == share_out(backwards, wanted, floor=floor)


@pytest.mark.parametrize(
    ("sizes", "wanted", "floor", "words"),
    [
        ({"a": 3}, 4, 0, "4 cases are wanted, and there are 3"),
        ({"a": 9, "b": 9}, 5, 3, "a floor of 3 in each stratum needs 6 cases, and 5 are wanted"),
        ({"a": 9}, -1, 0, "cannot be negative"),
    ],
)
def test_what_cannot_be_shared_out_is_said(
    sizes: dict[str, int], wanted: int, floor: int, words: str
) -> None:
    with pytest.raises(CannotShareOut, match=words):
        share_out(sizes, wanted, floor=floor)
