"""What stands around a quantity: the hedge before or after it, what it is said of, what turns it round."""

from __future__ import annotations

from ..quantity import Hedge
from .lexicon import (
    AUXILIARIES,
    CLAUSE_ENDS,
    CONTRACTIONS,
    COUNTED,
    COUNTED_MANY,
    DETERMINERS,
    FOCUS,
    FUNCTION,
    HEDGES_AFTER,
    HEDGES_BEFORE,
    IRREGULAR_PLURALS,
    LAST_OF_HEDGES,
    LONGEST_HEDGE,
    NUMBER_WORDS,
    PARTICIPLES,
    POLARITY,
    UNITS,
)
from .tokens import LINK, Tokens

_REACH = 30  # tokens of a clause looked at on either side: longer clauses hold more than one thought
_LONGEST_NOUN = 6
_LONGEST_LEAD = 8
_LINK_MARKS = frozenset({LINK, "["})
_QUOTES = frozenset("'\"“‘")  # a quoted "no" is a name: 'No contact' licences


def hedge_before(tokens: Tokens, first: int, free: int) -> tuple[int, Hedge]:
    """Where the phrase begins with its hedge, which may not reach back before token `free`, and the hedge."""
    words = tokens.words
    start = first - 1 if words[first - 1] in {"a", "an"} else first
    if words[start - 1] in LAST_OF_HEDGES:
        for length in range(min(LONGEST_HEDGE, start - free), 0, -1):
            hedge = HEDGES_BEFORE.get(tuple(words[start - length : start]))
            if hedge is not None and not _is_preposition(words, start - length, length):
                return start - length, hedge
    return first, Hedge.NONE


def _is_preposition(words: list[str], at: int, length: int) -> bool:
    """ "talked about 12 cases", "all over 10", "build up to": the word belongs to the verb, not to the number."""
    return length == 1 and words[at] in {"about", "around"} and words[at - 1] in {
        "information", "concerns", "questions", "told", "worried", "asked", "spread", "talked", "concerned",
    }  # fmt: skip


def hedge_after(tokens: Tokens, after: int) -> tuple[int, Hedge]:
    """Where the phrase ends with a hedge behind it ("20 or more"), and the hedge."""
    if tokens.words[after] == "+":
        return after + 1, Hedge.AT_LEAST
    hedge = HEDGES_AFTER.get((tokens.words[after], tokens.words[after + 1]))
    return (after, Hedge.NONE) if hedge is None else (after + 2, hedge)


def is_bent(tokens: Tokens, first: int) -> bool:
    """Does a hedge or an "only" stand before the token?"""
    return tokens.words[first - 1] in FOCUS or hedge_before(tokens, first, 0)[1] is not Hedge.NONE


def focus_before(tokens: Tokens, first: int, free: int) -> int:
    """Where the phrase begins with the "only" or "just" that belongs to it."""
    words = tokens.words
    if first - 1 >= free and words[first - 1] in FOCUS and words[first - 2] != "not":
        return (
            first - 2
            if words[first - 1] == "mere" and words[first - 2] == "a" and first - 2 >= free
            else first - 1
        )
    if first - 2 >= free and words[first - 1] in {"a", "the"} and words[first - 2] in FOCUS:
        return first - 2
    return first


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


def polarity(tokens: Tokens, first: int, after: int) -> tuple[str, ...]:
    """The words of the same clause that turn the quantity round, in their order, its own "only" among them."""
    near = tokens.words[max(0, first - _REACH) : after + _REACH]
    if POLARITY.isdisjoint(near):
        return ()
    left, right = _clause(tokens, first, after)
    own = [
        i
        for i in range(first, min(first + 2, after))
        if tokens.words[i] in FOCUS and not _is_hedge(tokens, i)
    ]
    around = [i for i in [*range(left, first), *range(after, right)] if _turns(tokens, i)]
    return tuple(_as_said(tokens, i) for i in sorted([*around, *own]))


def _is_hedge(tokens: Tokens, at: int) -> bool:
    """The "just" of "just over"."""
    return tokens.words[at + 1] in {"over", "under", "above", "below", "more", "less", "fewer", "short"}


def _turns(tokens: Tokens, at: int) -> bool:
    return (
        tokens.words[at] in POLARITY
        and tokens.words[at - 1] not in _QUOTES
        and not _is_of_another(tokens, at)
    )


def _is_of_another(tokens: Tokens, at: int) -> bool:
    """Is this the "only" of another quantity, or the "just" of "just over"?"""
    following = tokens.words[at + 1]
    is_of_number = following[:1].isdigit() or following in NUMBER_WORDS or _is_hedge(tokens, at)
    return tokens.words[at] in FOCUS and is_of_number


def _as_said(tokens: Tokens, at: int) -> str:
    word, before = tokens.words[at], tokens.words[at - 1]
    if word == "not" and before in AUXILIARIES:
        return f"{before} not"
    return CONTRACTIONS.get(word, word)


def _clause(tokens: Tokens, first: int, after: int) -> tuple[int, int]:
    words = tokens.words
    left, depth = first, 0
    while left > 0 and first - left < _REACH:
        word = words[left - 1]
        depth += (word == ")") - (word == "(")
        if depth < 0 or (depth == 0 and (word in CLAUSE_ENDS or _joins_clauses(words, left - 1))):
            break
        left -= 1
    right, depth = after, 0
    while words[right] and right - after < _REACH:
        word = words[right]
        depth += (word == "(") - (word == ")")
        if depth < 0 or (depth == 0 and (word in CLAUSE_ENDS or _joins_clauses(words, right))):
            break
        right += 1
    return left, right


def _joins_clauses(words: list[str], at: int) -> bool:
    """Does this "and" join clauses? It does where a number follows, with its own thing to say."""
    following = words[at + 1]
    return words[at] == "and" and (following[:1].isdigit() or following in NUMBER_WORDS)
