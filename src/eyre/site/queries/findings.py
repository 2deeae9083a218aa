"""Where do published facts disagree, with each other or with the rule?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from eyre.platform.filters import Choice
from eyre.ratings.models import DataFinding

RANK = {severity: rank for rank, severity in enumerate(DataFinding.Severity.values)}
MANY = 3
LONG = 160  # letters of a heading


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says."""

    says: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """One disagreement with the sources on both sides, and how Eyre treats it."""

    key: str
    kind: str
    severity: str
    severity_label: str
    place: str
    text: str
    sides: tuple[Side, ...]
    resolution: str
    inspection: str
    inspection_name: str

    @property
    def headline(self) -> str:
        """The first sentence of a long text; all of a short one."""
        first, stop, _ = self.text.partition(". ")
        return f"{first}." if stop and len(self.text) > LONG else self.text

    @property
    def rest(self) -> str:
        """What follows the headline."""
        return self.text.removeprefix(self.headline).strip()

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return kind_in_words(self.kind)


def kind_in_words(kind: str) -> str:
    """A kind of finding as people read it: `score_out_of_range` is "Score out of range"."""
    return kind.replace("_", " ").replace("-", " ").capitalize()


def public_findings() -> QuerySet[DataFinding]:
    """Every finding anybody may see: those about public inspections, and those about none."""
    return DataFinding.objects.exclude(inspection__is_public=False)


def columns_of(rows: QuerySet[DataFinding]) -> QuerySet[DataFinding, Any]:
    """The findings with the columns that `found` takes."""
    return rows.order_by().values(
        "key",
        "kind",
        "severity",
        "place",
        "text",
        "sides",
        "resolution",
        "inspection_id",
        "inspection__name_as_printed",
    )


def found(rows: Iterable[tuple[Any, ...]]) -> tuple[Found, ...]:
    """The findings of rows that have the columns of `columns_of`, the gravest first."""
    return tuple(
        sorted((_found(*row) for row in rows), key=lambda one: (RANK[one.severity], one.kind, one.key))
    )


def _found(
    key: str,
    kind: str,
    severity: str,
    place: str,
    text: str,
    sides: list[dict[str, str]],
    resolution: str,
    inspection: str | None,
    name: str | None,
) -> Found:
    told = tuple(
        Side(s.get("says", ""), s.get("citation") or s.get("source", ""), s.get("url", "")) for s in sides
    )
    label = DataFinding.Severity(severity).label
    return Found(key, kind, severity, label, place, text, told, resolution, inspection or "", name or "")


@dataclass(frozen=True, slots=True)
class OfKind:
    """The findings of one kind and severity; where there are `many`, a page shows them closed until asked for."""

    label: str
    findings: tuple[Found, ...]

    @property
    def many(self) -> bool:
        """Whether there are more than a reader wants to scroll past."""
        return len(self.findings) > MANY


@dataclass(frozen=True, slots=True)
class OfSeverity:
    """The findings of one severity, kind by kind."""

    severity: str
    label: str
    kinds: tuple[OfKind, ...]
    count: int


def by_severity(rows: tuple[Found, ...]) -> tuple[OfSeverity, ...]:
    """Findings that are in order, in groups of severity and kind."""
    return tuple(
        _of_severity(severity, tuple(group))
        for severity, group in groupby(rows, key=lambda one: one.severity)
    )


def _of_severity(severity: str, rows: tuple[Found, ...]) -> OfSeverity:
    kinds = tuple(
        OfKind(label, tuple(group)) for label, group in groupby(rows, key=lambda one: one.kind_label)
    )
    return OfSeverity(severity, rows[0].severity_label, kinds, len(rows))


def data_findings(severity: str = "", kind: str = "") -> tuple[Found, ...]:
    """Every finding anybody may see, narrowed by severity and kind where these are given."""
    rows = public_findings()
    if severity:
        rows = rows.filter(severity=severity)
    if kind:
        rows = rows.filter(kind=kind)
    return found(tuple(row.values()) for row in columns_of(rows))


def finding_choices() -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """What findings can be narrowed by: severities, then kinds, each with how many findings have it."""
    rows = list(public_findings().order_by().values_list("severity", "kind"))
    severities, kinds = Counter(s for s, _ in rows), Counter(k for _, k in rows)
    return (
        tuple(
            Choice(s.value, s.label, severities[s.value]) for s in DataFinding.Severity if severities[s.value]
        ),
        tuple(Choice(kind, kind_in_words(kind), kinds[kind]) for kind in sorted(kinds)),
    )
