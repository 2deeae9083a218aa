"""Do two shares differ? Held to printed values, to counting by hand, and to what must always be true."""

import json
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Undefined
from eyre.core.statistics.differences import (
    FEWEST,
    Contrast,
    Difference,
    Pairs,
    Verdict,
    benjamini_hochberg,
    bonferroni,
    contrasts,
    fisher,
    holm,
    moved,
    newcombe,
    newcombe_paired,
    rejected,
    two_stage,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "differences.json").read_text("utf-8")
)["vectors"]
MIRRORED = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}


def vectors(*methods: str) -> list[Any]:
    return [pytest.param(v, id=v["id"]) for v in VECTORS if v["method"] in methods]


def counts(least: int = 1, most: int = 60) -> st.SearchStrategy[Count]:
    return st.integers(least, most).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of)))


def told(found: Difference | Undefined) -> Difference:
    assert isinstance(found, Difference)
    return found


@pytest.mark.parametrize("vector", vectors("newcombe_diff"))
def test_the_interval_of_a_difference_is_the_one_computed_elsewhere(vector: dict[str, Any]) -> None:
    of = vector["input"]
    found = told(newcombe(Count(of["x1"], of["n1"]), Count(of["x2"], of["n2"]), level=of["level"]))
    assert (found.low, found.high) == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("newcombe_paired_m8", "newcombe_paired_m10"))
def test_the_interval_of_the_same_cases_is_the_one_computed_elsewhere(vector: dict[str, Any]) -> None:
    of = vector["input"]
    pairs = Pairs(of["a"], of["b"], of["c"], of["d"])
    found = told(newcombe_paired(pairs, level=of["level"], continuity=vector["method"].endswith("10")))
    assert (found.low, found.high) == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("fisher_exact"))
def test_fishers_chances_are_those_computed_elsewhere(vector: dict[str, Any]) -> None:
    (a, b), (c, d) = vector["input"]["table"]
    found = fisher(Count(a, a + b), Count(c, c + d))
    for side in {"two_sided", "less", "greater"} & set(vector["expected"]):
        assert getattr(found, side) == pytest.approx(vector["expected"][side], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("bonferroni", "holm", "benjamini_hochberg"))
def test_adjusted_chances_are_those_computed_elsewhere(vector: dict[str, Any]) -> None:
    adjust = {"bonferroni": bonferroni, "holm": holm, "benjamini_hochberg": benjamini_hochberg}
    found = adjust[vector["method"]](vector["input"]["p"])
    level = vector["input"].get("alpha", vector["input"].get("q"))
    assert sum(rejected(found, level)) == vector["expected"]["rejections"]
    if "adjusted" in vector["expected"]:
        assert found == pytest.approx(vector["expected"]["adjusted"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("bky_two_stage"))
def test_two_stages_tell_as_many_as_were_printed(vector: dict[str, Any]) -> None:
    assert sum(two_stage(vector["input"]["p"], vector["input"]["q"])) == vector["expected"]["rejections"]


@pytest.mark.parametrize(
    ("first", "second", "populations", "expected"),
    [
        # where every case of both sides was inspected, the difference is what it is
        (Count(8, 10), Count(5, 10), (10, 10), (0.3, 0.3)),
        # where one side was, the interval is as wide as the other's alone: Wilson's for 5 of 10
        (Count(8, 10), Count(5, 10), (10, None), (0.8 - 0.7634, 0.8 - 0.2366)),
    ],
)
def test_a_list_that_was_inspected_whole_leaves_no_doubt(
    first: Count, second: Count, populations: tuple[int | None, int | None], expected: tuple[float, float]
) -> None:
    found = told(newcombe(first, second, populations=populations))
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-4)


def test_nothing_is_no_difference() -> None:
    assert isinstance(newcombe(Count(0, 0), Count(3, 4)), Undefined)
    assert isinstance(newcombe(Count(3, 4), Count(0, 0)), Undefined)
    assert isinstance(newcombe_paired(Pairs(0, 0, 0, 0)), Undefined)
    assert holm(()) == benjamini_hochberg(()) == bonferroni(()) == two_stage(()) == ()


def test_a_difference_is_said_in_points() -> None:
    assert str(newcombe(Count(26, 40), Count(17, 38))) == "+20 points (\N{MINUS SIGN}2 to +40; 95% interval)"
    assert (
        str(newcombe(Count(5, 10), Count(5, 10), populations=(10, 10))) == "0 points (0 to 0; 95% interval)"
    )


@pytest.mark.parametrize("wrong", [(1.2,), (0.5, -0.1), (float("nan"),)])
def test_what_is_no_chance_is_refused(wrong: tuple[float, ...]) -> None:
    for adjust in (holm, bonferroni, benjamini_hochberg, two_stage):
        with pytest.raises(ValueError, match="a chance lies between 0 and 1"):
            adjust(wrong)


def test_a_level_outside_nought_and_one_is_refused() -> None:
    with pytest.raises(ValueError, match="a level lies between"):
        two_stage((0.5,), 1.5)
    with pytest.raises(ValueError, match="a confidence level"):
        newcombe(Count(1, 2), Count(1, 2), level=0)


@given(counts(), counts())
def test_changing_sides_mirrors_the_difference(first: Count, second: Count) -> None:
    here, there = told(newcombe(first, second)), told(newcombe(second, first))
    assert here.exact == -there.exact
    assert (here.low, here.high) == pytest.approx((-there.high, -there.low))


@given(counts(), counts())
def test_counting_what_is_not_sufficient_mirrors_the_difference(first: Count, second: Count) -> None:
    here, there = told(newcombe(first, second)), told(newcombe(first.complement, second.complement))
    assert (here.low, here.high) == pytest.approx((-there.high, -there.low))


@given(counts(), counts(), st.integers(0, 200))
def test_a_shorter_list_never_widens_the_interval(first: Count, second: Count, more: int) -> None:
    short = told(newcombe(first, second, populations=(first.of + more, second.of + more)))
    long = told(newcombe(first, second, populations=(first.of + more + 1, second.of + more + 1)))
    endless = told(newcombe(first, second))
    assert short.low >= long.low - 1e-12 >= endless.low - 2e-12
    assert short.low <= short.exact + 1e-12


@given(counts(), counts())
def test_the_difference_lies_in_its_interval(first: Count, second: Count) -> None:
    found = told(newcombe(first, second))
    assert -1 <= found.low <= found.exact + 1e-12
    assert found.exact - 1e-12 <= found.high <= 1


@given(counts(0, 12), counts(0, 12))
def test_fisher_is_counting_all_tables(first: Count, second: Count) -> None:
    """Every way to lay the sufficient cases out over both sides is as likely as any other."""
    total = first.x + second.x
    ways = {
        x: comb(first.of, x) * comb(second.of, y)
        for x, y in product(range(first.of + 1), range(second.of + 1))
        if x + y == total
    }
    unlikely = sum(way for way in ways.values() if way <= ways[first.x])
    found = fisher(first, second)
    assert found.two_sided == float(Fraction(unlikely, sum(ways.values())))
    assert fisher(second, first).two_sided == found.two_sided
    assert found.less == pytest.approx(fisher(second, first).greater)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusting_never_makes_a_chance_smaller_and_keeps_their_order(chances: list[float]) -> None:
    for adjust in (holm, benjamini_hochberg, bonferroni):
        found = adjust(chances)
        assert all(after >= before or after == 1 for before, after in zip(chances, found, strict=True))
        ordered = [after for _, after in sorted(zip(chances, found, strict=True))]
        assert ordered == sorted(ordered)
    pairs = zip(benjamini_hochberg(chances), holm(chances), bonferroni(chances), strict=True)
    assert all(bh <= h <= b for bh, h, b in pairs)


@given(st.lists(st.floats(0, 1), max_size=8), st.randoms())
def test_the_order_of_the_comparisons_does_not_matter(chances: list[float], dice: Any) -> None:
    places = list(range(len(chances)))
    dice.shuffle(places)
    for adjust in (holm, benjamini_hochberg):
        found, mixed = adjust(chances), adjust([chances[place] for place in places])
        assert mixed == tuple(found[place] for place in places)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Count(9, 9), Count(0, 40), Verdict.TOO_FEW),  # nothing under ten a side, whatever it is
        (Count(0, 40), Count(9, 9), Verdict.TOO_FEW),
        (Count(10, 10), Count(0, 10), Verdict.HIGHER),
        (Count(0, 10), Count(10, 10), Verdict.LOWER),
        (Count(26, 40), Count(17, 38), Verdict.UNCLEAR),  # 20 points, and nought within the interval
        (Count(500, 1000), Count(510, 1000), Verdict.SIMILAR),  # all of the interval within ten points
        (
            Count(20, 40),
            Count(20, 40),
            Verdict.UNCLEAR,
        ),  # no difference was seen, and none is ruled out either
    ],
)
def test_a_word_stands_only_where_the_figures_carry_it(first: Count, second: Count, verdict: Verdict) -> None:
    (found,) = contrasts([(first, second)])
    assert found.verdict is verdict
    assert (found.shown is None) is (verdict is Verdict.TOO_FEW)
    assert isinstance(found.difference, Undefined) is (verdict is Verdict.TOO_FEW)
    if isinstance(found.difference, Undefined):
        assert found.difference.reason == f"fewer than {FEWEST} relevant cases on a side"


def test_how_many_are_compared_takes_a_word_away() -> None:
    pair = (Count(14, 20), Count(6, 20))
    (alone,) = contrasts([pair])
    among = contrasts([pair, *[(Count(10, 20), Count(10, 20))] * 9])
    assert (alone.verdict, alone.is_withdrawn) == (Verdict.HIGHER, False)
    assert (among[0].verdict, among[0].is_withdrawn) == (Verdict.UNCLEAR, True)
    assert among[0].adjusted == pytest.approx(10 * (alone.adjusted or 0))


def test_what_has_too_few_cases_is_not_among_those_compared() -> None:
    pair = (Count(14, 20), Count(6, 20))
    found = contrasts([pair, *[(Count(9, 9), Count(0, 9))] * 9])
    assert found[0] == contrasts([pair])[0]
    assert found[1].adjusted is None


@given(st.lists(st.tuples(counts(0, 40), counts(0, 40)), max_size=6))
def test_changing_sides_turns_the_words_round(pairs: list[tuple[Count, Count]]) -> None:
    here, there = contrasts(pairs), contrasts([(second, first) for first, second in pairs])
    for one, other in zip(here, there, strict=True):
        assert other.verdict is MIRRORED.get(one.verdict, one.verdict)
        assert other.adjusted == one.adjusted


@given(st.lists(st.tuples(counts(0, 40), counts(0, 40)), max_size=6))
def test_no_word_stands_against_its_interval(pairs: list[tuple[Count, Count]]) -> None:
    def carried(one: Contrast) -> bool:
        found = one.difference
        if isinstance(found, Undefined):
            return one.verdict is Verdict.TOO_FEW
        if one.verdict in (Verdict.HIGHER, Verdict.LOWER):
            return not found.includes_none and (found.low > 0) is (one.verdict is Verdict.HIGHER)
        return True

    assert all(map(carried, contrasts(pairs)))


@pytest.mark.parametrize(
    ("before", "now", "sizes", "words"),
    [
        (Count(6, 12), Count(10, 20), (12, 20), "very likely the same"),
        (Count(6, 12), Count(11, 20), (12, 20), "very likely rose"),
        (Count(6, 12), Count(10, 20), (None, None), "cannot be told"),
    ],
)
def test_two_whole_lists_of_one_share_did_not_move(
    before: Count, now: Count, sizes: tuple[int | None, int | None], words: str
) -> None:
    """Every case was inspected both times: that nothing moved is known, and not what cannot be told."""
    found = moved(before, now, populations=sizes)
    assert not isinstance(found, Undefined)
    assert found.words == words
