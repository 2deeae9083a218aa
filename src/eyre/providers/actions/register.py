"""The register of providers as it ships, and providers that are known without it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.platform.audit import Actor, Ids, Operation, record, record_changes
from eyre.platform.rows import Changes, match_rows
from eyre.providers.history import Register
from eyre.providers.models import PartOf, Provider, ProviderName, Succession


@transaction.atomic
def record_register(*, register: Register, by: Actor, at: datetime) -> Changes:
    """Make the tables hold this register: providers stay when they leave it, what it said of them does not.

    What people added themselves stays too: only rows that came with a register go.
    """
    changes = (
        match_rows(_providers(register), Provider, key=["slug"])
        + match_rows(
            _names(register),
            ProviderName,
            key=["provider", "name"],
            within=ProviderName.objects.filter(is_shipped=True),
        )
        + match_rows(
            _wholes(register),
            PartOf,
            key=["provider", "whole", "since"],
            within=PartOf.objects.filter(is_shipped=True),
        )
        + match_rows(
            _successions(register),
            Succession,
            key=["predecessor", "successor"],
            within=Succession.objects.filter(is_shipped=True),
        )
    )
    return record_changes("register.recorded", changes, by=by, at=at, on=("providers.register", "shipped"))


@transaction.atomic
def record_provider(
    *, slug: str, kind: str, name: str, note: str = "", is_public: bool = False, by: Actor, at: datetime
) -> Provider:
    """A provider that no register names: one that is new, or invented for a demonstration, with its official name.

    Not public, unless something about it is published. Raises ValidationError for a slug, kind or name that is none.
    """
    provider = Provider(slug=slug, kind=kind, name=name, note=note, is_public=is_public)
    provider.full_clean()
    provider.save(force_insert=True)
    ProviderName.objects.create(provider=provider, name=name, use=ProviderName.Use.OFFICIAL)
    after: Ids = {"kind": kind, "is_public": is_public}
    record("provider.recorded", by=by, at=at, operation=Operation.COLLECTION, on=provider, after=after)
    return provider


@transaction.atomic
def record_part(*, provider: Provider, whole: Provider, by: Actor, at: datetime) -> PartOf:
    """A provider that no register names is a part of another from now on; the same again changes nothing.

    Raises ValidationError where it is a part of itself.
    """
    held = PartOf.objects.filter(provider=provider, whole=whole, until="").first()
    if held is not None:
        return held
    part = PartOf(provider=provider, whole=whole, source=by.id)
    part.full_clean()
    part.save(force_insert=True)
    after: Ids = {"whole": whole.pk}
    record("part.recorded", by=by, at=at, operation=Operation.COLLECTION, on=provider, after=after)
    return part


def _providers(register: Register) -> list[Provider]:
    return [
        Provider(
            slug=body.slug,
            kind=body.kind,
            name=register.name_on(body.slug),
            exists_from=body.exists_from.text,
            exists_to=body.exists_to.text,
            source=body.source,
            note=body.note,
            is_public=True,
        )
        for body in register.bodies
    ]


def _names(register: Register) -> list[ProviderName]:
    return [
        ProviderName(
            provider_id=n.provider,
            name=n.name,
            use=n.use,
            since=n.since.text,
            until=n.until.text,
            source=n.source,
            is_shipped=True,
        )
        for n in register.names
    ]


def _wholes(register: Register) -> list[PartOf]:
    return [
        PartOf(
            provider_id=m.provider,
            whole_id=m.whole,
            since=m.since.text,
            until=m.until.text,
            source=m.source,
            is_shipped=True,
        )
        for m in register.memberships
    ]


def _successions(register: Register) -> list[Succession]:
    return [
        Succession(
            predecessor_id=f.predecessor,
            successor_id=f.successor,
            how=f.how,
            on=f.on.text,
            note=f.note,
            source=f.source,
            is_shipped=True,
        )
        for f in register.follows
    ]
