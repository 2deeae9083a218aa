"""How secure is a band? Held to values computed elsewhere, to exact enumeration, and to what must always be true."""

import json
from collections.abc import Iterator
from fractions import Fraction
from math import comb, gamma, prod, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eyre.core.figures import Count, Cut, Owner, Scale, Undefined
from eyre.core.statistics.robustness import (
    NONE,
    Ground,
    Patterns,
    band_probabilities,
    convolved,
    distance,
    drawn_bands,
    frequencies,
    grounds,
    lowest,
    resampled_lowest,
    urn,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "robustness.json").read_text("utf-8")
)["vectors"]
BANDS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
DRAWS = 20_000


def scale_at(*cuts: Fraction, owner: Owner = Owner.UPPER) -> Scale:
    return Scale(BANDS[: len(cuts) + 1], tuple(Cut(cut, owner) for cut in cuts))


HMIP = scale_at(Fraction(1, 2), Fraction(65, 100), Fraction(80, 100))


def vectors(method: str) -> list[Any]:
    return [pytest.param(v, id=v["id"]) for v in VECTORS if v["method"] == method]


def patterns(cases: list[list[int | None]]) -> Patterns:
    table = np.array([[-1 if answer is None else answer for answer in case] for case in cases])
    return Patterns(table == 1, table >= 0)


@pytest.mark.parametrize("vector", vectors("band_probability_finite") + vectors("band_probability_infinite"))
def test_chances_of_bands_are_those_computed_elsewhere(vector: dict[str, Any]) -> None:
    given, cuts = vector["input"], [Fraction(str(cut)) for cut in vector["input"]["cuts"]]
    found = band_probabilities(
        Count(given["x"], given["n"]),
        scale_at(*cuts),
        population=given.get("N"),
        prior=tuple(given["prior"]),
    )
    assert not isinstance(found, Undefined)
    assert list(found.values()) == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("finite_population_all"))
def test_all_of_n_under_a_uniform_prior(vector: dict[str, Any]) -> None:
    n, population = vector["input"]["n"], vector["input"]["N"]
    all_or_not = Scale(("not all", "all"), (Cut(Fraction(1), Owner.UPPER),))
    found = band_probabilities(Count(n, n), all_or_not, population=population, prior=(1, 1))
    assert not isinstance(found, Undefined)
    assert found["all"] == pytest.approx((n + 1) / (population + 1))


@pytest.mark.parametrize("vector", vectors("beta_posterior"))
def test_a_share_after_a_sample_without_end(vector: dict[str, Any]) -> None:
    """The quantiles printed for the posterior cut off just their chances."""
    given, quantiles = vector["input"], {"q025": 0.025, "q500": 0.5, "q975": 0.975}
    for name, below in quantiles.items():
        cut = scale_at(Fraction(vector["expected"][name]))
        found = band_probabilities(Count(given["x"], given["n"]), cut, prior=tuple(given["prior"]))
        assert not isinstance(found, Undefined)
        assert found["Inadequate"] == pytest.approx(below, abs=1e-6)


def chance_of_counts(weights: list[float], further: int) -> list[tuple[tuple[int, ...], float]]:
    """Every way to draw further cases from an urn with these weights, with its exact chance."""
    whole = sum(weights)

    def chance(way: tuple[int, ...]) -> float:
        many = prod(comb(further - sum(way[:i]), k) for i, k in enumerate(way))
        risen = prod(gamma(w + k) / gamma(w) for w, k in zip(weights, way, strict=True))
        return many * risen * gamma(whole) / gamma(whole + further)

    return [(way, chance(way)) for way in ways(further, len(weights))]


def ways(further: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread so many over so many places."""
    if places == 1:
        yield (further,)
        return
    for first in range(further + 1):
        yield from ((first, *rest) for rest in ways(further - first, places - 1))


def exact_lowest(cases: list[list[int | None]], population: int, scale: Scale) -> dict[int, float]:
    """The chance of each lowest band by enumeration: what the drawn urn must come close to."""
    questions = len(cases[0])
    told: list[list[int | None]] = [*cases, [1] * questions, [0] * questions]
    found: dict[int, float] = {}
    for way, chance in chance_of_counts([1.0] * len(cases) + [0.5, 0.5], population - len(cases)):
        times = [k + (i < len(cases)) for i, k in enumerate(way)]
        counts = [
            (
                sum(k for k, case in zip(times, told, strict=True) if case[q] == 1),
                sum(k for k, case in zip(times, told, strict=True) if case[q] is not None),
            )
            for q in range(questions)
        ]
        places = [scale.bands.index(scale.place_share(x, of)) for x, of in counts if of]
        least = min(places, default=NONE)
        found[least] = found.get(least, 0.0) + chance
    return found


@pytest.mark.parametrize("vector", vectors("polya_posterior_min_exact"))
def test_the_enumeration_here_is_the_one_computed_elsewhere(vector: dict[str, Any]) -> None:
    found = exact_lowest(vector["input"]["cases"], vector["input"]["N"], HMIP)
    assert {str(band): chance for band, chance in found.items()} == pytest.approx(vector["expected"])


@pytest.mark.parametrize("vector", vectors("polya_posterior_min_exact"))
def test_the_urn_is_that_computed_elsewhere(vector: dict[str, Any]) -> None:
    given = vector["input"]
    drawn = urn(len(given["cases"]), given["N"], draws=DRAWS, seed=1)
    least = lowest(drawn_bands(patterns(given["cases"]), HMIP, drawn), [[0, 1, 2]])
    check_close(least[:, 0], {int(band): chance for band, chance in vector["expected"].items()})


def check_close(found: np.ndarray, expected: dict[int, float]) -> None:
    """Each chance is met within four standard errors of the draws."""
    for band, chance in expected.items():
        assert abs(np.mean(found == band) - chance) <= 4 * sqrt(chance * (1 - chance) / len(found)) + 1e-9


@pytest.mark.parametrize("vector", vectors("polya_marginal"))
def test_one_question_of_the_urn_is_the_beta_binomial(vector: dict[str, Any]) -> None:
    given = vector["input"]
    drawn = urn(len(given["cases"]), given["N"], draws=DRAWS, seed=2)
    yes, _ = patterns(given["cases"]).with_prior
    totals = sum(case[0] for case in given["cases"]) + drawn.again @ yes[:, 0]
    check_close(totals, {int(total): chance for total, chance in vector["expected"].items()})


@pytest.mark.parametrize("vector", vectors("band_probability_infinite"))
def test_one_question_of_an_endless_urn(vector: dict[str, Any]) -> None:
    given = vector["input"]
    cases: list[list[int | None]] = [[int(i < given["x"])] for i in range(given["n"])]
    bands = drawn_bands(patterns(cases), HMIP, urn(len(cases), None, draws=DRAWS, seed=5))
    check_close(bands[:, 0], dict(enumerate(vector["expected"])))


@pytest.mark.parametrize(
    "cases",
    [
        [[1, None], [0, 1], [None, None]],
        [[1], [1], [0]],
        [[None, 1, 0], [1, 1, 1]],
    ],
)
def test_cases_in_which_questions_are_not_relevant(cases: list[list[int | None]]) -> None:
    drawn = urn(len(cases), 7, draws=DRAWS, seed=3)
    least = lowest(drawn_bands(patterns(cases), HMIP, drawn), [list(range(len(cases[0])))])
    check_close(least[:, 0], exact_lowest(cases, 7, HMIP))


@pytest.mark.parametrize("vector", vectors("paired_bootstrap_min_exact"))
def test_resampling_is_that_computed_elsewhere(vector: dict[str, Any]) -> None:
    told = patterns(vector["input"]["cases"])
    found = resampled_lowest(told, HMIP, [list(range(told.yes.shape[1]))], draws=DRAWS, seed=4)
    check_close(found[:, 0], {int(band): chance for band, chance in vector["expected"].items()})


@pytest.mark.parametrize("vector", vectors("score_convolution"))
def test_totals_of_independent_standards(vector: dict[str, Any]) -> None:
    standards = [
        {int(score): chance for score, chance in each.items()} for each in vector["input"]["standards"]
    ]
    found = convolved(standards)
    assert {str(k): v for k, v in found.items()} == pytest.approx(vector["expected"], abs=1e-12)


def test_no_standard_scores_nothing() -> None:
    assert convolved([]) == {0: 1.0}


@pytest.mark.parametrize(
    ("x", "of", "band", "to_fall", "to_rise", "said"),
    [
        (26, 40, "Good", 1, 6, (Ground.POINTS, Ground.ONE_CASE)),
        (25, 40, "Requires improvement", 6, 1, (Ground.POINTS, Ground.ONE_CASE)),
        (0, 40, "Inadequate", None, 20, ()),
        (40, 40, "Outstanding", 9, None, ()),
        (3, 4, "Good", 1, 1, (Ground.POINTS, Ground.ONE_CASE, Ground.FEW_CASES)),
        (22, 40, "Requires improvement", 3, 4, (Ground.POINTS,)),
        (1, 1, "Outstanding", 1, None, (Ground.ONE_CASE, Ground.FEW_CASES)),
    ],
)
def test_distances(
    x: int, of: int, band: str, to_fall: int | None, to_rise: int | None, said: tuple[Ground, ...]
) -> None:
    found = distance(Count(x, of), HMIP)
    assert not isinstance(found, Undefined)
    assert (found.band, found.to_fall, found.to_rise) == (band, to_fall, to_rise)
    assert grounds(found) == said


def test_nothing_of_nothing_is_undefined_throughout() -> None:
    assert isinstance(distance(Count(0, 0), HMIP), Undefined)
    assert isinstance(band_probabilities(Count(0, 0), HMIP), Undefined)


SCALES = st.sampled_from(
    [
        HMIP,
        scale_at(Fraction(1, 2), Fraction(65, 100), Fraction(80, 100), owner=Owner.LOWER),
        scale_at(Fraction(0), Fraction(1, 3)),
        scale_at(Fraction(1), owner=Owner.LOWER),
    ]
)
COUNTS = st.integers(1, 60).flatmap(lambda of: st.builds(Count, st.integers(0, of), st.just(of)))


@given(COUNTS, SCALES)
def test_a_distance_is_how_many_cases_change_the_band(count: Count, scale: Scale) -> None:
    found = distance(count, scale)
    assert not isinstance(found, Undefined)
    place = {x: scale.bands.index(scale.place_share(x, count.of)) for x in range(count.of + 1)}
    below = [count.x - x for x in range(count.x) if place[x] < place[count.x]]
    above = [x - count.x for x in range(count.x, count.of + 1) if place[x] > place[count.x]]
    assert (found.to_fall, found.to_rise) == (min(below, default=None), min(above, default=None))
    if found.above is not None:
        assert found.above >= 0
    if found.below is not None:
        assert found.below >= 0


@given(COUNTS, SCALES, st.integers(0, 90))
def test_chances_are_chances(count: Count, scale: Scale, unseen: int) -> None:
    for population in (None, count.of + unseen):
        found = band_probabilities(count, scale, population=population)
        assert not isinstance(found, Undefined)
        assert sum(found.values()) == pytest.approx(1)
        assert min(found.values()) >= -1e-12


@given(COUNTS, SCALES)
def test_a_census_leaves_no_chance(count: Count, scale: Scale) -> None:
    found = band_probabilities(count, scale, population=count.of)
    assert not isinstance(found, Undefined)
    assert found[scale.place_share(count.x, count.of)] == pytest.approx(1)


@given(COUNTS, st.integers(0, 90))
def test_one_more_sufficient_case_never_lowers(count: Count, unseen: int) -> None:
    assume(count.x < count.of)
    more = Count(count.x + 1, count.of)
    for population in (None, count.of + unseen):
        low, high = (band_probabilities(each, HMIP, population=population) for each in (count, more))
        assert not isinstance(low, Undefined)
        assert not isinstance(high, Undefined)
        tails = [[sum(list(chances.values())[place:]) for place in range(4)] for chances in (low, high)]
        assert all(more_so >= less - 1e-9 for less, more_so in zip(*tails, strict=True))


@given(COUNTS)
def test_mirrored_answers_mirror_the_chances(count: Count) -> None:
    cuts = (Fraction(1, 4), Fraction(3, 4))
    mirrored = Scale(("a", "b", "c"), (Cut(cuts[0], Owner.LOWER), Cut(cuts[1], Owner.UPPER)))
    found = band_probabilities(count, mirrored, population=97)
    other = band_probabilities(Count(count.of - count.x, count.of), mirrored, population=97)
    assert not isinstance(found, Undefined)
    assert not isinstance(other, Undefined)
    assert list(found.values()) == pytest.approx(list(other.values())[::-1], abs=1e-9)


CASES = st.integers(1, 4).flatmap(
    lambda many: st.lists(
        st.lists(st.sampled_from([0, 1, None]), min_size=many, max_size=many), min_size=1, max_size=8
    )
)


@given(CASES, st.integers(0, 30), st.integers(0, 2**64))
def test_the_same_seed_draws_the_same_and_the_bands_add_up(
    cases: list[list[int | None]], unseen: int, seed: int
) -> None:
    told, population = patterns(cases), len(cases) + unseen
    first, second = (
        drawn_bands(told, HMIP, urn(len(cases), population, draws=50, seed=seed)) for _ in range(2)
    )
    assert np.array_equal(first, second)
    for chances in frequencies(lowest(first, [range(told.yes.shape[1])]), HMIP):
        assert 0 <= sum(chances.values()) <= 1 + 1e-9
    if not unseen:
        counts = told.yes.sum(axis=0), told.relevant.sum(axis=0)
        assert np.array_equal(first, np.tile(HMIP.place_many(*counts), (50, 1)))


@pytest.mark.parametrize(("cases", "population"), [(0, 5), (6, 5)])
def test_an_urn_needs_a_sample_and_a_list_as_long(cases: int, population: int) -> None:
    with pytest.raises(ValueError, match="a case list cannot be smaller"):
        urn(cases, population, draws=1, seed=0)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="two positive weights"):
        band_probabilities(Count(1, 2), HMIP, prior=(0, 1))
    with pytest.raises(ValueError, match="a case list cannot be smaller"):
        band_probabilities(Count(1, 2), HMIP, population=1)
    with pytest.raises(ValueError, match="yes only where the question is relevant"):
        Patterns(np.array([[True]]), np.array([[False]]))
    with pytest.raises(ValueError, match="one or more cases"):
        Patterns(np.empty((0, 2), bool), np.empty((0, 2), bool))


def test_a_standard_without_questions_has_no_band() -> None:
    bands = np.array([[2, 0], [NONE, 3]], dtype=np.int8)
    assert lowest(bands, [[0, 1], [], [0]]).tolist() == [[0, NONE, 2], [3, NONE, NONE]]
