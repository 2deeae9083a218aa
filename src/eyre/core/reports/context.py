"""What every rule of the check may ask: the document, its sentences and quantities, the figures, the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from eyre.core.frameworks import Edition
from eyre.core.wording import Form, Quantity, WordingPolicy, find_quantities

from .codes import Code
from .document import Block, BlockKind, Document, sentences
from .figures import FigureRegister
from .findings import Finding

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check by. Without `figures` nothing is called unbound; without `edition` no rating is checked;
    without `names` no name; `inspected` are those of the names that the document is about; `small_group` is the
    least number of cases that may be printed (0: any)."""

    policy: WordingPolicy
    figures: FigureRegister | None = None
    edition: Edition | None = None
    names: tuple[str, ...] = ()
    small_group: int = 0
    inspected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the quantities in it; `block` is the number of its block, `listed` of its list (0: none)."""

    start: int
    end: int
    block: int
    kind: BlockKind
    listed: int
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class Context:
    """A document while it is checked."""

    document: Document
    settings: Settings

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the prose, tables left out, in order."""
        return tuple(
            sentence
            for n, block in enumerate(self.document.blocks)
            if block.kind is not BlockKind.TABLE
            for sentence in _sentences(self.document.prose, n, block)
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the document, those of table cells among them, in order."""
        prose = self.document.prose
        found = [quantity for sentence in self.sentences for quantity in sentence.quantities]
        for block in self.document.blocks:
            if block.kind is BlockKind.TABLE:
                found.extend(_quantities(prose, block.start, block.end))
        return tuple(sorted(found, key=lambda quantity: quantity.start))

    def finding(self, code: Code, start: int, end: int, reason: str, mend: str = "") -> Finding:
        """A finding at a place."""
        line, column = self.document.place(start)
        return Finding(code, start, end, line, column, self._excerpt(start, end), reason, mend)

    def _excerpt(self, start: int, end: int) -> str:
        prose = self.document.prose
        left, right = max(0, start - _AROUND), min(len(prose), end + _AROUND)
        while 0 < left < start and not prose[left - 1].isspace():
            left += 1
        while end < right < len(prose) and not prose[right].isspace():
            right -= 1
        left = max(left, prose.rfind("\n\n", left, start) + 1)  # nothing of the paragraphs around it
        after = prose.find("\n\n", end, right)
        return self.document.words(left, after if after >= 0 else right)


def _sentences(prose: str, n: int, block: Block) -> Iterator[Sentence]:
    """Read as one, because "Of these, 17 ..." speaks of the sentence before."""
    quantities = _quantities(prose, block.start, block.end)
    first = 0
    for start, end in sentences(prose, block):
        after = first
        while after < len(quantities) and quantities[after].start < end:
            after += 1
        yield Sentence(start, end, n, block.kind, block.listed, quantities[first:after])
        first = after


def _quantities(prose: str, start: int, end: int) -> tuple[Quantity, ...]:
    return tuple(_moved(quantity, start) for quantity in find_quantities(prose[start:end]))


def _moved(quantity: Quantity, by: int) -> Quantity:
    whole = quantity.whole and (quantity.whole[0] + by, quantity.whole[1] + by)
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, whole=whole)


def is_plain_count(quantity: Quantity) -> bool:
    """A number of things without hedge or unit: 196 cases."""
    return (
        quantity.form is Form.COUNT
        and quantity.number is not None
        and not quantity.unit
        and not quantity.hedge
    )


def spread(found: Iterator[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the text."""
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.code)))
