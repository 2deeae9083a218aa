"""Counts that stand alone: 196 cases, just six, 12 weeks, 11 to 20 staff."""

from __future__ import annotations

from fractions import Fraction

from ..quantity import Form
from .apart import is_a_name
from .draft import Draft
from .hedges import is_bent
from .lexicon import COUNTED, COUNTED_MANY, MONEY, NOT_AFTER_HYPHEN, TIME_ADJECTIVES, TIMES, word_set
from .nouns import ends_phrase, noun_phrase
from .numbers import Number, read_number
from .parts import after_telling_apart_of_figure
from .tokens import LINK, Tokens


def count(tokens: Tokens, x: Number) -> Draft | None:
    """196 cases, just six, 17 of these, 12 weeks, £300, 11 to 20 staff: a number without its whole."""
    words = tokens.words
    if is_a_name(tokens, x) or (x.whole is None and not _is_measured(tokens, x)):
        return None
    if words[x.after] == "times" and x.value > 1 and is_compared(tokens, x.after + 1):
        return multiple(x.first, x.after + 1, x.value)
    is_rate = words[x.first - 1] == "per" or (words[x.after] == "per" and words[x.after + 1][:1].isdigit())
    if is_rate or words[x.after] in {"time", "times"} or words[x.after : x.after + 3] == ["and", "a", "half"]:
        return None
    if (
        words[x.after] == "-"
        and tokens.glued(x.after)
        and words[x.after + 1].isalpha()
        and words[x.after + 1] not in {"odd", "plus"}
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
    unit = words[x.first - 1] if words[x.first - 1] in MONEY else ""
    first = x.first - 1 if unit else first
    time_at = after + (words[after] in TIME_ADJECTIVES) + (words[after + 1] in TIME_ADJECTIVES)
    if words[x.first - 1] == "aged":
        unit = "year"
    if words[time_at] in TIMES or words[after] == "points":
        unit = words[time_at if words[time_at] in TIMES else after].removesuffix("s")
    noun_at = after
    if words[after] == "of" and words[after + 1] in {"these", "those", "them"}:
        is_pronoun = ends_phrase(words[after + 2])
        after = after + 2 if is_pronoun else after
    if high is None and x.whole is not None:
        return Draft(first, after, Form.COUNT, number=x.whole, unit=unit, noun_at=noun_at)
    end = (high or x).value  # a decimal is a range from itself to itself
    return Draft(first, after, Form.COUNT, low=x.value, high=end, unit=unit, noun_at=noun_at)


def _is_measured(tokens: Tokens, x: Number) -> bool:
    """Is the decimal a quantity: 3.5 cases, 12.5 working days, £1.50? "2.2 Assessment" names a standard."""
    words = tokens.words
    if words[x.first - 1] in MONEY:
        return True
    at = x.after + (words[x.after] in TIME_ADJECTIVES)
    first, end = noun_phrase(tokens, x.after)
    is_counted = first == x.after < end and words[end - 1] in COUNTED_MANY
    return (
        words[at] in TIMES
        or words[at] in {"points", "times"}
        or (is_counted and _is_written_small(tokens, x))
    )


def _is_written_small(tokens: Tokens, x: Number) -> bool:
    """A title begins with a capital: "1.3 Services", "2.5 Reviews"."""
    return tokens.original(x.after)[:1].islower()


_COMPARED = word_set("more higher larger greater fewer less longer lower bigger smaller likelier")
_MEASURES = word_set(
    "number rate average size level amount figure share proportion target national expected cost length"
)


def is_compared(tokens: Tokens, at: int) -> bool:
    """Do the words compare with something: "as many", "the rate", "more likely", "that of"?"""
    words = tokens.words
    if words[at] in _COMPARED or (words[at] == "as" and words[at + 1].isalpha()):
        return True
    return (words[at] == "the" and words[at + 1] in _MEASURES) or words[at : at + 2] == ["that", "of"]


def multiple(first: int, after: int, value: Fraction) -> Draft:
    """Three times as many: measured against another number, so never taken for a count."""
    if value.denominator == 1:
        return Draft(first, after, Form.COUNT, number=int(value), unit="times")
    return Draft(first, after, Form.COUNT, low=value, high=value, unit="times")


_TIMES = {"twice": 2, "double": 2, "thrice": 3, "treble": 3, "triple": 3}


def read_twice(tokens: Tokens, at: int) -> Draft | None:
    """Twice as many, double the rate; not "twice a week", "double-checked"."""
    word = tokens.words[at]
    return multiple(at, at + 1, Fraction(_TIMES[word])) if is_compared(tokens, at + 1) else None


def _end_of_range(tokens: Tokens, x: Number) -> Number | None:
    before, joint = tokens.words[x.first - 1], tokens.words[x.after]
    is_range = (joint in {"to", "-", "–"} and before != "from") or (joint == "and" and before == "between")
    is_hyphened = joint == "-" and tokens.glued(
        x.after + 1
    )  # 10-12: the hyphen makes the second no part of a word
    if not is_range or (not is_hyphened and after_telling_apart_of_figure(tokens, x.after + 1)):
        return None
    high = read_number(tokens, x.after + 1)
    if high is None or high.whole is None or high.value <= x.value or high.spelled != x.spelled:
        return None
    return high


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
    elif is_bent(tokens, x.first) and (ends_phrase(words[x.after]) or words[x.after] == LINK):
        return True
    first, end = noun_phrase(tokens, start)
    return end > first and any(words[i] in COUNTED for i in range(first, end))
