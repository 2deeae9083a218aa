"""What may be chosen by whoever plans, and what of a stage is so no more: pages that look over several areas."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from eyre.cases.allocated import is_allocated
from eyre.cases.queries.allocations import Load, workload
from eyre.core.planning import Needed, Stage
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import stored_editions
from eyre.inspections.models import Inspection, Kind, Programme
from eyre.inspections.queries.programmes import planned_for, units_of
from eyre.people.standing import Standing
from eyre.providers.coverage import covered_by_interests_of
from eyre.providers.exceptions import ProviderNotFound
from eyre.providers.models import Kind as ProviderKind
from eyre.providers.models import Provider

Choices = tuple[tuple[str, str], ...]


def editions_offered() -> Choices:
    """Every edition that is stored, the latest first."""
    rows = stored_editions().order_by("-valid_from", "id").values_list("id", "short_title")
    return tuple((pk, title) for pk, title in rows)


def edition_row(edition_id: str) -> StoredEdition:
    """The edition that a form chose among those it offered."""
    return stored_editions().get(pk=edition_id)


def _free(found: QuerySet[Provider], standing: Standing) -> QuerySet[Provider]:
    """Those that no interest of theirs covers."""
    return found.exclude(pk__in=covered_by_interests_of(UUID(standing.person)))


def regions_offered(standing: Standing) -> Choices:
    """The probation regions there are today and somebody has no interest in, by name."""
    found = Provider.objects.filter(kind=ProviderKind.REGION, exists_to="")
    return tuple(_free(found, standing).order_by("name").values_list("slug", "name"))


def region_row(slug: str) -> Provider:
    """The region that a form chose among those it offered.

    Raises:
        ProviderNotFound: when there is none.
    """
    found = Provider.objects.filter(pk=slug, kind=ProviderKind.REGION).first()
    if found is None:
        raise ProviderNotFound(f"There is no region {slug!r}.")
    return found


def units_offered(region: str, standing: Standing) -> Choices:
    """The delivery units of a region today that somebody has no interest in, by name."""
    return tuple(_free(units_of(region_row(region)), standing).values_list("slug", "name"))


def unit_rows(slugs: Sequence[str]) -> list[Provider]:
    """The units that a form chose among those it offered, by name."""
    return list(Provider.objects.filter(pk__in=slugs, kind=ProviderKind.PDU).order_by("name", "slug"))


def regional_programmes() -> Choices:
    """The rounds of regional inspections, the latest first."""
    rows = Programme.objects.filter(kind=Kind.REGION).order_by("-order", "slug")
    return tuple(rows.values_list("slug", "title"))


def programme_row(slug: str) -> Programme:
    """The round that a form chose among those it offered."""
    return Programme.objects.select_related("edition").defer("edition__text").get(pk=slug)


def ceased(found: Inspection) -> frozenset[Needed]:
    """What was told of it once and is so no more: somebody who had cases may have left the team since."""
    if Stage(found.stage) is Stage.SAMPLED and not is_allocated(found):
        return frozenset({Needed.ALLOCATED})
    return frozenset()


def cases_of(standing: Standing) -> dict[tuple[str, str], Load]:
    """How many cases everybody has on each inspection whose plan one may read, by person and inspection; two queries."""
    return {
        (str(load.person), load.inspection): load
        for load in workload(planned_for(standing).filter(is_public=False))
    }
