"""The reconstructed answers as a file of the long form: one row per case and question that was put to it."""

from __future__ import annotations

import csv
import io

from eyre.core.cases import WORDS

from .draw import Reconstruction, Row

GROUPS = ("sex", "grade", "disposal")
# `source` travels with every row: the file must not pass for the inspectorate's where it is read alone
COLUMNS = ("inspection", "edition", "case", "question", "answer", "kind", *GROUPS, "source")
SOURCE = "reconstructed"
SAID = {answer: word for word, answer in WORDS.items()}


def as_csv(found: Reconstruction) -> str:
    """The text of the file, with Unix line ends, the same on every machine."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(found.edition, row) for row in found.rows)
    return text.getvalue()


def as_rows(found: Reconstruction) -> list[dict[str, str]]:
    """The same rows by column name, for JSON."""
    return [dict(zip(COLUMNS, _cells(found.edition, row), strict=True)) for row in found.rows]


def _cells(edition: str, row: Row) -> tuple[str, ...]:
    case = row.case
    labels = (case.groups.get(column, "") for column in GROUPS)
    return (case.inspection, edition, case.id, row.question, SAID[row.answer], case.kind, *labels, SOURCE)
