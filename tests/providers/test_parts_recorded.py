"""A provider that no register names becomes a part of another; registers leave it alone."""

import pytest
from django.core.exceptions import ValidationError

from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import record_part
from eyre.providers.coverage import Way, reached
from eyre.providers.models import PartOf, Provider
from small_register import NOON, OFFICER, small_register

pytestmark = pytest.mark.django_db


def parts_of(whole: str) -> set[str]:
    start = Provider.objects.filter(pk=whole).order_by().values("pk")
    return set(Provider.objects.filter(pk__in=reached(start, {Way.TO_PARTS})).values_list("pk", flat=True))


def test_a_part_is_reached_from_its_whole_and_recorded_once() -> None:
    held = small_register()
    first = record_part(provider=held["new-kent"], whole=held["region"], by=OFFICER, at=NOON)
    assert "new-kent" in parts_of("region")
    assert not first.is_shipped
    assert record_part(provider=held["new-kent"], whole=held["region"], by=OFFICER, at=NOON) == first
    assert AuditEvent.objects.filter(action="part.recorded").count() == 1


def test_nothing_is_a_part_of_itself() -> None:
    held = small_register()
    before = PartOf.objects.count()
    with pytest.raises(ValidationError, match="not a part of itself"):
        record_part(provider=held["kent"], whole=held["kent"], by=OFFICER, at=NOON)
    assert PartOf.objects.count() == before
