"""What do pages show of the demonstration? Whether it is one and, above each page, who one is in it."""

from __future__ import annotations

from django.http import HttpRequest

from .cast import BY_EMAIL
from .circumstances import is_open


def acting(request: HttpRequest) -> dict[str, object]:
    """Context processor: `demonstration`; for somebody signed in, `acting_as` and the banner that says so."""
    if not is_open():
        return {}
    # A request that is refused before anybody asked who sends it has no user
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demonstration": True}
    member = BY_EMAIL.get(user.email)
    called = member.called if member else ""
    return {
        "demonstration": True,
        "notice_template": "site/demonstration_banner.html",
        "acting_as": {"name": user.name, "called": called},
    }
