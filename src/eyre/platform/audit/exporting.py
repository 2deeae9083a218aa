"""How do rows of the log leave it? As CSV or as one JSON object a line, streamed, and never as a forged line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

from eyre.platform.downloads import safe_cell

from .canonical import COLUMNS, moment
from .models import AuditEvent
from .plain import visible
from .searching import Asked, matching

AT_ONCE = 2_000  # rows


def export(asked: Asked, form: str, *, most: int | None = None) -> Iterator[str]:
    """What was asked for as text, newest first, piece by piece: `form` is "csv" or "jsonl".

    Moments are in UTC. What a spreadsheet would run gets an apostrophe; what cannot be seen is written out.
    """
    header, line = FORMS[form]
    yield header
    rows = matching(asked)[:most] if most is not None else matching(asked)
    piece: list[str] = []
    for row in rows.iterator(AT_ONCE):
        piece.append(line(row))
        if len(piece) == AT_ONCE:
            yield "".join(piece)
            piece = []
    yield "".join(piece)


def _values(row: AuditEvent) -> dict[str, object]:
    return {name: getattr(row, name) for name in COLUMNS} | {"at": moment(row.at)}


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _as_csv(row: AuditEvent) -> str:
    return _csv_line([safe_cell(visible(str(value))) for value in _values(row).values()])


def _as_json(row: AuditEvent) -> str:
    told = _values(row)
    for name in ("before", "after"):
        told[name] = _ids(str(told[name]))
    return json.dumps(told) + "\n"


def _ids(text: str) -> object:
    """What canonical JSON says; a text that is none, which `record` never wrote, as it stands."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


FORMS: dict[str, tuple[str, Callable[[AuditEvent], str]]] = {
    "csv": (_csv_line(list(COLUMNS)), _as_csv),
    "jsonl": ("", _as_json),
}
