"""The figures a document may speak of, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from eyre.core.figures import Count


@dataclass(frozen=True, slots=True)
class Number:
    """So many of something, of no whole: 196 cases."""

    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share whose count is not known, such as 65 per cent, or 102 per cent of a target."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Label:
    """Words that must stand as they are: a band ("Requires improvement") or a score ("7/24")."""

    text: str


Value = Count | Number | Share | Label


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `id` like `nw/2.2.3/insufficient`, its value, what it counts and where it comes from.

    A figure is said of its own polarity: `nw/2.2.3/insufficient` counts the insufficient cases. A suppressed
    figure may have no value; with or without one, no words may state it.
    """

    id: str
    value: Value | None
    polarity: str = ""
    said_of: str = ""
    source: str = ""
    suppressed: bool = False


class FigureRegister:
    """Figures by their id, in order."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._by_id = {figure.id: figure for figure in figures}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def get(self, figure_id: str) -> Figure | None:
        """The figure of this name, or None."""
        return self._by_id.get(figure_id)

    def nearest(self, figure_id: str) -> str:
        """The known id most like this one, "" where none is."""
        return next(iter(get_close_matches(figure_id, self._by_id, n=1, cutoff=0.7)), "")
