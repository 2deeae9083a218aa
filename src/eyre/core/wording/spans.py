"""Which numbers is a phrase true of? An exact set of them, made of intervals whose ends are owned or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


_Bounds = tuple[int, int, bool, int, int, bool]


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers between two ends; an owned end belongs to it. Without a `high` it goes on for ever."""

    low: Fraction
    high: Fraction | None = None
    owns_low: bool = True
    owns_high: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.owns_low and self.owns_high))

    def meet(self, other: Span) -> Span:
        """What lies in both."""
        low = max(self.low, other.low)
        owns_low = all(one.owns_low for one in (self, other) if one.low == low)
        highs = [one.high for one in (self, other) if one.high is not None]
        high = min(highs) if highs else None
        return Span(low, high, owns_low, all(one.owns_high for one in (self, other) if one.high == high))

    def __str__(self) -> str:
        end = "∞" if self.high is None else str(self.high)
        return f"{'[' if self.owns_low else '('}{self.low}, {end}{']' if self.owns_high and self.high is not None else ')'}"


@dataclass(frozen=True, slots=True)
class Spans:
    """A set of numbers: spans in rising order, with a gap between each two.

    However a set was put together, two that hold the same numbers are equal.
    """

    spans: tuple[Span, ...] = ()
    edges: tuple[Fraction, ...] = field(init=False, repr=False, compare=False)
    # each span once more as whole numbers: low and high with their denominators and owners, because a fraction takes its time
    # to tell its parts, and every phrase there is may be asked of every count
    _bounds: tuple[_Bounds, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        joined = _join(_plain(one) for one in self.spans if not one.is_empty)
        object.__setattr__(self, "spans", joined)
        ends = {end for one in joined for end in (one.low, one.high) if end is not None}
        object.__setattr__(self, "edges", tuple(sorted(ends)))
        object.__setattr__(self, "_bounds", tuple(map(_bounds, joined)))

    def __contains__(self, number: Fraction) -> bool:
        return self.has(number.numerator, number.denominator)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __str__(self) -> str:
        return " and ".join(map(str, self.spans)) or "nothing"

    def has(self, x: int, of: int) -> bool:
        """Whether x/of, of > 0, is in the set."""
        for low, low_of, owns_low, high, high_of, owns_high in self._bounds:
            left, right = x * low_of, of * low
            if left > right or (left == right and owns_low):
                left, right = x * high_of, of * high
                if left < right or (left == right and owns_high):
                    return True
        return False

    def __or__(self, other: Spans) -> Spans:
        return Spans(self.spans + other.spans)

    def __and__(self, other: Spans) -> Spans:
        return Spans(tuple(one.meet(two) for one in self.spans for two in other.spans))

    def complement(self, whole: Span = Span(ZERO, ONE)) -> Spans:
        """What of the `whole` is not in the set; of all shares from 0 to 1, unless said otherwise."""
        left = Spans((whole,))
        for one in self.spans:
            left &= Spans(_outside(one))
        return left

    def mirrored(self) -> Spans:
        """The shares 1 - p for every share p of the set: what it says of the opposite."""
        shares = self & Spans((Span(ZERO, ONE),))
        return Spans(
            tuple(Span(1 - _end(one), 1 - one.low, one.owns_high, one.owns_low) for one in shares.spans)
        )


def _end(span: Span) -> Fraction:
    assert span.high is not None, "a share is never more than the whole"
    return span.high


def _bounds(span: Span) -> _Bounds:
    """An end that is not there is 1/0: every number is below it."""
    high, high_of = (1, 0) if span.high is None else (span.high.numerator, span.high.denominator)
    return (span.low.numerator, span.low.denominator, span.owns_low, high, high_of, span.owns_high)


def _plain(span: Span) -> Span:
    """An end that is not there is not owned, so that equal sets look equal."""
    return Span(span.low, None, span.owns_low, False) if span.high is None else span


def _outside(span: Span) -> tuple[Span, ...]:
    below = Span(min(ZERO, span.low), span.low, True, not span.owns_low)
    return (below,) if span.high is None else (below, Span(span.high, None, not span.owns_high, False))


def _join(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.low, not span.owns_low)):
        if joined and _touch(joined[-1], one):
            joined[-1] = _united(joined[-1], one)
        else:
            joined.append(one)
    return tuple(joined)


def _touch(first: Span, second: Span) -> bool:
    if first.high is None or second.low < first.high:
        return True
    return second.low == first.high and (first.owns_high or second.owns_low)


def _united(first: Span, second: Span) -> Span:
    owns_low = first.owns_low or (second.owns_low and second.low == first.low)
    if first.high is None or second.high is None:
        return Span(first.low, None, owns_low, False)
    high = max(first.high, second.high)
    owns_high = any(one.owns_high for one in (first, second) if one.high == high)
    return Span(first.low, high, owns_low, owns_high)
