"""Which rows of the log answer an auditor's question? Newest first, page by page, quick among millions.

A page is asked for by the row after which it begins, never by how many rows to pass over: the hundredth page costs
what the first does. Counts stop at ten thousand.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Func, QuerySet

from .models import AuditEvent
from .plain import LONGEST_VALUE, plain_id

# Columns with an index each, those that narrow most first
INDEXED = ("subject_id", "actor", "action", "role", "operation", "subject_kind")
PAGE = 50
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is empty does not narrow. `since` is inclusive, `before` is not.

    `text` is the beginning of the id of a subject.
    """

    chain: str = ""
    actor: str = ""
    role: str = ""
    action: str = ""
    operation: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    text: str = ""
    since: datetime | None = None
    before: datetime | None = None

    def as_ids(self) -> dict[str, str]:
        """What narrows, as the log itself may tell of a search; what is no identifier only by its digest."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _as_id(value) for name, value in told.items() if value}


def _as_id(value: str | datetime) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        return plain_id("what is looked for", value.replace(" ", "-"), LONGEST_VALUE)
    except ValueError:
        return f"sha256:{hashlib.sha256(value.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Found:
    """One page: its rows, newest first, and the ids after which the pages beside it begin; 0 where there is none."""

    rows: tuple[AuditEvent, ...]
    newer: int = 0
    older: int = 0


class Besides(Func):
    """A column that narrows what another column's index finds, and whose own index is left alone.

    SQLite has no statistics unless somebody makes them, and without any it may walk all reads to find one person's;
    PostgreSQL has, and chooses itself.
    """

    template, arity = "%(expressions)s", 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The column behind a plus sign: the same value, and no index."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def matching(asked: Asked) -> QuerySet[AuditEvent]:
    """Every row that was asked for, newest first."""
    rows = _in_period(asked)
    leading = _leading(asked)
    for name, tests in _tests(asked).items():
        if name != leading:
            rows = rows.alias(**{f"{name}_too": Besides(F(_column(name)))})
        prefix = _column(name) if name == leading else f"{name}_too"
        rows = rows.filter(**{f"{prefix}__{test}": value for test, value in tests.items()})
    return rows.order_by("-at", "-id")


def _in_period(asked: Asked) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.all()
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.before:
        rows = rows.filter(at__lt=asked.before)
    return rows


def _column(name: str) -> str:
    return "subject_id" if name == "text" else name


def _tests(asked: Asked) -> dict[str, dict[str, str]]:
    """What narrows, besides the days: for each name the tests of its column."""
    told = {name: {"exact": getattr(asked, name)} for name in (*INDEXED, "chain") if getattr(asked, name)}
    if asked.text:
        told["text"] = {"gte": asked.text, "lt": asked.text + "\U0010ffff"}
    return told


def _leading(asked: Asked) -> str:
    """By whose index to search: that of the test which the fewest rows pass, counted no further than `MOST_COUNTED`."""
    indexed = {name: tests for name, tests in _tests(asked).items() if name != "chain"}
    if len(indexed) < 2 or connection.vendor != "sqlite":
        return next(iter(indexed), "")

    def passing(name: str) -> int:
        tests = {f"{_column(name)}__{test}": value for test, value in indexed[name].items()}
        return _in_period(asked).order_by().filter(**tests)[:MOST_COUNTED].count()

    return min(indexed, key=passing)


def search(asked: Asked, *, older_than: int = 0, newer_than: int = 0, size: int = PAGE) -> Found:
    """One page of what was asked for: the newest, or what is older or newer than a row.

    A row that is not there gives the newest page.
    """
    edge = AuditEvent.objects.filter(id=older_than or newer_than).first()
    if edge is not None and newer_than and not older_than:
        return _upwards(asked, edge, size)
    rows = matching(asked)
    if edge is not None:
        rows = rows.filter(at__lte=edge.at).exclude(at=edge.at, id__gte=edge.pk)
    found = tuple(rows[: size + 1])
    shown = found[:size]
    return Found(shown, shown[0].pk if edge and shown else 0, shown[-1].pk if len(found) > size else 0)


def _upwards(asked: Asked, edge: AuditEvent, size: int) -> Found:
    rows = matching(asked).filter(at__gte=edge.at).exclude(at=edge.at, id__lte=edge.pk)
    found = tuple(rows.order_by("at", "id")[: size + 1])
    shown = found[:size][::-1]
    if not shown:
        return search(asked, size=size)
    return Found(shown, shown[0].pk if len(found) > size else 0, shown[-1].pk)


def how_many(asked: Asked, most: int = MOST_COUNTED) -> int:
    """How many rows were asked for, counted no further than one above `most`."""
    return matching(asked).order_by()[: most + 1].count()
