"""Taking the data of a register of figures apart: every mistake at once."""

from __future__ import annotations

import re
from fractions import Fraction

from eyre.core.editions import EditionInvalid, Fields, Mistake
from eyre.core.figures import Count

from .figures import Figure, FigureRegister, Label, Number, Share, Value

SCHEMA = "eyre-figures/1"
COLUMNS = ("id", "x", "of", "value", "polarity", "said_of", "source", "suppressed")
# capitals as well: editions call questions V1 and S3
FIGURE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12}")
_PER_CENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?(?:%|per cent)")


def build_register(data: object) -> FigureRegister:
    """The register in the data of a file: `{schema: eyre-figures/1, figures: [{id, x, of, …}]}`.

    Raises:
        EditionInvalid: with every mistake.
    """
    mistakes: list[Mistake] = []
    top = Fields(data, (), mistakes, ("schema", "figures"))
    if isinstance(data, dict) and (schema := top.text("schema")) and schema != SCHEMA:
        top.wrong(f"{schema!r} is not a form that can be read here; write {SCHEMA}", "schema")
    figures = [_figure(fields) for fields in top.parts("figures", COLUMNS)]
    _note_doubles(figures, mistakes)
    if mistakes:
        raise EditionInvalid(mistakes)
    return FigureRegister(figures)


def _figure(fields: Fields) -> Figure:
    suppressed = fields.truth("suppressed", default=False)
    return Figure(
        fields.slug("id", FIGURE_ID),
        _value(fields, suppressed),
        polarity=fields.text("polarity", default=""),
        said_of=fields.text("said_of", default=""),
        source=fields.text("source", default=""),
        suppressed=suppressed,
    )


def _value(fields: Fields, suppressed: bool) -> Value | None:
    if fields.has("x") or fields.has("of"):
        return _count(fields)
    if fields.has("value"):
        return _read_value(fields.text("value"))
    if not suppressed:
        fields.wrong("a figure needs x and of, or a value; only a suppressed one may have neither")
    return None


def _count(fields: Fields) -> Count | None:
    if fields.has("value"):
        fields.wrong("a figure has x and of, or a value, not both; take one out", "value")
    noted = len(fields.mistakes)
    x, of = fields.whole("x"), fields.whole("of")
    if 0 <= x <= of:
        return Count(x, of)
    if len(fields.mistakes) == noted:  # else it only follows from the mistake already noted
        fields.wrong(f"{x} of {of} is no count: x lies between 0 and of", "x")
    return None


def _read_value(words: str) -> Value:
    if share := _PER_CENT.fullmatch(words):
        return Share(Fraction(share[1]) / 100)
    return Number(int(words.replace(",", ""))) if _NUMBER.fullmatch(words) else Label(words)


def _note_doubles(figures: list[Figure], mistakes: list[Mistake]) -> None:
    seen: set[str] = set()
    for n, figure in enumerate(figures):
        if figure.id and figure.id in seen:
            mistakes.append(Mistake(("figures", n, "id"), f"{figure.id!r} stands twice; each figure once"))
        seen.add(figure.id)
