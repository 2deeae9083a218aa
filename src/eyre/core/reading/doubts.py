"""A fact that an error speaks against is unsure, whatever its reader thought of it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from .codes import ReadingCode, Severity
from .draft import Draft, Fact, Finding, Sure, TableRead

F = TypeVar("F", bound=Fact)
_BRACKETS = frozenset({ReadingCode.BRACKET_EXCEPTION, ReadingCode.BRACKET_DISAGREES})


def doubted(draft: Draft) -> Draft:
    """The draft with every fact unsure that a finding of the severity error is about."""
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    about = {finding.about: finding for finding in errors if finding.about}
    brackets = [finding for finding in errors if finding.code in _BRACKETS]
    return replace(
        draft,
        dates=tuple(_doubt(each, about) for each in draft.dates),
        tables=tuple(_doubt_table(each, about) for each in draft.tables),
        statements=tuple(_doubt(each, about) for each in draft.statements),
        recommendations=tuple(_doubt(each, about) for each in draft.recommendations),
        claims=tuple(_doubt(each, _at(each, brackets) or about) for each in draft.claims),
    )


def _doubt(fact: F, about: dict[str, Finding]) -> F:
    finding = about.get(fact.id)
    if finding is None or finding.reason in fact.because:
        return fact
    return replace(fact, sure=Sure.UNSURE, because=(*fact.because, finding.reason))


def _doubt_table(table: TableRead, about: dict[str, Finding]) -> TableRead:
    return replace(
        _doubt(table, about),
        overall=table.overall and _doubt(table.overall, about),
        score=table.score and _doubt(table.score, about),
        fieldwork=table.fieldwork and _doubt(table.fieldwork, about),
        ratings=tuple(_doubt(each, about) for each in table.ratings),
    )


def _at(fact: Fact, findings: Sequence[Finding]) -> dict[str, Finding]:
    """The finding that speaks of the words of the fact."""
    for finding in findings:
        if finding.place.start < fact.place.end and fact.place.start < finding.place.end:
            return {fact.id: finding}
    return {}
