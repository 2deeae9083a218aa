"""A plan: its dates, that they move together, and everything that cannot be planned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.calendar import is_working_day, working_days_between
from eyre.core.planning import PlanFaulty, Task, Unit, plan

ANCHORS = {
    "announced": date(2026, 11, 23),
    "fieldwork-from": date(2027, 1, 11),
    "fieldwork-to": date(2027, 1, 29),
}
TASKS = (
    Task("letter", "Send the announcement", "operations-officer", "announced", 0),
    Task("requests", "Ask for evidence in advance", "operations-officer", "letter", 2),
    Task("evidence", "Evidence in advance is in", "point-of-contact", "requests", 20),
    Task("sample", "Draw the sample", "lead-inspector", "fieldwork-from", -15),
    Task("meeting", "Opening meeting", "lead-inspector", "fieldwork-from", 0, is_event=True),
    Task("panel", "Ratings panel", "quality-lead", "fieldwork-to", 3, Unit.WEEKS, is_event=True),
    Task("draft", "Draft to the provider", "report-editor", "panel", 2, Unit.WEEKS),
    Task("comments", "Comments on facts", "accountable-director", "draft", 10),
)


def days(**moved: date) -> dict[str, date]:
    return {due.task.code: due.on for due in plan(TASKS, ANCHORS, moved)}


def test_a_plan() -> None:
    assert days() == {
        "letter": date(2026, 11, 23),
        "requests": date(2026, 11, 25),
        "sample": date(2026, 12, 16),  # fifteen working days before, over Christmas and New Year
        "evidence": date(2026, 12, 23),
        "meeting": date(2027, 1, 11),
        "panel": date(2027, 2, 19),
        "draft": date(2027, 3, 5),
        "comments": date(2027, 3, 19),
    }


def test_what_is_moved_by_hand_stays_and_what_hangs_on_it_follows() -> None:
    before, after = days(), days(panel=date(2027, 2, 22))
    assert after["panel"] == date(2027, 2, 22)
    assert after["draft"] == date(2027, 3, 8)
    assert working_days_between(after["draft"], after["comments"]) == 10
    assert {code for code in before if before[code] != after[code]} == {"panel", "draft", "comments"}


@given(st.integers(0, 400))
def test_one_change_moves_everything(later: int) -> None:
    moved = {name: day + timedelta(later) for name, day in ANCHORS.items()}
    found = plan(TASKS, moved)
    assert [due.on for due in found] == sorted(due.on for due in found)
    on = {due.task.code: due.on for due in found}
    assert all(is_working_day(day) for day in on.values())
    assert working_days_between(on["letter"], on["requests"]) == 2
    assert working_days_between(on["requests"], on["evidence"]) == 20
    assert on["sample"] < moved["fieldwork-from"] <= on["meeting"]


def test_a_deadline_at_rest_comes_before_and_an_event_after() -> None:
    """A Saturday: 30 January 2027."""
    anchors = ANCHORS | {"fieldwork-to": date(2027, 1, 30)}
    tasks = [
        Task("deadline", "", "", "fieldwork-to", 1, Unit.WEEKS),
        Task("event", "", "", "fieldwork-to", 1, Unit.WEEKS, is_event=True),
    ]
    assert [due.on for due in plan(tasks, anchors)] == [date(2027, 2, 5), date(2027, 2, 8)]


def task(code: str, hangs_on: str) -> Task:
    return Task(code, "", "", hangs_on, 1)


@pytest.mark.parametrize(
    ("tasks", "anchors", "moved", "faults"),
    [
        ([task("a", "b"), task("b", "a")], ANCHORS, {}, ["a, b: these hang on each other in a circle"]),
        ([task("a", "a")], ANCHORS, {}, ["a: these hang on each other in a circle"]),
        ([task("a", "x")], ANCHORS, {}, ["a: hangs on 'x', which is no task and no anchor"]),
        ([task("a", "announced")] * 2, ANCHORS, {}, ["a: the task is there twice"]),
        ([task("announced", "fieldwork-to")], ANCHORS, {}, ["announced: an anchor has this name"]),
        ([], ANCHORS, {"z": date(2027, 1, 1)}, ["z: a date is set, and there is no such task"]),
        (
            [],
            {},
            {},
            [f"{name}: there is no date" for name in ("announced", "fieldwork from", "fieldwork to")],
        ),
        (
            [],
            ANCHORS | {"fieldwork-to": date(2027, 1, 1)},
            {},
            ["fieldwork to (2027-01-01) lies before fieldwork from (2027-01-11)"],
        ),
        (
            [task("a", "x"), task("b", "announced"), task("b", "announced")],
            ANCHORS,
            {"z": date(2027, 1, 1)},
            [
                "b: the task is there twice",
                "a: hangs on 'x', which is no task and no anchor",
                "z: a date is set, and there is no such task",
            ],
        ),
    ],
)
def test_what_cannot_be_planned_is_named_all_at_once(
    tasks: list[Task], anchors: dict[str, date], moved: dict[str, date], faults: list[str]
) -> None:
    with pytest.raises(PlanFaulty) as why:
        plan(tasks, anchors, moved)
    assert list(why.value.faults) == faults
