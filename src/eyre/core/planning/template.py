"""Is this a timeline? The format `eyre-timeline/1`: the tasks of an inspection and on what day of it each hangs.

Read from plain data, with every mistake at once. When a task is due is written as people say it:
"10 working days before fieldwork-from", "2 weeks after case-list", or "on announced".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eyre.core.editions import EditionInvalid, Fields, Mistake, Status, shadowed

from .timeline import ANCHORS, Task, Unit

SCHEMA = "eyre-timeline/1"
KEYS = ("schema", "id", "title", "sources", "note", "tasks")
TASK_KEYS = ("code", "title", "owner", "when", "event", "status", "note")
# Tasks that other parts of Eyre finish, or read the day of, by their code. An inspection that examines no cases of its
# own has none of the second
ALWAYS = ("announcement", "evidence")
OF_CASES = ("case-list", "sample", "allocation", "interviews")
LONGEST_CODE, LONGEST_TITLE, FURTHEST = 40, 200, 260
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHEN = re.compile(r"(?:on|(\d{1,3}) (working days?|weeks?) (before|after)) ([a-z0-9-]+)")
_FORM = "write “on announced”, “10 working days before fieldwork-from” or “2 weeks after case-list”"


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """A task of a template, and how it is known that inspections have it at this time."""

    task: Task
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The timeline of one edition's inspections, with the pages it was read in."""

    id: str
    title: str
    sources: tuple[str, ...]
    note: str
    lines: tuple[TemplateTask, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What is to be done, in the order of the template."""
        return tuple(line.task for line in self.lines)


def build_template(data: object, owners: Collection[str]) -> Template:
    """The timeline that the data describe; `owners` are the codes of the roles a task may belong to.

    Raises:
        EditionInvalid: with every mistake, when the data are not a timeline.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, KEYS)
    _check_schema(fields)
    template = Template(
        fields.slug("id"),
        fields.text("title"),
        fields.texts("sources"),
        fields.text("note", default=""),
        tuple(_read_task(one, owners) for one in fields.parts("tasks", TASK_KEYS)),
    )
    noted = {mistake.path for mistake in mistakes}
    mistakes += [late for late in _check(template) if not shadowed(late, noted)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return template


def _check_schema(fields: Fields) -> None:
    schema = fields.text("schema")
    if schema and schema != SCHEMA:
        fields.wrong(f"the format {schema!r} is not known; write {SCHEMA}", "schema")


def _read_task(fields: Fields, owners: Collection[str]) -> TemplateTask:
    owner, title, code = fields.text("owner"), fields.text("title"), fields.slug("code", _CODE)
    if owner and owner not in owners:
        fields.wrong(f"no role is called {owner!r}; the roles are {', '.join(owners)}", "owner")
    if len(title) > LONGEST_TITLE:
        fields.wrong(f"a title has at most {LONGEST_TITLE} letters", "title")
    if len(code) > LONGEST_CODE:
        fields.wrong(f"a code has at most {LONGEST_CODE} letters", "code")
    hangs_on, distance, unit = _read_when(fields)
    task = Task(code, title, owner, hangs_on, distance, unit, fields.truth("event", default=False))
    return TemplateTask(task, fields.choice("status", Status), fields.text("note", default=""))


def _read_when(fields: Fields) -> tuple[str, int, Unit]:
    """On what a task hangs, and how far from it: back where the number is negative."""
    told = fields.text("when")
    match = _WHEN.fullmatch(told)
    if match is None:
        if told:
            fields.wrong(f"{told!r} is no day; {_FORM}", "when")
        return ANCHORS[0], 0, Unit.WORKING_DAYS
    number, unit, side, hangs_on = match.groups()
    distance = int(number or 0) * (-1 if side == "before" else 1)
    if abs(distance) > FURTHEST:
        fields.wrong(f"a task lies at most {FURTHEST} days or weeks from what it hangs on", "when")
    return hangs_on, distance, Unit.WEEKS if unit and unit.startswith("week") else Unit.WORKING_DAYS


def _check(template: Template) -> Iterator[Mistake]:
    tasks = template.tasks
    codes = [task.code for task in tasks]
    times = Counter(codes)
    for number, task in enumerate(tasks):
        if times[task.code] > 1 and codes.index(task.code) < number:
            yield Mistake(("tasks", number, "code"), f"the task {task.code!r} stands here a second time")
        if task.code in ANCHORS:
            yield Mistake(
                ("tasks", number, "code"), f"{task.code!r} is an anchor; give the task another code"
            )
        if task.hangs_on not in times and task.hangs_on not in ANCHORS:
            words = f"{task.hangs_on!r} is no task and no anchor; the anchors are {', '.join(ANCHORS)}"
            yield Mistake(("tasks", number, "when"), words)
    yield from _circles(tasks)
    wanted = ALWAYS + (OF_CASES if any(code in times for code in OF_CASES) else ())
    for code in wanted:
        if code not in times:
            yield Mistake(("tasks",), f"the task {code!r} is missing: other parts of Eyre ask for its day")


def _circles(tasks: tuple[Task, ...]) -> Iterator[Mistake]:
    """Each task that hangs, in the end, on itself."""
    hangs_on = {task.code: task.hangs_on for task in tasks}
    for number, task in enumerate(tasks):
        seen, here = {task.code}, task.hangs_on
        while here in hangs_on and here not in seen:
            seen.add(here)
            here = hangs_on[here]
        if here == task.code:
            circle = " on ".join((task.code, *_way(hangs_on, task.code)))
            yield Mistake(
                ("tasks", number, "when"), f"this goes in a circle: {circle}; let one hang on an anchor"
            )


def _way(hangs_on: dict[str, str], start: str) -> Iterator[str]:
    here = hangs_on[start]
    while here != start:
        yield here
        here = hangs_on[here]
    yield start
