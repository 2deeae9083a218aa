"""The dates of every invented inspection, and a region with its units that is only planned.

Southfold is in the middle of two weeks of fieldwork, Westmarch has been judged, Eastmere is announced in a fortnight.
"""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from eyre.core.calendar import add_working_days
from eyre.core.planning.dates import Dates
from eyre.frameworks.models import StoredEdition
from eyre.inspections.actions import open_programme, plan_review, set_dates
from eyre.inspections.models import Inspection, Kind
from eyre.providers.actions import record_part, record_provider
from eyre.providers.models import Provider
from eyre.site.demonstration.cast import EDITION

from .moved import finish_due, hurry
from .scene import Scene

NOTICE, FORTNIGHT = 25, 9  # working days before fieldwork begins, and from its first day to its last
REGION, UNITS = "Northmarch", ("Northmarch Dale", "Northmarch Fells", "Northmarch Shore")
INVENTED = "Invented for the demonstration: there is no such service."


def planned(scene: Scene) -> None:
    """Everybody knows when."""
    today = localdate(scene.at)
    _date(scene, scene.southfold, from_first(add_working_days(today, -4)))
    _date(scene, scene.westmarch, from_first(add_working_days(today, -20)))
    _date(scene, scene.eastmere, from_first(add_working_days(today, 35)))
    hurry(scene, scene.westmarch)
    finish_due(scene, scene.westmarch, today)
    _review(scene, today)


def from_first(first: date) -> Dates:
    """Two weeks of fieldwork from this day, announced five weeks before."""
    return Dates(add_working_days(first, -NOTICE), first, add_working_days(first, FORTNIGHT))


def _date(scene: Scene, inspection: Inspection, dates: Dates) -> None:
    set_dates(inspection=inspection, dates=dates, by=scene.by, at=scene.at)
    inspection.refresh_from_db()


def _review(scene: Scene, today: date) -> None:
    """A round of its own, with the review of a region in it, and the days of two of its three units."""
    programme = open_programme(
        title=f"PDU inspections from {today.year + 1} (demonstration)",
        kind=Kind.PDU,
        edition=StoredEdition.objects.get(pk=EDITION),
        planned_from=add_working_days(today, 50),
        planned_to=add_working_days(today, 180),
        by=scene.by,
        at=scene.at,
    )
    region, units = _providers(scene)
    review = plan_review(
        programme=programme,
        region=region,
        title=f"{REGION} and its delivery units",
        units=units,
        by=scene.by,
        at=scene.at,
    )
    for number, inspection in enumerate(review.inspections.order_by("pk")[:2]):
        _date(scene, inspection, from_first(add_working_days(today, 60 + 5 * number)))


def _providers(scene: Scene) -> tuple[Provider, list[Provider]]:
    region = _provider(scene, REGION, "region")
    units = [_provider(scene, name, "pdu") for name in UNITS]
    for unit in units:
        record_part(provider=unit, whole=region, by=scene.by, at=scene.at)
    return region, units


def _provider(scene: Scene, name: str, kind: str) -> Provider:
    slug = f"{name.lower().replace(' ', '-')}-demonstration"
    return record_provider(
        slug=slug, kind=kind, name=f"{name} (demonstration)", note=INVENTED, by=scene.by, at=scene.at
    )
