"""What does a league table look like as a file?"""

from __future__ import annotations

from collections.abc import Iterator

from .league import League, Line

COLUMNS = (
    "place", "provider_id", "provider", "inspection", "edition", "published", "overall_rating", "score", "out_of",
    "share_percent", "movement", "reconstructed",
)  # fmt: skip
Row = tuple[object, ...]


def table_rows(league: League) -> Iterator[Row]:
    """Those with a place first, then those without; published ratings only, so nothing in them is reconstructed."""
    return (_row(league, line) for line in (*league.placed, *league.unplaced))


def _row(league: League, line: Line) -> Row:
    label = league.edition.band(line.band).label if line.band else "not known"
    return (
        line.place, line.provider, line.name, line.inspection, line.edition, line.published, label,
        line.points, line.out_of, line.per_cent, line.movement, "false",
    )  # fmt: skip


def as_json(league: League) -> dict[str, object]:
    """The table with what one must know to read it."""
    rows = [dict(zip(COLUMNS, row, strict=True)) | {"reconstructed": False} for row in table_rows(league)]
    return {
        "programmes": [programme.slug for programme in league.asked.asked],
        "editions": list(league.table.editions),
        "order": league.table.sentence,
        "distribution": {band or "not_known": number for band, number in league.table.distribution},
        "reconstructed": False,
        "rows": rows,
    }
