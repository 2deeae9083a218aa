"""What every page says about who is signed in: the way in or out, and the ways that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from eyre.platform.context import Link, address, links

from .abilities import Ability
from .signed_in import standing_of


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The corner of a page: a name and the way out, or the way in."""

    name: str
    sign_in: str | None
    sign_out: str | None
    account: str | None


def signed_in(request: HttpRequest) -> dict[str, SignedIn]:
    """Context processor: `signed_in`, with an empty name for nobody; nothing for a page without a session."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    name = user.name if user.is_authenticated else ""
    found = address("account_login"), address("account_logout"), address("account:profile")
    return {"signed_in": SignedIn(name, *found)}


def navigation(request: HttpRequest) -> dict[str, tuple[Link, ...]]:
    """Context processor: `navigation` for somebody signed in, with what their roles open before what is public.

    `EYRE_WORK_NAVIGATION` holds the entries, each with the ability it needs ("" for everybody signed in).
    """
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return {}
    standing = standing_of(request)
    if not standing.is_signed_in:
        return {}
    theirs = [
        (words, name, prefix)
        for words, name, prefix, ability in settings.EYRE_WORK_NAVIGATION
        if not ability or standing.role_for(Ability[ability])
    ]
    return {"navigation": links([*theirs, *settings.EYRE_NAVIGATION], request.path)}
