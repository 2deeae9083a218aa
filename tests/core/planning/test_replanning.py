"""One change of the dates moves what follows from them, and nothing that is done or was set by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.planning import ANCHORS, PlanFaulty, Task, Unit
from eyre.core.planning.replanning import Standing, Stays, changed, replan

MON = date(2026, 10, 5)
ANCHOR = dict(zip(ANCHORS, (MON, MON + timedelta(28), MON + timedelta(32)), strict=True))
LATER = {name: day + timedelta(7) for name, day in ANCHOR.items()}


def task(code: str, hangs_on: str = "announced", distance: int = 1) -> Task:
    return Task(code, code.title(), "lead-inspector", hangs_on, distance)


def test_what_is_new_has_no_day_before() -> None:
    (change,) = replan([Standing(task("a"))], ANCHOR)
    assert (change.was, change.on, change.stays, change.is_change) == (
        None,
        MON + timedelta(1),
        None,
        True,
    )


@pytest.mark.parametrize(
    ("standing", "on", "stays"),
    [
        (Standing(task("a"), MON + timedelta(1)), MON + timedelta(8), None),
        (Standing(task("a"), MON + timedelta(1), is_done=True), MON + timedelta(1), Stays.DONE),
        (Standing(task("a"), MON + timedelta(3), is_moved=True), MON + timedelta(3), Stays.BY_HAND),
        (
            Standing(task("a"), MON + timedelta(3), is_moved=True, is_done=True),
            MON + timedelta(3),
            Stays.DONE,
        ),
    ],
)
def test_a_week_later(standing: Standing, on: date, stays: Stays | None) -> None:
    (change,) = replan([standing], LATER)
    assert (change.on, change.stays) == (on, stays)
    assert changed([change]) == (() if stays else (change,))


def test_what_hangs_on_something_that_stays_is_counted_from_there() -> None:
    held = [
        Standing(task("a"), MON + timedelta(1), is_done=True),
        Standing(task("b", "a"), MON + timedelta(2)),
    ]
    assert [one.on for one in replan(held, LATER)] == [MON + timedelta(1), MON + timedelta(2)]


def test_every_fault_is_named() -> None:
    with pytest.raises(PlanFaulty, match=r"there is no date.*hangs on 'z'"):
        replan([Standing(task("a", "z"))], {"announced": MON, "fieldwork-from": MON})


days = st.integers(-15, 15)
tasks = st.lists(st.tuples(st.integers(-1, 8), days, st.booleans(), st.booleans()), min_size=1, max_size=8)


@given(tasks, st.integers(0, 100))
def test_planning_again_moves_nothing_and_weeks_move_whole_weeks_of_weeks(
    told: list[tuple[int, int, bool, bool]], by: int
) -> None:
    """Whatever stays or follows, the second time nothing changes; what stays is where it was."""
    held = [
        Standing(
            Task(
                f"t{number}",
                "T",
                "lead-inspector",
                f"t{on}" if 0 <= on < number else "announced",
                distance,
                Unit.WEEKS if by % 2 else Unit.WORKING_DAYS,
            ),
            MON + timedelta(number),
            is_moved,
            is_done,
        )
        for number, (on, distance, is_moved, is_done) in enumerate(told)
    ]
    moved = {name: day + timedelta(by) for name, day in ANCHOR.items()}
    first = replan(held, moved)
    assert len(first) == len(held)
    before = {one.task.code: one for one in held}
    assert all(one.on == one.was for one in first if one.stays)
    after = [
        Standing(one.task, one.on, before[one.task.code].is_moved, before[one.task.code].is_done)
        for one in first
    ]
    assert not changed(replan(after, moved))
