"""A timeline is read whole or not at all, and every mistake is told at its place."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.editions import EditionInvalid, Status
from eyre.core.planning import ANCHORS, Task, Unit, plan
from eyre.core.planning.template import ALWAYS, OF_CASES, SCHEMA, build_template

OWNERS = ("lead-inspector", "point-of-contact")


def task(code: str, when: str = "on announced", **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": code.title(),
        "owner": "lead-inspector",
        "when": when,
        "status": "ours",
    } | more


def timeline(*tasks: dict[str, Any], always: bool = True) -> dict[str, Any]:
    held = [task(code) for code in ALWAYS if always and code not in {one.get("code") for one in tasks}]
    return {"schema": SCHEMA, "id": "t", "title": "T", "tasks": [*held, *tasks]}


def mistakes(data: object) -> list[str]:
    with pytest.raises(EditionInvalid) as found:
        build_template(data, OWNERS)
    return [str(one) for one in found.value.mistakes]


@pytest.mark.parametrize(
    ("when", "hangs_on", "distance", "unit"),
    [
        ("on announced", "announced", 0, Unit.WORKING_DAYS),
        ("1 working day after announced", "announced", 1, Unit.WORKING_DAYS),
        ("10 working days before fieldwork-from", "fieldwork-from", -10, Unit.WORKING_DAYS),
        ("1 week after fieldwork-to", "fieldwork-to", 1, Unit.WEEKS),
        ("12 weeks before evidence", "evidence", -12, Unit.WEEKS),
        ("0 working days after evidence", "evidence", 0, Unit.WORKING_DAYS),
    ],
)
def test_when(when: str, hangs_on: str, distance: int, unit: Unit) -> None:
    read = build_template(timeline(task("x", when, event="true", note="N")), OWNERS)
    line = read.lines[-1]
    assert line.task == Task("x", "X", "lead-inspector", hangs_on, distance, unit, is_event=True)
    assert (line.status, line.note) == (Status.OURS, "N")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (timeline(task("x", "some day")), "tasks[2].when: 'some day' is no day"),
        (timeline(task("x", "3 working days after")), "tasks[2].when: '3 working days after' is no day"),
        (timeline(task("x", "999 weeks after announced")), "tasks[2].when: a task lies at most 260"),
        (timeline(task("x", "on y")), "tasks[2].when: 'y' is no task and no anchor"),
        (timeline(task("x", owner="postman")), "tasks[2].owner: no role is called 'postman'"),
        (
            timeline(task("x"), task("x")),
            "tasks[3].code: the task 'x' stands here a second time",
        ),
        (timeline(task("announced")), "tasks[2].code: 'announced' is an anchor"),
        (timeline(task("x", "on x")), "tasks[2].when: this goes in a circle: x on x"),
        (
            timeline(task("x", "on y"), task("y", "on x")),
            "tasks[2].when: this goes in a circle: x on y on x",
        ),
        (timeline(task("X!")), "tasks[2].code: 'X!' is not a usable id"),
        (timeline(task("x" * 41)), "tasks[2].code: a code has at most 40"),
        (timeline(task("x", title="t" * 201)), "tasks[2].title: a title has at most 200"),
        (timeline(task("x", status="sure")), "tasks[2].status: 'sure' is not one of"),
        (timeline(task("x", colour="red")), "tasks[2].colour: the key 'colour' is not known here"),
        (timeline(task("case-list")), "tasks: the task 'sample' is missing"),
        (timeline(always=False), "tasks: the task 'evidence' is missing"),
        ({"schema": "eyre-timeline/9", "id": "t", "title": "T"}, "schema: the format 'eyre-timeline/9'"),
        ([], "the edition: a list stands where a mapping is expected"),
    ],
)
def test_every_kind_of_mistake(data: object, told: str) -> None:
    assert any(one.startswith(told) for one in mistakes(data)), mistakes(data)


def test_all_mistakes_at_once() -> None:
    found = mistakes(timeline(task("x", "never", owner="postman"), task("y", "on z"), task("y")))
    assert [one.split(":")[0] for one in found] == [
        "tasks[2].owner",
        "tasks[2].when",
        "tasks[3].when",
        "tasks[4].code",
    ]


def test_one_without_cases_has_none_of_their_tasks() -> None:
    assert len(build_template(timeline(), OWNERS).tasks) == len(ALWAYS)
    with_cases = build_template(timeline(*(task(code) for code in OF_CASES)), OWNERS)
    assert len(with_cases.tasks) == len(ALWAYS) + len(OF_CASES)


codes = [f"t{number}" for number in range(6)]
hanging = st.lists(st.sampled_from([*ANCHORS, *codes]), min_size=6, max_size=6)


def refusals(data: object) -> list[str]:
    """What is wrong with the data; nothing where they are a timeline that can be planned."""
    try:
        template = build_template(data, OWNERS)
    except EditionInvalid as error:
        return [str(one) for one in error.mistakes]
    assert len(plan(template.tasks, dict.fromkeys(ANCHORS, date(2026, 10, 5)))) == len(template.tasks)
    return []


@given(hanging)
def test_what_is_accepted_can_be_planned_and_what_goes_in_a_circle_is_refused(hangs_on: list[str]) -> None:
    reached = set(ANCHORS)
    for _ in codes:
        reached |= {code for code, other in zip(codes, hangs_on, strict=True) if other in reached}
    told = timeline(*(task(code, f"on {other}") for code, other in zip(codes, hangs_on, strict=True)))
    found = refusals(told)
    assert all("circle" in one for one in found)
    assert bool(found) == (not set(codes) <= reached)
