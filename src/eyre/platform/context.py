"""What does every page carry around its content? The navigation and the links at its foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

Entry = tuple[str, str, str]  # the words, the name of the URL, the prefix under which it is marked as current


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation as a page shows it. `current` is "page", "true" or "" (aria-current)."""

    text: str
    href: str
    current: str = ""


def address(name: str) -> str | None:
    """The address behind a URL name; None where no area offers it (the system checks report that)."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(name: str, urls: str, prefix: str) -> str | None:
    """Remembered, for every page asks for the same few; `prefix` is where the site is mounted."""
    try:
        return reverse(name, urls)
    except NoReverseMatch:
        return None


def links(entries: Iterable[Entry], path: str = "") -> tuple[Link, ...]:
    """The entries that lead somewhere; the one that `path` belongs to is marked."""
    found = ((text, address(name), prefix) for text, name, prefix in entries)
    return tuple(Link(text, href, _current(href, prefix, path)) for text, href, prefix in found if href)


def _current(href: str, prefix: str, path: str) -> str:
    if path == href:
        return "page"
    return "true" if prefix and path.startswith(prefix) else ""


def chrome(request: HttpRequest) -> dict[str, tuple[Link, ...]]:
    """Context processor: `navigation` from `EYRE_NAVIGATION`, `footer_links` from `EYRE_FOOTER`."""
    return {
        "navigation": links(settings.EYRE_NAVIGATION, request.path),
        "footer_links": links(getattr(settings, "EYRE_FOOTER", ())),
    }
