"""What was read in a published document and accepted by a person: the inspection, its source, and counts."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from eyre.core.calendar import PartialDate, parse_partial
from eyre.core.planning import Stage
from eyre.inspections.exceptions import CannotOpen, CannotReplace
from eyre.inspections.ids import free_id
from eyre.inspections.models import Inspection, InspectionSource, Programme, PublishedCount, Source
from eyre.platform.audit import Actor, Ids, Operation, record, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.providers.models import Provider


@transaction.atomic
def record_read_inspection(
    *,
    provider: Provider,
    region: Provider | None,
    programme: Programme,
    name: str,
    fieldwork: str,
    published: str,
    basis: str,
    is_complete: bool,
    by: Actor,
    at: datetime,
) -> Inspection:
    """Enter an inspection that was published, so that everybody sees it from now on.

    Kind and edition are those of its programme. Dates are as exactly as the document gives them; `basis` says in
    words how it is known when it was published. `is_complete`: what its table leaves out was not rated.

    Raises:
        CannotOpen: where it has no name.
    """
    if not name.strip():
        raise CannotOpen("Give the inspection the name that the document prints.", "name")
    worked, came = parse_partial(fieldwork), parse_partial(published)
    year = (came.earliest or worked.earliest or at.date()).year
    inspection = Inspection.objects.create(
        id=free_id(programme.kind, year, name),
        provider=provider,
        region=region,
        edition_id=programme.edition_id,
        programme=programme,
        kind=programme.kind,
        name_as_printed=name.strip(),
        region_as_printed=region.name if region else "",
        **_days("fieldwork", worked),
        **_days("published", came),
        published_basis=basis,
        table_is_complete=is_complete,
        is_public=True,
        stage=Stage.PUBLISHED.value,
    )
    after: Ids = {"provider": provider.pk, "edition": programme.edition_id, "programme": programme.pk}
    record("inspection.read", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return inspection


def _days(name: str, on: PartialDate) -> dict[str, str | date | None]:
    return {name: on.text, f"{name}_from": on.earliest, f"{name}_to": on.latest}


@transaction.atomic
def redate_read_inspection(
    *, inspection: Inspection, fieldwork: str, published: str, by: Actor, at: datetime
) -> Inspection:
    """Mend when an inspection that was read in a document was, and when it was published."""
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    before: Ids = {"fieldwork": held.fieldwork, "published": held.published}
    days = _days("fieldwork", parse_partial(fieldwork)) | _days("published", parse_partial(published))
    for name, value in days.items():
        setattr(held, name, value)
    after: Ids = {"fieldwork": held.fieldwork, "published": held.published}
    if before != after:
        held.save(update_fields=list(days))
        operation = Operation.ALTERATION
        record("inspection.redated", by=by, at=at, operation=operation, on=held, before=before, after=after)
    return held


@transaction.atomic
def record_source(*, reference: str, citation: str, url: str, by: Actor, at: datetime) -> Source:
    """The source of this reference: the one that is there, as it is, or a new one."""
    source, is_new = Source.objects.get_or_create(
        reference=reference, defaults={"citation": citation, "url": url}
    )
    if is_new:
        # An address may hold what no log keeps, so the log has its digest
        on = ("inspections.source", sha256(reference.encode()).hexdigest())
        record("source.recorded", by=by, at=at, operation=Operation.COLLECTION, on=on)
    return source


@transaction.atomic
def record_reading(
    *,
    inspection: Inspection,
    source: Source,
    kind: str,
    what: str,
    source_date: str,
    by: Actor,
    at: datetime,
) -> InspectionSource:
    """Note that this was read about an inspection in a source today; once for the same words."""
    reading, is_new = InspectionSource.objects.get_or_create(
        inspection=inspection,
        source=source,
        what_was_read=what,
        defaults={"kind": kind, "source_date": source_date, "read_on": at.date()},
    )
    if is_new:
        after: Ids = {"reading": reading.pk}
        record("source.read", by=by, at=at, operation=Operation.COLLECTION, on=inspection, after=after)
    return reading


@transaction.atomic
def record_read_counts(*, counts: list[PublishedCount], by: Actor, at: datetime) -> Changes:
    """Add these counts, or put them in the place of those with their ids; nothing goes.

    Raises:
        CannotReplace: where one has the id of a count that ships.
    """
    ids = [count.pk for count in counts]
    if PublishedCount.objects.filter(pk__in=ids, is_shipped=True).exists():
        raise CannotReplace("Figures that ship with the data are not changed by a document.")
    changes = match_rows(counts, PublishedCount, key=["id"])
    return record_changes("counts.read", changes, by=by, at=at, on=("inspections.publishedcount", "read"))
