"""The list of frameworks and one edition, with the published inspections that rest on them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.core.frameworks import Edition
from eyre.frameworks import queries as frameworks
from eyre.frameworks.exceptions import EditionNotFound
from eyre.frameworks.method import describe_method
from eyre.frameworks.words import COMPLETENESS
from eyre.platform.items import Download
from eyre.site.queries import frameworks as queries

from .asked import not_found


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition by family."""
    families = queries.families()
    return render(request, "site/frameworks.html", {"families": families, "explained": COMPLETENESS.values()})


@require_safe
def edition(request: HttpRequest, edition_id: str) -> HttpResponse:
    """One edition: what it asks, how it rates, how each part is known, and who was inspected under it."""
    try:
        stored = frameworks.stored_edition(edition_id)
        found = frameworks.edition(edition_id)
    except EditionNotFound:
        words = f"There is no edition called “{edition_id[:80]}”."
        return not_found(request, words, "See all frameworks", reverse("frameworks:list"))
    context = {
        "edition": found,
        "stored": stored,
        "method": describe_method(found),
        "uses": queries.uses_of(edition_id),
        "comparable": _comparable(found),
        "downloads": _downloads(found, len(stored.text.encode())),
    }
    return render(request, "frameworks/edition.html", context)


def _comparable(edition: Edition) -> list[Edition]:
    """The stored editions whose results may be set beside this one's."""
    stored = {row.id: row.digest for row in frameworks.stored_editions()}
    wanted = {other: stored[other] for other in edition.comparable_with if other in stored}
    return list(frameworks.editions(wanted).values())


def _downloads(edition: Edition, size: int) -> list[Download]:
    return [
        Download(
            "The whole edition", reverse("frameworks:download", args=[edition.id]), "YAML", size,
            "The text as it is stored. Its SHA-256 digest stands above.",
        ),
        Download("Standards and questions", reverse("frameworks:questions", args=[edition.id]), "CSV"),
    ]  # fmt: skip
