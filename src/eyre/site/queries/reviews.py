"""May somebody see the whole of a review of a region: every inspection of it, with its draft ratings?"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection, Review
from eyre.inspections.permissions import check_see_draft_ratings, may_see_draft_ratings
from eyre.inspections.queries import facts_of, visible_to
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

NOT_FOR_THEM = (
    "The picture of a region rests on every inspection of its review. It is for those who may see the draft ratings of "
    "all of them."
)


@dataclass(frozen=True, slots=True)
class SeenReview:
    """A review somebody may see the whole of: its inspections by name, and the role under which they may."""

    review: Review
    inspections: tuple[Inspection, ...]
    role: str


def review_seen(number: int, standing: Standing) -> SeenReview:
    """A review with every inspection of it.

    Raises:
        InspectionNotFound: when there is none, or none whose inspections they may know.
        NotAllowed: when the draft ratings of one of its inspections are not for them.
    """
    known = visible_to(standing).filter(review=number).values_list("pk", flat=True)[:1]
    if not list(known):
        raise InspectionNotFound(f"There is no review {number}.")
    found = Inspection.objects.filter(review=number).select_related("edition").defer("edition__text")
    inspections = tuple(found.order_by("name_as_printed", "pk"))
    facts = [facts_of(one.pk, standing) for one in inspections]
    first = next((one for one in facts if one.id == known[0]), facts[0])
    role = check_see_draft_ratings(standing, first)
    if not all(may_see_draft_ratings(standing, one) for one in facts):
        raise NotAllowed(NOT_FOR_THEM)
    review = Review.objects.select_related("region", "programme").get(pk=number)
    return SeenReview(review, inspections, role)


def review_open_to(inspection: str, standing: Standing) -> int | None:
    """The review an inspection belongs to, where somebody may see the whole of that; else None."""
    number = Inspection.objects.filter(pk=inspection).values_list("review", flat=True).first()
    if number is None:
        return None
    try:
        return review_seen(number, standing).review.pk
    except (InspectionNotFound, NotAllowed):
        return None
