"""How secure a rating is, in a few words beside it: for pages that show the rating."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.ratings.keeping import KeptRobustness
from eyre.ratings.queries.robustness import robustness_of
from eyre.site.queries.robustness import FLAGS, band_of, chance_of

register = template.Library()


@register.inclusion_tag("site/how_secure.html")
def how_secure(inspection: Inspection) -> dict[str, Any]:
    """The overall rating and each standard rated from cases, in a line each; a link where nothing is kept yet."""
    kept = robustness_of(inspection)
    href = reverse("robustness:page", args=[inspection.pk])
    if kept is None:
        return {"kept": None, "href": href}
    held = edition(inspection.edition_id)
    lines = [
        _line(each.ref, band_of(held, each.outcome), each.words, chance_of(each.outcome, each.chances))
        for each in kept.standards
    ]
    if kept.overall:
        chance = chance_of(kept.outcome, kept.overall)
        lines.insert(0, _line("Overall", band_of(held, kept.outcome), kept.words, chance))
    return {"kept": kept, "href": href, "lines": lines}


def _line(what: str, band: str, words: str, chance: str) -> dict[str, str]:
    return {"what": what, "band": band, "words": words, "chance": chance}


@register.inclusion_tag("site/how_secure_standard.html")
def how_secure_standard(kept: KeptRobustness | None, ref: str) -> dict[str, Any]:
    """One standard: how secure its rating is and why it is close; nothing where nothing is kept of it."""
    found = kept.standard(ref) if kept else None
    if kept is None or found is None:
        return {"found": None}
    return {
        "found": found,
        "chance": chance_of(found.outcome, found.chances),
        "flags": [FLAGS[ground] for ground in found.grounds],
        "is_current": kept.is_current,
        "href": f"{reverse('robustness:page', args=[kept.inspection])}#standard-{ref}",
    }
