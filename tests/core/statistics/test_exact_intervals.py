"""The exact interval of a finite list, and which interval is shown where."""

import json
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Undefined
from eyre.core.statistics import Interval, Method, exact, exact_totals, share_interval
from eyre.core.statistics.robustness import if_misjudged

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "exact_intervals.json").read_text("utf-8"))[
    "vectors"
]
INCLUSIVE = [v for v in VECTORS if v["method"] == "hypergeometric_exact_inclusive"]
EXCLUSIVE = [v for v in VECTORS if v["method"] == "hypergeometric_exact_exclusive_samplingbook"]


@pytest.mark.parametrize("vector", INCLUSIVE, ids=lambda vector: vector["id"])
def test_the_numbers_not_contradicted(vector: dict) -> None:
    told, population = vector["input"], vector["input"]["N"]
    assert list(exact_totals(told["x"], told["n"], population, told["level"])) == vector["expected"]["K"]
    found = exact(Count(told["x"], told["n"]), population=population, level=told["level"])
    assert isinstance(found, Interval)
    assert [found.low, found.high] == pytest.approx(vector["expected"]["p"], abs=1e-12)


@pytest.mark.parametrize("vector", EXCLUSIVE, ids=lambda vector: vector["id"])
def test_another_convention_is_one_case_wider_where_there_is_room(vector: dict) -> None:
    x, of, population = (vector["input"][name] for name in ("x", "n", "N"))
    least, greatest = exact_totals(x, of, population, vector["input"]["level"])
    wider = [max(x, least - 1), min(population - (of - x), greatest + 1)]
    assert wider == vector["expected"]["K"]


def chance(k: int, x: int, of: int, population: int) -> Fraction:
    return Fraction(comb(k, x) * comb(population - k, of - x), comb(population, of))


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    of = draw(st.integers(1, 12))
    return draw(st.integers(0, of)), of, of + draw(st.integers(0, 20))


@given(samples(), st.sampled_from([0.8, 0.95, 0.99]))
def test_it_is_what_its_definition_says_in_whole_numbers(sample: tuple[int, int, int], level: float) -> None:
    x, of, population = sample
    tail = (1 - Fraction(str(level))) / 2
    held = [
        k
        for k in range(x, population - of + x + 1)
        if sum(chance(k, i, of, population) for i in range(x, of + 1)) > tail
        and sum(chance(k, i, of, population) for i in range(x + 1)) > tail
    ]
    assert exact_totals(x, of, population, level) == (held[0], held[-1])


@given(samples())
def test_mirrored_answers_mirror_it_and_the_share_lies_in_it(sample: tuple[int, int, int]) -> None:
    x, of, population = sample
    low, high = exact_totals(x, of, population, 0.95)
    assert exact_totals(of - x, of, population, 0.95) == (population - high, population - low)
    assert low * of <= x * population <= high * of
    if population == of:
        assert low == high == x


@pytest.mark.parametrize(
    ("count", "population", "method"),
    [
        (Count(28, 39), None, Method.WILSON),
        (Count(28, 39), 600, Method.WILSON_FINITE),
        (Count(28, 39), 195, Method.WILSON_FINITE),  # a fifth, and no more
        (Count(28, 39), 194, Method.EXACT_FINITE),
        (Count(39, 39), 600, Method.EXACT_FINITE),
        (Count(0, 39), 600, Method.EXACT_FINITE),
        (Count(5, 19), 600, Method.EXACT_FINITE),
        (Count(5, 20), 600, Method.WILSON_FINITE),
        (Count(5, 20), 20, Method.CENSUS),
        (Count(5, 19), None, Method.WILSON),
    ],
)
def test_which_interval_is_shown(count: Count, population: int | None, method: Method) -> None:
    found = share_interval(count, population=population)
    assert isinstance(found, Interval)
    assert found.method is method
    assert found.contains(Fraction(count.x, count.of))


def test_nothing_and_nonsense() -> None:
    assert isinstance(exact(Count(0, 0), population=5), Undefined)
    assert isinstance(share_interval(Count(0, 0), population=5), Undefined)
    with pytest.raises(ValueError, match="smaller than the sample"):
        exact(Count(1, 2), population=1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        exact(Count(1, 2), population=3, level=95)


@pytest.mark.parametrize(
    ("count", "sensitivity", "specificity", "share"),
    [
        (Count(26, 40), 1, 1, Fraction(13, 20)),
        (Count(26, 40), Fraction(9, 10), Fraction(9, 10), Fraction(11, 16)),
        (Count(1, 40), Fraction(9, 10), Fraction(9, 10), Fraction(0)),
        (Count(39, 40), Fraction(9, 10), Fraction(9, 10), Fraction(1)),
    ],
)
def test_shares_were_judgements_wrong(
    count: Count, sensitivity: Fraction, specificity: Fraction, share: Fraction
) -> None:
    assert if_misjudged(count, sensitivity=Fraction(sensitivity), specificity=Fraction(specificity)) == share


RIGHT = st.integers(51, 100).map(lambda per_cent: Fraction(per_cent, 100))


@given(st.integers(0, 100), RIGHT, RIGHT)
def test_judging_what_is_true_as_badly_gives_what_was_judged(
    true: int, sensitivity: Fraction, specificity: Fraction
) -> None:
    judged = Fraction(true, 100) * sensitivity + (1 - Fraction(true, 100)) * (1 - specificity)
    found = if_misjudged(
        Count(judged.numerator, judged.denominator), sensitivity=sensitivity, specificity=specificity
    )
    assert found == Fraction(true, 100)


@pytest.mark.parametrize(("sensitivity", "specificity"), [(2, 1), (-1, 1), (Fraction(1, 2), Fraction(1, 2))])
def test_judgements_that_say_nothing_are_refused(sensitivity: Fraction, specificity: Fraction) -> None:
    with pytest.raises(ValueError, match=r"right lies between|tossing a coin"):
        if_misjudged(Count(1, 2), sensitivity=Fraction(sensitivity), specificity=Fraction(specificity))
    assert isinstance(if_misjudged(Count(0, 0), sensitivity=Fraction(1), specificity=Fraction(1)), Undefined)
