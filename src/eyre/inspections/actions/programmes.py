"""Opening a round of inspections, opening a review of a region in it, and moving the whole round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max, QuerySet

from eyre.frameworks.models import StoredEdition
from eyre.inspections.exceptions import CannotOpen, CannotPlan
from eyre.inspections.ids import free_programme
from eyre.inspections.models import Inspection, Kind, Programme, Review
from eyre.inspections.opened import check_opening, create_inspection
from eyre.inspections.plan_rounds import RoundMove, check_weeks, round_moves, store_round
from eyre.inspections.queries.programmes import units_of
from eyre.platform.audit import Actor, Ids, Operation, record
from eyre.providers.models import Provider

MOST_NAMED = 200  # ids that one row of the log can name; of more it keeps the digest


@transaction.atomic
def open_programme(
    *,
    title: str,
    kind: str,
    edition: StoredEdition,
    planned_from: date | None = None,
    planned_to: date | None = None,
    region: Provider | None = None,
    by: Actor,
    at: datetime,
) -> Programme:
    """Begin a round of inspections of one kind under one edition; the latest stands last.

    Raises:
        CannotOpen: without a title, for a kind there is none of, a region that is none, or days in the wrong order.
    """
    _check_programme(title, kind, planned_from, planned_to, region)
    latest = Programme.objects.aggregate(latest=Max("order"))["latest"]
    programme = Programme.objects.create(
        slug=free_programme(title),
        title=title.strip(),
        kind=kind,
        edition=edition,
        order=(latest or 0) + 1,
        planned_from=planned_from,
        planned_to=planned_to,
        region=region,
    )
    after: Ids = {"kind": kind, "edition": edition.pk, "region": region.pk if region else None}
    record("programme.opened", by=by, at=at, operation=Operation.COLLECTION, on=programme, after=after)
    return programme


def _check_programme(
    title: str, kind: str, planned_from: date | None, planned_to: date | None, region: Provider | None
) -> None:
    if not title.strip():
        raise CannotOpen("Give the programme a title.", "title")
    if kind not in Kind.values:
        raise CannotOpen("Choose the kind of inspection.", "kind")
    if (planned_from is None) != (planned_to is None):
        raise CannotOpen("Give both the first and the last day, or neither.", "planned_to")
    if planned_from and planned_to and planned_to < planned_from:
        raise CannotOpen("The programme ends before it begins.", "planned_to")
    _check_region(region)


def _check_region(region: Provider | None) -> None:
    if region is not None and region.kind != "region":
        raise CannotOpen(f"{region.name} is no probation region.", "region")


@transaction.atomic
def plan_review(
    *,
    programme: Programme,
    region: Provider,
    title: str,
    units: Sequence[Provider],
    regional: Programme | None = None,
    fieldwork: str = "",
    by: Actor,
    at: datetime,
) -> Review:
    """Open the inspections of a region's delivery units as one review, and that of the region itself.

    `regional` is the programme of the region's own inspection, where its edition has one; without it the region is
    concluded from its units. Either every inspection is opened or none.

    Raises:
        CannotOpen: without units or a title, for a region that has a review in this programme, for units that are no
            part of it, programmes of another kind, and fieldwork that is no date.
    """
    # Two who open the same review at once wait for each other here
    Programme.objects.select_for_update().get(pk=programme.pk)
    _check_review(programme, region, title, units)
    review = Review.objects.create(
        programme=programme, region=region, title=title.strip(), opened_by=by.id, opened_at=at
    )
    pairs = [(programme, unit) for unit in units] + ([(regional, region)] if regional else [])
    opened = [_open_in(review, *pair, fieldwork, at) for pair in pairs]
    after: Ids = {"programme": programme.pk, "region": region.pk, "inspections": [one.pk for one in opened]}
    record("review.opened", by=by, at=at, operation=Operation.COLLECTION, on=review, after=after)
    return review


def _check_review(programme: Programme, region: Provider, title: str, units: Sequence[Provider]) -> None:
    if not title.strip():
        raise CannotOpen("Give the review a title.", "title")
    if region.kind != "region":
        raise CannotOpen("Choose the region that is reviewed.", "region")
    if not units:
        raise CannotOpen("Choose at least one delivery unit.", "units")
    parts = set(units_of(region).values_list("pk", flat=True))
    if strangers := [unit.name for unit in units if unit.pk not in parts]:
        raise CannotOpen(f"No part of {region.name}: {', '.join(strangers)}.", "units")
    if Review.objects.filter(programme=programme, region=region).exists():
        raise CannotOpen(f"{region.name} has a review in {programme.title} already.", "region")


def _open_in(
    review: Review, programme: Programme, provider: Provider, fieldwork: str, at: datetime
) -> Inspection:
    planned = check_opening(programme, programme.edition_id, programme.kind, provider.name, fieldwork)
    return create_inspection(
        provider=provider,
        programme=programme,
        name=provider.name,
        planned=planned,
        at=at,
        region=review.region,
        review=review,
    )


@transaction.atomic
def move_round(
    *, programme: Programme, among: QuerySet[Inspection], weeks: int, by: Actor, at: datetime
) -> RoundMove:
    """Move the dates of the inspections of a round that are not yet in their fieldwork by so many weeks.

    `among` are those that whoever moves them may know of: an interest keeps an inspection where it is. Everything that
    hangs on their dates moves with them. What was announced stays announced on its day.

    Raises:
        CannotPlan: for no weeks or too many, and where one of the inspections cannot have its new dates; then none
            moves.
    """
    check_weeks(weeks)
    Programme.objects.select_for_update().get(pk=programme.pk)
    found = round_moves(among.filter(programme=programme), timedelta(weeks=weeks))
    if found.faults:
        raise CannotPlan(found.faults)
    store_round(found, at)
    after: Ids = {"weeks": weeks, "tasks": found.tasks, "number": len(found.moves), **_named(found)}
    record("round.moved", by=by, at=at, operation=Operation.ALTERATION, on=programme, after=after)
    return found


def _named(found: RoundMove) -> dict[str, Sequence[str] | str]:
    ids = sorted(one.inspection.pk for one in found.moves)
    if len(ids) <= MOST_NAMED:
        return {"inspections": ids}
    return {"digest": sha256("\n".join(ids).encode()).hexdigest()}
