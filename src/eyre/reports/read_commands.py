"""`eyre read`: what does a published document say, as data?"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eyre.core.reading import Draft, Measure

IN_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
FILE = click.Path(exists=True, dir_okay=False)
FOLDER = click.Path(file_okay=False)

CONTRACT = """Read a published letter, report, press notice or article into a draft of data.

    DOCUMENT is text, Markdown, HTML, DOCX or PDF (- reads standard input; what
    the bytes are counts, not how the file is called). The draft says what kind
    of document it is, the bodies, dates, ratings tables with their scores,
    ratings in prose, recommendations with their addressees, and every counted
    claim; for each fact the place where it was read, and how sure the reader is:

    \b
      sure     the document says so, and nothing in it speaks against it
      likely   it follows from what stands near; another reading is possible
      unsure   something speaks against it or is missing: look first

    What does not fit is a finding, never a guess. Nothing is stored.

    \b
    Examples
      eyre read letter.pdf
      eyre read letter.pdf --json -o letter.json
      eyre read letter.pdf --csv letter-data/
      eyre read letter.txt --against counts.csv

    \b
    COUNTS is CSV with the columns phrase, x, of, percent, value (or verbatim,
    numerator, denominator): what somebody else found. Recall and precision of
    the claims are printed. Where the column document (or seed_file) names a
    file, only the rows of this one count.

    \b
    Exit codes
      0  read, and everything fits
      1  refused: nothing could be read, and the words say what helps
      2  wrong use: an unknown option or file
      3  read, with findings that are errors or warnings
    """


@click.command(help=CONTRACT)
@click.argument("document", type=IN_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the draft as JSON (schema eyre-draft/1).")
@click.option(
    "--csv", "folder", type=FOLDER, metavar="FOLDER", help="Write a CSV file for each kind of fact."
)
@click.option("--against", type=FILE, metavar="COUNTS", help="Measure the claims against a table of counts.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of the terminal."
)
def read(document: str, as_json: bool, folder: str | None, against: str | None, output: str | None) -> None:
    """Read, print; the exit code says whether everything fits."""
    if output and document != "-" and Path(output).resolve() == Path(document).resolve():
        raise click.BadParameter(f"{output} is read: give another name", param_hint="--output")
    draft = _draft(document)
    measured = _measured(draft, document, against) if against else None
    if folder:
        _write_tables(draft, Path(folder))
    if as_json:
        _write(_as_json(draft, measured), output)
    else:
        from .reading.printing import print_draft, print_measure

        _write(print_measure(measured) if measured else print_draft(draft), output)
    sys.exit(3 if _has_findings(draft) else 0)


def _draft(document: str) -> Draft:
    from .reading import MAX_BYTES, CannotRead, read_document

    if document == "-":
        content, name = sys.stdin.buffer.read(MAX_BYTES + 1), ""
    else:
        with Path(document).open("rb") as file:
            content, name = file.read(MAX_BYTES + 1), document
    try:
        return read_document(content, name)
    except CannotRead as error:
        raise click.ClickException(f"{document} {error}") from error


def _measured(draft: Draft, document: str, against: str) -> Measure:
    from eyre.core.reading import measure, read_rows

    try:
        with Path(against).open(encoding="utf-8-sig", newline="") as file:
            rows = read_rows(list(csv.DictReader(file)), Path(document).name)
    except (ValueError, csv.Error) as error:
        raise click.ClickException(f"{against} cannot be used: {error}") from error
    return measure(draft, rows)


def _as_json(draft: Draft, measured: Measure | None) -> str:
    from .reading import draft_data
    from .reading.printing import measure_data

    body = draft_data(draft)
    if measured:
        body["measure"] = measure_data(measured)
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _has_findings(draft: Draft) -> bool:
    from eyre.core.reading import Severity

    return any(finding.severity is not Severity.NOTE for finding in draft.findings)


def _write_tables(draft: Draft, folder: Path) -> None:
    from .reading.data import as_tables, columns

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in as_tables(draft).items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns(rows), lineterminator="\n")
                writer.writeheader()
                writer.writerows(_harmless(row) for row in rows)
    except OSError as error:
        raise click.BadParameter(f"{folder}: {error.strerror}", param_hint="--csv") from error


def _harmless(row: object) -> dict[str, object]:
    """Words that a spreadsheet would run as a formula get a quotation mark before them."""
    assert isinstance(row, dict)
    return {
        name: f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value
        for name, value in row.items()
    }


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        Path(output).write_bytes(text.encode())
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
