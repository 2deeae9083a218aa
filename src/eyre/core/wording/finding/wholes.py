"""Which number is the whole of which? "Of the 39 staff who asked, 28 had ...", "13 PDUs, of which we saw five"."""

from __future__ import annotations

from itertools import pairwise

from eyre.core.figures import Count

from ..quantity import Form
from .around import noun_phrase
from .draft import Draft
from .lexicon import DETERMINERS
from .tokens import BREAK, Tokens

_SENTENCE_ENDS = frozenset({BREAK, ".", ";", "?", "!", "|"})
_OPENERS = frozenset({BREAK, ".", ",", ";", ":", "", "that", "–", "—", "(", "and", "but", "-", "out"})
_SHARES = frozenset({Form.FRACTION, Form.PERCENT, Form.RATIO, Form.WORD, Form.ALL, Form.ALL_BUT, Form.NONE})


def join_wholes(tokens: Tokens, drafts: list[Draft]) -> None:
    """Give each part its whole where both stand in one sentence; a part becomes a COUNT_OF, both keep their place."""
    opened: Draft | None = None
    latest: Draft | None = None
    for before, draft in zip([None, *drafts], drafts, strict=False):
        if before is not None and _ends_sentence(tokens.words, before.after, draft.first):
            opened = latest = None
        if before is not None and before.form in _SHARES and _is_whole_of(tokens, before, draft):
            before.whole = _place(tokens, draft)
        if draft.form in _SHARES and opened is not None:
            draft.whole = _place(tokens, opened)
        elif _is_plain(draft):
            opened, latest = _read_plain(tokens, draft, opened, latest)


def _read_plain(
    tokens: Tokens, draft: Draft, opened: Draft | None, latest: Draft | None
) -> tuple[Draft | None, Draft | None]:
    if opened is not None and _is_part(tokens, opened, draft):
        _make_part(tokens, draft, opened)
    elif latest is not None and _is_of_which(tokens, latest, draft):
        _make_part(tokens, draft, latest)
    elif _opens(tokens.words, draft):
        return draft, draft
    else:
        return opened, draft
    return opened, latest


def _is_plain(draft: Draft) -> bool:
    return draft.form is Form.COUNT and draft.number is not None and not draft.unit


def _make_part(tokens: Tokens, part: Draft, whole: Draft) -> None:
    assert part.number is not None
    assert whole.number is not None
    part.form, part.count, part.number = Form.COUNT_OF, Count(part.number, whole.number), None
    part.whole = _place(tokens, whole)
    if part.noun_at == noun_phrase(tokens, part.noun_at)[1]:
        part.noun_at = whole.noun_at


def _place(tokens: Tokens, draft: Draft) -> tuple[int, int]:
    return tokens.starts[draft.first], tokens.ends[draft.after - 1]


def _ends_sentence(words: list[str], start: int, end: int) -> bool:
    return not _SENTENCE_ENDS.isdisjoint(words[start:end])


def _is_whole_of(tokens: Tokens, share: Draft, whole: Draft) -> bool:
    between = tokens.words[share.after : whole.first]
    return _is_plain(whole) and between[:1] == ["of"] and all(word in DETERMINERS for word in between)


def _opens(words: list[str], draft: Draft) -> bool:
    """Does the number stand at the head of its clause as "of the 39"?"""
    at = draft.first - 1
    while at > max(0, draft.first - 4) and words[at] in DETERMINERS and words[at] != "of":
        at -= 1
    return words[at] == "of" and (at == 0 or words[at - 1] in _OPENERS)


_FARTHEST = 60  # tokens between a whole and its part; further on, the sentence has moved on


def _is_part(tokens: Tokens, whole: Draft, part: Draft) -> bool:
    if not _fits(part, whole) or part.first - whole.after > _FARTHEST:
        return False
    return "," in tokens.words[whole.after : part.first] and _has_no_own_noun(tokens, whole, part)


def _has_no_own_noun(tokens: Tokens, whole: Draft, part: Draft) -> bool:
    first, end = noun_phrase(tokens, part.noun_at)
    own = tokens.words[first:end]
    of_whole = tokens.words[slice(*noun_phrase(tokens, whole.noun_at))]
    return first == end or first > part.after or own == of_whole


_LONGEST_OF_WHICH = 5  # "of which we inspected five"


def _is_of_which(tokens: Tokens, whole: Draft, part: Draft) -> bool:
    if not _fits(part, whole):
        return False
    words = tokens.words
    if words[part.after] == "of" and words[part.after + 1] in {"which", "whom"}:
        return True
    before = words[max(whole.after, part.first - _LONGEST_OF_WHICH) : part.first]
    return any(pair in {("of", "which"), ("of", "whom")} for pair in pairwise(before))


def _fits(part: Draft, whole: Draft) -> bool:
    return part.number is not None and whole.number is not None and part.number <= whole.number
