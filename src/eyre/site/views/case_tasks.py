"""What waits for somebody of cases: a lead shares them out, a provider sends their list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from eyre.cases.queries.waiting import ListAwaited, lists_awaited, to_share_out
from eyre.people.standing import Standing
from eyre.platform.lines import Task


def case_tasks(standing: Standing, on: date) -> Iterator[Task]:
    """The case lists a provider is asked for, and the cases in a sample that have no inspector."""
    yield from (_list_task(one, on) for one in lists_awaited(standing))
    for one in to_share_out(standing):
        words = "1 case" if one.cases == 1 else f"{one.cases} cases"
        href = reverse("work:allocation", args=[one.inspection])
        hint = "In the sample, and with no inspector"
        yield Task(f"{one.name}: share out the cases", words, href, hint, "yellow")


def _list_task(one: ListAwaited, on: date) -> Task:
    href = reverse("samples:list", args=[one.inspection])
    hint = "The last one was refused: see what to put right" if one.is_refused else ""
    if one.is_being_checked:
        return Task(f"{one.name}: send the case list", "Being checked", href)
    return Task(f"{one.name}: send the case list", _when(one, on), href, hint, _colour(one, on))


def _when(one: ListAwaited, on: date) -> str:
    if one.due is None:
        return "To send"
    day = f"{one.due.day} {one.due:%b}"
    return f"Overdue since {day}" if one.is_overdue(on) else f"Due {day}"


def _colour(one: ListAwaited, on: date) -> str:
    return "red" if one.is_overdue(on) else "yellow"
