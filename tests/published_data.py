"""The published data, loaded once for a module of tests and taken back afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What the load of everything that ships answered; each test sees the loaded database."""
    from eyre.platform.audit import Actor
    from eyre.site.loading import load_published_data

    with django_db_blocker.unblock(), transaction.atomic():
        yield load_published_data(by=Actor.of_command("the tests"), at=NOON)
        transaction.set_rollback(True)
