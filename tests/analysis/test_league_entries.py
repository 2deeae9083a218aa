"""Which inspections make a league table, and which came before: by the entries alone, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.analysis.league import SORTS, build_league, sort_lines
from eyre.analysis.mixing import reasons
from eyre.analysis.queries import Programmes, Result, Round
from eyre.core.ratings import Score
from eyre.core.tables import Entry, IncomparableEditions
from eyre.frameworks.queries import remember
from eyre.frameworks.reading import load_edition
from eyre.platform.addresses import Sort

CRC_2018, CRC_2019, PDU = "hmip-probation-crc-2018", "hmip-probation-crc-2019", "hmip-probation-pdu-2021"
EDITIONS = {one: load_edition(one) for one in (CRC_2018, CRC_2019, PDU)}


def programmes(*asked: tuple[str, str]) -> Programmes:
    """Programmes by slug and edition, as the database would give them."""
    for edition_id, edition in EDITIONS.items():
        remember(f"digest of {edition_id}", edition)
    digests = tuple((edition_id, f"digest of {edition_id}") for edition_id in EDITIONS)
    return Programmes(tuple(Round(slug, slug, edition) for slug, edition in asked), (), digests)


def result(
    provider: str, day: date | None, points: int | None = None, *, programme: str = "crc-2019", edition: str = CRC_2019,
    band: str | None = None, out_of: int = 30,
) -> Result:  # fmt: skip
    """One inspection of a provider on a day."""
    score = None if points is None else Score(points, out_of)
    entry = Entry(
        provider, provider.title(), f"{provider}-{day}", edition, score, band, day.year if day else None
    )
    return Result(entry, programme, str(day or ""), day)


def test_the_latest_inspection_of_each_provider_is_in_the_table() -> None:
    results = [
        result("a", date(2019, 11, 1), 10),
        result("a", date(2020, 11, 1), 20),
        result("b", date(2020, 1, 1), 15),
    ]
    league = build_league(programmes(("crc-2019", CRC_2019)), results)
    assert [(line.place, line.name, line.points) for line in league.placed] == [
        ("1", "A", 20),
        ("2", "B", 15),
    ]
    assert league.earlier == 1
    assert "up 10 points, from 10/30 to 20/30" in league.placed[0].movement
    assert league.shows_movement


def test_movement_is_since_the_comparable_inspection_of_another_programme() -> None:
    before = {"programme": "crc-2018", "edition": CRC_2018}
    results = [
        result("a", date(2018, 10, 1), 20, **before),
        result("b", date(2018, 11, 1), 25, **before),
        result("c", date(2018, 12, 1), 22, **before),  # not inspected again: it had a place then
        result("a", date(2020, 2, 1), 24),
        result("b", date(2020, 3, 1), 12),
    ]
    league = build_league(programmes(("crc-2019", CRC_2019)), results)
    first, second = league.placed
    assert first.movement.startswith("Up 2 places, from 3 of 3 to 1 of 2.")
    assert second.movement.startswith("Down 1 place, from 1 of 3 to 2 of 2.")


def test_a_later_round_is_not_what_came_before() -> None:
    results = [
        result("a", date(2018, 10, 1), 20, programme="crc-2018", edition=CRC_2018),
        result("b", date(2020, 3, 1), 12),
        result("a", date(2020, 3, 1), 29),
    ]
    league = build_league(programmes(("crc-2018", CRC_2018)), results)
    assert [line.movement for line in league.placed] == ["No previous inspection is known."]
    assert [line.is_first for line in league.placed] == [True]
    assert not league.shows_movement


def test_an_incomparable_previous_inspection_is_named_by_its_short_title() -> None:
    results = [
        result("a", date(2019, 12, 1), 20),
        result("a", date(2022, 12, 1), 9, programme="pdu-2021", edition=PDU, out_of=27),
    ]
    league = build_league(programmes(("pdu-2021", PDU)), results)
    assert league.placed[0].movement == (
        "Cannot be said: the previous inspection was under CRC 2019, which is not comparable."
    )
    assert league.placed[0].moved is None


def test_a_comparable_inspection_counts_before_a_later_incomparable_one() -> None:
    results = [
        result("a", date(2018, 12, 1), 20, programme="crc-2018", edition=CRC_2018),
        result("a", date(2019, 12, 1), 9, programme="pdu-2021", edition=PDU, out_of=27),
        result("a", date(2020, 12, 1), 21),
    ]
    league = build_league(programmes(("crc-2019", CRC_2019)), results)
    assert "up 1 point" in league.placed[0].movement


def test_without_a_score_nobody_is_placed_and_the_best_rating_comes_first() -> None:
    day = date(2020, 1, 1)
    results = [result("a", day), result("b", day, band="inadequate"), result("c", day, band="good")]
    league = build_league(programmes(("crc-2019", CRC_2019)), results)
    assert not league.placed
    assert [line.name for line in league.unplaced] == ["C", "B", "A"]
    assert league.is_rated
    assert dict(league.table.distribution) == {
        "outstanding": 0, "good": 1, "requires_improvement": 0, "inadequate": 1, None: 1,
    }  # fmt: skip


def test_two_programmes_merge_where_their_editions_allow_it() -> None:
    results = [
        result("a", date(2018, 10, 1), 20, programme="crc-2018", edition=CRC_2018),
        result("b", date(2020, 3, 1), 20),
    ]
    league = build_league(programmes(("crc-2018", CRC_2018), ("crc-2019", CRC_2019)), results)
    assert [line.place for line in league.placed] == ["1=", "1="]
    mixed = [*results, result("c", date(2022, 1, 1), 9, programme="pdu-2021", edition=PDU, out_of=27)]
    with pytest.raises(IncomparableEditions):
        build_league(programmes(("crc-2019", CRC_2019), ("pdu-2021", PDU)), mixed)


def test_the_reasons_name_what_differs() -> None:
    said = " ".join(reasons(EDITIONS[CRC_2019], EDITIONS[PDU]))
    assert "different kinds of provider" in said
    assert "30 under one and 27 under the other" in said
    assert "rules differ" not in said
    other = " ".join(reasons(EDITIONS[PDU], load_edition("cqc-local-authority-2023")))
    assert "Their rules differ in: bands and scores" in other


days = st.dates(date(2019, 10, 1), date(2021, 6, 1))
some_results = st.lists(
    st.builds(
        result, st.sampled_from("abcdefgh"), st.none() | days, st.none() | st.integers(0, 30),
        band=st.none() | st.sampled_from(["good", "inadequate"]),
    ),
    unique_by=lambda one: one.entry.inspection,
)  # fmt: skip


@given(results=some_results, key=st.sampled_from(SORTS), descending=st.booleans())
def test_every_provider_stands_in_the_table_once_however_it_is_sorted(
    results: list[Result], key: str, descending: bool
) -> None:
    league = build_league(programmes(("crc-2019", CRC_2019)), sorted(results, key=lambda one: one.time))
    lines = [*league.placed, *league.unplaced]
    assert sorted(line.provider for line in lines) == sorted({one.entry.provider for one in results})
    assert all((line.points is None) == (line.place == "") for line in lines)
    assert sorted(line.name for line in sort_lines(league.placed, Sort(key, descending))) == sorted(
        line.name for line in league.placed
    )
    shares = [line.points or 0 for line in league.placed]
    assert shares == sorted(shares, reverse=True)
    for line in lines:
        assert all(one.published_from is None or one.published_from <= line.day for one in results
                   if one.entry.provider == line.provider)  # fmt: skip
