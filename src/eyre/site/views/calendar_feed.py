"""Somebody's own tasks as a calendar, for whoever holds the secret of their feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eyre.inspections.calendars import MEDIA_TYPE, as_calendar
from eyre.inspections.queries import roles_anywhere
from eyre.inspections.queries.dated import entries_of, own_tasks
from eyre.people.abilities import Ability
from eyre.people.feeds.queries import holder
from eyre.people.signed_in import origin_of
from eyre.platform.audit import Operation, record_read


@never_cache  # "no-store" among it: what stands in it changes with what its person may see
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever made the secret, as far as they may see it now; for any other secret there is none."""
    standing = holder(token, origin_of(request))
    if standing is None:
        return render(request, "404.html", status=404)
    moment = now()
    entries = entries_of(own_tasks(standing, localdate(moment)))
    actor = standing.actor(standing.role_for(Ability.SEE_INSPECTION, roles_anywhere(standing)) or "")
    record_read(
        "feed.read",
        by=actor,
        at=moment,
        on=("people.person", standing.person),
        operation=Operation.DISCLOSURE,
        after={"tasks": len(entries)},
    )
    content = as_calendar(f"Eyre: tasks of {standing.name}", entries, moment)
    return HttpResponse(content, content_type=MEDIA_TYPE)
