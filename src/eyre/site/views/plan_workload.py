"""What every inspector carries."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from eyre.cases.queries.allocations import Load
from eyre.inspections import permissions
from eyre.inspections.queries import roles_anywhere
from eyre.inspections.queries.workload import Carried, Place, workload
from eyre.people.abilities import Ability
from eyre.people.signed_in import standing_of
from eyre.platform.audit import record_read
from eyre.site.queries.planning import cases_of


@require_safe
def carried(request: HttpRequest) -> HttpResponse:
    """Everybody on a team whose inspection is not over: where, in which role, how many days, and where twice."""
    standing = standing_of(request)
    role = permissions.check_see_programmes(standing, roles_anywhere(standing))
    found = workload(standing, localdate())
    on, after = ("inspections.workload", "all"), {"people": len(found)}
    record_read("workload.seen", by=standing.actor(role), at=now(), on=on, after=after)
    sees_all = standing.role_for(Ability.SEE_PLAN) is not None
    held = cases_of(standing)
    people = [(one, _with_cases(one, held)) for one in found]
    return render(request, "site/plan_workload.html", {"people": people, "sees_all": sees_all})


def _with_cases(one: Carried, held: Mapping[tuple[str, str], Load]) -> list[tuple[Place, Load | None]]:
    """Each place of somebody with the cases they have there."""
    return [(place, held.get((one.person, place.inspection))) for place in one.places]
