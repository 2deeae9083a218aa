"""What does a wording policy say, phrase by phrase? The rows of the table that editors read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .meaning import fraction_meaning, word_meaning
from .meant import ShareMeaning
from .policy import WordingPolicy
from .quantity import Hedge
from .reasons import spans_in_words

_HALF = Fraction(1, 2)
_SAID = {
    Hedge.NONE: "half", Hedge.NEARLY: "nearly half, almost half, just under half", Hedge.JUST_OVER: "just over half",
    Hedge.OVER: "more than half, over half", Hedge.UNDER: "less than half, fewer than half, under half",
    Hedge.ABOUT: "about half, around half", Hedge.AT_LEAST: "at least half", Hedge.AT_MOST: "at most half",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExplainedPhrase:
    """A phrase with its other spellings, when it is true, and how that is known."""

    phrase: str
    true_of: str
    known: str


def explain_policy(policy: WordingPolicy) -> tuple[ExplainedPhrase, ...]:
    """Every kind of phrase of the policy: the fractions by the example of a half, then its words."""
    return (*_fractions(policy), *_exact(policy), *_words(policy))


def _fractions(policy: WordingPolicy) -> Iterator[ExplainedPhrase]:
    known = _status(policy, "tolerances")
    for hedge, said in _SAID.items():
        meant = fraction_meaning(policy, _HALF, hedge)
        bound = hedge in (Hedge.AT_LEAST, Hedge.AT_MOST)
        yield ExplainedPhrase(said, _true_of(policy, meant), "definition" if bound else known)


def _exact(policy: WordingPolicy) -> Iterator[ExplainedPhrase]:
    small, per_cent = policy.small_numbers, policy.numerals.per_cent
    least = small.all_but_of_each
    yield ExplainedPhrase("all", "every one; never by rounding", "definition")
    yield ExplainedPhrase("none", "not one; never by rounding", "definition")
    yield ExplainedPhrase(
        "all but one, all but two",
        f"exactly so many are left out, of at least {least} for each",
        _status(policy, "small_numbers"),
    )
    yield ExplainedPhrase(f"56 {per_cent}", "it rounds to 56, half up, from the exact fraction", "definition")
    yield ExplainedPhrase("five of six", "exactly these two numbers", "definition")


def _words(policy: WordingPolicy) -> Iterator[ExplainedPhrase]:
    for word in policy.words:
        said = ", ".join((word.word, *word.synonyms))
        known = ", ".join(dict.fromkeys(part.status.value for part in word.provenance))
        yield ExplainedPhrase(said, _true_of(policy, word_meaning(policy, word.word)), known)


def _true_of(policy: WordingPolicy, meant: ShareMeaning) -> str:
    per_cent = policy.numerals.per_cent
    words = spans_in_words(meant.shares, per_cent)
    if meant.small is None:
        return words
    return f"{words}; {spans_in_words(meant.small, per_cent)} of {meant.small_up_to} or fewer"


def _status(policy: WordingPolicy, part: str) -> str:
    return next((one.status.value for one in policy.provenance if one.part == part), "")
