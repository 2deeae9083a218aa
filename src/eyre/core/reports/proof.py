"""The check of a whole document: every rule over one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .allowances import apply_allowances
from .bound import check_bindings, check_broken, check_unbound
from .context import Context, Settings, spread
from .document import read_document
from .findings import Finding, Proof
from .names import check_names
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

Rule = Callable[[Context], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    check_bindings,
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
    check_tables,
    check_prose_bands,
    check_totals,
    check_names,
)


def proof(text: str, settings: Settings) -> Proof:
    """What is wrong with a document in Markdown, in the order of the text. Cost grows with its length."""
    context = Context(read_document(text), settings)
    found = spread(finding for rule in RULES for finding in rule(context))
    standing, allowed = apply_allowances(context, found)
    return Proof(
        spread(iter(standing)), spread(iter(allowed)), len(context.document.bindings), len(context.quantities)
    )
