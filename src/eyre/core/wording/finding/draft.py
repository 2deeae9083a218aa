"""A quantity while it is being read: its tokens and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Count

from ..quantity import Form, Hedge


@dataclass(slots=True)
class Draft:
    """Tokens `first` up to `after` name a quantity; `noun_at` is where what it is said of may begin."""

    first: int
    after: int
    form: Form
    count: Count | None = None
    number: int | None = None
    share: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    word: str = ""
    unit: str = ""
    noun_at: int = -1
    noun_end: int = -1  # set where the noun stands inside: "six cases out of 16"
    whole: tuple[int, int] | None = None
    hedge: Hedge = Hedge.NONE
    takes_hedge: bool = True
