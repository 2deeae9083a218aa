"""Is the log sealed while pages are served, and once more when they stop?"""

import time

import pytest
from django.db import OperationalError

from audit_tables import row
from eyre.platform.audit import keeping
from eyre.platform.audit.keeping import kept_sealed
from eyre.platform.audit.models import AuditSegment


def wait_for_segments(count: int) -> None:
    for _ in range(6_000):
        if AuditSegment.objects.count() >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"there are {AuditSegment.objects.count()} segments and not {count}")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_seals_now_and_then_and_once_more_at_the_end() -> None:
    row()
    with kept_sealed(every=0.02):
        wait_for_segments(1)
    row("reads")
    with kept_sealed(every=60):
        row()
    assert sorted(AuditSegment.objects.values_list("chain", "number")) == [
        ("reads", 1),
        ("writes", 1),
        ("writes", 2),
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_goes_on_after_the_database_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seal_all, failures = keeping.seal_all, iter([True])

    def fail_once() -> None:
        if next(failures, False):
            raise OperationalError("the cable is out")
        seal_all()

    monkeypatch.setattr(keeping, "seal_all", fail_once)
    row()
    with kept_sealed(every=0.02):
        wait_for_segments(1)
    assert "could not be sealed now" in caplog.text
