"""Does a search find exactly what was asked for, page by page, and does an export forge nothing?"""

import csv
import hashlib
import io
import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit_tables import NOON, row
from eyre.platform.audit import Actor
from eyre.platform.audit.disclosing import disclosed
from eyre.platform.audit.exporting import export
from eyre.platform.audit.models import AuditEvent
from eyre.platform.audit.plain import canonical, visible
from eyre.platform.audit.queries import LISTED, values_of
from eyre.platform.audit.searching import Asked, how_many, matching, search

AUDITOR = Actor("3f0c5c1e-0000-4000-8000-000000000009", "auditor")
CHOICES = {
    "chain": ["writes", "reads"],
    "actor": ["a", "b"],
    "role": ["auditor", "inspector"],
    "action": ["role.given", "case.seen"],
    "operation": ["alteration", "erasure"],
    "subject_kind": ["people.person", "cases.case"],
    "subject_id": ["ab", "abc", "abd", "b", "ŵ"],
}


def fits(event: AuditEvent, asked: Asked) -> bool:
    """The question, put to one row without the database."""
    return (
        all(not getattr(asked, name) or getattr(event, name) == getattr(asked, name) for name in CHOICES)
        and event.subject_id.startswith(asked.text)
        and (asked.since is None or event.at >= asked.since)
        and (asked.before is None or event.at < asked.before)
    )


@st.composite
def questions(draw: Callable[..., Any]) -> Asked:
    told = {name: draw(st.sampled_from(["", "", *values])) for name, values in CHOICES.items()}
    times = st.none() | st.integers(0, 10).map(lambda n: NOON + timedelta(hours=n))
    text = draw(st.sampled_from(["", "", "a", "ab", "abd", "x"]))
    return Asked(**told, text=text, since=draw(times), before=draw(times))


class AnyQuestion(TestCase):
    """Forty rows of every kind, many of the same moment; any question, any length of page."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Rows of every kind, made by a fixed chance."""
        chance = random.Random(7)
        for _ in range(40):
            told = {name: chance.choice(values) for name, values in CHOICES.items()}
            row(**told | {"at": NOON + timedelta(hours=chance.randrange(5))})

    @settings(max_examples=150)
    @given(questions(), st.integers(1, 7))
    def test_pages_hold_what_fits_newest_first_down_and_up_again(self, asked: Asked, size: int) -> None:
        wanted = sorted(
            (event for event in AuditEvent.objects.all() if fits(event, asked)),
            key=lambda e: (e.at, e.pk),
            reverse=True,
        )
        assert list(matching(asked)) == wanted
        assert how_many(asked) == len(wanted)
        assert how_many(asked, most=3) == min(len(wanted), 4)
        page = search(asked, size=size)
        assert page.newer == 0
        pages = [page]
        while page.older:
            page = search(asked, older_than=page.older, size=size)
            pages.append(page)
        assert [event for page in pages for event in page.rows] == wanted
        for expected in reversed(pages[:-1]):
            page = search(asked, newer_than=page.newer, size=size)
            assert page.rows == expected.rows
        assert page.newer == 0

    def test_the_values_of_a_column_are_told_once(self) -> None:
        for name in LISTED:
            assert values_of(name) == sorted(set(CHOICES[name]))
        with pytest.raises(ValueError, match="is none of action, subject_kind"):
            values_of("actor; DROP")

    def test_a_page_after_a_row_that_is_not_there_is_the_newest(self) -> None:
        assert search(Asked(), older_than=10**9).rows == search(Asked()).rows
        assert search(Asked(actor="nobody"), newer_than=AuditEvent.objects.first().pk).rows == ()  # type: ignore[union-attr]


def test_a_search_is_told_in_identifiers() -> None:
    asked = Asked(actor="eyre load", text="Ada Lovelace\n", since=NOON)
    told = asked.as_ids()
    assert (told["actor"], told["since"]) == ("eyre-load", "2026-11-22T12:00:00+00:00")
    assert told["text"] == "sha256:" + hashlib.sha256(b"Ada Lovelace\n").hexdigest()
    assert canonical(told)
    assert Asked().as_ids() == {}


# What somebody might plant in an id, to be taken for a line of the log or run by a spreadsheet
PLANTED = [
    "x\n1,writes,2026-01-01,ada",
    "x\r\nrole.given",
    "x\u2028y",
    "x\x85y",
    "\u202eade",
    "=1+1",
    "\t=1+1",
    "+cmd|' /C calc'!A0",
    '","writes","',
    "\x1b[31mred",
    "zero\u200bwidth",
]


@pytest.mark.django_db
@pytest.mark.parametrize("planted", PLANTED)
def test_an_export_forges_no_line_and_runs_no_formula(planted: str) -> None:
    row(subject_id=planted, actor=planted)
    row(subject_id="plain")
    text = "".join(export(Asked(), "csv"))
    cells = list(csv.reader(io.StringIO(text)))
    assert len(text.splitlines()) == len(cells) == 3
    assert all(letter.isprintable() for line in text.split("\r\n") for letter in line)
    assert all(not cell.startswith(("=", "+", "\t", "@")) for line in cells for cell in line)
    lines = "".join(export(Asked(), "jsonl")).splitlines()
    assert [json.loads(line)["subject_id"] for line in lines] == ["plain", planted]
    assert all(line.isascii() and line.isprintable() for line in lines)


@given(st.text())
def test_what_is_visible_is_one_line(text: str) -> None:
    assert visible(text).isprintable()
    if text.isprintable():
        assert visible(text) == text


@pytest.mark.django_db
def test_an_export_stops_where_it_should_and_is_written_down_first() -> None:
    for number in range(5):
        row(at=NOON + timedelta(minutes=number))
    pieces = disclosed(Asked(action="role.given"), "csv", by=AUDITOR, at=NOON, most=3)
    event = AuditEvent.objects.get(action="audit.exported")
    assert (event.chain, event.operation, event.actor, event.subject_id) == (
        "reads",
        "disclosure",
        AUDITOR.id,
        "both",
    )
    assert json.loads(event.after) == {"action": "role.given", "form": "csv", "rows": 3}
    assert len(list(csv.reader(io.StringIO("".join(pieces))))) == 4


@pytest.mark.django_db
def test_an_export_in_pieces_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from eyre.platform.audit import exporting

    for number in range(5):
        row(at=NOON + timedelta(minutes=number), before='{"a":[1,null,true]}' if number else "no json")
    whole = "".join(export(Asked(), "jsonl"))
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    assert "".join(export(Asked(), "jsonl")) == whole
    assert [json.loads(line)["before"] for line in whole.splitlines()] == [{"a": [1, None, True]}] * 4 + [
        "no json"
    ]


@pytest.mark.django_db
def test_the_index_of_the_rarest_leads_where_the_database_cannot_know() -> None:
    """SQLite has no statistics: without this it may walk half the log. PostgreSQL takes the tests as they are."""
    for _ in range(3):
        row(role="inspector", subject_kind="cases.case", action="case.seen")
    row(role="inspector", subject_kind="reports.report", action="case.seen")
    question = Asked(role="inspector", subject_kind="reports.report", action="case.seen", chain="writes")
    sql = str(matching(question).query.sql_with_params())
    plus = [
        name
        for name in ("role", "action", "subject_kind", "chain")
        if f'+"platform_auditevent"."{name}"' in sql
    ]
    assert plus == (["role", "action", "chain"] if connection.vendor == "sqlite" else [])
    assert [event.subject_kind for event in matching(question)] == ["reports.report"]
