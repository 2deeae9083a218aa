"""Every read about stored editions that is asked twice."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from eyre.core.frameworks import Edition

from .exceptions import EditionNotFound
from .models import StoredEdition
from .reading import read_edition

# Editions by digest: what a digest stands for never changes, so no entry ever grows stale
_known: dict[str, Edition] = {}


def remember(digest: str, edition: Edition) -> None:
    """Keep an edition that was read just now, so that nobody has to read it again in this process."""
    _known[digest] = edition


def stored_editions() -> QuerySet[StoredEdition]:
    """Every stored edition without its text, by id."""
    return StoredEdition.objects.defer("text")


def stored_edition(edition_id: str) -> StoredEdition:
    """The stored edition with this id, text and all.

    Raises:
        EditionNotFound: when there is none.
    """
    try:
        return StoredEdition.objects.get(id=edition_id)
    except StoredEdition.DoesNotExist:
        raise EditionNotFound(f"There is no edition {edition_id!r}.") from None


def edition(edition_id: str) -> Edition:
    """The edition with this id as the value the core works with; one small query when it is known already.

    Raises:
        EditionNotFound: when there is none.
    """
    digest = StoredEdition.objects.filter(id=edition_id).values_list("digest", flat=True).first()
    if digest is None:
        raise EditionNotFound(f"There is no edition {edition_id!r}.")
    if digest not in _known:
        remember(digest, read_edition(stored_edition(edition_id).text.encode(), edition_id))
    return _known[digest]


def editions(digests: Mapping[str, str]) -> dict[str, Edition]:
    """The editions with these ids and digests, by id; no query where this process has read them all before."""
    lacking = [edition_id for edition_id, digest in digests.items() if digest not in _known]
    if lacking:
        held = StoredEdition.objects.filter(id__in=lacking).values_list("id", "digest", "text")
        for edition_id, digest, text in held:
            remember(digest, read_edition(text.encode(), edition_id))
    return {edition_id: _known[digest] for edition_id, digest in digests.items()}
