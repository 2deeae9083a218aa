"""What is a quantity said of? The noun phrase that follows it, as far as a rule can tell."""

from __future__ import annotations

from .lexicon import (
    COUNTED,
    COUNTED_MANY,
    DETERMINERS,
    FUNCTION,
    IRREGULAR_PLURALS,
    NUMBER_WORDS,
    PARTICIPLES,
    UNITS,
)
from .tokens import LINK, Tokens

_LONGEST_NOUN = 6
_LONGEST_LEAD = 8
_LINK_MARKS = frozenset({LINK, "["})


def noun_phrase(tokens: Tokens, at: int) -> tuple[int, int]:
    """The tokens of the noun phrase that begins here, without its determiners; empty where there is none."""
    words = tokens.words
    start = at
    while at < start + _LONGEST_LEAD and _leads(words[at], at > start):
        at += 1
    first = at
    while at - first < _LONGEST_NOUN and _goes_on(tokens, first, at):
        at += 1
        if looks_plural(words[at - 1]) and not looks_plural(words[at]) and words[at] not in {"-", "'"}:
            break
    return first, at


def _leads(word: str, is_later: bool) -> bool:
    """Determiners, a link's marks, and the number in "of the 196 cases"."""
    return word in DETERMINERS or word in _LINK_MARKS or (is_later and (word.isdecimal() or word in UNITS))


def _goes_on(tokens: Tokens, first: int, at: int) -> bool:
    words = tokens.words
    word = words[at]
    if word == "-":
        return at > first and tokens.glued(at) and tokens.glued(at + 1)
    if word == "'":
        return at > first and tokens.glued(at) and words[at - 1].endswith("s") and looks_plural(words[at + 1])
    if word == "and":
        return at > first and not looks_plural(words[at - 1]) and _leads_to_plural(words, at + 1)
    if word in PARTICIPLES:
        return at == first and words[at + 1] in COUNTED
    return word[:1].isalpha() and word not in FUNCTION and word not in NUMBER_WORDS


def _leads_to_plural(words: list[str], at: int) -> bool:
    """Does the "and" join two parts of one name: "low and medium-risk cases"?"""
    for word in words[at : at + 4]:
        if word != "-" and (not word[:1].isalpha() or word in FUNCTION or word in NUMBER_WORDS):
            return False
        if looks_plural(word):
            return True
    return False


def looks_plural(word: str) -> bool:
    """Does the noun look like one for many?"""
    if word in IRREGULAR_PLURALS or word in COUNTED_MANY or word.endswith("s'"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def ends_phrase(word: str) -> bool:
    """Does no noun go on here?"""
    return not word[:1].isalpha() or word in FUNCTION


def said_of(tokens: Tokens, at: int) -> str:
    """The noun phrase that begins here, as written."""
    first, after = noun_phrase(tokens, _after_bracket(tokens, at))
    phrase = " ".join(tokens.original(i) for i in range(first, after))
    return phrase.replace(" - ", "-").replace(" '", "'").replace("\u00ad", "")


def _after_bracket(tokens: Tokens, at: int) -> int:
    """Past the figure in brackets of "half (51%) of the cases" and "23 of 24 (96 per cent) cases"."""
    if tokens.words[at] != "(":
        return at
    for end in range(at + 2, min(at + 8, len(tokens.words) - 1)):
        if tokens.words[end] == ")":
            following = tokens.words[end + 1]
            return end + 1 if following == "of" or following in COUNTED else at
    return at
