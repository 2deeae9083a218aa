"""How does a table leave as a file that no spreadsheet runs as a formula?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# A spreadsheet takes text that starts like this for a formula (OWASP, "CSV Injection"); full-width forms count too,
# and some programs skip the white space before
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|\.\d+)([eE][+-]?\d+)?\s?%?")

BOM = "\ufeff"  # tells older spreadsheets that the text is UTF-8


def safe_cell(value: object) -> str:
    """A value as the text of a cell; text that would run as a formula gets an apostrophe in front.

    Numbers stay as they are, also negative ones written as text; None is an empty cell.
    """
    if value is None:
        return ""
    words = str(value)
    return f"'{words}" if _FORMULA.match(words) and not _NUMBER.fullmatch(words) else words


def csv_text(header: Sequence[str], rows: Iterable[Iterable[object]], *, bom: bool = False) -> str:
    """The table as CSV by RFC 4180: commas, quotes doubled, lines ended by CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(safe_cell, header))
    writer.writerows(map(safe_cell, row) for row in rows)
    return (BOM if bom else "") + out.getvalue()


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Iterable[object]], *, bom: bool = False
) -> HttpResponse:
    """A table as a download named `filename`, in UTF-8; with `bom` for spreadsheets that would guess otherwise."""
    response = HttpResponse(
        csv_text(header, rows, bom=bom), content_type="text/csv; charset=utf-8; header=present"
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response
