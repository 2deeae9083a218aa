"""How does a row of the record look to an auditor? With names, and with nothing that could pass for another line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from eyre.people.roles import ROLES
from eyre.platform.audit.plain import visible
from eyre.platform.audit.queries import Seal
from eyre.platform.lines import Action, SummaryRow

from .names import PERSON, names_of


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; the moment in UTC."""

    id: int
    at: str
    who: str
    role: str
    action: str
    operation: str
    kind: str
    subject: str


def lines(events: Iterable[Any]) -> list[Line]:
    """The rows of a page, with the names of everybody in them."""
    rows = list(events)
    names = _names(rows)
    return [
        Line(
            id=row.pk,
            at=date_format(row.at.astimezone(UTC), "j M Y, H:i:s"),
            who=_who(row.actor, names),
            role=_role(row.role),
            action=visible(row.action),
            operation=row.operation.capitalize(),
            kind=visible(row.subject_kind),
            subject=_subject(row, names),
        )
        for row in rows
    ]


def details(event: Any) -> list[SummaryRow]:
    """Everything one row says."""
    names = _names([event])
    role = _role(event.role)
    told: list[tuple[str, object, tuple[Action, ...]]] = [
        ("When", utc(event.at), ()),
        (
            "Who",
            _with_id(_who(event.actor, names), event.actor),
            _more({"who": event.actor}, "by them") if event.actor in names else (),
        ),
        ("In the role of", role or "None", ()),
        ("From the address", visible(event.origin) or "Not known", ()),
        ("What was done", visible(event.action), _more({"action": event.action}, "of this kind")),
        ("Kind of processing", event.operation.capitalize(), ()),
        ("On what", visible(event.subject_kind), ()),
        ("On which", _with_id(_subject(event, names), event.subject_id), _on(event)),
        ("Purpose", visible(event.purpose) or "Not given", ()),
        ("Chain", "Acts" if event.chain == "writes" else "Readings", ()),
    ]
    return [SummaryRow(key, value, actions) for key, value, actions in told]


def values(text: str) -> list[SummaryRow]:
    """What stands in `before` or `after`, name by name."""
    if not text:
        return []
    try:
        told = json.loads(text)
    except ValueError:
        return [SummaryRow("As it stands", visible(text))]
    if not isinstance(told, dict):
        return [SummaryRow("As it stands", visible(text))]
    return [SummaryRow(visible(name), _value(value)) for name, value in told.items()]


def seal_lines(seal: Seal) -> list[SummaryRow]:
    """Where a row is sealed."""
    return [
        SummaryRow("Segment", f"{seal.number:,}"),
        SummaryRow("Sealed", utc(seal.sealed_at)),
        SummaryRow("Digest of the row", seal.digest),
        SummaryRow("Head of the segment", seal.head),
    ]


def utc(at: datetime) -> str:
    """A moment as the record has it: "24 November 2026, 09:30:05 UTC"."""
    return f"{date_format(at.astimezone(UTC), 'j F Y, H:i:s')} UTC"


def _names(rows: Iterable[Any]) -> dict[str, str]:
    return names_of(
        each for row in rows for each in (row.actor, row.subject_id if row.subject_kind == PERSON else "")
    )


def _who(actor: str, names: dict[str, str]) -> str:
    return names.get(actor) or visible(actor) or "Nobody signed in"


def _with_id(name: str, id: str) -> str:
    return f"{name} ({visible(id)})" if id and name != visible(id) else name


def _role(code: str) -> str:
    return ROLES[code].name if code in ROLES else visible(code).capitalize()


def _subject(row: Any, names: dict[str, str]) -> str:
    return (row.subject_kind == PERSON and names.get(row.subject_id)) or visible(row.subject_id)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "None"
    words = {True: "Yes", False: "No", None: "None"}
    return words[value] if value is None or isinstance(value, bool) else visible(str(value))


def _on(row: Any) -> tuple[Action, ...]:
    return _more({"kind": row.subject_kind, "subject": row.subject_id}, "about this")


def _more(asked: dict[str, str], about: str) -> tuple[Action, ...]:
    query = QueryDict(mutable=True)
    query.update(asked)
    return (Action("All rows", f"{reverse('audit:list')}?{query.urlencode()}", about),)
