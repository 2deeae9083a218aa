"""Which phrases would be right for a count? Best first; whatever is proposed, the check calls true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from eyre.core.figures import Count, Undefined, percent

from .judging import Why, judge
from .meaning import meaning
from .meant import Meaning
from .number_words import written, written_together
from .policy import Anchor, Proposed, WordingPolicy
from .quantity import Form, Hedge, Quantity


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a count, the quantity they state, and what that is true of: synonyms have equal meanings."""

    text: str
    quantity: Quantity
    meaning: Meaning


HEDGE_WORDS = {
    Hedge.NONE: "", Hedge.NEARLY: "almost ", Hedge.JUST_OVER: "just over ", Hedge.OVER: "more than ",
    Hedge.UNDER: "less than ",
}  # fmt: skip
_MOST_LEFT_OUT = 2  # "all but three" is read more slowly than the count


def phrases_for(
    policy: WordingPolicy, count: Count, *, opposite: bool = False, suppressed: bool = False
) -> tuple[Phrase, ...]:
    """The phrases that are true of the count, best first; with `opposite`, of those not counted.

    Never evaluative. Empty for 0 of 0, and for a cell that is `suppressed`: words would tell what was hidden.
    """
    said = count.complement if opposite else count
    if suppressed or said.of == 0:
        return ()
    return _true_phrases(policy, said)


@lru_cache(maxsize=4096)
def _true_phrases(policy: WordingPolicy, count: Count) -> tuple[Phrase, ...]:
    ordered = _in_order(policy, count)
    # a policy may have a word for what is also a hedged fraction ("less than half"): it is said once
    found = {phrase.text: phrase for phrase in ordered if _is_true(policy, phrase, count)}
    return tuple(found.values())


def _in_order(policy: WordingPolicy, count: Count) -> list[Phrase]:
    """Everything that might be said, best first: counts of few cases, shares of many."""
    counts, shares = [*_counts(policy, count)], [*_percents(policy, count)]
    if count.x in (0, count.of):
        return [*_whole(policy, count), *counts, *shares]
    all_but = [*_all_but(policy, count)]
    if count.of <= policy.small_numbers.counts_up_to:
        return [*counts, *all_but, *_first_shares(policy), *shares, *_other_shares(policy, count)]
    return [*_first_shares(policy), *shares, *_other_shares(policy, count), *all_but, *counts]


def _is_true(policy: WordingPolicy, phrase: Phrase, count: Count) -> bool:
    return phrase.meaning.holds(count) and judge(policy, phrase.meaning, count) is Why.HOLDS


def _whole(policy: WordingPolicy, count: Count) -> Iterator[Phrase]:
    if count.x == count.of:
        yield _phrase(policy, "all", Form.ALL)
    elif count.x == 0:
        yield _phrase(policy, "none", Form.NONE)


def _counts(policy: WordingPolicy, count: Count) -> Iterator[Phrase]:
    """ "five of six"; both in numerals when either needs them."""
    x, of = written_together((count.x, count.of), policy.numerals.words_up_to)
    yield _phrase(policy, f"{'none' if count.x == 0 else x} of {of}", Form.COUNT_OF, count=count)


def _all_but(policy: WordingPolicy, count: Count) -> Iterator[Phrase]:
    left_out = count.of - count.x
    if 0 < left_out <= _MOST_LEFT_OUT:
        text = f"all but {written(left_out, policy.numerals.words_up_to)}"
        yield _phrase(policy, text, Form.ALL_BUT, number=left_out)


def _percents(policy: WordingPolicy, count: Count) -> Iterator[Phrase]:
    """The whole per cent; never 0 for some or 100 for not all."""
    whole = percent(count)
    assert not isinstance(whole, Undefined), "0 of 0 has no phrases"
    if whole == 0 < count.x:
        yield _per_cent(policy, 1, Hedge.UNDER)
    elif whole == 100 and count.x < count.of:
        yield _per_cent(policy, 99, Hedge.OVER)
    else:
        yield _per_cent(policy, whole, Hedge.NONE)


@lru_cache(maxsize=1024)
def _per_cent(policy: WordingPolicy, whole: int, hedge: Hedge) -> Phrase:
    text = f"{HEDGE_WORDS[hedge]}{written(whole, policy.numerals.words_up_to)} {policy.numerals.per_cent}"
    return _phrase(policy, text, Form.PERCENT, hedge=hedge, low=Fraction(whole), high=Fraction(whole))


@lru_cache(maxsize=64)
def _first_shares(policy: WordingPolicy) -> list[Phrase]:
    """Named fractions, then "almost" and "just over" them, then the words that go before a per cent."""
    named = [anchor for anchor in policy.anchors if anchor.is_fraction]
    hedged = [_anchored(policy, one, hedge) for one in named for hedge in (Hedge.NEARLY, Hedge.JUST_OVER)]
    return [*(_anchored(policy, one, Hedge.NONE) for one in named), *hedged, *_words(policy, Proposed.FIRST)]


def _other_shares(policy: WordingPolicy, count: Count) -> list[Phrase]:
    """What is also true: "more than half", "a majority", "four in ten"."""
    return [*_sides(policy, count), *_more_shares(policy)]


def _sides(policy: WordingPolicy, count: Count) -> Iterator[Phrase]:
    """More or less than the named fraction that is nearest."""
    rest = (
        (under, over)
        for border, under, over in _borders(policy)
        if count.x * border[1] <= border[0] * count.of
    )
    yield from next(rest, ())


@lru_cache(maxsize=64)
def _borders(policy: WordingPolicy) -> tuple[tuple[tuple[int, int], Phrase, Phrase], ...]:
    """For each named fraction, where the next one becomes nearer, and less and more than it."""
    named = [anchor for anchor in policy.anchors if anchor.is_fraction]
    ends = [*((one.share + other.share) / 2 for one, other in pairwise(named)), Fraction(1)]
    return tuple(
        (end.as_integer_ratio(), _anchored(policy, one, Hedge.UNDER), _anchored(policy, one, Hedge.OVER))
        for end, one in zip(ends, named, strict=False)
    )


@lru_cache(maxsize=64)
def _more_shares(policy: WordingPolicy) -> list[Phrase]:
    ratios = [
        _phrase(policy, f"{HEDGE_WORDS[hedge]}{one.ratio}", Form.RATIO, hedge=hedge, share=one.share)
        for hedge in (Hedge.NONE, Hedge.NEARLY, Hedge.JUST_OVER)
        for one in policy.anchors
        if one.ratio
    ]
    return [*_words(policy, Proposed.ALSO), *ratios]


def _words(policy: WordingPolicy, proposed: Proposed) -> list[Phrase]:
    chosen = [one.word for one in policy.words if one.proposed is proposed]
    return [_phrase(policy, word, Form.WORD, word=word) for word in chosen]


@lru_cache(maxsize=1024)
def _anchored(policy: WordingPolicy, anchor: Anchor, hedge: Hedge) -> Phrase:
    return _phrase(
        policy, f"{HEDGE_WORDS[hedge]}{anchor.phrase}", Form.FRACTION, hedge=hedge, share=anchor.share
    )


def _phrase(
    policy: WordingPolicy,
    text: str,
    form: Form,
    *,
    hedge: Hedge = Hedge.NONE,
    count: Count | None = None,
    number: int | None = None,
    share: Fraction | None = None,
    low: Fraction | None = None,
    high: Fraction | None = None,
    word: str = "",
) -> Phrase:
    quantity = Quantity(
        0,
        len(text),
        text,
        form,
        hedge=hedge,
        count=count,
        number=number,
        share=share,
        low=low,
        high=high,
        word=word,
    )
    return Phrase(text, quantity, meaning(policy, quantity))
