"""Which figures are no quantities? Dates, times, references, telephone numbers, places in a list, years."""

from __future__ import annotations

import re

from .lexicon import COUNTED_MANY, LABELS, MONEY, MONTHS, NAMED_PLACES, STREETS, TIMES, word_set
from .numbers import Number
from .tokens import LINK, Tokens

_SUM = re.compile(r"\d[\d,]*(?:\.\d+)?(?:k|m|bn)")
_YEAR_BEFORE = word_set(
    "in since by from until till of during to before after between and through early late throughout"
)


def after_telling_apart(tokens: Tokens, at: int) -> int | None:
    """Where the text goes on after the figures that begin here and are no quantity; nothing where they are one."""
    words = tokens.words
    word = words[at]
    if not word.isdigit():
        return _after_odd_figure(tokens, at)
    if _is_part_of_a_word(tokens, at) or words[at + 1] == "=" or _is_bracketed_mark(tokens, at):
        return at + 1
    if words[at + 1].isdigit() and not tokens.glued(at + 1):
        return _after_run(tokens, at)  # a telephone number
    if len(word) > 9 or (word[0] == "0" and len(word) > 1):
        return at + 1
    if _is_date(tokens, at):
        return _after_date(tokens, at)
    if words[at + 1] == ":" and words[at + 2].isdigit() and tokens.glued(at + 2):
        return at + 3  # a time
    if words[at + 1] in {"/", "-", "."} and words[at + 3] == words[at + 1] and words[at + 4].isdigit():
        return at + 5  # 01/02/2023, a book's number
    if words[at + 1] == "/" and words[at + 2].isdigit() and _is_no_score(word, words[at + 2]):
        return at + 3
    if _is_year(tokens, at):
        return _after_years(tokens, at)
    if words[at + 1] == "o'clock" or STREETS.intersection(words[at + 1 : at + 4]) & _capitals(tokens, at):
        return at + 2
    return None


def _is_no_score(points: str, out_of: str) -> bool:
    """24/7 and 50/50 are sayings, 2022/23 is a year."""
    return points == out_of == "50" or (len(points), points) > (len(out_of), out_of)


def _after_odd_figure(tokens: Tokens, at: int) -> int | None:
    word = tokens.words[at]
    if word.replace(",", "").isdigit():
        return at + 1 if _is_part_of_a_word(tokens, at) else None
    if word.count(".") == 1 and word.replace(".", "").isdigit():
        is_clock = word[0] == "0" and len(word) == 5
        if tokens.words[at + 1 : at + 3] == ["out", "of"] and tokens.words[at + 3].isdigit():
            return at + 4  # a mean of 3.5 out of 5 counts nothing
        return at + 1 if is_clock or _is_part_of_a_word(tokens, at) else None
    if tokens.words[at - 1] in MONEY and _SUM.fullmatch(word):
        return None  # £1.5m
    return at + 1  # 10th, 3FX, 2.2.3, 1990s


def _is_part_of_a_word(tokens: Tokens, at: int) -> bool:
    """Covid-19, P2.1, someone@2.example, #12, a file's path."""
    place = tokens.starts[at]
    if place == 0 or (before := tokens.text[place - 1]) not in "-.@#/\\&=+":
        return False
    if before in "@#\\&+":
        return True
    return place > 1 and (tokens.text[place - 2].isalnum() or before == "/")


def _is_bracketed_mark(tokens: Tokens, at: int) -> bool:
    """(1) and [2] mark a list or a note."""
    around = tokens.words[at - 1], tokens.words[at + 1]
    return len(tokens.words[at]) < 3 and around in {("(", ")"), ("[", "]")} and tokens.words[at + 1] != LINK


def _after_run(tokens: Tokens, at: int) -> int:
    while tokens.words[at].isdigit():
        at += 1
    return at


def _is_month(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in MONTHS and tokens.original(at)[0].isupper()


def _is_date(tokens: Tokens, at: int) -> bool:
    if len(tokens.words[at]) > 2:
        return False
    before_month = _is_month(tokens, at - 1) and not _is_modal_may(tokens, at - 1)
    return before_month or _is_month(tokens, at + 1) or _is_day_range(tokens, at)


def _is_modal_may(tokens: Tokens, at: int) -> bool:
    """A sentence that begins with "May" is not told from the month; only "May 12" reads as a date."""
    return tokens.words[at] == "may" and tokens.words[at + 2] in COUNTED_MANY


def _is_day_range(tokens: Tokens, at: int) -> bool:
    """27 to 29 July; 3 and 4 May; 3-7 June."""
    middle, last = tokens.words[at + 1], tokens.words[at + 2]
    return (
        middle in {"to", "and", "-", "–", "or"}
        and last.isdigit()
        and len(last) < 3
        and _is_month(tokens, at + 3)
    )


def _after_date(tokens: Tokens, at: int) -> int:
    after = at + 1
    if _is_day_range(tokens, at):
        after = at + 3
    if _is_month(tokens, after):
        after += 1
    if tokens.words[after] == ",":
        after += 1
    return after + 1 if _looks_like_a_year(tokens.words[after]) else max(at + 1, after)


def _looks_like_a_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and "1900" <= word <= "2099"


def _is_year(tokens: Tokens, at: int) -> bool:
    if not _looks_like_a_year(tokens.words[at]):
        return False
    before, after = tokens.words[at - 1], tokens.words[at + 1]
    return before in _YEAR_BEFORE or before in MONTHS or after not in COUNTED_MANY


def _after_years(tokens: Tokens, at: int) -> int:
    """2018-2019, 2022/23, 2018 to 2019."""
    is_range = tokens.words[at + 1] in {"-", "–", "/"} and tokens.words[at + 2].isdigit()
    return at + 3 if is_range else at + 1


def _capitals(tokens: Tokens, at: int) -> frozenset[str]:
    near = range(at + 1, at + 4)
    return frozenset(tokens.words[i] for i in near if tokens.original(i)[:1].isupper())


def is_a_name(tokens: Tokens, number: Number) -> bool:
    """Is the number the name of something: Tier 3, Annexe one, footnote 4?

    "Week 12" names a week, "weeks 12" nothing; a number that goes on to its own noun ("in one case 12 staff") is
    no name, which only the label's own place before the number shows.
    """
    before = tokens.words[number.first - 1]
    if before in NAMED_PLACES and not number.spelled:
        return tokens.original(number.first - 1)[0].isupper()
    if before not in LABELS:
        return False
    following = tokens.words[number.after]
    if before in TIMES and (following in COUNTED_MANY or following == "of"):
        return False  # "last year 12 cases were ..."
    return following not in {"%", "per", "percent", "out"}
