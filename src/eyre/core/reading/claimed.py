"""Which quantities does the prose claim, in which sentence and section, and how sure is each reading?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eyre.core.reports.context import Context
from eyre.core.reports.document import BlockKind
from eyre.core.wording import Form, NoMeaning, Quantity, WordingPolicy, meaning

from .cleaned import Cleaned, Kind
from .draft import Sure

_COUNTED = re.compile(
    r"\b(?:relevant|inspected|cases?|victims?|people|respondents|children|plans|reports|interviews)\b"
)
_SINCE = re.compile(r"\b(?:last|past|next|first|previous) $")
_SPANS = frozenset({"month", "year", "week", "day"})
_SIDE = re.compile(r"(?:the )?(?:key |main )?(?:strengths|areas (?:for|of) improvement)[^.]{0,60}", re.I)
_HEAD = re.compile(r"[A-Z]\S{0,40}(?: \S{1,40}){0,8}(?<![.,;?!”\"])")
_UNMARKED, _DEEP = 7, 8  # the levels of headings without a mark, and of strengths and areas for improvement
_VAGUE = frozenset({Form.WORD, Form.ALL, Form.NONE})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A quantity of the cleaned text with its sentence and the headings above it."""

    quantity: Quantity
    sentence: str
    section: tuple[str, ...]
    block: int


def find_claims(context: Context, cleaned: Cleaned, skip: frozenset[int], tail: int) -> Iterator[Claimed]:
    """The quantities of paragraphs, items, notes and other tables; `skip` are blocks that hold no claim."""
    above = sections(cleaned)
    prose = context.document.prose
    for sentence in context.sentences:
        n = cleaned.block_at(sentence.start)
        if sentence.kind is BlockKind.HEADING or n in skip or sentence.start >= tail:
            continue
        words = " ".join(prose[sentence.start : sentence.end].split())
        for quantity in sentence.quantities:
            if not _claims_something(quantity, prose, context.settings.policy):
                continue
            yield Claimed(quantity, words, above[n], n)


def _claims_something(quantity: Quantity, prose: str, policy: WordingPolicy) -> bool:
    """Not a turn of phrase: "many", "all regional functions", "the last 12 months" claim nothing that was counted."""
    if quantity.form is Form.WORD:
        return policy.is_evaluative(quantity.word) or _has_meaning(policy, quantity)
    if quantity.form is Form.ALL:
        return bool(_COUNTED.search(f"{quantity.said_of} {prose[quantity.end : quantity.end + 20]}"))
    before = prose[max(0, quantity.start - 12) : quantity.start]
    return not (quantity.unit in _SPANS and _SINCE.search(before))


def _has_meaning(policy: WordingPolicy, quantity: Quantity) -> bool:
    try:
        meaning(policy, quantity)
    except NoMeaning:
        return False
    return True


def sections(cleaned: Cleaned) -> list[tuple[str, ...]]:
    """The headings above each block of a document: the latest of each level that is not deeper than the one below it."""
    stack: list[tuple[int, str]] = []
    found: list[tuple[str, ...]] = []
    for block in cleaned.blocks:
        words = cleaned.words(block).strip(" :")
        if block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and _HEAD.fullmatch(words)):
            level = _DEEP if _SIDE.fullmatch(words) else block.level or _UNMARKED
            while stack and stack[-1][0] >= level:
                stack.pop()
            stack.append((level, words))
        found.append(tuple(words for _, words in stack))
    return found


def surety(quantity: Quantity) -> tuple[Sure, tuple[str, ...]]:
    """How sure the reading of a quantity is, and why."""
    if quantity.form in _VAGUE:
        return Sure.LIKELY, ("the words name no number",)
    if quantity.form is Form.COUNT_OF and quantity.whole is not None:
        return Sure.LIKELY, ("part and whole stand apart in the sentence",)
    if not quantity.said_of and quantity.form is Form.COUNT:
        return Sure.LIKELY, ("the words do not say what is counted",)
    return Sure.SURE, ()
