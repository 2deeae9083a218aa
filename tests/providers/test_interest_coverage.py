"""How far an interest reaches: parts, successors and their parts, predecessors; and never round a corner."""

import pytest

from eyre.people.standing import NOBODY, Standing
from eyre.providers.actions import declare_interest, end_interest
from eyre.providers.coverage import (
    contacts_above,
    covered_by_interests_of,
    interests_covering,
    people_of,
    spoken_for_by,
)
from eyre.providers.models import Contact, PartOf, Provider, Succession
from eyre.providers.queries import is_covered
from small_register import NOON, OFFICER, small_register, somebody

pytestmark = pytest.mark.django_db

COVERED = [
    ("cumbria", {"cumbria"}),  # a part does not cover its whole, nor one it has left
    ("region", {"region", "cumbria", "lancashire", "old-company", "division", "older"}),
    ("old-company", {"old-company", "region", "cumbria", "lancashire"}),
    # who was split: both halves, and their parts, and what followed those
    (
        "division",
        {"division", "older", "region", "other-region", "cumbria", "lancashire", "kent", "new-kent"},
    ),
    # who comes from one half has no interest in the other
    ("other-region", {"other-region", "kent", "new-kent", "division", "older"}),
    ("new-kent", {"new-kent", "kent"}),
]


@pytest.mark.parametrize(("declared", "covered"), COVERED)
def test_what_an_interest_covers(declared: str, covered: set[str]) -> None:
    held, person = small_register(), somebody()
    declare_interest(person=person, provider=held[declared], kind="worked-there", by=OFFICER, at=NOON)
    found = Provider.objects.filter(pk__in=covered_by_interests_of(str(person.pk)))
    assert set(found.values_list("pk", flat=True)) == covered
    standing = Standing(str(person.pk))
    assert {slug for slug in held if is_covered(slug, standing)} == covered
    assert not is_covered(declared, NOBODY)
    # asked the other way round, the same answer
    assert {slug for slug in held if interests_covering(slug).exists()} == covered


def test_an_interest_that_ended_covers_nothing() -> None:
    held, person = small_register(), somebody()
    interest = declare_interest(
        person=person, provider=held["region"], kind="worked-there", by=OFFICER, at=NOON
    )
    end_interest(interest=interest, reason="no-longer-so", by=OFFICER, at=NOON)
    assert not is_covered("region", Standing(str(person.pk)))
    assert not interests_covering("region").exists()


def test_data_that_go_in_a_circle_end() -> None:
    held, person = small_register(), somebody()
    PartOf.objects.create(provider=held["region"], whole=held["cumbria"])
    Succession.objects.create(predecessor=held["region"], successor=held["old-company"], how="renamed")
    declare_interest(person=person, provider=held["cumbria"], kind="financial", by=OFFICER, at=NOON)
    assert is_covered("old-company", Standing(str(person.pk)))


def test_a_contact_speaks_for_the_parts_too() -> None:
    held, person = small_register(), somebody("Contact", is_of_provider=True)
    Contact.objects.create(
        provider=held["region"], person=person, role="point-of-contact", since=NOON, given_by="x"
    )
    found = Provider.objects.filter(pk__in=spoken_for_by(str(person.pk), ("point-of-contact",)))
    assert set(found.values_list("pk", flat=True)) == {"region", "cumbria", "lancashire"}
    assert {slug for slug in held if contacts_above(slug).exists()} == {"region", "cumbria", "lancashire"}
    assert not Provider.objects.filter(
        pk__in=spoken_for_by(str(person.pk), ("accountable-director",))
    ).exists()


def test_the_people_of_a_provider_are_those_of_its_whole_and_its_parts() -> None:
    held, person = small_register(), somebody("Contact", is_of_provider=True)
    Contact.objects.create(
        provider=held["cumbria"], person=person, role="point-of-contact", since=NOON, given_by="x"
    )
    assert {slug for slug in held if people_of(slug).exists()} == {"region", "cumbria"}
