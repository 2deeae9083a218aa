"""Ratings tables: every cell a band, the score the sum, the overall rating what follows from the standards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eyre.core.frameworks import Edition
from eyre.core.ratings import CannotRate, InspectionRating, NotRated, Outcome, Rated, rate_inspection

from .codes import Code
from .context import Context
from .document import Block, BlockKind
from .findings import Finding
from .windows import windows

_REF = re.compile(r"(?:[A-Z] ?)?\d{1,2}\.\d{1,2}\b")
_SCORE = re.compile(r"(?:score:? *)?(\d{1,3}) ?/ ?(\d{1,3})", re.I)
_BETWEEN_TABS = re.compile(r"[^\t\n]+")
_RULE = re.compile(r"[\s|:-]+")
_NOT_RATED = {"not rated", "n/a"}
_OTHER_SCALES = (
    "excellent", "very good", "satisfactory", "adequate", "weak", "unsatisfactory", "poor", "fair",
    "exceptional", "unacceptable",
)  # fmt: skip
_RATED_AS = re.compile(
    rf"\b(?:rated|rating of|rating was|rating is|judged)(?:\s+(?:as|to be|overall|overall as))?\s+[‘“'\"]?({'|'.join(_OTHER_SCALES)})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its place and its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """A table with a row for each standard: rating cells by standard, and where they stand the overall rating and score."""

    ratings: tuple[tuple[str, Cell], ...]
    overall: Cell | None
    score: Cell | None


def check_tables(context: Context) -> Iterator[Finding]:
    """What is wrong with the ratings tables, by the edition; nothing is checked without one."""
    edition = context.settings.edition
    if edition is None:
        return
    heads: list[list[Cell]] = []  # the rows of a table without standards: the head of the one after it
    for block in context.document.blocks:
        rows = _rows(context, block) if block.kind is BlockKind.TABLE else []
        table = _ratings_table([*heads, *rows], edition)
        heads = [] if table else rows
        if table:
            yield from _check_table(context, table, edition)


def check_prose_bands(context: Context) -> Iterator[Finding]:
    """Ratings said in the words of another scale: "rated as excellent"."""
    edition = context.settings.edition
    if edition is None:
        return
    own = {band.label.casefold() for band in edition.bands}
    for start, word in _said_bands(context.document.prose, own):
        if word.casefold() not in own:
            reason = f"“{word}” is no band of {edition.id}: {_bands(edition)}"
            yield context.finding(Code.OTHER_SCALE, start, start + len(word), reason)


def _said_bands(prose: str, own: set[str]) -> Iterator[tuple[int, str]]:
    """Words said as ratings with their places: after "rated as", and in lists of bands ("good, fair and poor")."""
    found: dict[int, str] = {}
    bands = "|".join(map(re.escape, sorted(own | {*_OTHER_SCALES}, key=len, reverse=True)))
    band = re.compile(rf"\b(?:{bands})\b", re.I)
    listed = re.compile(rf"{band.pattern}(?:,\s{band.pattern}){{1,8}},?\s(?:and|or)\s{band.pattern}", re.I)
    places = sorted(_strange_bands(prose))
    for start, end in places:
        said = _RATED_AS.search(prose, max(0, start - _LONGEST_RATED_AS), end)
        if said and said.start(1) == start:
            found[start] = said[1]
    for start, end in windows(places, _LONGEST_LIST):
        for each in listed.finditer(prose, start, end):
            words = {match.start(): match[0] for match in band.finditer(prose, each.start(), each.end())}
            if any(word.casefold() in own for word in words.values()):
                found |= words
    yield from sorted(found.items())


_LONGEST_RATED_AS, _LONGEST_LIST = 60, 250


def _strange_bands(prose: str) -> Iterator[tuple[int, int]]:
    """Where words of other scales stand. Each is searched for itself: quicker than one expression for all of them."""
    small = prose.lower()
    small = small if len(small) == len(prose) else prose  # İ becomes two characters: places would move
    for word in _OTHER_SCALES:
        at = small.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = small.find(word, at + len(word))


def check_totals(context: Context) -> Iterator[Finding]:
    """Columns of whole numbers above a row that is called "Total"."""
    for block in context.document.blocks:
        if block.kind is BlockKind.TABLE:
            rows = _rows(context, block)
            if len(rows) > 2 and rows[-1][0].words.casefold().startswith("total"):
                yield from _check_columns(context, rows)


def _rows(context: Context, block: Block) -> list[list[Cell]]:
    rows, at = [], block.start
    for line in context.document.prose[block.start : block.end].splitlines(keepends=True):
        if line.strip() and not _RULE.fullmatch(line.strip()):
            rows.append(_cells(context, at, line))
        at += len(line)
    return rows


def _cells(context: Context, at: int, line: str) -> list[Cell]:
    """The cells between pipes, or between tabs where there are none; of those the empty ones are left out."""
    if not line.lstrip().startswith("|"):
        return [
            _cell(context, at + each.start(), each[0])
            for each in _BETWEEN_TABS.finditer(line)
            if each[0].strip()
        ]
    cells, inner = [], line.rstrip().removesuffix("|")
    at += len(inner) - len(inner.lstrip().removeprefix("|"))
    for part in inner.lstrip().removeprefix("|").split("|"):
        cells.append(_cell(context, at, part))
        at += len(part) + 1
    return cells


def _cell(context: Context, at: int, part: str) -> Cell:
    start = at + (len(part) - len(part.lstrip()) if part.strip() else 0)
    return Cell(start, start + max(len(part.strip()), 1), context.document.words(at, at + len(part)))


def _ratings_table(rows: Sequence[Sequence[Cell]], edition: Edition) -> RatingsTable | None:
    known = {standard.ref for standard in edition.standards}
    ratings: dict[str, Cell] = {}
    overall = score = None
    for row in rows:
        if len(row) < 2:
            continue
        ref = _ref(row[0].words, known)
        first = row[0].words.casefold()
        if ref:
            ratings.setdefault(ref, row[-1])
        elif "score" in first or _SCORE.fullmatch(row[-1].words):
            score = row[-1]
        elif "overall" in first:
            overall = row[-1]
    if len(ratings) < 2:
        return None
    return RatingsTable(tuple(ratings.items()), overall, score)


def _ref(words: str, known: set[str]) -> str:
    match = _REF.match(words)
    ref = match[0] if match else ""
    return next((each for each in (ref, ref.replace(" ", ""), ref.lstrip("PRS ")) if each in known), "")


def _check_table(context: Context, table: RatingsTable, edition: Edition) -> Iterator[Finding]:
    wrong = [_wrong_cell(context, cell, edition) for _, cell in table.ratings]
    if table.overall is None:
        reason = "the table rates standards and has no row for the overall rating"
        first = table.ratings[0][1]
        yield context.finding(Code.NO_OVERALL, first.start, first.end, reason)
    else:
        wrong.append(_wrong_cell(context, table.overall, edition))
    found = [finding for finding in wrong if finding]
    yield from found
    if not found and (rating := _rate(table, edition)):
        yield from _check_score(context, table, rating)
        yield from _check_overall(context, table, rating, edition)


def _wrong_cell(context: Context, cell: Cell, edition: Edition) -> Finding | None:
    said = cell.words.casefold()
    if said in _NOT_RATED or said in (band.label.casefold() for band in edition.bands):
        return None
    if said in _OTHER_SCALES:
        reason = f"“{cell.words}” is a word of another scale; {edition.id} has {_bands(edition)}"
        return context.finding(Code.OTHER_SCALE, cell.start, cell.end, reason)
    what = f"“{cell.words}” is no band" if said else "the cell is empty"
    return context.finding(
        Code.NOT_A_BAND, cell.start, cell.end, f"{what}; {edition.id} has {_bands(edition)}"
    )


def _bands(edition: Edition) -> str:
    return ", ".join(band.label for band in edition.bands)


def _rate(table: RatingsTable, edition: Edition) -> InspectionRating | None:
    """What the edition makes of the standards of the table; None where it cannot rate them."""
    by_label = {band.label.casefold(): band.id for band in edition.bands}
    given: dict[str, Outcome] = {}
    for ref, cell in table.ratings:
        band = by_label.get(cell.words.casefold())
        given[ref] = Rated(band) if band else NotRated("the table says so")
    try:
        return rate_inspection(edition, given=given)
    except CannotRate:
        return None


def _check_score(context: Context, table: RatingsTable, rating: InspectionRating) -> Iterator[Finding]:
    score = rating.overall.score
    printed = _SCORE.fullmatch(table.score.words) if table.score else None
    if table.score is None or printed is None or score is None:
        return
    if (int(printed[1]), int(printed[2])) != (score.points, score.out_of):
        reason = f"the standards of the table make {score}, and the table says {printed[1]}/{printed[2]}"
        yield context.finding(Code.SCORE, table.score.start, table.score.end, reason, str(score))


def _check_overall(
    context: Context, table: RatingsTable, rating: InspectionRating, edition: Edition
) -> Iterator[Finding]:
    outcome, cell = rating.overall.outcome, table.overall
    if cell is None or not isinstance(outcome, Rated) or cell.words.casefold() in _NOT_RATED:
        return
    right = next(band.label for band in edition.bands if band.id == outcome.band)
    if right.casefold() != cell.words.casefold():
        reason = f"by {edition.id} the standards of the table make {right}, and the table says {cell.words}"
        yield context.finding(Code.OVERALL, cell.start, cell.end, reason, right)


def _check_columns(context: Context, rows: list[list[Cell]]) -> Iterator[Finding]:
    *parts, total = rows[1:]
    for column, cell in enumerate(total[1:], start=1):
        above = [row[column].words if column < len(row) else "" for row in parts]
        numbers = [int(words.replace(",", "")) for words in above if _is_whole(words)]
        if len(numbers) == len(above) and _is_whole(cell.words):
            said = int(cell.words.replace(",", ""))
            if sum(numbers) != said:
                reason = f"the column makes {sum(numbers):,}, and the total says {said:,}"
                yield context.finding(Code.TABLE_SUM, cell.start, cell.end, reason, f"{sum(numbers):,}")


def _is_whole(words: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3}", words))
