"""Counts that stand alone: 196 cases, just six, 12 weeks, 11 to 20 staff."""

from __future__ import annotations

from ..quantity import Form
from .apart import is_a_name
from .draft import Draft
from .hedges import is_bent
from .lexicon import COUNTED, NOT_AFTER_HYPHEN, TIME_ADJECTIVES, TIMES, word_set
from .nouns import ends_phrase, noun_phrase
from .numbers import Number, read_number
from .parts import after_telling_apart_of_figure
from .tokens import LINK, Tokens

_MONEY = frozenset("£$€")


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
    unit = words[x.first - 1] if words[x.first - 1] in _MONEY else ""
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
    if high is None:
        return Draft(first, after, Form.COUNT, number=x.whole, unit=unit, noun_at=noun_at)
    return Draft(first, after, Form.COUNT, low=x.value, high=high.value, unit=unit, noun_at=noun_at)


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
