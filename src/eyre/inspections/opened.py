"""What is checked and written when an inspection begins, whether by itself or as part of a review.

What writes here is called by actions, which record what they did.
"""

from __future__ import annotations

from datetime import datetime

from eyre.core.calendar import NotADate, PartialDate, parse_partial
from eyre.providers.models import Provider

from .exceptions import CannotOpen
from .ids import free_id
from .models import Inspection, Kind, Programme, Review


def check_opening(programme: Programme, edition: str, kind: str, name: str, fieldwork: str) -> PartialDate:
    """When its fieldwork is planned, where an inspection may begin like this.

    Raises:
        CannotOpen: for a programme of another kind or edition, a kind there is none of, no name, or no date.
    """
    if not name.strip():
        raise CannotOpen("Give the inspection the name that its report will carry.", "name")
    if kind not in Kind.values:
        raise CannotOpen("Choose the kind of inspection.", "kind")
    if programme.kind != kind:
        words = f"{programme.title} is a programme of another kind: {Kind(programme.kind).label.lower()}."
        raise CannotOpen(words, "programme")
    if programme.edition_id != edition:
        raise CannotOpen(f"{programme.title} inspects by another edition: {programme.edition_id}.", "edition")
    return _planned(fieldwork)


def _planned(fieldwork: str) -> PartialDate:
    try:
        return parse_partial(fieldwork)
    except NotADate as why:
        raise CannotOpen(f"Fieldwork: {why}", "fieldwork") from None


def create_inspection(
    *,
    provider: Provider,
    programme: Programme,
    name: str,
    planned: PartialDate,
    at: datetime,
    region: Provider | None = None,
    review: Review | None = None,
) -> Inspection:
    """The new row, of the kind and edition of its programme; nobody knows of it but those whose roles say so."""
    return Inspection.objects.create(
        id=free_id(programme.kind, planned.earliest.year if planned.earliest else at.year, name),
        provider=provider,
        region=region,
        edition_id=programme.edition_id,
        programme=programme,
        review=review,
        kind=programme.kind,
        name_as_printed=name.strip(),
        region_as_printed=region.name if region else "",
        fieldwork=planned.text,
        fieldwork_from=planned.earliest,
        fieldwork_to=planned.latest,
        is_public=False,
    )
