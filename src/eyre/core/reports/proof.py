"""The check of a whole document: every rule over one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from .allowances import apply_allowances
from .bound import check_bindings, check_broken, check_polarities, check_unbound
from .codes import Code
from .context import Context, Settings, spread
from .document import read_document
from .findings import Finding, Proof
from .matters import check_matters
from .names import check_inspected, check_names
from .numbers import (
    check_bases,
    check_brackets,
    check_evaluative,
    check_forms,
    check_repeats,
    check_small_groups,
    check_sums,
    check_weekdays,
)
from .tables import check_prose_bands, check_tables, check_totals

_WORKED_OUT = (Code.BRACKET_EXCEPTION, Code.BRACKET_DISAGREES, Code.SUM)
Rule = Callable[[Context], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    check_bindings,
    check_polarities,
    check_broken,
    check_unbound,
    check_evaluative,
    check_small_groups,
    check_bases,
    check_sums,
    check_brackets,
    check_forms,
    check_weekdays,
    check_repeats,
    check_matters,
    check_tables,
    check_prose_bands,
    check_totals,
    check_names,
    check_inspected,
)


def proof(text: str, settings: Settings) -> Proof:
    """What is wrong with a document in Markdown, in the order of the text. Cost grows with its length."""
    return examined(text, settings)[0]


def examined(text: str, settings: Settings) -> tuple[Proof, Context]:
    """The same with the document as it was read: its quantities and bindings, for a page that shows them."""
    context = Context(read_document(text), settings)
    found = _discreet(context, spread(finding for rule in RULES for finding in rule(context)))
    standing, allowed = apply_allowances(context, found)
    bindings, quantities = len(context.document.bindings), len(context.quantities)
    return Proof(spread(iter(standing)), spread(iter(allowed)), bindings, quantities), context


def _discreet(context: Context, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without what would work out a small group's figure from the words beside it: those go when the words go."""
    ends = [block.end for block in context.document.blocks]
    small = {bisect_right(ends, finding.start) for finding in found if finding.code is Code.SMALL_GROUP}
    return tuple(f for f in found if f.code not in _WORKED_OUT or bisect_right(ends, f.start) not in small)
