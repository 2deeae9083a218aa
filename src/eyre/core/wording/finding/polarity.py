"""Which words of its clause turn a quantity round?"""

from __future__ import annotations

from .lexicon import AUXILIARIES, CLAUSE_ENDS, CONTRACTIONS, FOCUS, NUMBER_WORDS, POLARITY
from .tokens import Tokens

_REACH = 30  # tokens of a clause looked at on either side: longer clauses hold more than one thought
_QUOTES = frozenset("'\"“‘")  # a quoted "no" is a name: 'No contact' licences


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
