"""Shares: per cent, fractions in words or as ½, one in three."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from ..quantity import Form
from .draft import Draft
from .hedges import is_bent
from .lexicon import PART, PARTS, TIMES, word_set
from .nouns import ends_phrase
from .numbers import Number, read_number
from .tokens import LINK, Tokens

_RANGE = frozenset({"to", "-", "–", "—"})


def percent(tokens: Tokens, number: Number) -> Draft | None:
    """56 per cent, 47 percent, 68%, 70 to 75 per cent, between 70% and 75%; percentage points are a count."""
    low = number
    after = _after_percent_sign(tokens, number.after)
    high = _end_of_range(tokens, low, after or number.after)
    if high is not None and (end := _after_percent_sign(tokens, high.after)) is not None:
        number, after = high, end
    elif after is None:
        return _points(tokens, number)
    else:
        high = None
    if tokens.words[after] in {"point", "points"}:
        return _points_draft(low, number, after + 1)
    first = low.first - 1 if high is not None and tokens.words[low.first - 1] == "between" else low.first
    return Draft(first, after, Form.PERCENT, low=low.value, high=number.value)


def _after_percent_sign(tokens: Tokens, at: int) -> int | None:
    words = tokens.words
    at += words[at] == "-" and words[at + 1] == "per"
    if words[at] in {"%", "percent", "pc"}:
        return at + 1
    if words[at] == "per" and words[at + 1 + (words[at + 1] == "-")] == "cent":
        return at + 2 + (words[at + 1] == "-")
    return None


def _end_of_range(tokens: Tokens, low: Number, after: int) -> Number | None:
    before, joint = tokens.words[low.first - 1], tokens.words[after]
    if before == "from" or not (joint in _RANGE or (joint == "and" and before == "between")):
        return None  # "from 70 to 75 per cent" tells of two figures, a change
    high = read_number(tokens, after + 1)
    return high if high is not None and high.value > low.value else None


def _points(tokens: Tokens, number: Number) -> Draft | None:
    is_points = tokens.words[number.after] == "percentage" and tokens.words[number.after + 1][:5] == "point"
    return _points_draft(number, number, number.after + 2) if is_points else None


def _points_draft(low: Number, high: Number, after: int) -> Draft:
    """A difference of shares: measured, so never taken for a share."""
    is_one = low == high and low.whole is not None
    return Draft(
        low.first, after, Form.COUNT, unit="percentage point",
        number=low.whole if is_one else None,
        low=None if is_one else low.value, high=None if is_one else high.value,
    )  # fmt: skip


def fraction(tokens: Tokens, number: Number) -> Draft | None:
    """Two-thirds, three quarters, one half: a small number and the name of a part."""
    words = tokens.words
    part_at = number.after + (words[number.after] == "-")
    x = number.whole
    if not number.spelled or x is None or x == 0:
        return None
    if words[part_at] in PARTS and x < PARTS[words[part_at]]:
        return Draft(number.first, part_at + 1, Form.FRACTION, share=Fraction(x, PARTS[words[part_at]]))
    if x == 1 and words[part_at] in PART and (part_at > number.after or _is_a_share(tokens, part_at)):
        return _of_part(tokens, number.first, part_at)
    return None


def part(tokens: Tokens, at: int) -> Draft | None:
    """A third, a quarter, half: told from "a third company", "half-day", "the first half of the year"."""
    words = tokens.words
    if words[at] == "half":
        return _half(tokens, at)
    if words[at - 1] != "a" or not _is_a_share(tokens, at):
        return None
    return _of_part(tokens, at - 1, at)


def _of_part(tokens: Tokens, first: int, at: int) -> Draft:
    return Draft(first, at + 1, Form.FRACTION, share=Fraction(1, PART[tokens.words[at]]))


_NO_SHARE_AFTER = TIMES | frozenset(
    ["-", "past", "to", "dozen", "way", "as", "baked", "full", "empty", "price"]
)


def _is_a_share(tokens: Tokens, at: int) -> bool:
    """Is "a third" a share here, not the third of a row?"""
    following = tokens.words[at + 1]
    if following == "to" and _goes_on_to_a_part(tokens.words[at + 2 : at + 4]):
        return True
    if following in _NO_SHARE_AFTER:
        return False
    if ends_phrase(following) or following == LINK:
        return True
    return is_bent(tokens, at - 1)


def _goes_on_to_a_part(words: list[str]) -> bool:
    """A quarter to a third, to half; not "a quarter to nine"."""
    return words[:1] == ["half"] or (words[:1] == ["a"] and words[1] in PART)


_OTHER_HALVES = word_set("first second other latter last next top bottom each either better third fourth")


def _half(tokens: Tokens, at: int) -> Draft | None:
    words = tokens.words
    first = at - 1 if words[at - 1] == "a" else at
    before, following = words[first - 1], words[at + 1]
    if (
        before in _OTHER_HALVES
        or (before == "and" and words[first - 2] not in PART)
        or following in _NO_SHARE_AFTER
        or (before == "in" and following not in {"of", "the"})
    ):
        return None
    if following in {"a", "an"} or words[at - 1] == "-":
        return None  # half a day
    if not (ends_phrase(following) or following == LINK or is_bent(tokens, first)):
        return None
    return Draft(first, at + 1, Form.FRACTION, share=Fraction(1, 2))


def joined(tokens: Tokens, low: Draft, high: Draft) -> bool:
    """Whether two fractions are the ends of one range, which the first then holds: "between a third and a half"."""
    words = tokens.words
    if not (low.share and high.share and low.form is high.form is Form.FRACTION and low.share < high.share):
        return False
    before, joint = words[low.first - 1], words[low.after]
    is_between = joint == "and" and before == "between"
    if (
        high.hedge
        or high.first != low.after + 1
        or not (is_between or (joint in _RANGE and before != "from"))
    ):
        return False
    low.low, low.high, low.share = 100 * low.share, 100 * high.share, None
    low.first, low.after, low.noun_at = low.first - is_between, high.after, high.noun_at
    return True


def unicode_fraction(tokens: Tokens, at: int) -> Draft | None:
    """½, ¾; not the half of 1½."""
    if tokens.glued(at) and tokens.words[at - 1][:1].isdigit():
        return None
    share = Fraction(unicodedata.numeric(tokens.words[at])).limit_denominator(10)
    return Draft(at, at + 1, Form.FRACTION, share=share)
