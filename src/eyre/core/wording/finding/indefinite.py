"""All, none and both: quantities whose number the words imply."""

from __future__ import annotations

from eyre.core.figures import Count

from ..quantity import Form
from .draft import Draft
from .lexicon import COUNTED_MANY, COUNTED_ONE, FOCUS, PART, PARTS, SAID_WITH_NO, TIMES, word_set
from .nouns import looks_plural, noun_phrase
from .numbers import read_number
from .parts import whole_after
from .tokens import Tokens

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


_FOR_EVERYONE = word_set("for to of with by")


def read_everyone(tokens: Tokens, at: int) -> Draft | None:
    """Everyone, almost everyone; not "services for everyone"."""
    is_possessive = tokens.words[at + 1] == "'" and tokens.glued(at + 1)
    nearly = _nearly(tokens, at, at + 1)
    if nearly:
        nearly.word = f"{tokens.words[at - 1]} all"
        return nearly
    if is_possessive or tokens.words[at - 1] in _FOR_EVERYONE:
        return None
    if tokens.words[at - 1] == "not":
        return Draft(at - 1, at + 1, Form.WORD, word="not all", takes_hedge=False)
    return Draft(at, at + 1, Form.ALL, takes_hedge=False)


def read_nobody(tokens: Tokens, at: int) -> Draft:
    """Nobody, almost nobody."""
    if tokens.words[at - 1] in _NEARLY_ALL:
        word = f"{tokens.words[at - 1]} none"
        return Draft(at - 1, at + 1, Form.WORD, word=word, takes_hedge=False)
    return Draft(at, at + 1, Form.NONE, takes_hedge=False)


_AFTER_NO_ONE = word_set(
    "was were is had has in at we who could would will did knew of said told needs should from on"
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
    """No case, no cases, no one: said of things that are counted, never "no evidence"."""
    one_at = at + 1 + (tokens.words[at + 1] == "-")
    if tokens.words[one_at] == "one" and tokens.words[one_at + 1] in _AFTER_NO_ONE:
        nobody = read_nobody(tokens, at)
        nobody.after = one_at + 1
        return nobody
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
        return _none_of(tokens, at, at + 3 + (words[at + 3] == "one"))
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
