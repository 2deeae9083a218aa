"""Where quality assurance, the freeze and alerts are linked from: an inspection's page, and one's work."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from eyre.cases.permissions.quality import may_assure_quality, may_freeze, may_see_alerts
from eyre.cases.queries.alerts import waiting_for
from eyre.cases.queries.quality import between_for
from eyre.people.abilities import Ability
from eyre.people.standing import Standing
from eyre.platform.lines import Task

from .work_seen import Seen


def quality_parts(one: Seen) -> Iterator[tuple[str, str, str]]:
    """The pages below an inspection that are for them: the words, the address, and what stands there."""
    if one.facts.is_public:
        return
    if may_assure_quality(one.standing, one.facts):
        says = "Reviews, second assessments, differences, and how far assessors agree"
        yield "Quality assurance", reverse("quality:queue", args=[one.id]), says
    if may_freeze(one.standing, one.facts):
        says = "What is missing before it, and afterwards the hash"
        yield "Freeze the answers", reverse("quality:freeze", args=[one.id]), says
    if may_see_alerts(one.standing, one.facts):
        says = "Immediate risks of harm, who has seen them, and what was done"
        yield "Alerts", reverse("quality:alerts", args=[one.id]), says


def quality_tasks(standing: Standing) -> Iterator[Task]:
    """What waits for somebody: alerts, differences that they decide, and the queue of whoever looks after quality."""
    for alert in waiting_for(standing):
        name, href = (
            alert.inspection.name_as_printed,
            reverse("quality:alert", args=[alert.inspection_id, alert.pk]),
        )
        yield Task(f"Alert of immediate risk of harm in {name}", "Look now", href, colour="red")
    for parts, differences in between_for(standing):
        href = reverse("quality:between", args=[parts.case.case_list.inspection_id, parts.case.pk])
        hint = f"{differences} difference{'s' if differences > 1 else ''} between the two assessments"
        yield Task(f"Decide about {parts.case.pseudonym}", "To do", href, hint, colour="yellow")
    if standing.role_for(Ability.ASSURE_QUALITY):
        yield Task(
            "Quality assurance", "All inspections", reverse("quality:home"), "What waits in each of them"
        )
