"""Every read about providers that is asked twice."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from eyre.core.calendar import parse_partial
from eyre.people.standing import Standing

from .coverage import covered_by_interests_of
from .exceptions import ContactNotFound, InterestNotFound, ProviderNotFound
from .history import Body, Follows, Membership, Name, Register
from .models import Contact, Interest, PartOf, Provider, ProviderName, Succession
from .permissions import ProviderFacts


def providers(kind: str = "") -> QuerySet[Provider]:
    """All providers, those that are not public too, or those of one kind, by name."""
    return Provider.objects.filter(kind=kind) if kind else Provider.objects.all()


def public_providers(kind: str = "") -> QuerySet[Provider]:
    """The providers that pages open to everyone may name, or those of one kind, by name."""
    return providers(kind).filter(is_public=True)


def provider(slug: str) -> Provider:
    """The public provider with this slug.

    Raises:
        ProviderNotFound: when there is none.
    """
    return _one(public_providers(), slug)


def any_provider(slug: str) -> Provider:
    """The provider with this slug, public or not: for pages behind the wall.

    Raises:
        ProviderNotFound: when there is none.
    """
    return _one(providers(), slug)


def _one(among: QuerySet[Provider], slug: str) -> Provider:
    try:
        return among.get(slug=slug)
    except Provider.DoesNotExist:
        raise ProviderNotFound(f"There is no provider {slug!r}.") from None


def regions() -> QuerySet[Provider]:
    """The public probation regions, by name."""
    return public_providers("region")


def names_of(provider: Provider) -> QuerySet[ProviderName]:
    """Every name it goes by, the official ones first, in the order in which they came."""
    return ProviderName.objects.filter(provider=provider).order_by("use", "since", "name")


def wholes_of(provider: Provider) -> QuerySet[PartOf]:
    """What it is or was a part of, as far as that is public."""
    return PartOf.objects.filter(provider=provider, whole__is_public=True).select_related("whole")


def parts_of(provider: Provider) -> QuerySet[PartOf]:
    """What is or was a part of it, by name, as far as that is public."""
    public = PartOf.objects.filter(whole=provider, provider__is_public=True)
    return public.select_related("provider").order_by("provider__name")


def predecessors_of(provider: Provider) -> QuerySet[Succession]:
    """Whom it followed, as far as that is public."""
    public = Succession.objects.filter(successor=provider, predecessor__is_public=True)
    return public.select_related("predecessor")


def successors_of(provider: Provider) -> QuerySet[Succession]:
    """Who followed it, as far as that is public."""
    public = Succession.objects.filter(predecessor=provider, successor__is_public=True)
    return public.select_related("successor")


def facts_of(provider: Provider, standing: Standing) -> ProviderFacts:
    """What the permission rules look at, of this provider and this person; one query."""
    return ProviderFacts(provider.slug, provider.is_public, is_covered(provider.slug, standing))


def is_covered(slug: str, standing: Standing) -> bool:
    """Whether an interest that the person declared, and that is in force, covers this provider."""
    if not standing.is_signed_in:
        return False
    return Provider.objects.filter(pk=slug, pk__in=covered_by_interests_of(UUID(standing.person))).exists()


def contacts_of(provider: Provider) -> QuerySet[Contact]:
    """Who speaks for it, or did, with the person; those who do now first."""
    held = Contact.objects.filter(provider=provider).select_related("person")
    return held.order_by(F("until").desc(nulls_first=True), "role", "pk")


def contact(provider: Provider, number: int) -> Contact:
    """A contact of a provider, by number.

    Raises:
        ContactNotFound: when the provider has none of this number.
    """
    found = contacts_of(provider).filter(pk=number).first()
    if found is None:
        raise ContactNotFound(f"{provider.slug} has no contact {number}.")
    return found


def interests() -> QuerySet[Interest]:
    """Every interest with person and provider, those in force first, the latest declared before others."""
    held = Interest.objects.select_related("person", "provider")
    return held.order_by(F("ended_at").desc(nulls_first=True), "-declared_at", "-pk")


def interests_of(standing: Standing) -> QuerySet[Interest]:
    """The interests somebody declared themselves."""
    return interests().filter(person=UUID(standing.person))


def interest(number: int) -> Interest:
    """One interest, by number.

    Raises:
        InterestNotFound: when there is none.
    """
    found = interests().filter(pk=number).first()
    if found is None:
        raise InterestNotFound(f"There is no interest {number}.")
    return found


def register() -> Register:
    """The register as the pure value that answers by name and date, as far as it is public; four queries.

    Its answers name what is like the name that was asked for, so nothing in it may be secret.
    """
    names = ProviderName.objects.filter(provider__is_public=True)
    parts = PartOf.objects.filter(provider__is_public=True, whole__is_public=True)
    followed = Succession.objects.filter(predecessor__is_public=True, successor__is_public=True)
    return Register(
        tuple(Body(p.slug, p.kind, *p.existed, source=p.source, note=p.note) for p in public_providers()),
        tuple(
            Name(n.provider_id, n.name, n.use, parse_partial(n.since), parse_partial(n.until), n.source)
            for n in names
        ),
        tuple(
            Membership(m.provider_id, m.whole_id, parse_partial(m.since), parse_partial(m.until), m.source)
            for m in parts
        ),
        tuple(
            Follows(f.predecessor_id, f.successor_id, f.how, parse_partial(f.on), f.note, f.source)
            for f in followed
        ),
    )
