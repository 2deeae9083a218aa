"""The tables of work without a network keep their promises: each constraint is broken once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.cases.models import Device, FormUpgrade, LeaseTaken, RecoveryKey
from journal_world import World
from small_register import NOON

pytestmark = pytest.mark.django_db


class Rows:
    """One good row of each table, and how to make another like it."""

    def __init__(self) -> None:
        self.world = World()
        self.key = self.a_key(name="2026")
        self.device = self.a_device()

    def a_key(self, **change: Any) -> RecoveryKey:
        fields = {"name": "2027", "spki": "MII", "made_at": NOON, "made_by": "x"}
        return RecoveryKey.objects.create(**(fields | change))

    def a_device(self, **change: Any) -> Device:
        fields: dict[str, Any] = {
            "person": self.world.ada, "name": "Tablet", "first_seen": NOON, "last_seen": NOON,
            "is_offline": True, "token_digest": "0" * 64, "recovery": self.key,
        }  # fmt: skip
        return Device.objects.create(**(fields | change))

    def a_lease(self, **change: Any) -> LeaseTaken:
        fields: dict[str, Any] = {
            "device": self.device, "assessment": self.world.assessment, "taken_at": NOON, "until": NOON,
        }  # fmt: skip
        return LeaseTaken.objects.create(**(fields | change))

    def an_upgrade(self, **change: Any) -> FormUpgrade:
        fields: dict[str, Any] = {
            "assessment": self.world.assessment, "before": "form-1", "before_digest": "0" * 64,
            "after": "form-2", "after_digest": "1" * 64, "made_at": NOON, "made_by": "x",
        }  # fmt: skip
        return FormUpgrade.objects.create(**(fields | change))


BREAKS: dict[str, Callable[[Rows], Any]] = {
    "device_offline_whole": lambda rows: rows.a_device(token_digest=""),
    "device_reported_whole": lambda rows: rows.a_device(reported_at=NOON),
    "device_emptied_whole": lambda rows: rows.a_device(emptied_at=NOON),
    "device_waits_since": lambda rows: rows.a_device(reported_at=NOON, waiting=3),
    "recovery_key_name_once": lambda rows: rows.a_key(name="2026"),
    "recovery_key_has_name": lambda rows: rows.a_key(name=""),
    "recovery_key_ended_whole": lambda rows: rows.a_key(ended_at=NOON),
    "lease_taken_once": lambda rows: (rows.a_lease(), rows.a_lease()),
    "lease_taken_in_order": lambda rows: rows.a_lease(until=NOON - timedelta(days=1)),
    "form_upgrade_once": lambda rows: (rows.an_upgrade(), rows.an_upgrade(after="form-3")),
    "form_upgrade_moves": lambda rows: rows.an_upgrade(after="form-1"),
}


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.mark.parametrize("name", BREAKS)
def test_what_a_table_promises_it_keeps(rows: Rows, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[name](rows)


def test_rows_that_keep_the_promises_are_taken(rows: Rows) -> None:
    rows.a_device(reported_at=NOON, waiting=0)
    rows.a_device(reported_at=NOON, waiting=2, waiting_since=NOON)
    rows.a_lease(ended_at=NOON)
    rows.a_lease()
    rows.an_upgrade()
    rows.an_upgrade(before="form-2", after="form-3")
    assert (RecoveryKey.objects.count(), Device.objects.count(), LeaseTaken.objects.count()) == (1, 3, 2)
