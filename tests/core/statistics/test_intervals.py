"""Wilson's interval: the printed examples, and what must hold for every count."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Undefined
from eyre.core.statistics import Interval, Method, interval_table, normal_quantile, wilson, wilson_many

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "intervals.json").read_text(encoding="utf-8"))[
    "vectors"
]


@st.composite
def counts(draw: st.DrawFn, greatest: int = 2000) -> Count:
    of = draw(st.integers(1, greatest))
    return Count(draw(st.integers(0, of)), of)


def interval(count: Count, level: float = 0.95, population: int | None = None) -> Interval:
    found = wilson(count, level=level, population=population)
    assert isinstance(found, Interval)
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_published_interval_is_reproduced(vector: dict) -> None:
    given_ = vector["input"]
    found = interval(Count(given_["x"], given_["n"]), given_["level"], given_.get("N"))
    assert [found.low, found.high] == pytest.approx(vector["expected"], abs=vector["tolerance"])


def test_every_vector_says_how_it_is_known() -> None:
    assert len(VECTORS) == 13
    assert all(vector["source"] and vector["status"] for vector in VECTORS)


@pytest.mark.parametrize(
    ("population", "method"),
    [(None, Method.WILSON), (300, Method.WILSON_FINITE), (39, Method.CENSUS)],
)
def test_an_interval_says_how_it_was_reckoned(population: int | None, method: Method) -> None:
    assert interval(Count(28, 39), population=population).method is method


def test_nothing_counted_has_no_interval() -> None:
    assert isinstance(wilson(Count(0, 0)), Undefined)
    low, high = wilson_many(np.array([0, 1]), np.array([0, 2]))
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95.0])
def test_a_level_outside_0_to_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence level"):
        wilson(Count(1, 2), level=level)


def test_a_list_smaller_than_its_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="smaller than the sample"):
        wilson(Count(1, 40), population=39)


@pytest.mark.parametrize(("x", "of"), [(-1, 3), (4, 3)])
def test_many_impossible_counts_are_refused(x: int, of: int) -> None:
    with pytest.raises(ValueError, match="0 ≤ x ≤ y"):
        wilson_many(np.array([1, x]), np.array([2, of]))


def test_it_reads_as_a_sentence_would_have_it() -> None:
    assert str(interval(Count(32, 87))) == "27.4% to 47.3% (95% interval; Wilson)"
    assert (
        str(interval(Count(3, 4), population=4)) == "75.0% to 75.0% (95% interval; all cases were inspected)"
    )


def test_the_quantile_is_the_familiar_one() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054)


@given(counts(), st.floats(0.5, 0.999))
def test_the_share_lies_inside_and_the_ends_within_0_and_1(count: Count, level: float) -> None:
    found = interval(count, level)
    assert 0 <= found.low <= found.high <= 1
    assert found.contains(count.x / count.of)


@given(counts())
def test_saying_it_the_other_way_mirrors_the_interval(count: Count) -> None:
    one, other = interval(count), interval(count.complement)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-12)


@given(counts(), st.integers(2, 5))
def test_more_cases_of_the_same_share_narrow_it(count: Count, times: int) -> None:
    assert interval(Count(count.x * times, count.of * times)).width < interval(count).width


@given(counts(), st.integers(1, 1000), st.integers(1, 1000))
def test_a_shorter_case_list_narrows_it(count: Count, spare: int, more: int) -> None:
    short, long = count.of + spare, count.of + spare + more
    widths = [interval(count, population=short).width, interval(count, population=long).width]
    # n(N - 1)/(N - n) is 1 for a sample of one, however long the list
    assert widths[0] < widths[1] if count.of > 1 else widths[0] == pytest.approx(widths[1])
    assert interval(count, population=count.of).width == 0 < widths[0]
    assert widths[1] <= interval(count).width + 1e-12


@given(counts())
def test_an_endless_case_list_is_the_plain_interval(count: Count) -> None:
    plain, endless = interval(count), interval(count, population=10**15)
    assert (endless.low, endless.high) == pytest.approx((plain.low, plain.high), abs=1e-9)


@given(counts(), st.floats(0.5, 0.98))
def test_being_surer_widens_it(count: Count, level: float) -> None:
    assert interval(count, level).width < interval(count, level + 0.01).width


@given(counts())
def test_one_more_sufficient_case_never_lowers_an_end(count: Count) -> None:
    if count.x < count.of:
        one, more = interval(count), interval(Count(count.x + 1, count.of))
        assert one.low <= more.low
        assert one.high <= more.high


@given(st.lists(counts(greatest=200), min_size=1, max_size=40), st.sampled_from([0.8, 0.95, 0.99]))
def test_many_at_once_and_the_table_give_the_same_numbers(many: list[Count], level: float) -> None:
    x, of = np.array([count.x for count in many]), np.array([count.of for count in many])
    low, high = wilson_many(x, of, level=level)
    single = [interval(count, level) for count in many]
    assert [(one.low, one.high) for one in single] == list(zip(low, high, strict=True))
    ends = interval_table(200, level).look_up(x, of)
    assert np.array_equal(ends, np.stack([low, high], axis=-1))


def test_the_table_holds_every_small_count_and_no_more() -> None:
    table = interval_table(3)
    assert len(table.ends) == 10
    assert np.isnan(table.look_up(np.array([0]), np.array([0]))).all()
    assert table.look_up(np.array([[0, 3]]), np.array([[3, 3]])).shape == (1, 2, 2)
    with pytest.raises(IndexError):
        table.look_up(np.array([1]), np.array([4]))


def test_an_exact_share_can_be_asked_for() -> None:
    assert interval(Count(5, 6)).contains(Fraction(1, 2))
    assert not interval(Count(5, 6)).contains(Fraction(2, 5))
