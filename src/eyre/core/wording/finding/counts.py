"""Counts: x of y, scores, and numbers that stand alone."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from eyre.core.figures import Count

from ..quantity import Form
from .apart import after_telling_apart, is_a_name
from .around import is_bent, noun_phrase
from .draft import Draft
from .lexicon import (
    COUNTED,
    FUNCTION,
    NOT_AFTER_HYPHEN,
    PARTICIPLES,
    TIME_ADJECTIVES,
    TIMES,
    word_set,
)
from .numbers import Number, read_number
from .shares import is_ratio
from .tokens import LINK, Tokens

_LONGEST_BEFORE_WHOLE = 5  # "out of a possible total of 36"
_BEFORE_WHOLE = word_set("the these those all our its their a total of possible maximum some only just your")
_MONEY = frozenset("£$€")


class Whole(NamedTuple):
    """The y of "x of y": its number, the word that joins it to x, and where the phrase ends."""

    number: Number
    joint: str
    after: int


def count_of(tokens: Tokens, x: Number) -> Draft | None:
    """Five of the six, 32 out of 87, six (of 16), one in three, six cases out of 16."""
    whole = whole_after(tokens, x.after)
    if whole is not None:
        return _of_whole(tokens, x, whole)
    return _around_noun(tokens, x)


def _of_whole(tokens: Tokens, x: Number, whole: Whole) -> Draft | None:
    part, of = x.whole, whole.number.whole
    if part is None or of is None or not 0 <= part <= of or of == 0:
        return None
    if whole.joint == "score" or (_is_scored(tokens, x.first) and whole.joint != "in"):
        return Draft(x.first, whole.after, Form.SCORE, count=Count(part, of))
    if is_ratio(whole.joint, x, whole.number):
        share = Fraction(part, of)
        return Draft(x.first, whole.after, Form.RATIO, share=share) if 0 < part < of else None
    return Draft(x.first, whole.after, Form.COUNT_OF, count=Count(part, of))


def whole_after(tokens: Tokens, at: int) -> Whole | None:
    """The whole that is said at token `at`: "of the six", "out of 87", "(of 16)", "in every ten"."""
    words = tokens.words
    in_bracket = words[at] == "("
    joint, cursor = _joint(words, at + in_bracket)
    last = cursor + _LONGEST_BEFORE_WHOLE
    while joint and joint != "in" and _may_stand_before_whole(words[cursor]) and cursor < last:
        joint = "score" if words[cursor] in {"possible", "maximum"} else joint
        cursor += 1
    if words[cursor] in {"every", "each"}:
        joint, cursor = "every", cursor + 1
    if not joint or (number := _whole_number(tokens, cursor, joint)) is None:
        return None
    if not in_bracket:
        return Whole(number, joint, number.after)
    return Whole(number, joint, number.after + 1) if words[number.after] == ")" else None


def _may_stand_before_whole(word: str) -> bool:
    return word in _BEFORE_WHOLE or word in PARTICIPLES or word.endswith("'s")


def _joint(words: list[str], at: int) -> tuple[str, int]:
    hyphen = words[at] == "-"
    at += hyphen
    if words[at] == "out" and words[at + 1 + hyphen] == "of":
        at += 2 + hyphen
        return ("every" if hyphen else "of"), at + hyphen * (words[at] == "-")
    if words[at] in {"of", "in"} and (not hyphen or words[at + 1] == "-"):
        return words[at], at + 1 + hyphen
    return "", at


def _whole_number(tokens: Tokens, at: int, joint: str) -> Number | None:
    words = tokens.words
    if not (words[at][:1].isdigit() or words[at][:1].isalpha()) or after_telling_apart_of_figure(tokens, at):
        return None
    number = read_number(tokens, at)
    if number is None or words[number.after] in {"%", "per", "percent", "-"}:
        return None
    is_time = words[number.after] in TIMES or words[number.after] in TIME_ADJECTIVES
    return None if joint == "in" and (is_time or not 2 <= number.value <= 1000) else number


def after_telling_apart_of_figure(tokens: Tokens, at: int) -> int | None:
    """As `after_telling_apart`, for any token: a word is never told apart here."""
    return after_telling_apart(tokens, at) if tokens.words[at][:1].isdigit() else None


def _around_noun(tokens: Tokens, x: Number) -> Draft | None:
    """Six cases out of 16; one person in five."""
    first, end = noun_phrase(tokens, x.after)
    if not (x.after == first < end):
        return None
    words = tokens.words
    out_at = end + (words[end] == "(")
    is_out_of = words[out_at] == "out" and words[out_at + 1] == "of"
    is_ratio_of_one = words[end] == "in" and end == first + 1 and words[first] in COUNTED
    if not (is_out_of or is_ratio_of_one) or (whole := whole_after(tokens, end)) is None:
        return None
    if is_ratio_of_one and not (
        whole.number.spelled == x.spelled and whole.number.value <= 10 and _ends(words[whole.after])
    ):
        return None
    draft = _of_whole(tokens, x, whole)
    if draft is not None:
        draft.noun_at, draft.noun_end = first, end
    return draft


def _ends(word: str) -> bool:
    return not word[:1].isalpha() or word in FUNCTION


def _is_scored(tokens: Tokens, first: int) -> bool:
    near = tokens.words[max(first - 4, 0) : first]
    return any(word in {"score", "scored", "scores", "scoring", "rating", "marks"} for word in near)


_NO_SCORE_BEFORE = word_set("page part pages sheet slide on")


def score(tokens: Tokens, x: Number) -> Draft | None:
    """7/24, 7 out of 24 points; "1/3 of cases" is a fraction, 5/12 after "on" a day."""
    words = tokens.words
    if words[x.after] != "/" or x.spelled or (y := read_number(tokens, x.after + 1)) is None:
        return None
    part, of = x.whole, y.whole
    if part is None or of is None or not 0 <= part <= of or of < 2 or "," in words[y.first]:
        return None
    if of <= 10 and 0 < part < of and (words[y.after] == "of" or words[y.after] in COUNTED):
        return Draft(x.first, y.after, Form.FRACTION, share=Fraction(part, of))
    if words[x.first - 1] in _NO_SCORE_BEFORE or part == of == 50:
        return None
    return Draft(x.first, y.after, Form.SCORE, count=Count(part, of), takes_hedge=False)


def count(tokens: Tokens, x: Number) -> Draft | None:
    """196 cases, just six, 17 of these, 12 weeks, £300, 11 to 20 staff: a number without its whole."""
    if x.whole is None or is_a_name(tokens, x):
        return None
    words = tokens.words
    is_rate = words[x.first - 1] == "per" or (words[x.after] == "per" and words[x.after + 1][:1].isdigit())
    if is_rate or words[x.after] in {"time", "times"} or words[x.after : x.after + 3] == ["and", "a", "half"]:
        return None
    if (
        words[x.after] == "-"
        and tokens.glued(x.after)
        and words[x.after + 1].isalpha()
        and words[x.after + 1] != "odd"
    ):
        return _hyphened(tokens, x)
    if x.whole == 1 and x.spelled and not _is_counted_one(tokens, x):
        return None
    if x.whole == 0 and x.spelled and words[x.after] not in COUNTED:
        return None
    return _alone(tokens, x)


def _hyphened(tokens: Tokens, x: Number) -> Draft | None:
    """A 12-week delay, a four-band system."""
    unit = tokens.words[x.after + 1]
    is_kind_of_one = x.value == 1 and unit not in TIMES
    if not tokens.glued(x.after + 1) or unit in NOT_AFTER_HYPHEN or is_kind_of_one:
        return None
    return Draft(x.first, x.after + 2, Form.COUNT, number=x.whole, unit=unit)


def _alone(tokens: Tokens, x: Number) -> Draft:
    words = tokens.words
    high = _end_of_range(tokens, x)
    after = (high or x).after
    first = x.first - 1 if high and words[x.first - 1] == "between" else x.first
    unit = words[x.first - 1] if words[x.first - 1] in _MONEY else ""
    first = x.first - 1 if unit else first
    time_at = after + (words[after] in TIME_ADJECTIVES) + (words[after + 1] in TIME_ADJECTIVES)
    if words[x.first - 1] == "aged":
        unit = "year"
    if words[time_at] in TIMES or words[after] == "points":
        unit = words[time_at if words[time_at] in TIMES else after].removesuffix("s")
    noun_at = after
    if words[after] == "of" and words[after + 1] in {"these", "those", "them"}:
        is_pronoun = _ends(words[after + 2])
        after = after + 2 if is_pronoun else after
    if high is None:
        return Draft(first, after, Form.COUNT, number=x.whole, unit=unit, noun_at=noun_at)
    return Draft(first, after, Form.COUNT, low=x.value, high=high.value, unit=unit, noun_at=noun_at)


def _end_of_range(tokens: Tokens, x: Number) -> Number | None:
    before, joint = tokens.words[x.first - 1], tokens.words[x.after]
    is_range = (joint in {"to", "-", "–"} and before != "from") or (joint == "and" and before == "between")
    if not is_range or after_telling_apart_of_figure(tokens, x.after + 1):
        return None
    high = read_number(tokens, x.after + 1)
    is_higher = high is not None and high.whole is not None and high.value > x.value
    return high if is_higher and x.spelled == high.spelled else None  # type: ignore[union-attr]


_NOT_BEFORE_ONE = word_set("no any every each at - first second third last this that which another new")


def _is_counted_one(tokens: Tokens, x: Number) -> bool:
    """One PDU, just one; not "no one", "one another", "the one that", "one of the most"."""
    words = tokens.words
    if words[x.first - 2 : x.first] in (["the", "only"], ["not", "only"]):
        return False
    if words[x.first - 1] in _NOT_BEFORE_ONE or words[x.after] in {"-", "another"}:
        return False
    start = x.after
    if words[start] == "of" and words[start + 1] in {"these", "those", "them", "the", "our", "their", "its"}:
        if "most" in words[start : start + 4]:
            return False
        start += 2
    elif words[start] in {"year", "month", "week", "hour"}:
        return True
    elif words[x.first - 1] in {"and", ",", ";"} and words[start] in {"was", "had", "requires", "rated"}:
        return True  # two were inadequate and one was good
    elif words[x.first - 1] in {"and", ","} and words[start] in {"in", "from", "at", "for"}:
        return tokens.original(start + 1)[:1].isupper()  # six in England and one in Wales
    elif is_bent(tokens, x.first) and (_ends(words[x.after]) or words[x.after] == LINK):
        return True
    first, end = noun_phrase(tokens, start)
    return end > first and any(words[i] in COUNTED for i in range(first, end))
