"""The first page of one's work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from eyre.cases.queries.assessments import Waiting, waiting_for
from eyre.evidence.queries import turns_of_lead, turns_of_provider
from eyre.inspections.permissions import may_open_inspection, may_see_programmes
from eyre.inspections.queries import roles_anywhere
from eyre.people.abilities import Ability
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import record_read
from eyre.platform.lines import Task
from eyre.providers.permissions import may_declare_interest, may_see_interests
from eyre.site.queries.work import Home, home_of

from .calibration import calibration_tasks
from .case_tasks import case_tasks
from .field_devices import device_tasks
from .judging_parts import judging_tasks
from .letter_tasks import letter_tasks
from .panels import panel_tasks
from .quality_parts import quality_tasks
from .work_planning import due_tasks


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What you work on, what waits for you, and what your roles are for."""
    standing = standing_of(request)
    page = home_of(standing)
    elsewhere = roles_anywhere(standing)
    may_declare = may_declare_interest(standing, elsewhere)
    context = {
        "home": page,
        "tasks": [
            *letter_tasks(standing, now()),
            *due_tasks(standing, localdate()),
            *evidence_tasks(standing, localdate()),
            *case_tasks(standing, localdate()),
            *judging_tasks(standing),
            *panel_tasks(standing),
            *calibration_tasks(standing),
            *device_tasks(standing, now()),
            *tasks(page, may_declare, waiting_for(standing), tuple(quality_tasks(standing))),
        ],
        "may_open": may_open_inspection(standing),
        "may_declare": may_declare,
        "may_see_interests": may_see_interests(standing),
        "may_see_programmes": may_see_programmes(standing, elsewhere),
    }
    if page.mine or page.gaps:
        actor = standing.actor(standing.role_for(Ability.SEE_INSPECTION, elsewhere) or "")
        on = ("people.person", standing.person)
        record_read("work.seen", by=actor, at=now(), on=on, after={"inspections": len(page.mine)})
    return render(request, "site/work_home.html", context)


def tasks(
    page: Home, may_declare: bool, waiting: tuple[Waiting, ...] = (), quality: tuple[Task, ...] = ()
) -> list[Task]:
    """What waits for somebody: places in teams, and the interests nobody else can declare for them."""
    found = [
        Task(
            f"{gap.name} {gap.why}",
            "To do",
            href=reverse("work:team", args=[gap.inspection]),
            colour="yellow",
        )
        for gap in page.gaps
    ]
    found = [*quality, *found, *(_cases(one) for one in waiting)]
    if may_declare:
        found.append(_declaring(page.interests))
    return found


def evidence_tasks(standing: Standing, on: date) -> Iterator[Task]:
    """What waits of evidence in advance: for a provider its own page, for a lead what was sent."""
    for turn in turns_of_provider(standing, on):
        late = f"{turn.overdue} overdue" if turn.overdue else "Evidence in advance, dates and who comes"
        status, colour = (f"{turn.items} to send", "yellow") if turn.items else ("Nothing to send", "")
        yield Task(
            f"{turn.name}: your page", status, reverse("work:provider", args=[turn.inspection]), late, colour
        )
    for turn in turns_of_lead(standing, on):
        late = f"{turn.overdue} overdue at the provider" if turn.overdue else ""
        href = reverse("work:evidence", args=[turn.inspection])
        yield Task(f"{turn.name}: evidence in advance", f"{turn.items} to look at", href, late, "yellow")


def _cases(one: Waiting) -> Task:
    words = "1 case" if one.open == 1 else f"{one.open} cases"
    hint = "In one of them two answers wait for your choice" if one.conflicts else ""
    return Task(
        f"{one.name}: assess your cases",
        words,
        reverse("assessment:mine", args=[one.inspection]),
        hint,
        "teal",
    )


def _declaring(interests: int) -> Task:
    title, hint = "Declare your interests", "Before you are put on a team, and whenever something changes"
    if not interests:
        return Task(title, "None declared", reverse("work:interests"), hint)
    words = "1 declared" if interests == 1 else f"{interests} declared"
    return Task(title, words, reverse("work:interests"), hint)
