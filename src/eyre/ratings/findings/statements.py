"""What do documents say of bodies, and what did people note while reading? Reads the two files that ship."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eyre.core.calendar import UNKNOWN, PartialDate, parse_partial
from eyre.core.ratings import Score
from eyre.inspections.models import Inspection
from eyre.platform.facts import Notebook, Row, read_rows, whole_number

from ..models import DataFinding

DATA = Path(__file__).parents[1] / "data"
STATEMENTS = ["source", "place", "name", "kind", "on", "edition", "overall", "points", "out_of"]
NOTED = [
    "key",
    "severity",
    "inspection_id",
    "place",
    "text",
    "resolution",
    "says_one",
    "source_one",
    "says_two",
    "source_two",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one place of one document says of one body: its name, its overall rating and its score."""

    source: str
    place: str
    name: str
    kind: str
    on: PartialDate
    edition: str
    overall: str = ""
    score: Score | None = None


def read_statements(folder: Path = DATA) -> list[Statement]:
    """The statements that ship. Raises DataMistakes."""
    notes = Notebook()
    found = [_statement(row, notes) for row in read_rows(folder / "statements.csv", STATEMENTS, notes)]
    notes.check()
    return found


def _statement(row: Row, notes: Notebook) -> Statement:
    points = row.read("points", whole_number, notes, None)
    out_of = row.read("out_of", whole_number, notes, None)
    score = None if points is None or out_of is None else Score(points, out_of)
    on = row.read("on", parse_partial, notes, UNKNOWN)
    return Statement(
        row["source"], row["place"], row["name"], row["kind"], on, row["edition"], row["overall"], score
    )


def read_noted(inspections: Mapping[str, Inspection], folder: Path = DATA) -> list[DataFinding]:
    """The disagreements that people noted while reading, and no rule could find. Raises DataMistakes."""
    notes = Notebook()
    found = []
    for row in read_rows(folder / "noted.csv", NOTED, notes):
        inspection = row["inspection_id"].lower() or None
        if inspection is not None and inspection not in inspections:
            notes.note(row, f"inspection_id: there is no inspection {row['inspection_id']!r}")
        sides = [
            {"says": row[f"says_{n}"], "source": row[f"source_{n}"]}
            for n in ("one", "two")
            if row[f"says_{n}"]
        ]
        found.append(
            DataFinding(
                key=f"noted:{row['key']}",
                kind="noted",
                severity=row["severity"],
                inspection_id=inspection,
                place=row["place"],
                text=row["text"],
                resolution=row["resolution"],
                sides=sides,
            )
        )
    notes.check()
    return found


def slug(text: str) -> str:
    """A text as a part of a key."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
