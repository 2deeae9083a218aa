"""Who may do what: open to everyone, for it says how Eyre is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.people import who_may
from eyre.people.abilities import Ability
from eyre.people.roles import ROLES


@require_safe
def who_may_do_what(request: HttpRequest) -> HttpResponse:
    """Tables of abilities against roles, and each role in words."""
    roles = [
        {
            "code": role.code,
            "name": role.name,
            "says": role.says(),
            "held": role.held.value,
            "may": [each.value for each in Ability if each in role.abilities],
        }
        for role in ROLES.values()
    ]
    context = {
        "introduction": who_may.INTRODUCTION,
        "tables": who_may.tables(),
        "roles": roles,
        "besides": who_may.BESIDES,
    }
    return render(request, "people/roles.html", context)
