"""A draft as data for JSON and as tables for CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import Enum
from fractions import Fraction

from eyre.core.calendar import PartialDate
from eyre.core.reading import SCHEMA, Draft, Fact, Finding, Place, TableRead

Row = Mapping[str, object]


def as_data(draft: Draft) -> dict[str, object]:
    """The draft as `eyre read --json` prints it; docs/editors/reading.md says what every key means."""
    given = draft.given
    return {
        "schema": SCHEMA,
        "document": {
            "name": given.name, "sha256": given.digest, "form": given.form.value, "unit": given.unit,
            "characters": len(given.text), **_fact(draft.kind),
        },
        "providers": [_fact(each) for each in draft.providers],
        "dates": [_fact(each) for each in draft.dates],
        "tables": [_fact(each) for each in draft.tables],
        "statements": [_fact(each) for each in draft.statements],
        "recommendations": [_fact(each) for each in draft.recommendations],
        "claims": [_fact(each) for each in draft.claims],
        "findings": [_finding(each) for each in draft.findings],
    }  # fmt: skip


def _fact(fact: Fact) -> dict[str, object]:
    return {field.name: _value(getattr(fact, field.name)) for field in fields(fact)}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code.value, "severity": finding.severity.value, "place": _place(finding.place),
        "reason": finding.reason, "mend": finding.mend, "about": finding.about,
    }  # fmt: skip


def _value(value: object) -> object:
    """A value as JSON has it: a date as 2023-05, a share exactly as 3/4."""
    match value:
        case Place():
            return _place(value)
        case Enum():
            return value.value
        case PartialDate():
            return value.text
        case Fraction():
            return str(value)
        case Fact():
            return _fact(value)
        case tuple():
            return [_value(each) for each in value]
        case _:
            return value


def _place(place: Place) -> dict[str, object]:
    return {field.name: getattr(place, field.name) for field in fields(place)}


def as_tables(draft: Draft) -> dict[str, list[Row]]:
    """A table for each kind of fact, with the names of providers beside their ids."""
    names = {provider.id: provider.name for provider in draft.providers}
    return {
        "document": [_row(draft.kind, names)],
        "providers": [_row(each, names) for each in draft.providers],
        "dates": [_row(each, names) for each in draft.dates],
        "inspections": [_inspection(table, names) for table in draft.tables],
        "ratings": [
            {"table": table.id, "body": names.get(table.provider, ""), **_row(rating, names)}
            for table in draft.tables
            for rating in table.ratings
        ],
        "statements": [_row(each, names) for each in draft.statements],
        "recommendations": [_row(each, names) for each in draft.recommendations],
        "claims": [_row(each, names) for each in draft.claims],
        "findings": [_flat(_finding(each)) for each in draft.findings],
    }


def _inspection(table: TableRead, names: Mapping[str, str]) -> Row:
    overall, score = table.overall, table.score
    return {
        "id": table.id, "provider": table.provider, "body": names.get(table.provider, ""), "heading": table.heading,
        "edition": table.edition, "fieldwork": table.fieldwork.date.text if table.fieldwork else "",
        "overall": overall.rating if overall else "", "overall_printed": overall.printed if overall else "",
        "points": score.points if score else "", "out_of": score.out_of if score else "", "sure": table.sure.value,
        "because": "; ".join(table.because), "line": table.place.line, "mark": table.place.mark or "",
    }  # fmt: skip


def _row(fact: Fact, names: Mapping[str, str]) -> Row:
    flat = _flat(_fact(fact))
    if provider := getattr(fact, "provider", ""):
        flat["body"] = names.get(provider, "")
    elif hasattr(fact, "provider"):
        flat["body"] = ""
    return flat


def _flat(data: Mapping[str, object]) -> dict[str, object]:
    """One level: a place by its line, page and words; a list joined; what is not set is empty."""
    row: dict[str, object] = {}
    for name, value in data.items():
        if name == "place" and isinstance(value, dict):
            row |= {
                "line": value["line"],
                "mark": value["mark"] or "",
                "start": value["start"],
                "end": value["end"],
                "words": value["words"],
            }
        elif isinstance(value, list):
            row[name] = "; ".join(map(str, value))
        else:
            row[name] = "" if value is None else value
    return row


def columns(rows: Iterable[Row]) -> list[str]:
    """The columns of a table, in order."""
    return list(dict.fromkeys(name for row in rows for name in row))
