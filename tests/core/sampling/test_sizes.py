"""How many cases: the published tables, and what must always hold."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.sampling import Aim, Formula, Rounded, cases_needed, cases_needed_at, margin_reached

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "sampling.json").read_text("utf-8")
)["vectors"]
FINITE = [one for one in VECTORS if one["method"] == "sample_size_cochran_fpc"]
(TABLE,) = [one for one in VECTORS if one["method"] == "sample_size_krejcie_morgan"]
AIMS = st.builds(
    Aim,
    level=st.sampled_from([0.8, 0.9, 0.95, 0.99]),
    margin=st.sampled_from([0.02, 0.05, 0.1, 0.2]),
    share=st.sampled_from([0.1, 0.3, 0.5, 0.9]),
    formula=st.sampled_from(Formula),
    rounded=st.sampled_from(Rounded),
)


@pytest.mark.parametrize("vector", FINITE, ids=lambda one: one["id"])
def test_the_sizes_of_samplingbook(vector: dict[str, Any]) -> None:
    told = vector["input"]
    aim = Aim(told["level"], told["margin"], told["p"], Formula.KAUERMANN)
    assert cases_needed(aim, told["N"]) == vector["expected"]


@pytest.mark.parametrize(
    ("population", "expected"), [*zip(TABLE["input"]["N"], TABLE["expected"], strict=True)]
)
def test_the_table_of_krejcie_and_morgan(population: int, expected: int) -> None:
    aim = Aim(0.95, 0.05, 0.5, Formula.COCHRAN, Rounded.NEAREST)
    assert cases_needed_at(aim, population, 3.841) == expected


def test_the_inspectorates_eighty_per_cent_and_five_points() -> None:
    """n0 is 164.2 (reference: inspection method, section 4), so 165 of a list without end."""
    assert cases_needed(Aim(), None) == 165
    assert [cases_needed(Aim(), n) for n in (50, 100, 200, 1000)] == [39, 63, 91, 142]


@given(AIMS, st.integers(1, 100_000))
def test_never_more_than_there_are_and_never_fewer_for_a_longer_list(aim: Aim, population: int) -> None:
    needed = cases_needed(aim, population)
    assert 0 <= needed <= population
    assert needed <= cases_needed(aim, population + 1)
    assert needed <= cases_needed(aim, None)


@given(AIMS, st.integers(50, 100_000))
def test_the_two_formulas_differ_by_at_most_one_case(aim: Aim, population: int) -> None:
    both = {cases_needed(Aim(aim.level, aim.margin, aim.share, formula), population) for formula in Formula}
    assert max(both) - min(both) <= 1


@given(AIMS, st.integers(2, 100_000))
def test_what_is_needed_reaches_the_margin(aim: Aim, population: int) -> None:
    up = Aim(aim.level, aim.margin, aim.share)
    needed = cases_needed(up, population)
    assert margin_reached(needed, population, level=up.level, share=up.share) <= up.margin + 1e-12
    if needed > 1:
        fewer = margin_reached(needed - 1, population, level=up.level, share=up.share)
        assert fewer > up.margin - 1e-12


@given(st.integers(1, 500), st.integers(0, 500))
def test_more_cases_are_never_less_precise(drawn: int, further: int) -> None:
    population = drawn + further + 1
    assert margin_reached(drawn + 1, population) <= margin_reached(drawn, population)
    assert margin_reached(population, population) == 0


def test_a_list_without_end_has_the_margin_of_a_very_long_one() -> None:
    assert math.isclose(margin_reached(39, None), margin_reached(39, 10**9), rel_tol=1e-6)
    assert round(margin_reached(39, 1000), 3) == 0.101  # statistics reference, section 0: ±10.1 points


@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 1}, {"margin": 0}, {"share": 1}, {"margin": -0.1}])
def test_shares_lie_between_none_and_all(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must lie between 0 and 1"):
        Aim(**wrong)


@pytest.mark.parametrize(("drawn", "population"), [(0, 10), (11, 10), (0, None)])
def test_a_margin_needs_cases_that_are_there(drawn: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="cannot draw"):
        margin_reached(drawn, population)


def test_an_empty_list_needs_no_sample() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        cases_needed(Aim(), 0)
