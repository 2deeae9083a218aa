"""Do the standards, the score and the overall rating of each inspection fit each other and the rule?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from eyre.core.frameworks import Edition
from eyre.core.ratings.consistency import PublishedFacts, check_published
from eyre.inspections.published import Published

from ..models import DataFinding, PublishedOverall, PublishedRating
from ..published import PublishedRatings
from ..queries import outcome_of, score_of


def find_in_tables(
    published: Published, ratings: PublishedRatings, edition_of: Mapping[str, Edition]
) -> Iterator[DataFinding]:
    """Standards, score and overall rating of each inspection against each other and the rule."""
    rated: defaultdict[str, list[PublishedRating]] = defaultdict(list)
    for row in ratings.ratings:
        rated[row.inspection_id].append(row)
    read_in: defaultdict[str, list[str]] = defaultdict(list)
    for reading in published.readings:
        read_in[reading.inspection_id].append(reading.source_id)
    complete = {i.id: i.table_is_complete for i in published.inspections}
    for overall in ratings.overalls:
        rows = rated[overall.inspection_id]
        facts = PublishedFacts(
            {row.standard_ref: outcome_of(row.outcome) for row in rows},
            {row.standard_ref: row.title_as_printed for row in rows},
            overall.band,
            score_of(overall),
            complete[overall.inspection_id],
        )
        edition = edition_of[overall.inspection_id]
        for found in check_published(edition, facts):
            sides = _sides(edition, overall, rows, read_in[overall.inspection_id], found.ref)
            yield DataFinding(
                key=":".join(filter(None, (found.kind.value, overall.inspection_id, found.ref))),
                kind=found.kind.value,
                severity=found.severity.value,
                inspection_id=overall.inspection_id,
                place="ratings table",
                text=found.text,
                sides=sides,
            )


def _sides(
    edition: Edition,
    overall: PublishedOverall,
    rows: list[PublishedRating],
    read_in: list[str],
    ref: str,
) -> list[dict[str, str]]:
    """Who says it: the sources of the row or of the table, else all in which the inspection was read."""
    row = next((row for row in rows if row.standard_ref == ref), None)
    if row is not None:
        label = edition.band(row.outcome).label if edition.has_band(row.outcome) else row.outcome
        says = f"{row.standard_ref} {row.title_as_printed}: {label}"
        return [{"says": says, "source": row.source_id}]
    says = f"no row for {ref}" if ref else _what_was_said(edition, overall)
    named = dict.fromkeys([row.source_id for row in rows] if ref else read_in)
    return [{"says": says, "source": source} for source in named]


def _what_was_said(edition: Edition, overall: PublishedOverall) -> str:
    score = score_of(overall)
    parts = [edition.band(overall.band).label] if overall.band and edition.has_band(overall.band) else []
    return ", ".join([*parts, *([str(score)] if score else [])])
