"""The timelines that ship are read, belong to editions, and give every date; mistakes have file and line."""

from datetime import date
from pathlib import Path

import pytest

from eyre.core.calendar import is_working_day
from eyre.core.editions import Status
from eyre.core.planning import plan
from eyre.core.planning.template import OF_CASES
from eyre.frameworks.exceptions import EditionFileInvalid, EditionNotFound
from eyre.frameworks.reading import shipped_editions
from eyre.inspections.timeline_files import (
    DEFAULT,
    TIMELINES,
    read_timeline,
    read_timeline_file,
    shipped_timelines,
    timeline_for,
)

ANCHORS = {
    "announced": date(2026, 9, 1),
    "fieldwork-from": date(2026, 10, 5),
    "fieldwork-to": date(2026, 10, 16),
}


@pytest.mark.parametrize("name", shipped_timelines())
def test_a_timeline_that_ships(name: str) -> None:
    template = read_timeline_file(shipped_timelines()[name])
    assert template.id == name
    assert name == DEFAULT or name in shipped_editions()
    found = plan(template.tasks, ANCHORS)
    assert all(is_working_day(due.on) for due in found)
    assert {line.status for line in template.lines} > {Status.VERIFIED, Status.OURS}


def test_an_edition_has_its_own_or_the_default() -> None:
    assert timeline_for("hmip-youth-2025").id == "hmip-youth-2025"
    assert timeline_for("hmip-probation-crc-2018").id == DEFAULT


def test_a_regional_inspection_draws_no_sample() -> None:
    codes = {task.code for task in timeline_for("hmip-probation-region-2023").tasks}
    assert not codes & set(OF_CASES)
    assert set(OF_CASES) <= {task.code for task in timeline_for("hmip-probation-pdu-2023").tasks}


def test_steps_of_a_plan_follow_one_another() -> None:
    """The evidence is there before fieldwork, the panel before the draft, the draft before publication."""
    for name in shipped_timelines():
        on = {due.task.code: due.on for due in plan(timeline_for(name).tasks, ANCHORS)}
        order = ["announcement", "evidence", "opening", "feedback", "panel", "draft", "accuracy-check",
                 "accuracy-comments", "sign-off", "embargoed-copies", "publication", "action-plan"]  # fmt: skip
        assert [on[code] for code in order] == sorted(on[code] for code in order)
        cases = [on[code] for code in OF_CASES if code in on]
        assert cases == sorted(cases)


def test_mistakes_have_their_lines() -> None:
    lines = (TIMELINES / f"{DEFAULT}.yaml").read_text("utf-8").splitlines()
    owner = next(number for number, line in enumerate(lines) if "owner:" in line)
    when = next(number for number, line in enumerate(lines) if "when: on announced" in line)
    lines[owner], lines[when] = "    owner: postman", "    when: soon"
    with pytest.raises(EditionFileInvalid) as found:
        read_timeline("\n".join(lines).encode(), "mine.yaml")
    assert [(one.file, one.line) for one in found.value.mistakes] == [
        ("mine.yaml", owner + 1),
        ("mine.yaml", when + 1),
    ]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(EditionNotFound):
        read_timeline_file(tmp_path / "none.yaml")
