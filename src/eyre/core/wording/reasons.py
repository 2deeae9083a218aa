"""Why does a phrase hold of a count, or not? One sentence with the figures."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from eyre.core.figures import Count, Rounding, round_ratio

from .judging import Why
from .meant import Counted, Meaning, NumberMeaning, ShareMeaning
from .policy import WordingPolicy
from .quantity import Quantity
from .spans import Span, Spans


def reason_in_words(policy: WordingPolicy, quantity: Quantity, meant: Meaning, count: Count, why: Why) -> str:
    """The sentence for a verdict, without its full stop; the quantity is quoted as it stands."""
    if isinstance(meant, NumberMeaning):
        return _of_number(meant, quantity, count, why)
    figure = f"{count} is {_points(count.x, count.of)} {policy.numerals.per_cent}"
    return _of_share(policy, meant.shares_of(count.of), quantity, figure, why)


def share_reason_in_words(
    policy: WordingPolicy, quantity: Quantity, meant: ShareMeaning, share: Fraction, why: Why
) -> str:
    """The sentence for a verdict on a share whose count is not known."""
    figure = f"the figure is {per_cent_of(policy, share)}"
    return _of_share(policy, meant.shares, quantity, figure, why)


def _of_number(meant: NumberMeaning, quantity: Quantity, count: Count, why: Why) -> str:
    said = f"“{quantity.text}”"
    if why is Why.HOLDS:
        return f"{said} is right: the count is {count}"
    if why is Why.TO_THE_LETTER:
        return f"{said} is right (the count is {count}), but says little of fewer than {meant.least_of}"
    if meant.counted is Counted.LEFT_OUT:
        return f"the count is {count}, which leaves out {count.of - count.x}, not what {said} says"
    if meant.counted is Counted.EITHER:
        return f"the count is {count}, and neither number is {said}"
    return f"{said} is not the count, which is {count}{_other_base(quantity, count)}"


def _other_base(quantity: Quantity, count: Count) -> str:
    other = quantity.count
    if other and other.of and other.of != count.of and other.x * count.of == count.x * other.of:
        return ": the same share, of another base"
    return ""


def _of_share(policy: WordingPolicy, shares: Spans, quantity: Quantity, figure: str, why: Why) -> str:
    means = f"“{quantity.text}” means {spans_in_words(shares, policy.numerals.per_cent)}"
    match why:
        case Why.HOLDS:
            return f"{figure}, and {means}"
        case Why.DOES_NOT_HOLD:
            return f"{figure}, but {means}"
        case Why.TO_THE_LETTER:
            return f"{figure}; that is true to the letter, but {means}"
        case Why.NEAR_AN_EDGE:
            return f"{figure}, within {_share_points(policy.borderline.points)} points of an edge: {means}"
        case _:
            return f"{figure}, and {means}, but one case more or fewer would make it false"


@lru_cache(maxsize=4096)
def spans_in_words(spans: Spans, per_cent: str) -> str:
    """ "from 47 to under 50 per cent", "over 90 per cent", "exactly 100 per cent"."""
    return " or ".join(_span(one, per_cent) for one in spans.spans) or "nothing that can be"


def _span(span: Span, per_cent: str) -> str:
    low = _share_points(span.low)
    start = f"{'at least' if span.owns_low else 'over'} {low}"
    if span.high is None or (span.high == 1 and span.owns_high and span.low < 1):
        return f"{start} {per_cent}"
    high = _share_points(span.high)
    if span.low == span.high:
        return f"exactly {low} {per_cent}"
    if span.low == 0 and span.owns_low:
        return f"{'at most' if span.owns_high else 'under'} {high} {per_cent}"
    start = f"{'from' if span.owns_low else 'over'} {low}"
    return f"{start} {'to' if span.owns_high else 'to under'} {high} {per_cent}"


def per_cent_of(policy: WordingPolicy, share: Fraction) -> str:
    """A share as "37 per cent", "8.5 per cent": to one decimal where it needs one."""
    return f"{_share_points(share)} {policy.numerals.per_cent}"


def _share_points(share: Fraction) -> str:
    return _points(share.numerator, share.denominator)


def _points(x: int, of: int) -> str:
    """x/of in per cent, to one decimal where it needs one; some are "under 0.1", not all "over 99.9"."""
    tenths = round_ratio(1000 * x, of, Rounding.HALF_UP)
    if tenths == 0 < x:
        return "under 0.1"
    if tenths == 1000 and x < of:
        return "over 99.9"
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)
