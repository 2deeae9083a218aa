"""What the tests of the log need: rows, seals, and a hand that gets past the triggers."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection

from eyre.platform.audit.models import AuditEvent

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def row(chain: str = "writes", **other: object) -> AuditEvent:
    """One row of the log, put there as `record` would."""
    told: dict[str, object] = {
        "chain": chain, "at": NOON, "actor": "3f0c5c1e-0000-4000-8000-000000000001", "role": "administrator",
        "action": "role.given", "operation": "alteration", "subject_kind": "people.person", "subject_id": "b0",
    }  # fmt: skip
    made = AuditEvent.objects.create(**told | other)
    if "id" in other and connection.vendor == "postgresql":
        # A sequence does not notice ids that were chosen
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval('platform_auditevent_id_seq', GREATEST(max(id), 1)) FROM platform_auditevent"
            )
    return made


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Somebody with the rights of the owner of the database takes the triggers off, and puts them on again."""
    triggers = importlib.import_module("eyre.platform.migrations.0002_audit_rows_never_change")

    def run(statements: dict[str, list[str]]) -> None:
        with connection.cursor() as cursor:
            for statement in statements[connection.vendor]:
                cursor.execute(statement)

    run(triggers.BACKWARDS)
    yield
    run(triggers.FORWARDS)
