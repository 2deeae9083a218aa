"""Which number is the whole of which? "Of the 39 staff who asked, 28 had ...", "13 PDUs, of which we saw five"."""

from __future__ import annotations

from itertools import pairwise

from eyre.core.figures import Count

from ..quantity import Form
from .draft import Draft
from .lexicon import COUNTED, DETERMINERS
from .nouns import looks_plural, noun_phrase
from .tokens import BREAK, Tokens

_NEAR_OPENING = 30
_BRACKET = 10
_SENTENCE_ENDS = frozenset({BREAK, ".", ";", "?", "!", "|"})
_OPENERS = frozenset({BREAK, ".", ",", ";", ":", "", "that", "–", "—", "(", "and", "but", "-"})
_SHARES = frozenset({Form.FRACTION, Form.PERCENT, Form.RATIO, Form.WORD, Form.ALL, Form.ALL_BUT, Form.NONE})


def join_wholes(tokens: Tokens, drafts: list[Draft]) -> None:
    """Give each part its whole where both stand in one sentence; a part becomes a COUNT_OF, both keep their place."""
    opened: Draft | None = None
    latest: Draft | None = None
    for place, draft in enumerate(drafts):
        before = drafts[place - 1] if place else None
        if before is not None and _ends_sentence(tokens.words, before.after, draft.first):
            opened = latest if _speaks_of_these(tokens.words, before.after, draft.first) else None
            latest = None
        if before is not None and before.form in _SHARES and _is_whole_of(tokens, before, draft):
            before.whole = _place(tokens, draft)
        if draft.form in _SHARES and opened is not None:
            draft.whole = _place(tokens, opened)
        elif _is_plain(draft):
            _join_over_bracket(tokens, drafts[max(0, place - 3) : place], draft)
            opened, latest = _read_plain(tokens, draft, opened, latest)


def _join_over_bracket(tokens: Tokens, before: list[Draft], whole: Draft) -> None:
    """14 (70%) of the 20 cases: the part stands before the bracket."""
    words, at = tokens.words, _of_before(tokens.words, whole)
    if words[at] != "of" or words[at - 1] != ")" or "(" not in (near := words[max(0, at - _BRACKET) : at]):
        return
    bracket = at - near[::-1].index("(") - 1
    for part in before:
        if part.after == bracket and _is_plain(part) and _fits(part, whole):
            _make_part(tokens, part, whole)


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


def _speaks_of_these(words: list[str], start: int, end: int) -> bool:
    """Does the next sentence begin with "Of these," and nothing else stand between?"""
    near = words[max(start, end - _NEAR_OPENING) : end]
    at = next((i for i, word in enumerate(near) if word in _SENTENCE_ENDS), len(near))
    return near[at + 1 : at + 4] in (["of", "these", ","], ["of", "those", ","], ["of", "them", ","])


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


def _of_before(words: list[str], draft: Draft) -> int:
    """The token before the number and its determiners, where the "of" of "of the 39" stands."""
    at = draft.first - 1
    while (
        at > max(0, draft.first - 4)
        and (words[at] in DETERMINERS or words[at] == "total")
        and words[at] != "of"
    ):
        at -= 1
    return at


def _opens(words: list[str], draft: Draft) -> bool:
    """Does the number stand at the head of its clause as "of the 39"?"""
    at = _of_before(words, draft)
    at -= words[at - 1] == "out"
    return words[at] in {"of", "out"} and (at == 0 or words[at - 1] in _OPENERS)


_FARTHEST = 60  # tokens between a whole and its part; further on, the sentence has moved on


def _is_part(tokens: Tokens, whole: Draft, part: Draft) -> bool:
    if not _fits(part, whole) or part.first - whole.after > _FARTHEST:
        return False
    return "," in tokens.words[whole.after : part.first] and _has_no_own_noun(tokens, whole, part)


def _has_no_own_noun(tokens: Tokens, whole: Draft, part: Draft) -> bool:
    first, end = noun_phrase(tokens, part.noun_at)
    own = tokens.words[first:end]
    of_whole = tokens.words[slice(*noun_phrase(tokens, whole.noun_at))]
    is_noun = first < end and (own[-1] in COUNTED or looks_plural(own[-1]))
    return not is_noun or first > part.after or own == of_whole


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
