"""The register of providers as it ships: reads its files into one value, and tells every mistake at once."""

from __future__ import annotations

from pathlib import Path

from eyre.core.calendar import UNKNOWN, parse_partial
from eyre.platform.facts import Mistake, Notebook, Row, read_rows

from .history import Body, Follows, Membership, Name, Register
from .models import Kind, ProviderName, Succession

DATA = Path(__file__).parent / "data"


def read_register(folder: Path = DATA) -> Register:
    """The register in this folder.

    Raises:
        DataMistakes: with every cell that cannot be read, and everything that contradicts itself.
    """
    notes = Notebook()
    register = Register(
        tuple(_body(row, notes) for row in _rows(folder, "providers", notes)),
        tuple(_name(row, notes) for row in _rows(folder, "names", notes)),
        tuple(_membership(row, notes) for row in _rows(folder, "part_of", notes)),
        tuple(_follows(row, notes) for row in _rows(folder, "successions", notes)),
    )
    notes.check()
    notes.mistakes.extend(Mistake("the register of providers", 0, text) for text in register.mistakes())
    notes.check()
    return register


COLUMNS = {
    "providers": "slug kind exists_from exists_to source note",
    "names": "provider name use since until source",
    "part_of": "provider whole since until source",
    "successions": "predecessor successor how on note source",
}


def _rows(folder: Path, name: str, notes: Notebook) -> list[Row]:
    return list(read_rows(folder / f"{name}.csv", COLUMNS[name].split(), notes))


def _one_of(row: Row, column: str, allowed: list[str], notes: Notebook) -> str:
    if row[column] not in allowed:
        notes.note(row, f"{column}: {row[column]!r} is none of {', '.join(allowed)}")
    return row[column]


def _body(row: Row, notes: Notebook) -> Body:
    return Body(
        row["slug"],
        _one_of(row, "kind", Kind.values, notes),
        row.read("exists_from", parse_partial, notes, UNKNOWN),
        row.read("exists_to", parse_partial, notes, UNKNOWN),
        row["source"],
        row["note"],
    )


def _name(row: Row, notes: Notebook) -> Name:
    return Name(
        row["provider"],
        row["name"],
        _one_of(row, "use", ProviderName.Use.values, notes),
        row.read("since", parse_partial, notes, UNKNOWN),
        row.read("until", parse_partial, notes, UNKNOWN),
        row["source"],
    )


def _membership(row: Row, notes: Notebook) -> Membership:
    return Membership(
        row["provider"],
        row["whole"],
        row.read("since", parse_partial, notes, UNKNOWN),
        row.read("until", parse_partial, notes, UNKNOWN),
        row["source"],
    )


def _follows(row: Row, notes: Notebook) -> Follows:
    return Follows(
        row["predecessor"],
        row["successor"],
        _one_of(row, "how", Succession.How.values, notes),
        row.read("on", parse_partial, notes, UNKNOWN),
        row["note"],
        row["source"],
    )
