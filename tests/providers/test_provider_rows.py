"""The tables of providers keep their promises, and hold the register."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, models, transaction

from eyre.platform.audit import Actor
from eyre.providers.actions import record_provider, record_register
from eyre.providers.exceptions import ProviderNotFound
from eyre.providers.history import NotFound
from eyre.providers.models import PartOf, Provider, ProviderName, Succession
from eyre.providers.queries import (
    names_of,
    parts_of,
    predecessors_of,
    provider,
    regions,
    register,
    successors_of,
    wholes_of,
)
from eyre.providers.register import read_register

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def two() -> tuple[Provider, Provider]:
    return (
        Provider.objects.create(slug="one", kind="pdu", name="One"),
        Provider.objects.create(slug="two", kind="region", name="Two"),
    )


def refused(row: models.Model, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def refused_as_double(row: models.Model) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row.save(force_insert=True)


def test_promises(two: tuple[Provider, Provider]) -> None:
    one, other = two
    refused(Provider(slug="x", kind="castle", name="X"), "provider_kind_is_known")
    refused(Provider(slug="x", kind="pdu", name=""), "provider_has_name")
    refused(ProviderName(provider=one, name="A", use="nick"), "provider_name_use_is_known")
    refused(PartOf(provider=one, whole=one), "part_of_another")
    refused(Succession(predecessor=one, successor=one, how="renamed"), "succession_of_another")
    refused(Succession(predecessor=one, successor=other, how="eaten"), "succession_how_is_known")


def test_nothing_is_said_twice(two: tuple[Provider, Provider]) -> None:
    one, other = two
    for row in (
        ProviderName(provider=one, name="A", use="short"),
        PartOf(provider=one, whole=other, since="2021"),
        Succession(predecessor=one, successor=other, how="merged"),
    ):
        row.save()
        row.pk = None
        refused_as_double(row)


def test_the_register_goes_in_and_comes_out() -> None:
    shipped = read_register()
    first, second = (
        record_register(register=shipped, by=Actor.of_command("the tests"), at=NOON) for _ in range(2)
    )
    assert first.created == first.total
    assert not second
    held = register()
    assert set(held.bodies) == set(shipped.bodies)
    assert set(held.names) == set(shipped.names)
    assert set(held.memberships) == set(shipped.memberships)
    assert set(held.follows) == set(shipped.follows)


def test_the_register_names_nothing_secret(loaded: object) -> None:
    """Its answers say which names are near: a name that is almost right must not bring a secret one out."""
    by = Actor.of_command("the tests")
    record_provider(slug="zzyzx-pdu", kind="pdu", name="Zzyzx PDU", is_public=False, by=by, at=NOON)
    cumbria, secret = Provider.objects.get(pk="cumbria-pdu"), Provider.objects.get(pk="zzyzx-pdu")
    PartOf.objects.create(provider=cumbria, whole=secret)
    Succession.objects.create(predecessor=secret, successor=cumbria, how="merged")
    held = register()
    assert "zzyzx" not in repr(held).lower()
    assert held.resolve("Zzyzz", "pdu") == NotFound("Zzyzz")


def test_reads_what_pages_ask(loaded: object) -> None:
    north_west = provider("north-west-region")
    assert north_west.name == "North West region"
    assert regions().count() == 12
    assert {part.provider_id for part in parts_of(north_west)} >= {"cumbria-pdu", "liverpool-north-pdu"}
    assert predecessors_of(north_west).count() == 4
    blackburn = provider("blackburn-with-darwen-pdu")
    assert [name.name for name in names_of(blackburn)] == ["Blackburn with Darwen PDU", "Blackburn PDU"]
    assert [whole.whole_id for whole in wholes_of(blackburn)] == ["north-west-region"]
    assert successors_of(provider("western-bay-youth-justice")).count() == 3
    with pytest.raises(ProviderNotFound, match="cheshire-north"):
        provider("cheshire-north-pdu")


def test_what_people_added_survives_a_load() -> None:
    """Only what came with a register goes when a register no longer has it."""
    shipped, by = read_register(), Actor.of_command("the tests")
    record_register(register=shipped, by=by, at=NOON)
    dropped = next(each for each in shipped.names if each.use != "official")
    theirs = Provider.objects.get(slug=dropped.provider)
    ours = Provider.objects.create(slug="furness", kind="pdu", name="Furness")
    ProviderName.objects.create(provider=theirs, name="What we call it", use="variant")
    PartOf.objects.create(provider=ours, whole=theirs)
    Succession.objects.create(predecessor=theirs, successor=ours, how="split")
    fewer = replace(shipped, names=tuple(each for each in shipped.names if each is not dropped))
    changes = record_register(register=fewer, by=by, at=NOON)
    assert (changes.created, changes.updated, changes.deleted) == (0, 0, 1)
    names = set(ProviderName.objects.filter(provider=theirs).values_list("name", flat=True))
    assert "What we call it" in names
    assert dropped.name not in names
    assert PartOf.objects.filter(provider=ours).exists()
    assert Succession.objects.filter(successor=ours).exists()
