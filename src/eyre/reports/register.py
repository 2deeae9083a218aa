"""Which figures may a document speak of? From a file of figures, or from answers through the one rating; no Django."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eyre.core.editions import EditionInvalid, path_in_words
from eyre.core.figures import Count
from eyre.core.frameworks import Edition
from eyre.core.reports import COLUMNS, Figure, FigureRegister, Label, Number, Share, Value, build_register
from eyre.frameworks.exceptions import EditionFileInvalid, FileMistake
from eyre.frameworks.files import read_built, read_file
from eyre.ratings.from_files import Dossier, RatedInspection, rate, read_dossiers

from .counted import figure_of_cases, figures_of_overall, figures_of_ratings, figures_of_tallies, slug


def read_register(path: Path) -> FigureRegister:
    """The figures in a file: CSV by its name, else YAML (and so JSON).

    Raises:
        EditionNotFound: when there is no such file.
        EditionFileInvalid: with every mistake, each with its line.
    """
    content = read_file(path)
    if path.suffix.lower() == ".csv":
        return _read_csv(content, str(path))
    return read_built(content, str(path), build_register)


def _read_csv(content: bytes, name: str) -> FigureRegister:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        unknown = [column for column in rows.fieldnames or () if column not in COLUMNS]
        if unknown or "id" not in (rows.fieldnames or ()):
            words = f"unknown here: {', '.join(map(repr, unknown))}" if unknown else "there is no column id"
            raise _invalid(name, 1, "the header", f"{words}; known are {', '.join(COLUMNS)}")
        lines, figures = [], []
        for row in rows:
            lines.append(rows.line_num)
            figures.append(_cells(row, name, rows.line_num))
    except UnicodeDecodeError:
        raise _invalid(name, 1, "the file", "a byte is not UTF-8; save the file as UTF-8") from None
    except csv.Error as error:
        raise _invalid(name, 1, "the file", f"this is not CSV ({error})") from None
    return _built(figures, lines, name)


def _cells(row: dict[str, str], name: str, line: int) -> dict[str, str | None]:
    if None in row:
        raise _invalid(name, line, "the row", "it has more cells than the header; quote cells with a comma")
    return {column: (cell or "").strip() or None for column, cell in row.items()}


def _built(figures: list[dict[str, str | None]], lines: list[int], name: str) -> FigureRegister:
    try:
        return build_register({"schema": "eyre-figures/1", "figures": figures})
    except EditionInvalid as error:
        placed = [
            FileMistake(name, lines[int(m.path[1])], path_in_words(m.path[2:]) if m.path[2:] else "the row", m.text)
            for m in error.mistakes
        ]  # fmt: skip
        raise EditionFileInvalid(tuple(sorted(placed, key=lambda mistake: mistake.line))) from None


def _invalid(name: str, line: int, place: str, words: str) -> EditionFileInvalid:
    return EditionFileInvalid((FileMistake(name, line, place, words),))


def figures_from_answers(answers: Sequence[str], framework: Edition | None) -> tuple[Figure, ...]:
    """The counts, ratings and scores of the inspections in files of answers, by the rating `eyre rate` prints.

    Raises:
        AnswersRefused, RatingRefused: as `eyre rate` refuses them.
    """
    dossiers = read_dossiers(answers, (), framework)
    return tuple(figure for dossier in dossiers for figure in _figures(dossier, rate(dossier)))


def _figures(dossier: Dossier, rated: RatedInspection) -> Iterator[Figure]:
    name = slug(dossier.inspection)
    source = f"answers of {dossier.inspection}, {dossier.edition.id}"
    if dossier.cases is not None:
        yield figure_of_cases(name, dossier.cases, source)
    yield from figures_of_tallies(name, dossier.tallies or {}, source)
    outcomes = {standard.ref: (standard.outcome, source) for standard in rated.rating.standards}
    yield from figures_of_ratings(name, dossier.edition, outcomes)
    overall = rated.rating.overall
    yield from figures_of_overall(name, dossier.edition, overall.outcome, overall.score, source)


def joined(*sources: Iterable[Figure]) -> FigureRegister:
    """Several sources as one register.

    Raises:
        FigureStatedTwice: when two of them have a figure of one name.
    """
    figures: dict[str, Figure] = {}
    for figure in (figure for source in sources for figure in source):
        if figure.id in figures:
            raise FigureStatedTwice(figure.id)
        figures[figure.id] = figure
    return FigureRegister(figures.values())


class FigureStatedTwice(ValueError):
    """Two sources have a figure of one name."""

    def __init__(self, figure: str) -> None:
        super().__init__(f"the figure {figure} comes from two sources; take it out of one")


def write_register(figures: Iterable[Figure]) -> str:
    """The figures as CSV that `read_register` reads; a suppressed one keeps its value to itself."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    for figure in figures:
        said = {"polarity": figure.polarity, "said_of": figure.said_of, "source": figure.source}
        value = {"suppressed": "true"} if figure.suppressed else _columns_of(figure.value)
        rows.writerow({"id": figure.id, **value, **said})
    return out.getvalue()


def _columns_of(value: Value | None) -> dict[str, str]:
    match value:
        case Count():
            return {"x": str(value.x), "of": str(value.of)}
        case Number(number):
            return {"value": str(number)}
        case Share(share):
            return {"value": f"{100 * float(share):.6f}".rstrip("0").rstrip(".") + " %"}
        case Label(text):
            return {"value": text}
        case _:
            return {}
