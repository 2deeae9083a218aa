"""What every inspector carries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from eyre.inspections import permissions
from eyre.inspections.queries import roles_anywhere
from eyre.inspections.queries.workload import workload
from eyre.people.abilities import Ability
from eyre.people.signed_in import standing_of
from eyre.platform.audit import record_read


@require_safe
def carried(request: HttpRequest) -> HttpResponse:
    """Everybody on a team whose inspection is not over: where, in which role, how many days, and where twice."""
    standing = standing_of(request)
    role = permissions.check_see_programmes(standing, roles_anywhere(standing))
    found = workload(standing, localdate())
    on, after = ("inspections.workload", "all"), {"people": len(found)}
    record_read("workload.seen", by=standing.actor(role), at=now(), on=on, after=after)
    sees_all = standing.role_for(Ability.SEE_PLAN) is not None
    return render(request, "site/plan_workload.html", {"people": found, "sees_all": sees_all})
