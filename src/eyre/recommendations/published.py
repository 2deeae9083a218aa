"""The published recommendations as they ship: read into rows, each addressed to a body, every mistake told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eyre.inspections.models import Inspection
from eyre.platform.facts import Notebook, Row, read_rows, whole_number

from .models import Addressee, Recommendation

DATA = Path(__file__).parent / "data"
COLUMNS = ["inspection_id", "number", "addressee", "text", "source", "place"]
BODIES: dict[str, str] = {"hmpps": "hmpps", "ministry": "ministry-of-justice"}


def read_recommendations(inspections: Mapping[str, Inspection], folder: Path = DATA) -> list[Recommendation]:
    """The recommendations of this folder; `inspections` are the known ones by id.

    Raises:
        DataMistakes: with every unknown inspection and addressee, and every number that is given twice or skipped.
    """
    notes = Notebook()
    rows = list(read_rows(folder / "recommendations.csv", COLUMNS, notes))
    found = [_recommendation(row, inspections, notes) for row in rows]
    latest: dict[str, int] = {}
    for row, each in zip(rows, found, strict=True):
        expected = latest.get(each.inspection_id, 0) + 1
        if each.number != expected:
            notes.note(row, f"number: {each.number} follows where {expected} should")
        latest[each.inspection_id] = each.number
    notes.check()
    return found


def _recommendation(row: Row, inspections: Mapping[str, Inspection], notes: Notebook) -> Recommendation:
    inspection = inspections.get(row["inspection_id"].lower())
    if inspection is None:
        notes.note(row, f"inspection_id: there is no inspection {row['inspection_id']!r}")
    if row["addressee"] not in Addressee.values:
        notes.note(row, f"addressee: {row['addressee']!r} is none of {', '.join(Addressee.values)}")
    return Recommendation(
        inspection_id=row["inspection_id"].lower(),
        number=row.read("number", whole_number, notes, None) or 0,
        addressee=row["addressee"],
        addressed_to_id=_body(row["addressee"], inspection),
        text=row["text"],
        is_paraphrase=True,
        source_id=row["source"],
        place=row["place"],
        is_shipped=True,
    )


def _body(addressee: str, inspection: Inspection | None) -> str | None:
    if inspection is None:
        return None
    own = {"pdu": inspection.provider_id, "region": inspection.region_id}
    return own.get(addressee) or BODIES.get(addressee)
