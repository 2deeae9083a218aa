"""What every page says about who is signed in, and the way in or out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from eyre.platform.context import address


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The corner of a page: a name and the way out, or the way in."""

    name: str
    sign_in: str | None
    sign_out: str | None
    security: str | None


def signed_in(request: HttpRequest) -> dict[str, SignedIn]:
    """Context processor: `signed_in`, with an empty name for nobody; nothing for a page without a session."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    name = user.name if user.is_authenticated else ""
    found = address("account_login"), address("account_logout"), address("mfa_index")
    return {"signed_in": SignedIn(name, *found)}
