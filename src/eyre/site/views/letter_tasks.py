"""What waits for somebody of the letters they send: those that did not arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from eyre.inspections.queries.letters import not_arrived
from eyre.people.standing import Standing
from eyre.platform.lines import Task

MOST = 10


def letter_tasks(standing: Standing, at: datetime) -> Iterator[Task]:
    """The first of the letters that failed, the longest waiting before the others."""
    for letter in not_arrived(standing, at)[:MOST]:
        title = f"{letter.inspection.name_as_printed}: a letter did not reach everybody"
        href = reverse("letters:letter", args=[letter.inspection_id, letter.pk])
        yield Task(title, "Try again", href=href, hint=letter.subject, colour="red")
