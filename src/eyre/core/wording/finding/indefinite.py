"""Quantities without a number: all, none, both, most, few, a majority, all but two."""

from __future__ import annotations

from eyre.core.figures import Count

from ..quantity import Form
from .around import looks_plural, noun_phrase
from .counts import whole_after
from .draft import Draft
from .lexicon import (
    COUNTED_MANY,
    COUNTED_ONE,
    FOCUS,
    FUNCTION,
    GRADES,
    PART,
    PARTS,
    SAID_WITH_NO,
    SUPERLATIVE,
    TIMES,
    word_set,
)
from .numbers import read_number
from .tokens import LINK, Tokens

_POINTING = word_set("the these those our their its your them us")
_NEARLY_ALL = word_set("almost nearly virtually practically")
_SHARES = frozenset(PART) | frozenset(PARTS) | word_set("cent % percent most majority minority")
_EXCEPT = word_set("but except bar save")


def read_all(tokens: Tokens, at: int) -> Draft | None:
    """All relevant cases, all of the cases, all seven divisions, all but two, almost all."""
    words = tokens.words
    if words[at - 1] == "of" and words[at - 2] in _SHARES:
        return None  # "half of all cases": only the half is stated
    if words[at + 1] in _EXCEPT and (draft := _all_but(tokens, at)) is not None:
        return draft
    number_at = at + 1 + (words[at + 1] == "of")
    number_at += words[number_at] in _POINTING
    number = read_number(tokens, number_at) if words[number_at] not in {"one", "a"} else None
    if number is not None and number.whole and words[number.after] not in {"%", "per", "percent", "-"}:
        whole = number.whole
        return _nearly(tokens, at, number.after) or Draft(
            at, number.after, Form.COUNT_OF, count=Count(whole, whole), takes_hedge=False
        )
    if not _is_said_of_many(tokens, at + 1):
        return None
    return (
        _nearly(tokens, at, at + 1) or _negated(tokens, at) or Draft(at, at + 1, Form.ALL, takes_hedge=False)
    )


_NOT_FOR_ALL = TIMES | word_set("times levels costs means ways rights odds hands sorts kinds respects its")


def _is_said_of_many(tokens: Tokens, at: int) -> bool:
    words = tokens.words
    if words[at] == "the" and words[at + 1] == "time":
        return False
    first, end = noun_phrase(tokens, at)
    if end == first or (words[at - 2] in {"at", "of", "after", "above"} and words[at - 2] != "of"):
        return words[at - 2] in _NEARLY_ALL or (
            words[at] == "of" and words[at + 1] in {"them", "these", "those"}
        )
    return looks_plural(words[end - 1]) and words[end - 1] not in _NOT_FOR_ALL


def _nearly(tokens: Tokens, at: int, after: int) -> Draft | None:
    before = tokens.words[at - 1]
    if before not in _NEARLY_ALL:
        return None
    return Draft(at - 1, after, Form.WORD, word=f"{before} {tokens.words[at]}", takes_hedge=False)


def _negated(tokens: Tokens, at: int) -> Draft | None:
    if tokens.words[at - 1] != "not":
        return None
    return Draft(at - 1, at + 1, Form.WORD, word=f"not {tokens.words[at]}", takes_hedge=False)


def _all_but(tokens: Tokens, at: int) -> Draft | None:
    words = tokens.words
    number_at = at + 2
    while words[number_at] in FOCUS or words[number_at] in {"the", "for"}:
        number_at += 1
    if words[number_at] == "a" and words[number_at + 1] in {"few", "handful"}:
        return Draft(
            at, number_at + 2, Form.WORD, word=f"all but a {words[number_at + 1]}", takes_hedge=False
        )
    number = read_number(tokens, number_at)
    if number is None or number.whole is None:
        return None
    draft = Draft(at, number.after, Form.ALL_BUT, number=number.whole, takes_hedge=False)
    whole = whole_after(tokens, number.after)
    if whole is not None and whole.number.whole is not None and whole.number.whole >= number.whole:
        draft.count = Count(whole.number.whole - number.whole, whole.number.whole)
        draft.after = whole.after
    return draft


def read_every(tokens: Tokens, at: int) -> Draft | None:
    """Every case, each of the six, almost every case."""
    words = tokens.words
    last = at + (words[at + 1] == "one")
    if (
        words[last + 1] == "of"
        and (whole := whole_after(tokens, last + 1)) is not None
        and whole.number.whole
    ):
        return Draft(
            at, whole.after, Form.COUNT_OF, count=Count(*[whole.number.whole] * 2), takes_hedge=False
        )
    first, end = noun_phrase(tokens, last + 1)
    is_of = words[last + 1] == "of" and words[last + 2] in _POINTING
    nouns = COUNTED_MANY if is_of else COUNTED_ONE
    if end == first or words[end - 1] not in nouns - TIMES:
        return None
    return (
        _nearly(tokens, at, last + 1)
        or _negated(tokens, at)
        or Draft(at, last + 1, Form.ALL, takes_hedge=False)
    )


def read_none(tokens: Tokens, at: int) -> Draft | None:
    """None of the 16, almost none, none."""
    first = at - 1 if tokens.words[at - 1] in _NEARLY_ALL else at
    if first < at:
        return Draft(first, at + 1, Form.WORD, word=f"{tokens.words[first]} none", takes_hedge=False)
    if tokens.words[at + 1] in {"the", "too", "-"}:
        return None  # none the less, none too soon
    return _none_of(tokens, at, at + 1)


def read_no(tokens: Tokens, at: int) -> Draft | None:
    """No case, no cases: said of things that are counted, never "no evidence"."""
    if tokens.words[at + 1] == "-" or (tokens.words[at - 1] in {".", "-"} and tokens.glued(at)):
        return None
    first, end = noun_phrase(tokens, at + 1)
    is_counted = at + 1 == first < end and tokens.words[end - 1] in SAID_WITH_NO
    if not is_counted:
        return None
    if tokens.words[at - 1] in _NEARLY_ALL:
        return Draft(at - 1, at + 1, Form.WORD, word=f"{tokens.words[at - 1]} no", takes_hedge=False)
    return Draft(at, at + 1, Form.NONE, takes_hedge=False)


def read_not(tokens: Tokens, at: int) -> Draft | None:
    """Not one of the 12, not a single case, not many, not all."""
    words = tokens.words
    if words[at + 1] == "one" and words[at + 2] not in {"-", "another"}:
        return _none_of(tokens, at, at + 2)
    if words[at + 1 : at + 3] == ["a", "single"]:
        return _none_of(tokens, at, at + 3)
    return None


def _none_of(tokens: Tokens, first: int, after: int) -> Draft:
    whole = whole_after(tokens, after)
    if whole is None or not whole.number.whole or whole.joint == "in":
        return Draft(first, after, Form.NONE, takes_hedge=False)
    return Draft(first, whole.after, Form.COUNT_OF, count=Count(0, whole.number.whole), takes_hedge=False)


def read_both(tokens: Tokens, at: int) -> Draft | None:
    """Both PDUs, both of these: 2 of 2; not "both regional and local"."""
    return _of_two(tokens, at, 2, COUNTED_MANY)


def read_neither(tokens: Tokens, at: int) -> Draft | None:
    """Neither PDU, neither of the cases: 0 of 2; not "neither regional nor local"."""
    return _of_two(tokens, at, 0, COUNTED_ONE)


def _of_two(tokens: Tokens, at: int, x: int, nouns: frozenset[str]) -> Draft | None:
    words = tokens.words
    is_of = words[at + 1] == "of" and words[at + 2] in _POINTING
    first, end = noun_phrase(tokens, at + 1)
    is_said = end > first and words[end - 1] in nouns and {"and", "nor"}.isdisjoint(words[first : end + 1])
    if not (is_of or (is_said and words[at + 1] != "the")):
        return None
    return Draft(at, at + 1, Form.COUNT_OF, count=Count(x, 2), takes_hedge=False)


_BEFORE_SUPERLATIVE = word_set(
    "the is are was were be been being those that its their our a an at his her your and or often"
)


def read_most(tokens: Tokens, at: int) -> Draft | None:
    """Most cases, most of the staff; not "the most significant risks", "most of the time"."""
    words = tokens.words
    following = words[at + 1]
    if following == "of":
        is_said = words[at + 2 : at + 4] != ["the", "time"] and words[at - 1] not in {
            "make",
            "making",
            "made",
        }
        return _word(at, at + 1, "most") if is_said else None
    if words[at - 1] in _BEFORE_SUPERLATIVE and words[at - 1] not in {"and", "or", "that"}:
        return None
    if following in {"were", "had", "have", "are", "did", LINK} or _is_plainly_plural(tokens, at + 1):
        return _word(at, at + 1, "most")
    return None


def _is_plainly_plural(tokens: Tokens, at: int) -> bool:
    words = tokens.words
    if words[at] in SUPERLATIVE or words[at] in FUNCTION:
        return False
    first, end = noun_phrase(tokens, at)
    return end > first == at and looks_plural(words[end - 1]) and not words[at].endswith("ly")


_DEGREES = word_set("too very so relatively comparatively not only quite fairly")


def read_many(tokens: Tokens, at: int) -> Draft | None:
    """Many, too many, a great many; not "how many", "as many as", "many thanks"."""
    words = tokens.words
    if words[at - 1] in {"how", "as"} or words[at + 1] in {"thanks", "-", "a", "times"}:
        return None
    if words[at - 1] in {"great", "good"} and words[at - 2] == "a":
        return _word(at - 2, at + 1, f"{words[at - 1]} many")
    return _graded(tokens, at, "many")


def read_few(tokens: Tokens, at: int) -> Draft | None:
    """Few, too few, a few, very few; not "the last few months"."""
    words = tokens.words
    if words[at - 1] in {"last", "past", "next", "first", "every", "as"} or words[at + 1] in TIMES:
        return None
    if words[at - 1] == "a":
        grade = "quite a few" if words[at - 2] == "quite" else "a few"
        return _word(at - 1 - (grade != "a few"), at + 1, grade)
    return _graded(tokens, at, "few")


def _graded(tokens: Tokens, at: int, word: str) -> Draft:
    before = tokens.words[at - 1]
    if before in _DEGREES and before != "only":
        return _word(at - 1, at + 1, f"{before} {word}")
    return _word(at, at + 1, word)


HEADS = {
    "majority": "majority", "minority": "minority", "number": "number", "numbers": "number",
    "proportion": "proportion", "share": "share", "percentage": "percentage", "handful": "handful",
    "couple": "couple", "bulk": "bulk",
}  # fmt: skip


def read_head(tokens: Tokens, at: int) -> Draft | None:
    """A large majority, a significant minority, a small number of, a handful, the bulk of."""
    words = tokens.words
    first, grades = _grades_before(words, at)
    article, head = words[first - 1], HEADS[words[at]]
    if head in {"majority", "minority"}:
        said = words[at + 1] != "-" and not _is_ethnic(words, at)
    elif head == "bulk":
        said = words[at + 1] == "of"
    elif head in {"handful", "couple"}:
        said = words[at + 1] == "of" and article in {"a", "the", "only", "just"}
    else:
        said = words[at + 1] == "of" and (article in {"a", "an"} or bool(grades))
    if not said or (head in {"number", "share", "percentage"} and article == "the"):
        return None
    first -= article in {"a", "an", "the"}
    return _word(first, at + 1, " ".join([*grades, head]))


def _is_ethnic(words: list[str], at: int) -> bool:
    return "ethnic" in (words[at - 1], words[at + 1]) or words[at + 1] in {"group", "groups", "background"}


def _grades_before(words: list[str], at: int) -> tuple[int, list[str]]:
    first = at
    while (
        first > 0
        and at - first < 2
        and (words[first - 1] in GRADES or (first < at and words[first - 1] == "very"))
    ):
        first -= 1
    return first, words[first:at]


def read_several(tokens: Tokens, at: int) -> Draft | None:
    """Several cases, dozens of, hundreds of, hardly any."""
    words = tokens.words
    word = words[at]
    if word in {"hardly", "scarcely"}:
        return _word(at, at + 2, "hardly any") if words[at + 1] == "any" else None
    if word == "several":
        return _word(at, at + 1, word) if words[at + 1] not in TIMES and words[at + 1] != "times" else None
    return _word(at, at + 1, word) if words[at + 1] == "of" else None


def _word(first: int, after: int, word: str) -> Draft:
    return Draft(first, after, Form.WORD, word=word, takes_hedge=False)
