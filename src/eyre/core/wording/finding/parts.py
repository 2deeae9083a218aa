"""Parts of a whole: x of y, scores, and one in three where it is said as a count."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from eyre.core.figures import Count

from ..quantity import Form
from .apart import after_telling_apart
from .draft import Draft
from .lexicon import COUNTED, PARTICIPLES, TIME_ADJECTIVES, TIMES, word_set
from .nouns import ends_phrase, noun_phrase
from .numbers import Number, read_number
from .tokens import Tokens

_LONGEST_BEFORE_WHOLE = 5  # "out of a possible total of 36"
_BEFORE_WHOLE = word_set("the these those all our its their a total of possible maximum some only just your")


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
    if _is_ratio(whole.joint, x, whole.number):
        share = Fraction(part, of)
        return Draft(x.first, whole.after, Form.RATIO, share=share) if 0 < part < of else None
    return Draft(x.first, whole.after, Form.COUNT_OF, count=Count(part, of))


def _is_ratio(joint: str, x: Number, y: Number) -> bool:
    """Is "x in y" a share said as a small count? "four out of ten" is, "nine out of 10 cases" is a count.

    Numbers from 10 are written in figures where things were counted (Style.ONS), so "ten" in words speaks of a
    share, and so does "every".
    """
    return joint in {"in", "every"} or (x.spelled and y.spelled and y.value in {10, 100})


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
        whole.number.spelled == x.spelled and whole.number.value <= 10 and ends_phrase(words[whole.after])
    ):
        return None
    draft = _of_whole(tokens, x, whole)
    if draft is not None:
        draft.noun_at, draft.noun_end = first, end
    return draft


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
