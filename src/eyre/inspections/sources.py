"""Where was it read? Turns an address, or our short name for a document, into a citation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from eyre.platform.facts import Notebook, Row, read_rows

from .models import Source

DATA = Path(__file__).parent / "data"


def read_sources(references: Iterable[str], folder: Path = DATA) -> list[Source]:
    """A source for each reference: a document of documents.csv, or a page cited by its publisher.

    Raises:
        DataMistakes: for a reference that is neither.
    """
    notes = Notebook()
    documents = list(read_rows(folder / "documents.csv", ["reference", "citation", "url", "licence"], notes))
    publishers = list(read_rows(folder / "publishers.csv", ["host", "publisher", "licence"], notes))
    notes.check()
    named = {row["reference"]: row for row in documents}
    found = [_source(reference, named, publishers, notes) for reference in sorted(set(references))]
    notes.check()
    return found


def _source(reference: str, named: dict[str, Row], publishers: list[Row], notes: Notebook) -> Source:
    if reference in named:
        row = named[reference]
        return Source(reference=reference, citation=row["citation"], url=row["url"], licence=row["licence"])
    host = urlsplit(reference).netloc.removeprefix("www.")
    for row in publishers:
        if host == row["host"] or host.endswith(f".{row['host']}"):
            citation = f"{row['publisher']} ({host})"
            return Source(reference=reference, citation=citation, url=reference, licence=row["licence"])
    row = Row("documents.csv or publishers.csv", 0, {})
    notes.note(row, f"the source {reference!r} is neither a document nor a page of a known publisher")
    return Source(reference=reference, citation=reference)
