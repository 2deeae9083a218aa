"""A timetable of interviews keeps every rule, leaves alone what was moved by hand, and says why a case has no slot."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.planning import Pattern, Placed, Timetable, Wanted, interview_objections, timetable

MONDAY, TUESDAY, WEDNESDAY = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)
STARTS = (time(9, 30), time(11, 0), time(13, 30), time(15, 0))
PATTERN = Pattern(STARTS, minutes=60, travel=45, at_most=2, a_day=4)
BOTH = {"ada": (MONDAY, TUESDAY), "bea": (MONDAY, TUESDAY)}
DAYS = st.dictionaries(
    st.sampled_from(["ada", "bea", "cyn"]), st.sets(st.sampled_from([MONDAY, TUESDAY, WEDNESDAY])), max_size=3
)
WANTED = st.lists(
    st.builds(
        Wanted,
        st.integers(1, 40).map("C{:02}".format),
        st.sampled_from(["ada", "bea", "cyn", ""]),
        st.sampled_from(["p1", "p2", "p3", ""]),
        st.sampled_from(["north", "south", ""]),
    ),
    max_size=16,
    unique_by=lambda one: one.case,
)
PATTERNS = st.builds(
    Pattern,
    st.lists(st.sampled_from(STARTS), min_size=1, max_size=4, unique=True).map(tuple),
    minutes=st.sampled_from([30, 60, 120]),
    travel=st.sampled_from([0, 45, 90]),
    at_most=st.integers(0, 3),
    a_day=st.integers(1, 4),
)


def placed(case: str, day: date, start: time, inspector: str = "ada", who: str = "p", at: str = "") -> Placed:
    return Placed(Wanted(case, inspector, who, at), day, start, 60)


def when(found: Timetable) -> dict[str, tuple[date, time]]:
    return {one.case: (one.day, one.start) for one in found.placed}


def test_slots_are_filled_from_the_first_and_nobody_is_in_two_interviews() -> None:
    wanted = [Wanted("c1", "ada", "p1"), Wanted("c2", "ada", "p2"), Wanted("c3", "bea", "p1")]
    found = when(timetable(wanted, BOTH, PATTERN))
    assert sorted(found["c1"] + found["c2"] + found["c3"], key=str)  # all three have one
    assert found["c1"] != found["c3"], "p1 is asked for twice"
    assert found["c1"] != found["c2"], "ada holds both"
    assert {day for day, _ in found.values()} == {MONDAY}


def test_an_inspector_stays_at_one_office_on_a_day_where_there_is_room() -> None:
    wanted = [Wanted(f"c{n}", "ada", f"p{n}", "north" if n % 2 else "south") for n in range(1, 7)]
    found = timetable(wanted, BOTH, PATTERN)
    offices = {(one.day, one.wanted.office) for one in found.placed}
    assert len(offices) == 2
    assert len({day for day, _ in offices}) == 2


def test_between_two_offices_there_is_time_to_travel() -> None:
    wanted = [Wanted("c1", "ada", "p1", "north"), Wanted("c2", "ada", "p2", "south")]
    found = when(timetable(wanted, {"ada": [MONDAY]}, PATTERN))
    assert found == {"c1": (MONDAY, time(9, 30)), "c2": (MONDAY, time(13, 30))}, "11.00 is half an hour after"


def test_an_interview_makes_room_for_one_that_has_no_other_slot() -> None:
    pattern = replace(PATTERN, starts=(time(9, 30), time(11, 0)))
    kept = [placed("k1", MONDAY, time(11, 0), "bea", "p9"), placed("k2", MONDAY, time(11, 0), "cyn", "p1")]
    wanted = [Wanted("c1", "ada", "p2"), Wanted("c2", "ada", "p1"), Wanted("c3", "ada", "p2")]
    found = timetable(wanted[:2], {"ada": [MONDAY]}, pattern, kept)
    assert when(found)["c2"] == (MONDAY, time(9, 30)), "at 11.00 p1 speaks with cyn"
    assert when(found)["c1"] == (MONDAY, time(11, 0))
    full = timetable(wanted, {"ada": [MONDAY]}, pattern, kept)
    assert list(full.unplaced.values()) == ["its inspector has no time left"]


def test_what_was_moved_by_hand_stays_and_counts() -> None:
    kept = [placed("k1", WEDNESDAY, time(7, 15), "ada", "p1"), placed("k2", MONDAY, time(9, 30), "bea", "p1")]
    found = timetable([Wanted("c1", "ada", "p1"), Wanted("c2", "ada", "p2")], BOTH, PATTERN, kept)
    assert when(found)["k1"] == (WEDNESDAY, time(7, 15)), "however little it fits"
    assert found.from_file == {"c1": "its practitioner is interviewed 2 times already, which is the most"}
    assert set(when(found)) == {"k1", "k2", "c2"}


@pytest.mark.parametrize(
    ("wanted", "days", "kept", "why"),
    [
        (Wanted("c", "", "p1"), BOTH, [], "it has no inspector"),
        (Wanted("c", "zoe", "p1"), BOTH, [], "its inspector has no day for interviews"),
        (
            Wanted("c", "ada", "p1"),
            {"ada": [MONDAY]},
            [placed(f"k{start}", MONDAY, start, "ada", f"q{start}") for start in STARTS],
            "its inspector has no time left",
        ),
        (
            Wanted("c", "ada", "p1"),
            {"ada": [MONDAY]},
            [
                placed("k1", MONDAY, time(9, 30), "ada", "q1"),
                placed("k2", MONDAY, time(11, 0), "ada", "q2"),
                Placed(Wanted("k3", "bea", "p1"), MONDAY, time(13, 0), 180),
            ],
            "its inspector and its practitioner have no free time in common",
        ),
        (
            Wanted("c", "ada", "p1", "south"),
            {"ada": [MONDAY]},
            [placed("k1", MONDAY, time(12, 10), "ada", "q1", "north")],
            "what its inspector has left leaves no time for the journey",
        ),
    ],
)
def test_an_interview_without_a_slot_says_why(
    wanted: Wanted, days: dict[str, list[date]], kept: list[Placed], why: str
) -> None:
    pattern = replace(PATTERN, travel=200) if wanted.office else PATTERN
    assert timetable([wanted], days, pattern, kept).unplaced == {"c": why}


def test_a_case_without_a_practitioner_is_examined_from_its_file() -> None:
    found = timetable([Wanted("c", "ada", "")], BOTH, PATTERN)
    assert found == Timetable((), {"c": "no practitioner is named"}, {})


@pytest.mark.parametrize(
    ("one", "others", "told"),
    [
        (placed("c", MONDAY, time(9, 30)), [], ()),
        (placed("c", WEDNESDAY, time(9, 30)), [], ("its inspector has no interviews on this day",)),
        (
            placed("c", MONDAY, time(9, 45)),
            [placed("d", MONDAY, time(9, 0), who="q"), placed("e", MONDAY, time(10, 30), "bea")],
            (
                "its inspector has another interview at this time",
                "its practitioner has another interview at this time",
            ),
        ),
        (
            placed("c", MONDAY, time(11, 0), at="north"),
            [placed("d", MONDAY, time(9, 30), who="q", at="south")],
            ("there is no time for the journey between two offices, which takes 45 minutes",),
        ),
        (
            placed("c", TUESDAY, time(9, 30)),
            [placed("d", MONDAY, time(9, 30), "bea"), placed("e", MONDAY, time(11, 0), "bea")],
            ("its practitioner is interviewed 2 times already, which is the most",),
        ),
        (
            placed("c", MONDAY, time(16, 30), who=""),
            [placed(f"d{start}", MONDAY, start, who="") for start in STARTS],
            ("its inspector has 4 interviews on this day, which is the most",),
        ),
        (placed("c", MONDAY, time(9, 30)), [placed("c", MONDAY, time(9, 30))], ()),
    ],
)
def test_every_objection_is_told(one: Placed, others: list[Placed], told: tuple[str, ...]) -> None:
    assert interview_objections(one, others, (MONDAY, TUESDAY), PATTERN) == told


@given(WANTED, DAYS, PATTERNS)
def test_every_case_is_somewhere_and_no_rule_is_broken(
    wanted: list[Wanted], days: dict[str, set[date]], pattern: Pattern
) -> None:
    found = timetable(wanted, days, pattern)
    everywhere = [*when(found), *found.from_file, *found.unplaced]
    assert sorted(everywhere) == sorted(one.case for one in wanted)
    for one in found.placed:
        assert not interview_objections(one, found.placed, days[one.wanted.inspector], pattern)
    times = Counter(one.wanted.practitioner for one in found.placed)
    assert all(number <= pattern.at_most for number in times.values())


@given(WANTED, DAYS, PATTERNS)
def test_what_has_no_slot_fits_in_none(
    wanted: list[Wanted], days: dict[str, set[date]], pattern: Pattern
) -> None:
    found = timetable(wanted, days, pattern)
    for one in wanted:
        if one.case in found.unplaced:
            mine = days.get(one.inspector, set())
            slots = [Placed(one, day, start, pattern.minutes) for day in mine for start in pattern.starts]
            assert all(interview_objections(slot, found.placed, mine, pattern) for slot in slots)


@given(WANTED, DAYS, PATTERNS, st.randoms())
def test_planned_again_around_what_is_kept_nothing_moves_and_no_order_matters(
    wanted: list[Wanted], days: dict[str, set[date]], pattern: Pattern, chance: random.Random
) -> None:
    first = timetable(wanted, days, pattern)
    kept = list(first.placed)
    chance.shuffle(kept)
    turned = {name: days[name] for name in reversed(days)}
    again = timetable(wanted, turned, pattern, kept)
    assert (again.placed, again.from_file) == (first.placed, first.from_file)
    assert set(again.unplaced) == set(first.unplaced)


@pytest.mark.parametrize(
    ("wanted", "pattern", "kept", "words"),
    [
        ([Wanted("c", "a", "p"), Wanted("c", "b", "p")], PATTERN, [], "'c' is wanted twice"),
        ([], PATTERN, [placed("c", MONDAY, time(9)), placed("c", TUESDAY, time(9))], "'c' is kept twice"),
        ([], replace(PATTERN, minutes=0), [], "takes some time"),
        ([], replace(PATTERN, travel=-1), [], "below nought"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    wanted: list[Wanted], pattern: Pattern, kept: list[Placed], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        timetable(wanted, {}, pattern, kept)
