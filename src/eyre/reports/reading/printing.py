"""A draft for people: tables of what was read, then what does not fit."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from eyre.core.reading import ClaimRead, Draft, Measure, Met, Place

if TYPE_CHECKING:
    from fractions import Fraction

    from rich.console import Console

_LONGEST = 90  # characters of a recommendation or sentence in a table


def print_draft(draft: Draft) -> str:
    """The draft as tables for a terminal."""
    stream = io.StringIO()
    console = _console(stream)
    _head(console, draft)
    names = {provider.id: provider.name for provider in draft.providers}
    _table(console, "Bodies", ("name", "kind", "role", "other spellings", "where", "sure"), (
        (p.name, p.kind.value, p.role.value, ", ".join(n for n in p.names if n != p.name), _where(draft, p.place), p.sure.value)
        for p in draft.providers
    ))  # fmt: skip
    _table(console, "Dates", ("what", "date", "of", "where", "sure"), (
        (d.what.value, f"{d.date} {d.time}".strip() or d.place.words, names.get(d.provider, ""), _where(draft, d.place), d.sure.value)
        for d in draft.dates
    ))  # fmt: skip
    _ratings(console, draft, names)
    _table(console, "Ratings in prose", ("body", "rating", "standard", "where", "sure"), (
        (names.get(s.provider, "?"), s.rating, s.standard, _where(draft, s.place), s.sure.value) for s in draft.statements
    ))  # fmt: skip
    _table(console, "Recommendations", ("body", "no.", "to", "text", "where", "sure"), (
        (names.get(r.provider, "?"), str(r.number or ""), r.addressed_to or r.addressee.value, _short(r.text), _where(draft, r.place), r.sure.value)
        for r in draft.recommendations
    ))  # fmt: skip
    _table(console, "Claims", ("phrase", "reads", "of what", "where", "sure"), (
        (c.phrase, _reads(c), c.said_of, _where(draft, c.place), c.sure.value) for c in draft.claims
    ))  # fmt: skip
    _table(console, "What does not fit", ("", "code", "where", "words", "why"), (
        (f.severity.value, f.code.value, _where(draft, f.place), _short(f.place.words, 40), f.reason + (f" → {f.mend}" if f.mend else ""))
        for f in draft.findings
    ))  # fmt: skip
    console.print(_sum(draft), highlight=False)
    return stream.getvalue()


def _console(stream: io.StringIO) -> Console:
    from rich.console import Console

    is_terminal = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = max(shutil.get_terminal_size((120, 40)).columns, 60)
    return Console(file=stream, width=width, force_terminal=is_terminal, emoji=False, markup=False)


def _head(console: Console, draft: Draft) -> None:
    kind = draft.kind
    console.print(_clean(kind.title or draft.given.name or "Document"), style="bold", highlight=False)
    because = f" ({'; '.join(kind.because)})" if kind.because else ""
    console.print(f"{kind.kind.value.replace('_', ' ')}, {kind.sure.value}{because}\n", highlight=False)


def _ratings(console: Console, draft: Draft, names: dict[str, str]) -> None:
    for table in draft.tables:
        score = f"{table.score.points}/{table.score.out_of}" if table.score else "no score"
        fieldwork = f", fieldwork {table.fieldwork.date}" if table.fieldwork and table.fieldwork.date else ""
        overall = (
            table.overall.rating or f"“{table.overall.printed}”" if table.overall else "no overall rating"
        )
        title = f"{names.get(table.provider) or table.heading or 'Ratings'}: {overall}, {score}{fieldwork}"
        _table(console, _clean(title), ("", "standard", "rating", "where", "sure"), (
            (r.ref, r.title, r.rating or f"“{r.printed}”", _where(draft, r.place), r.sure.value) for r in table.ratings
        ))  # fmt: skip


def _table(console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE, pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=column in ("no.", "sure"))
    for row in rows:
        table.add_row(*map(_clean, row))
    if table.row_count:
        console.print(table, highlight=False)


def _clean(words: str) -> str:
    """Without control characters: what a document holds must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in words)


def _where(draft: Draft, place: Place) -> str:
    page = f"{_UNIT[draft.given.unit]} {place.mark}, " if place.mark else ""
    return f"{page}line {place.line}"


_UNIT = {"page": "page", "paragraph": "par.", "line of the HTML": "HTML"}


def _short(words: str, most: int = _LONGEST) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


def _reads(claim: ClaimRead) -> str:
    """The numbers of a claim in the shortest form."""
    if claim.x is not None and claim.of is not None:
        says = f"{claim.x} of {claim.of}"
    elif claim.share is not None:
        says = str(claim.share)
    elif claim.low is not None and claim.high is not None:
        low, high = _plain(claim.low), _plain(claim.high)
        says = (low if low == high else f"{low} to {high}") + (" %" if claim.form == "percent" else "")
    elif claim.number is not None:
        says = f"all but {claim.number}" if claim.form == "all_but" else f"{claim.number:,}"
    else:
        says = claim.word or claim.form
    turned = f" [{', '.join(claim.polarity)}]" if claim.polarity else ""
    return " ".join(filter(None, (claim.hedge.replace("_", " "), says, claim.unit))) + turned


def _plain(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):g}"


def _sum(draft: Draft) -> str:
    ratings = sum(len(table.ratings) for table in draft.tables)
    counted = {
        "body": len(draft.providers), "ratings table": len(draft.tables), "rating": ratings,
        "recommendation": len(draft.recommendations), "claim": len(draft.claims), "finding": len(draft.findings),
    }  # fmt: skip
    return ", ".join(f"{n} {_plural(word, n)}" for word, n in counted.items()) + "."


def _plural(word: str, n: int) -> str:
    return word if n == 1 else "bodies" if word == "body" else f"{word}s"


def print_measure(measure: Measure) -> str:
    """Recall and precision, and each row that was not found whole."""
    counted = measure.counted
    lines = [
        f"{outcome.met.value:8} {_clean(outcome.row.id):10} {_clean(_short(outcome.row.phrase, 70))}"
        for outcome in measure.outcomes
        if outcome.met is not Met.WHOLE
    ]
    there = sum(counted.values()) - counted[Met.ABSENT]
    found = counted[Met.WHOLE] + counted[Met.PART]
    lines += [
        f"recall    {found} of {there} {_per_cent(measure.recall)}: {counted[Met.WHOLE]} whole, {counted[Met.PART]} in part, "
        f"{counted[Met.DIFFERS]} differ, {counted[Met.MISSED]} missed, {counted[Met.ABSENT]} not in the document",
        f"precision {measure.confirmed} of {measure.claims} {_per_cent(measure.precision)} claims confirmed, {measure.wrong} contradicted",
    ]
    return "\n".join(lines) + "\n"


def _per_cent(share: Fraction | None) -> str:
    return "" if share is None else f"({float(share):.1%})"


def measure_data(measure: Measure) -> dict[str, object]:
    """The measure for JSON: shares exactly, as 70/72."""
    return {
        "recall": str(measure.recall), "precision": str(measure.precision), "claims": measure.claims,
        "confirmed": measure.confirmed, "contradicted": measure.wrong,
        **{met.value: number for met, number in measure.counted.items()},
        "rows": [{"id": o.row.id, "phrase": o.row.phrase, "met": o.met.value, "claims": list(o.claims)} for o in measure.outcomes],
    }  # fmt: skip
