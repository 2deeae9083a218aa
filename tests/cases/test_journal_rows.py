"""The journal's tables keep their promises: each constraint of devices and of the quarantine is broken once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.cases.models import Device, QuarantinedOperation
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db


def kept_apart(**change: Any) -> QuarantinedOperation:
    inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
    fields = {"inspection": inspection, "code": "value", "digest": "0" * 64, "content": b"{}", "reason": "x"}
    return QuarantinedOperation.objects.create(
        **(fields | {"received_at": NOON, "received_from": "x"} | change)
    )


def device(**change: Any) -> Device:
    fields = {"name": "Tablet", "first_seen": NOON, "last_seen": NOON} | change
    return Device.objects.create(**fields)


def test_a_person_has_one_device_for_the_pages_without_scripts() -> None:
    person = somebody()
    device(person=person, is_web=True)
    device(person=person), device(person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        device(person=person, is_web=True)


def test_a_device_is_revoked_by_somebody() -> None:
    person = somebody()
    device(person=person, revoked_at=NOON, revoked_by="x")
    with pytest.raises(IntegrityError, match="device_revoked_whole"), transaction.atomic():
        device(person=person, revoked_at=NOON)
    assert "device_revoked_whole" in {each.name for each in Device._meta.constraints}


def test_what_was_kept_apart_is_settled_by_somebody() -> None:
    with pytest.raises(IntegrityError, match="quarantine_settled_whole"), transaction.atomic():
        kept_apart(settled_at=NOON)
    assert "quarantine_settled_whole" in {each.name for each in QuarantinedOperation._meta.constraints}


def test_the_same_bytes_are_kept_apart_once() -> None:
    first = kept_apart()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarantinedOperation.objects.create(
            inspection=first.inspection, code="value", digest=first.digest, content=b"{}", reason="x",
            received_at=NOON, received_from="x",
        )  # fmt: skip
