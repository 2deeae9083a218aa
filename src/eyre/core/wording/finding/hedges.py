"""Which hedge bends a quantity, and which "only" belongs to it?"""

from __future__ import annotations

from ..quantity import Hedge
from .lexicon import FOCUS, HEDGES_AFTER, HEDGES_BEFORE, LAST_OF_HEDGES, LONGEST_HEDGE
from .tokens import Tokens


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
    """In "talked about 12 cases" the word belongs to the verb, not to the number."""
    return length == 1 and words[at] in {"about", "around"} and words[at - 1] in {
        "information", "concerns", "questions", "told", "worried", "asked", "spread", "talked", "concerned",
    }  # fmt: skip


def hedge_after(tokens: Tokens, after: int) -> tuple[int, Hedge]:
    """Where the phrase ends with a hedge behind it ("20 or more"), and the hedge."""
    if tokens.words[after] == "+" and not tokens.words[after + 1][:1].isdigit():
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
