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
    return _address(name, *_where())


def _where() -> tuple[str, str]:
    """The URLs in use, and the prefix under which the site is mounted. Asked once for each row of links: it is slow."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@cache
def _address(name: str, urls: str, prefix: str) -> str | None:
    """Remembered, for every page asks for the same few; each site of a process has its own."""
    try:
        return reverse(name, urls)
    except NoReverseMatch:
        return None


def links(entries: Iterable[Entry], path: str = "") -> tuple[Link, ...]:
    """The entries that lead somewhere; the one that `path` belongs to is marked."""
    where = _where()
    found = ((text, _address(name, *where), prefix) for text, name, prefix in entries)
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
