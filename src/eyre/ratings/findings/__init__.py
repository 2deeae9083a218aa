"""Where do published facts disagree? Compared when they are loaded, and kept as a list that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eyre.core.frameworks import Edition
from eyre.inspections.models import Source
from eyre.inspections.published import Published
from eyre.providers.history import Register

from ..models import DataFinding
from ..published import PublishedRatings
from .counts import find_in_counts
from .documents import Documents
from .known import find_how_known
from .previous import find_in_dates, find_in_previous
from .statements import Statement, read_noted, read_statements
from .tables import find_in_tables

__all__ = ["Statement", "cite", "find_disagreements", "read_noted", "read_statements", "sources_of"]


def find_disagreements(
    *,
    register: Register,
    published: Published,
    ratings: PublishedRatings,
    edition_of: Mapping[str, Edition],
    statements: Sequence[Statement],
) -> list[DataFinding]:
    """Every disagreement that a rule can find in the data that ship."""
    overalls = {overall.inspection_id: overall for overall in ratings.overalls}
    return [
        *find_in_tables(published, ratings, edition_of),
        *Documents(register, published, overalls, edition_of, statements).findings(),
        *find_in_previous(published, overalls, edition_of),
        *find_in_dates(published.inspections),
        *find_in_counts(published.counts),
        *find_how_known(ratings.overalls),
    ]


def cite(findings: Iterable[DataFinding], citations: Mapping[str, Source]) -> None:
    """Say beside each side of each finding how its source is cited, and where it can be read."""
    for finding in findings:
        for side in finding.sides:
            if side["source"]:
                source = citations[side["source"]]
                side["citation"], side["url"] = source.citation, source.url


def sources_of(findings: Iterable[DataFinding]) -> set[str]:
    """The sources that findings name."""
    return {side["source"] for finding in findings for side in finding.sides if side["source"]}
