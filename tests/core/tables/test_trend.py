"""Trends: counts of bands by year, and the median share."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Undefined
from eyre.core.frameworks import Band
from eyre.core.ratings import Score
from eyre.core.tables import Comparability, Entry, IncomparableEditions, TrendRow, band_counts, trend

BANDS = (Band("good", "Good", 2), Band("requires_improvement", "Requires improvement", 1))


def entry(year: int | None, score: tuple[int, int] | None, band: str | None, edition: str = "2021") -> Entry:
    return Entry("p", "P", "i", edition, Score(*score) if score else None, band, year)


def rows(*entries: Entry) -> tuple[TrendRow, ...]:
    return trend(entries, bands=BANDS, comparable=Comparability())


def test_years_in_order_with_counts_and_the_median() -> None:
    late, unknown = rows(
        entry(None, None, None),
        entry(2023, (12, 24), "good"),
        entry(2023, (6, 27), "requires_improvement"),
        entry(2023, None, "good"),
    )
    assert late == TrendRow(
        2023,
        (("good", 2), ("requires_improvement", 1), (None, 0)),
        3,
        2,
        Fraction(13, 36),
        "2023: 3 inspections (2 Good, 1 Requires improvement); median 36 per cent of the maximum, of 2 with a score.",
    )
    assert unknown.year is None
    assert isinstance(unknown.median_share, Undefined)
    assert unknown.sentence == "Year not known: 1 inspection (1 not known); no score is known."


def test_no_year_is_made_up_between_two() -> None:
    assert [row.year for row in rows(entry(2024, None, None), entry(2018, None, None))] == [2018, 2024]


def test_incomparable_editions_have_no_common_trend() -> None:
    with pytest.raises(IncomparableEditions):
        rows(entry(2020, None, "good", "2018"), entry(2023, None, "good"))


def test_a_strange_band_is_refused() -> None:
    with pytest.raises(ValueError, match="no band of this edition: fine"):
        band_counts([entry(2020, None, "fine")], BANDS)


shares = st.none() | st.integers(0, 24).map(lambda points: (points, 24))
some_entries = st.lists(
    st.builds(entry, st.none() | st.integers(2018, 2022), shares, st.none() | st.sampled_from(["good"]))
)


@given(some_entries)
def test_the_rows_hold_every_inspection_once(entries: list[Entry]) -> None:
    found = rows(*entries)
    assert sum(row.inspections for row in found) == len(entries)
    assert all(sum(number for _, number in row.bands) == row.inspections for row in found)


@given(some_entries)
def test_half_of_the_scores_lie_on_each_side_of_the_median(entries: list[Entry]) -> None:
    for row in rows(*entries):
        if not isinstance(row.median_share, Undefined):
            known = [e.share for e in entries if e.year == row.year and e.share is not None]
            assert 2 * sum(share <= row.median_share for share in known) >= len(known)
            assert 2 * sum(share >= row.median_share for share in known) >= len(known)


@given(some_entries, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(entries: list[Entry], chance: Random) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert rows(*mixed) == rows(*entries)
