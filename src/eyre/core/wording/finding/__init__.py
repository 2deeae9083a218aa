"""Which quantities does a text state, and where?"""

from __future__ import annotations

from collections.abc import Callable

from ..quantity import Form, Hedge, Quantity
from . import counts, indefinite, parts, shares, vague
from .apart import after_telling_apart, is_a_name
from .draft import Draft
from .hedges import focus_before, hedge_after, hedge_before
from .lexicon import MULTIPLIERS, PART, TENS, UNICODE_FRACTIONS, UNITS
from .nouns import said_of
from .numbers import read_number
from .polarity import polarity
from .tokens import Tokens, tokenise
from .wholes import join_wholes

__all__ = ["find_quantities"]

Reader = Callable[[Tokens, int], Draft | None]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity the text states, in order, none overlapping another: `text[q.start:q.end] == q.text`.

    Dates, times, ordinals, references and list numbers are left out; sums of money, durations and percentage
    points are counts with a `unit`. Cost grows with the length of the text alone.
    """
    tokens = tokenise(text)
    drafts = _drafts(tokens)
    join_wholes(tokens, drafts)
    return tuple(_quantity(tokens, draft) for draft in drafts)


def _drafts(tokens: Tokens) -> list[Draft]:
    drafts: list[Draft] = []
    free = 0
    for at in [at for at, word in enumerate(tokens.words) if word < ":" or word in _READERS]:
        word = tokens.words[at]
        if at < free or word < "0":  # what sorts before the figures is a mark, what sorts before ":" a figure
            continue
        skipped = after_telling_apart(tokens, at) if word < ":" else None
        if skipped is not None:
            free = skipped
            continue
        draft = _READERS.get(word, _read_number)(tokens, at)
        if draft is not None and draft.first >= free:
            _widen(tokens, draft, free)
            if not (drafts and shares.joined(tokens, drafts[-1], draft)):
                drafts.append(draft)
            free = draft.after
    return drafts


def _widen(tokens: Tokens, draft: Draft, free: int) -> None:
    """Take in the hedge and the "only" that belong to the phrase; they may not reach back before token `free`."""
    if draft.noun_at < 0:
        draft.noun_at = draft.after
    if draft.takes_hedge:
        first, hedge = hedge_before(tokens, draft.first, free)
        if not _is_place(tokens, draft, first):
            draft.first, draft.hedge = first, hedge
        if draft.hedge is Hedge.NONE:
            after, draft.hedge = hedge_after(tokens, draft.after)
            draft.noun_at = after if draft.noun_at == draft.after else draft.noun_at
            draft.after = after
    draft.first = focus_before(tokens, draft.first, free)


def _is_place(tokens: Tokens, draft: Draft, first: int) -> bool:
    """Under three headings, above five shops: the word says where, not how many."""
    is_one_word = first == draft.first - 1 and tokens.words[first] in {"under", "below", "above"}
    return is_one_word and draft.form is Form.COUNT and tokens.words[draft.first].isalpha()


def _read_number(tokens: Tokens, at: int) -> Draft | None:
    number = read_number(tokens, at)
    if number is None:
        return None
    for rule in (shares.percent, shares.fraction, parts.score):
        if (draft := rule(tokens, number)) is not None:
            return draft
    if is_a_name(tokens, number):
        return None
    return parts.count_of(tokens, number) or counts.count(tokens, number)


_READERS: dict[str, Reader] = {
    **dict.fromkeys([*UNITS, *TENS, *MULTIPLIERS], _read_number),
    **dict.fromkeys(PART, shares.part),
    **dict.fromkeys(UNICODE_FRACTIONS, shares.unicode_fraction),
    **dict.fromkeys(["every", "each"], indefinite.read_every),
    **dict.fromkeys(["several", "dozens", "hundreds", "thousands", "hardly", "scarcely"], vague.read_several),
    **dict.fromkeys(vague.HEADS, vague.read_head),
    **dict.fromkeys(["twice", "double", "thrice", "treble", "triple"], counts.read_twice),
    **dict.fromkeys(["everyone", "everybody"], indefinite.read_everyone),
    **dict.fromkeys(["nobody", "noone"], indefinite.read_nobody),
    "all": indefinite.read_all,
    "none": indefinite.read_none,
    "no": indefinite.read_no,
    "not": indefinite.read_not,
    "both": indefinite.read_both,
    "neither": indefinite.read_neither,
    "most": vague.read_most,
    "many": vague.read_many,
    "few": vague.read_few,
}


def _said_of(tokens: Tokens, draft: Draft) -> str:
    if draft.form is Form.SCORE:  # what follows a score is the next cell of a table
        return "points" if tokens.words[draft.after] == "points" else ""
    return said_of(tokens, draft.noun_at)


def _quantity(tokens: Tokens, draft: Draft) -> Quantity:
    start, end = tokens.starts[draft.first], tokens.ends[draft.after - 1]
    return Quantity(
        start,
        end,
        tokens.text[start:end],
        draft.form,
        hedge=draft.hedge,
        count=draft.count,
        number=draft.number,
        share=draft.share,
        low=draft.low,
        high=draft.high,
        word=draft.word,
        said_of=_said_of(tokens, draft),
        polarity=polarity(tokens, draft.first, draft.after),
        unit=draft.unit,
        whole=draft.whole,
    )
