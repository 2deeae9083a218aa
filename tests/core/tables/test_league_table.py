"""League tables: who stands where, who is not placed, and what must hold for any entries."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.frameworks import Band
from eyre.core.ratings import Score
from eyre.core.tables import (
    CannotSay,
    Comparability,
    Entry,
    IncomparableEditions,
    LeagueTable,
    Moved,
    Place,
    WhyNot,
    check_comparable,
    comparable_sets,
    league_table,
    place_shares,
)

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "places.json").read_text(encoding="utf-8"))[
    "vectors"
]
BANDS = (
    Band("outstanding", "Outstanding", 3),
    Band("good", "Good", 2),
    Band("requires_improvement", "Requires improvement", 1),
    Band("inadequate", "Inadequate", 0),
)
COMPARABLE = Comparability(frozenset([frozenset(("2021", "2024"))]))


def entry(
    provider: str, score: str | None, *, edition: str = "2021", band: str | None = None, inspection: str = ""
) -> Entry:
    points = Score(*map(int, score.split("/"))) if score else None
    return Entry(provider, provider.title(), inspection or f"{provider}-{edition}", edition, points, band)


def table(*entries: Entry, previous: tuple[Entry, ...] = ()) -> LeagueTable:
    return league_table(entries, bands=BANDS, comparable=COMPARABLE, previous=previous)


# Places


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_places_are_those_of_the_vector(vector: dict) -> None:
    places = place_shares([Fraction(score) for score in vector["input"]["scores"]])
    assert [str(place) for place in places] == vector["expected"]


def test_the_north_west_of_2023() -> None:
    """The five units of the published letter: 4/24 is a sixth, less than 6/27; nobody is joint."""
    found = table(
        entry("knowsley", "2/24"),
        entry("cumbria", "6/27"),
        entry("blackburn", "10/27"),
        entry("cheshire west", "7/24"),
        entry("liverpool north", "4/24"),
    )
    assert [(str(row.place), row.entry.provider, str(row.score)) for row in found.rows] == [
        ("1", "blackburn", "10/27"),
        ("2", "cheshire west", "7/24"),
        ("3", "cumbria", "6/27"),
        ("4", "liverpool north", "4/24"),
        ("5", "knowsley", "2/24"),
    ]
    assert found.rows[1].sentence == "2 of 5: 7/24, 29 per cent of the maximum."


def test_shares_decide_and_not_points_and_equal_shares_are_joint() -> None:
    found = table(entry("b", "9/27"), entry("a", "8/24"), entry("c", "10/36"), entry("d", "12/36"))
    assert [(str(row.place), row.entry.provider) for row in found.rows] == [
        ("1=", "a"),
        ("1=", "b"),
        ("1=", "d"),
        ("4", "c"),
    ]


def test_shares_too_close_for_a_float_are_not_joint() -> None:
    close = [Fraction(10**20, 3 * 10**20 + 1), Fraction(1, 3)]
    assert float(close[0]) == float(close[1])
    assert [str(place) for place in place_shares(close)] == ["2", "1"]


def test_who_has_no_score_is_listed_apart_and_never_placed() -> None:
    found = table(entry("a", None, band="good"), entry("b", "0/24", band="inadequate"), entry("c", "0/0"))
    assert [row.entry.provider for row in found.rows] == ["b"]
    assert [(left.entry.provider, left.sentence) for left in found.unplaced] == [
        ("a", "Not placed: its score is not known."),
        ("c", "Not placed: no standard was rated."),
    ]
    assert found.sentence.endswith("Not placed, for want of a score: 2 of 3.")
    assert found.distribution == (
        ("outstanding", 0),
        ("good", 1),
        ("requires_improvement", 0),
        ("inadequate", 1),
        (None, 1),
    )


def test_an_empty_table_is_a_table() -> None:
    assert table().rows == table().unplaced == ()


def test_a_provider_stands_once_in_a_table() -> None:
    with pytest.raises(ValueError, match="more than one of a"):
        table(entry("a", "1/24"), entry("a", "2/24", edition="2024"))


def test_a_band_of_another_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="no band of this edition: splendid"):
        table(entry("a", "1/24", band="splendid"))


# Comparability


def test_incomparable_editions_are_refused_in_a_plain_sentence() -> None:
    with pytest.raises(IncomparableEditions) as refusal:
        table(entry("a", "1/24"), entry("b", "1/30", edition="2018"))
    assert refusal.value.editions == ("2018", "2021")
    assert str(refusal.value).startswith("Results under 2018 and 2021 cannot stand in one table: ")


def test_comparable_editions_stand_together() -> None:
    assert table(entry("a", "1/24"), entry("b", "1/30", edition="2024")).editions == ("2021", "2024")


def test_comparing_is_not_carried_further() -> None:
    chain = Comparability(frozenset([frozenset(("a", "b")), frozenset(("b", "c"))]))
    check_comparable(["a", "b", "b"], chain)
    with pytest.raises(IncomparableEditions):
        check_comparable(["a", "b", "c"], chain)
    assert comparable_sets(["c", "b", "a"], chain) == (("a", "b"), ("c",))


@given(
    st.sets(st.frozensets(st.sampled_from("abcdef"), min_size=2, max_size=2)),
    st.sets(st.sampled_from("abcdef")),
)
def test_within_a_set_all_are_comparable_and_every_edition_has_one_set(
    pairs: set[frozenset[str]], editions: set[str]
) -> None:
    relation = Comparability(frozenset(pairs))
    sets = comparable_sets(editions, relation)
    for members in sets:
        check_comparable(members, relation)
    assert sorted(edition for members in sets for edition in members) == sorted(editions)


# Movement


def move(now: Entry, *others: Entry, previous: tuple[Entry, ...]) -> Moved | CannotSay:
    found = table(now, *others, previous=previous)
    rows = (*found.rows, *found.unplaced)
    return next(row.movement for row in rows if row.entry == now)


def test_from_4_joint_to_8_joint_three_points_down() -> None:
    """The blog's table of the NPS divisions: "dropped by three points ... from 4= to 8="."""
    before = [
        entry(p, f"{s}/30", inspection=f"{p}-before")
        for p, s in zip("abcdefg", [20, 19, 18, 17, 17, 10, 9], strict=True)
    ]
    now = [
        entry(p, f"{s}/30") for p, s in zip("abcefghid", [20, 19, 18, 17, 17, 16, 15, 14, 14], strict=True)
    ]
    moved = move(now[-1], *now[:-1], previous=tuple(before))
    assert isinstance(moved, Moved)
    assert (str(moved.place_before), moved.placed_before, moved.places, moved.points) == ("4=", 7, -4, -3)
    assert (
        moved.sentence == "Down 4 places, from 4= of 7 to 8= of 9. Score down 3 points, from 17/30 to 14/30."
    )


def test_up_one_place_one_point_and_two_bands() -> None:
    now = entry("a", "3/24", band="good")
    moved = move(
        now,
        entry("b", "2/24"),
        previous=(
            entry("a", "2/24", band="inadequate", inspection="a-1"),
            entry("b", "3/24", inspection="b-1"),
        ),
    )
    assert isinstance(moved, Moved)
    assert (moved.places, moved.points, moved.bands, moved.share) == (1, 1, 2, Fraction(1, 24))
    assert moved.sentence == (
        "Up 1 place, from 2 of 2 to 1 of 2. Score up 1 point, from 2/24 to 3/24. "
        "Overall rating from Inadequate to Good."
    )


def test_another_maximum_leaves_the_points_unsaid() -> None:
    moved = move(entry("a", "9/27"), previous=(entry("a", "8/24", edition="2024"),))
    assert isinstance(moved, Moved)
    assert (moved.places, moved.points, moved.share) == (0, None, 0)
    assert (
        moved.sentence
        == "No change of place, from 1 of 1 to 1 of 1. Score from 8/24 to 9/27, out of a different maximum."
    )


@pytest.mark.parametrize(
    ("now", "previous", "reason", "sentence"),
    [
        (entry("a", "1/24"), None, WhyNot.NO_PREVIOUS, "No previous inspection is known."),
        (
            entry("a", "1/24", band="good"),
            entry("a", "1/30", edition="2018", band="inadequate"),
            WhyNot.INCOMPARABLE,
            "The previous inspection was under 2018, which is not comparable.",
        ),
        (
            entry("a", "1/24", band="good"),
            entry("a", None, band="good", inspection="a-1"),
            WhyNot.PREVIOUS_SCORE_NOT_KNOWN,
            "The score of the previous inspection is not known. Overall rating unchanged: Good.",
        ),
        (
            entry("a", None, band="good"),
            entry("a", "1/24", inspection="a-1"),
            WhyNot.SCORE_NOT_KNOWN,
            "The score is not known.",
        ),
    ],
)
def test_why_movement_cannot_be_said(
    now: Entry, previous: Entry | None, reason: WhyNot, sentence: str
) -> None:
    moved = move(now, previous=(previous,) if previous else ())
    assert isinstance(moved, CannotSay)
    assert (moved.reason, moved.sentence) == (reason, sentence)
    assert moved.bands == (0 if reason is WhyNot.PREVIOUS_SCORE_NOT_KNOWN else None)


def test_places_before_are_counted_only_among_comparable_inspections() -> None:
    before = (
        entry("a", "1/24", inspection="a-1"),
        entry("b", "30/30", edition="2018"),
        entry("c", "2/24", inspection="c-1", edition="2024"),
    )
    moved = move(entry("a", "5/24"), previous=before)
    assert isinstance(moved, Moved)
    assert (str(moved.place_before), moved.placed_before) == ("2", 2)


# What holds for any entries

scores = st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, 3 * n), st.just(3 * n)))


@st.composite
def many(draw: st.DrawFn) -> list[Entry]:
    rows = draw(st.lists(st.tuples(st.none() | scores, st.none() | st.sampled_from(BANDS)), max_size=12))
    return [
        Entry(
            str(i), f"Unit {i}", f"i{i}", "2021", Score(*score) if score else None, band.id if band else None
        )
        for i, (score, band) in enumerate(rows)
    ]


@given(many())
def test_places_are_a_permutation_with_ties(entries: list[Entry]) -> None:
    places = [row.place.number for row in table(*entries).rows]
    assert places == [1 + sum(other < place for other in places) for place in places]


@given(many())
def test_joint_means_equal_shares_and_better_shares_stand_above(entries: list[Entry]) -> None:
    rows = table(*entries).rows
    for above, below in pairwise(rows):
        assert above.share >= below.share
        assert (above.place == below.place) is (above.share == below.share)
    for row in rows:
        assert row.place.joint is (sum(other.share == row.share for other in rows) > 1)


@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_is_of_no_account(entries: list[Entry], chance: Random) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert table(*mixed, previous=tuple(entries)) == table(*entries, previous=tuple(mixed))


@given(many())
def test_everybody_is_counted_once(entries: list[Entry]) -> None:
    found = table(*entries)
    assert len(found.rows) + len(found.unplaced) == len(entries)
    assert sum(number for _, number in found.distribution) == len(entries)


@given(many())
def test_nobody_moves_between_two_equal_tables(entries: list[Entry]) -> None:
    for row in table(*entries, previous=tuple(entries)).rows:
        assert isinstance(row.movement, Moved)
        assert (row.movement.places, row.movement.points, row.movement.share) == (0, 0, 0)


def test_a_place_reads_as_the_field_writes_it() -> None:
    assert [str(Place(4, joint=True)), str(Place(4))] == ["4=", "4"]
