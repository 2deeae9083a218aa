"""Two click at once: a letter goes once. Real threads, real transactions, and what leaves is counted."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core import mail as outgoing
from django.db import connection, connections

from eyre.inspections.actions.letters import discard_letter, draft_letter, retry_letter, send_letter
from eyre.inspections.exceptions import LeftAlready
from eyre.inspections.models import Inspection, Letter, Recipient
from eyre.inspections.queries.letters import preview
from eyre.platform.audit.models import AuditEvent
from letters_made import BY, drafted, people, plan, sent
from small_register import NOON, small_inspections, small_register

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

rounds = pytest.mark.parametrize("number", range(3))  # a race that is won by luck is run again
Call = Callable[[], Any]


@pytest.fixture
def whole() -> Inspection:
    return people(plan(small_inspections(small_register(), ("cumbria", "kent"))["cumbria"]))


@pytest.fixture
def meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[Any]]]:
    """Carries calls out at the same moment, each on a connection of its own: their answers, or why they were refused.

    The embedded database of the tests lives in memory, where threads share one connection's locks; so that they
    meet as processes do in use, they are given a copy of it in a file, and what they leave is looked at there.
    """
    with ThreadPoolExecutor(4) as threads:

        def run(look: Call, *calls: Call) -> list[Any]:
            if connection.vendor == "sqlite":
                connection.ensure_connection()
                with sqlite3.connect(tmp_path / "race.sqlite3") as copy:
                    connection.connection.backup(copy)
                copy.close()
                monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "race.sqlite3"))
            barrier = Barrier(len(calls))
            answers = list(threads.map(lambda call: _answer(call, barrier), calls))
            return [*answers, threads.submit(_closing, look).result()]

        yield run


def _answer(call: Call, barrier: Barrier) -> Any:
    barrier.wait(300)
    try:
        return _closing(call)
    except LeftAlready as why:
        return why


def _closing(call: Call) -> Any:
    try:
        return call()
    finally:
        connections.close_all()


def count() -> tuple[int, int, int]:
    """How many letters, recipients, and rows of the log say that one was sent."""
    rows = AuditEvent.objects.filter(action__in=["letter.sent", "letter.retried"]).count()
    return Letter.objects.count(), Recipient.objects.count(), rows


@rounds
def test_of_four_clicks_one_sends(whole: Inspection, meet: Callable[..., list[Any]], number: int) -> None:
    draft = drafted(whole)
    seal = preview(draft, NOON.date()).seal
    *answers, left = meet(count, *[lambda: send_letter(letter=draft, seal=seal, by=BY, at=NOON)] * 4)
    assert sum(isinstance(each, LeftAlready) for each in answers) == 3
    assert left == (1, 2, 1)
    assert len(outgoing.outbox) == 2


@rounds
def test_of_two_who_try_again_one_does(
    whole: Inspection, meet: Callable[..., list[Any]], settings: Any, number: int
) -> None:
    settings.EYRE_CAN_MAIL = False
    letter = sent(whole)
    settings.EYRE_CAN_MAIL = True
    assert Letter.objects.get(pk=letter.pk).state == "failed"
    *answers, left = meet(count, *[lambda: retry_letter(letter=letter, by=BY, at=NOON)] * 2)
    assert sum(isinstance(each, LeftAlready) for each in answers) == 1
    assert left == (1, 2, 2)
    assert len(outgoing.outbox) == 2


@rounds
def test_what_is_sent_and_thrown_away_at_once_is_one_of_both(
    whole: Inspection, meet: Callable[..., list[Any]], number: int
) -> None:
    draft = drafted(whole)
    seal = preview(draft, NOON.date()).seal
    *answers, left = meet(
        count,
        lambda: send_letter(letter=draft, seal=seal, by=BY, at=NOON),
        lambda: discard_letter(letter=draft, by=BY, at=NOON),
    )
    assert sum(isinstance(each, LeftAlready) for each in answers) == 1
    assert left in {(1, 2, 1), (0, 0, 0)}
    assert len(outgoing.outbox) == left[1]


@rounds
def test_a_letter_is_begun_once(whole: Inspection, meet: Callable[..., list[Any]], number: int) -> None:
    def begin() -> Letter:
        return draft_letter(inspection=whole, template="announcement", by=BY, at=NOON)

    *answers, left = meet(count, *[begin] * 4)
    assert len({letter.pk for letter in answers}) == 1
    assert left == (1, 0, 0)
