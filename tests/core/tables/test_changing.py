"""What changed since the previous inspection: never across an edition break without saying so."""

from dataclasses import replace

import pytest

from eyre.core.cases import Tally
from eyre.core.figures import Count, Undefined
from eyre.core.frameworks.comparison import Comparison, compare_editions
from eyre.core.ratings import NotRated, Rated
from eyre.core.statistics.differences import Difference, Moved
from eyre.core.tables.changing import questions_moved, standards_moved
from eyre.frameworks.reading import load_edition

THEN, NOW = "hmip-probation-pdu-2021", "hmip-probation-pdu-2023"


def same() -> Comparison:
    edition = load_edition(NOW)
    return compare_editions(edition, edition)


def broken() -> Comparison:
    return compare_editions(load_edition(THEN), load_edition(NOW))


def test_a_question_is_set_beside_itself() -> None:
    (found,) = questions_moved(same(), {"P2.1.3": Tally(10, 30)}, {"P2.1.3": Tally(30, 10)})
    assert (found.before, found.now) == (Count(10, 40), Count(30, 40))
    assert isinstance(found.difference, Difference)
    assert isinstance(found.moved, Moved)
    assert found.difference.exact == 0.5
    assert found.moved.words == "very likely rose"
    assert not found.reworded
    assert not found.renumbered


def test_a_question_under_another_number_is_the_same_by_its_concept() -> None:
    (found,) = questions_moved(broken(), {"2.2.3": Tally(10, 30)}, {"P2.1.3": Tally(30, 10)})
    assert (found.before_ref, found.now_ref, found.renumbered) == ("2.2.3", "P2.1.3", True)


def test_under_ten_cases_a_time_nothing_is_said() -> None:
    (found,) = questions_moved(same(), {"P2.1.3": Tally(9, 0)}, {"P2.1.3": Tally(0, 40)})
    assert isinstance(found.difference, Undefined)
    assert isinstance(found.moved, Undefined)


def test_what_was_put_only_once_is_not_there() -> None:
    assert questions_moved(same(), {"P2.1.3": Tally(9, 3)}, {"P2.1.1": Tally(9, 3)}) == ()
    assert questions_moved(same(), {"P2.1.3": Tally(0, 0)}, {"P2.1.3": Tally(9, 3)}) == ()


def test_two_whole_lists_leave_no_doubt_and_a_question_not_relevant_to_all_does() -> None:
    before, now = {"P2.1.3": Tally(5, 5)}, {"P2.1.3": Tally(6, 4)}
    (found,) = questions_moved(same(), before, now, populations=(10, 10))
    assert found.moved == Moved(1.0, 0.0, 0.0)
    assert isinstance(found.difference, Difference)
    assert found.difference.low == pytest.approx(0.1)
    (open_,) = questions_moved(same(), {"P2.1.3": Tally(5, 5, 2)}, now, populations=(12, 10))
    assert isinstance(open_.moved, Moved)
    assert open_.moved.up < 1


def test_bands_move_within_comparable_editions() -> None:
    moved = standards_moved(same(), {"P2.1": Rated("inadequate")}, {"P2.1": Rated("good")})
    bands = {one.standard.ref: one.bands for one in moved}
    assert bands["P2.1"] == 2
    assert bands["P2.2"] is None


@pytest.mark.parametrize("before", [None, NotRated("it was not")])
def test_what_had_no_band_did_not_move(before: NotRated | None) -> None:
    given = {} if before is None else {"P2.1": before}
    moved = {one.standard.ref: one for one in standards_moved(same(), given, {"P2.1": Rated("good")})}
    assert moved["P2.1"].bands is None


def test_across_a_break_bands_stand_side_by_side_and_no_movement_is_stated() -> None:
    moved = standards_moved(broken(), {"2.2": Rated("inadequate")}, {"P2.1": Rated("good")})
    found = next(one for one in moved if one.standard.ref == "P2.1")
    assert (found.before, found.now, found.bands) == (Rated("inadequate"), Rated("good"), None)


def test_an_edition_that_says_so_is_comparable() -> None:
    then, now = load_edition(THEN), load_edition(NOW)
    told = compare_editions(then, replace(now, comparable_with=(THEN,)))
    moved = {
        one.standard.ref: one.bands
        for one in standards_moved(told, {"2.2": Rated("good")}, {"P2.1": Rated("inadequate")})
    }
    assert moved["P2.1"] == -2


def test_going_backwards_turns_the_difference_round() -> None:
    before, now = {"P2.1.3": Tally(10, 30)}, {"P2.1.3": Tally(30, 10)}
    here, there = questions_moved(same(), before, now)[0], questions_moved(same(), now, before)[0]
    assert isinstance(here.difference, Difference)
    assert isinstance(there.difference, Difference)
    assert here.difference.low == pytest.approx(-there.difference.high)
