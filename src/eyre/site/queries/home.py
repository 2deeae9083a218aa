"""What does a newcomer want to see first?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Kind
from eyre.inspections.queries import visible_to
from eyre.platform.addresses import Sort
from eyre.providers.queries import public_providers
from eyre.ratings.models import ComputedRating, DataFinding

from .findings import public_findings
from .listing import NEWEST_FIRST, Listed, Narrowed, bands_met, listed, with_overall

RECENT = 6
# Names too long to stand over a bar at 320 pixels
SHORT = {Kind.NPS_DIVISION.value: "NPS division", Kind.CRC.value: "Rehabilitation company"}
LATEST = ("kind", "provider", "band")


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page.

    `followed` are the inspections that can be followed down to answers about cases. `latest` counts the latest
    overall rating of each provider: by kind, (words, how many); `bands` are the words of the bands, lowest first.
    """

    followed: tuple[Listed, ...]
    recent: tuple[Listed, ...]
    latest: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    bands: tuple[str, ...]
    inspections: int
    providers: int
    editions: int
    findings: int
    errors: int

    @property
    def where(self) -> str:
        """Where and when the inspections of `followed` were, if they have that in common: "North West region, 2023"."""
        places = {(row.region_name, row.published[:4]) for row in self.followed}
        return ", ".join(filter(None, next(iter(places)))) if len(places) == 1 else ""


def home_page() -> Home:
    """Everything on the home page."""
    followed = set(
        ComputedRating.objects.filter(inspection__is_public=True).values_list("inspection", flat=True)
    )
    severities = Counter(public_findings().values_list("severity", flat=True))
    bands = {mark.band: mark.label for mark in reversed(bands_met())}
    return Home(
        followed=listed(Narrowed(), Sort("provider"), among=followed) if followed else (),
        recent=listed(Narrowed(), NEWEST_FIRST, 0, RECENT),
        latest=_latest(bands),
        bands=tuple(bands.values()),
        inspections=visible_to().count(),
        providers=public_providers().count(),
        editions=StoredEdition.objects.count(),
        findings=severities.total(),
        errors=severities[DataFinding.Severity.ERROR.value],
    )


def _latest(bands: dict[str, str]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The latest rating of each provider under each kind of inspection; kinds that are never rated are left out."""
    rows = with_overall(visible_to()).order_by("published_from", "pk")
    latest = {(row["kind"], row["provider"]): row["band"] for row in rows.values(*LATEST)}
    by_kind: dict[str, Counter[str]] = {}
    for (kind, _), band in latest.items():
        by_kind.setdefault(kind, Counter())[bands.get(band or "", "Not known")] += 1
    rated = {
        kind: counts for kind, counts in by_kind.items() if any(counts[label] for label in bands.values())
    }
    order = sorted(rated, key=lambda kind: -rated[kind].total())
    return tuple((SHORT.get(kind) or Kind(kind).label, tuple(rated[kind].items())) for kind in order)
