"""Opening an inspection: the least that must be known of one that will be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.core.calendar import NotADate, PartialDate, parse_partial
from eyre.frameworks.models import StoredEdition
from eyre.inspections.exceptions import CannotOpen
from eyre.inspections.ids import free_id
from eyre.inspections.models import Inspection, Kind, Programme
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
    planned = _planned(fieldwork)
    # Two who open the same inspection at once wait for each other here, and get two ids
    Programme.objects.select_for_update().get(pk=programme.pk)
    _check(programme, edition, kind, name)
    inspection = Inspection.objects.create(
        id=free_id(kind, planned.earliest.year if planned.earliest else at.year, name),
        provider=provider,
        edition=edition,
        programme=programme,
        kind=kind,
        name_as_printed=name.strip(),
        fieldwork=planned.text,
        fieldwork_from=planned.earliest,
        fieldwork_to=planned.latest,
        is_public=False,
    )
    after: Ids = {"provider": provider.pk, "edition": edition.pk, "programme": programme.pk, "kind": kind}
    record("inspection.opened", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return inspection


def _planned(fieldwork: str) -> PartialDate:
    try:
        return parse_partial(fieldwork)
    except NotADate as why:
        raise CannotOpen(f"Fieldwork: {why}", "fieldwork") from None


def _check(programme: Programme, edition: StoredEdition, kind: str, name: str) -> None:
    if not name.strip():
        raise CannotOpen("Give the inspection the name that its report will carry.", "name")
    if kind not in Kind.values:
        raise CannotOpen("Choose the kind of inspection.", "kind")
    if programme.kind != kind:
        words = f"{programme.title} is a programme of another kind: {Kind(programme.kind).label.lower()}."
        raise CannotOpen(words, "programme")
    if programme.edition_id != edition.pk:
        raise CannotOpen(f"{programme.title} inspects by another edition: {programme.edition_id}.", "edition")
