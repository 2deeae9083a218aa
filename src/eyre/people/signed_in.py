"""Who sends this request, and how were they recognised?"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from .queries import roles_of
from .standing import NOBODY, Standing

DEMONSTRATION = "demonstration"  # the method of the one-click door; it counts only where that door exists


def standing_of(request: HttpRequest) -> Standing:
    """The person behind the request with the roles they hold now; NOBODY unless both factors were shown.

    Asked of the database once for each request, so that a role that ended is gone from the next click on.
    """
    held: Standing | None = getattr(request, "eyre_standing", None)
    if held is None:
        held = _standing(request)
        request.eyre_standing = held  # type: ignore[attr-defined]
    return held


def _standing(request: HttpRequest) -> Standing:
    user = request.user
    if not user.is_authenticated or not has_second_factor(request):
        return NOBODY
    return Standing(str(user.pk), user.name, roles_of(user.pk), origin_of(request))


def origin_of(request: HttpRequest) -> str:
    """The network address a request came from, as the audit record keeps it."""
    return str(get_adapter().get_client_ip(request))


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, by whoever it belongs to, with more than a password."""
    return any(_is_enough(method) for method in get_authentication_records(request, request.user))


def _is_enough(method: dict[str, object]) -> bool:
    if method.get("method") == DEMONSTRATION:
        return bool(settings.EYRE_DEMONSTRATION)
    if method.get("method") == "socialaccount":
        return bool(settings.EYRE_OIDC_HAS_SECOND_FACTOR)
    return method.get("method") == "mfa"
