"""What was inspected before: Northmarch a year ago, with answers of two of its three units, and one of them a year earlier.

So that a region's picture, and what changed since the previous inspection, can be looked at. The answers came in files.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils.timezone import localdate

from eyre.cases.actions import store_answers
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import edition
from eyre.inspections.actions import open_inspection, plan_review
from eyre.inspections.models import Inspection, Programme
from eyre.inspections.models.inspections import Kind
from eyre.providers.models import Provider
from eyre.site.demonstration.answers import NOTE, invented_answers
from eyre.site.demonstration.cast import EDITION, PROGRAMME

from .planned import REGION, UNITS
from .scene import Scene

REGIONAL = "region-2023"
A_YEAR = timedelta(days=365)


def pooled(scene: Scene) -> None:
    """A year ago."""
    when = (localdate(scene.at) - A_YEAR).strftime("%Y-%m")
    slugs = [_slug(name) for name in (REGION, *UNITS)]
    found = Provider.objects.in_bulk(slugs)
    review = plan_review(
        programme=Programme.objects.get(pk=PROGRAMME),
        region=found[slugs[0]],
        title=f"{REGION} and its delivery units, a year ago",
        units=[found[slug] for slug in slugs[1:]],
        regional=Programme.objects.get(pk=REGIONAL),
        fieldwork=when,
        by=scene.by,
        at=scene.at,
    )
    for one in review.inspections.filter(provider__in=slugs[1:3]).order_by("provider"):
        _answer(scene, one, "a year ago")
    _before(scene, found[slugs[1]])


def _before(scene: Scene, unit: Provider) -> None:
    """The inspection of a unit before that one."""
    earlier = open_inspection(
        provider=unit,
        edition=StoredEdition.objects.get(pk=EDITION),
        programme=Programme.objects.get(pk=PROGRAMME),
        kind=Kind.PDU,
        name=f"{unit.name}, two years ago",
        fieldwork=(localdate(scene.at) - 2 * A_YEAR).strftime("%Y-%m"),
        by=scene.by,
        at=scene.at,
    )
    _answer(scene, earlier, "two years ago")


def _answer(scene: Scene, inspection: Inspection, when: str) -> None:
    name = inspection.provider.name.partition(" (")[0]
    matrix = invented_answers(edition(EDITION), f"{name} {when}")
    cases = tuple(f"{name.upper().replace(' ', '-')}-{n:02}" for n in range(1, len(matrix.cases) + 1))
    store_answers(
        inspection=inspection,
        matrix=replace(matrix, cases=cases),
        is_reconstructed=True,
        note=NOTE,
        by=scene.by,
        at=scene.at,
    )


def _slug(name: str) -> str:
    return f"{name.lower().replace(' ', '-')}-demonstration"
