"""Where sub-groups, change and a region's picture are linked from: an inspection's page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from eyre.inspections.permissions import may_see_draft_ratings
from eyre.site.queries.reviews import review_open_to

from .work_seen import Seen


def group_parts(one: Seen) -> Iterator[tuple[str, str, str]]:
    """The pages below an inspection that are for them: the words, the address, and what stands there."""
    if one.facts.is_public or not may_see_draft_ratings(one.standing, one.facts):
        return
    says = "Sex, grade of officer, office: x of y a side, and what may be said"
    yield "Sub-groups", reverse("groups:groups", args=[one.id]), says
    says = "Which bands moved, and whether the share of all cases did"
    yield "Since the previous inspection", reverse("groups:change", args=[one.id]), says
    review = review_open_to(one.id, one.standing)
    if review is not None:
        says = "All units of the review together, theme by theme"
        yield "The region", reverse("groups:region", args=[review]), says
