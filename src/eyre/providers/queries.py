"""Every read about providers that is asked twice."""

from __future__ import annotations

from django.db.models import QuerySet

from eyre.core.calendar import parse_partial

from .exceptions import ProviderNotFound
from .history import Body, Follows, Membership, Name, Register
from .models import PartOf, Provider, ProviderName, Succession


def providers(kind: str = "") -> QuerySet[Provider]:
    """All providers, or those of one kind, by name."""
    return Provider.objects.filter(kind=kind) if kind else Provider.objects.all()


def provider(slug: str) -> Provider:
    """The provider with this slug.

    Raises:
        ProviderNotFound: when there is none.
    """
    try:
        return Provider.objects.get(slug=slug)
    except Provider.DoesNotExist:
        raise ProviderNotFound(f"There is no provider {slug!r}.") from None


def regions() -> QuerySet[Provider]:
    """The probation regions, by name."""
    return providers("region")


def names_of(provider: Provider) -> QuerySet[ProviderName]:
    """Every name it goes by, the official ones first, in the order in which they came."""
    return ProviderName.objects.filter(provider=provider).order_by("use", "since", "name")


def wholes_of(provider: Provider) -> QuerySet[PartOf]:
    """What it is or was a part of."""
    return PartOf.objects.filter(provider=provider).select_related("whole")


def parts_of(provider: Provider) -> QuerySet[PartOf]:
    """What is or was a part of it, by name."""
    return PartOf.objects.filter(whole=provider).select_related("provider").order_by("provider__name")


def predecessors_of(provider: Provider) -> QuerySet[Succession]:
    """Whom it followed."""
    return Succession.objects.filter(successor=provider).select_related("predecessor")


def successors_of(provider: Provider) -> QuerySet[Succession]:
    """Who followed it."""
    return Succession.objects.filter(predecessor=provider).select_related("successor")


def register() -> Register:
    """The whole register as the pure value that answers by name and date; four queries."""
    return Register(
        tuple(Body(p.slug, p.kind, *p.existed, source=p.source, note=p.note) for p in Provider.objects.all()),
        tuple(
            Name(n.provider_id, n.name, n.use, parse_partial(n.since), parse_partial(n.until), n.source)
            for n in ProviderName.objects.all()
        ),
        tuple(
            Membership(m.provider_id, m.whole_id, parse_partial(m.since), parse_partial(m.until), m.source)
            for m in PartOf.objects.all()
        ),
        tuple(
            Follows(f.predecessor_id, f.successor_id, f.how, parse_partial(f.on), f.note, f.source)
            for f in Succession.objects.all()
        ),
    )
