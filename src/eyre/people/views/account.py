"""Your own account: who Eyre takes you for, and what you may do."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.people import queries
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotSignedIn
from eyre.people.roles import ROLES
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.context import links

# Pages of other areas, by the names of their addresses; one that is not there is left out
SECURITY = ("Password, second factor and recovery codes", "mfa_index", "")
CALENDAR = ("Your tasks in your own calendar", "account:calendar", "")
INTERESTS = ("Your declarations of interest", "work:interests", "")


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Your name, your address, your roles in words, and where to change what."""
    standing = standing_of(request)
    if not standing.is_signed_in:
        raise NotSignedIn("Sign in to go on.")
    person = queries.person(UUID(standing.person))
    context = {
        "person": person,
        "roles": [role for code, role in ROLES.items() if code in standing.roles],
        "onward": links(
            [SECURITY, CALENDAR, *([INTERESTS] if _may_declare(standing, person.is_of_provider) else [])]
        ),
    }
    return render(request, "people/account.html", context)


def _may_declare(standing: Standing, is_of_provider: bool) -> bool:
    """Whether the roles told here lead to the page of interests; roles on an inspection lead there from its pages."""
    if not standing.roles:
        return not is_of_provider
    return standing.role_for(Ability.DECLARE_INTEREST) is not None
