"""Opening an inspection: the least that must be known of one that will be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Inspection, Programme
from eyre.inspections.opened import check_opening, create_inspection
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.providers.models import Provider


@transaction.atomic
def open_inspection(
    *,
    provider: Provider,
    edition: StoredEdition,
    programme: Programme,
    kind: str,
    name: str,
    fieldwork: str = "",
    by: Actor,
    at: datetime,
) -> Inspection:
    """Begin an inspection that nobody knows of but those whose roles say so.

    `fieldwork` is when it is planned, as exactly as is known: "2026-12", "2026-12-01/2026-12-05", or nothing.

    Raises:
        CannotOpen: for a programme of another kind or edition, a kind there is none of, no name, or no date.
    """
    # Two who open the same inspection at once wait for each other here, and get two ids
    Programme.objects.select_for_update().get(pk=programme.pk)
    planned = check_opening(programme, edition.pk, kind, name, fieldwork)
    inspection = create_inspection(provider=provider, programme=programme, name=name, planned=planned, at=at)
    after: Ids = {"provider": provider.pk, "edition": edition.pk, "programme": programme.pk, "kind": kind}
    record("inspection.opened", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return inspection
