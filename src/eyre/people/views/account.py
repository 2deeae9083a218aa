"""Your own account: who Eyre takes you for, and what you may do."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eyre.people import queries
from eyre.people.exceptions import NotSignedIn
from eyre.people.roles import ROLES
from eyre.people.signed_in import standing_of
from eyre.platform.context import links

# Pages of other areas, by the names of their addresses; one that is not there is left out
ONWARD = (
    ("Password, second factor and recovery codes", "mfa_index", ""),
    ("Your declarations of interest", "work:interests", ""),
)


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Your name, your address, your roles in words, and where to change what."""
    standing = standing_of(request)
    if not standing.is_signed_in:
        raise NotSignedIn("Sign in to go on.")
    context = {
        "person": queries.person(UUID(standing.person)),
        "roles": [role for code, role in ROLES.items() if code in standing.roles],
        "onward": links(ONWARD),
    }
    return render(request, "people/account.html", context)
