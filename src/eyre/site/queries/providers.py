"""Who is inspected, narrowed as a reader asked; how often each was inspected, and with what latest result?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from eyre.inspections.queries import visible_to
from eyre.platform.filters import Choice
from eyre.providers.models import Kind, PartOf, Provider, ProviderName
from eyre.providers.queries import public_providers

from .listing import Listed, Narrowed, listed


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider as the list shows it: of what it is a part today, and its latest inspection, if there is one."""

    slug: str
    name: str
    kind: str
    whole: str
    whole_name: str
    inspections: int
    latest: Listed | None


class ProviderRows(Sequence[ProviderRow]):
    """The providers that fit, by name, of which a paginator takes a part: only that part is read."""

    def __init__(self, kind: str, q: str) -> None:
        self.found = find_providers(kind, q)

    def __len__(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, place: int) -> ProviderRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ProviderRow, ...]: ...
    def __getitem__(self, place: int | slice) -> ProviderRow | tuple[ProviderRow, ...]:
        part = slice(place, place + 1) if isinstance(place, int) else place
        rows = _rows(list(self.found[part]))
        return rows[0] if isinstance(place, int) else rows


def find_providers(kind: str, q: str) -> QuerySet[Provider]:
    """The providers of a kind that go, or ever went, by a name with all of these words."""
    found = public_providers(kind)
    for word in q.split():
        names = ProviderName.objects.filter(provider=OuterRef("pk"), name__icontains=word)
        found = found.filter(Exists(names) | _named(word))
    own = visible_to().filter(provider=OuterRef("pk")).order_by()
    return found.annotate(
        inspected=Coalesce(
            Subquery(own.values("provider").annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
            Value(0),
        ),
        latest=Subquery(
            visible_to().filter(provider=OuterRef("pk")).order_by("-published_from", "-pk").values("pk")[:1]
        ),
    ).order_by(Lower("name"), "pk")


def _named(word: str) -> Exists:
    return Exists(Provider.objects.filter(pk=OuterRef("pk"), name__icontains=word))


def _rows(providers: list[Provider]) -> tuple[ProviderRow, ...]:
    latest = {one.id: one for one in listed(Narrowed(), among=[p.latest for p in providers if p.latest])}  # type: ignore[attr-defined]
    wholes = _wholes_today([p.slug for p in providers])
    return tuple(
        ProviderRow(
            p.slug, p.name, Kind(p.kind).label, *wholes.get(p.slug, ("", "")), p.inspected, latest.get(p.latest)  # type: ignore[attr-defined]
        )
        for p in providers
    )  # fmt: skip


def _wholes_today(slugs: list[str]) -> dict[str, tuple[str, str]]:
    held = PartOf.objects.filter(provider__in=slugs, until="", whole__is_public=True).values_list(
        "provider", "whole", "whole__name"
    )
    return {provider: (whole, name) for provider, whole, name in held}


def kinds() -> tuple[Choice, ...]:
    """The kinds of provider there are, with how many of each."""
    counted = Counter(public_providers().values_list("kind", flat=True))
    return tuple(Choice(kind, label, counted[kind]) for kind, label in Kind.choices if counted[kind])
