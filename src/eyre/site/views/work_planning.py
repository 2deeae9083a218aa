"""What waits for somebody by the plans of inspections, and the ways from an inspection to its plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from eyre.inspections.permissions import may_see_plan
from eyre.inspections.queries.plans import OwnTask, due_for
from eyre.people.standing import Standing
from eyre.platform.lines import Task

from .work_seen import Seen

MOST_DUE = 8


def due_tasks(standing: Standing, on: date) -> Iterator[Task]:
    """The tasks of plans that are theirs and overdue, or due within a week; the oldest first."""
    found = due_for(standing, on, MOST_DUE + 1)
    yield from (_task(one) for one in found[:MOST_DUE])
    if len(found) > MOST_DUE:
        yield Task("More is due", "See the programmes", reverse("planning:programmes"), "These are the first")


def _task(one: OwnTask) -> Task:
    day = f"{one.due.day} {one.due:%b}"
    said = f"Overdue since {day}" if one.is_overdue else f"Due {day}"
    href = reverse("planning:task", args=[one.inspection, one.code])
    return Task(one.title, said, href, one.name, "red" if one.is_overdue else "yellow")


def plan_parts(one: Seen) -> Iterator[tuple[str, str, str]]:
    """The pages of its plan: the words, the address, and what stands there."""
    if may_see_plan(one.standing, one.facts):
        yield "Plan", reverse("planning:plan", args=[one.id]), "Every task, whose it is and when it is due"
        if not one.facts.is_public:
            says = "Where it stands, what is not yet true, and the move"
            yield "Stage", reverse("planning:stage", args=[one.id]), says
