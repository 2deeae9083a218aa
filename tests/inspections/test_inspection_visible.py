"""What the database shows and what the rule says are one: for every role, on any world that could be."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import TEAM_ROLES, Inspection, TeamMember
from eyre.inspections.permissions import InspectionFacts, may_see_inspection
from eyre.inspections.queries import facts_of, inspection, visible_to
from eyre.people.models import ORGANISATION_ROLES
from eyre.people.standing import NOBODY, Standing
from eyre.providers.models import CONTACT_ROLES, Contact, Interest
from small_register import FOLLOWED, NOON, PARTS, small_inspections, small_register, somebody

INSPECTED = ("cumbria", "region", "kent", "old-company")
PLACES = ("cumbria", "lancashire", "region", "other-region", "kent", "division", "old-company", "new-kent")
ended = st.booleans()


@dataclass(frozen=True)
class World:
    """What one person holds: roles for all, on inspections and for providers, and interests; each may have ended."""

    roles: frozenset[str]
    team: dict[tuple[str, str], bool]
    contacts: dict[tuple[str, str], bool]
    interests: dict[str, bool]

    def facts(self, name: str, is_public: bool) -> InspectionFacts:
        """The facts, worked out in Python and not in SQL."""
        above = {name} | {w for w, parts in PARTS.items() if name in parts}
        here = {role for (held, role), over in self.team.items() if held == name and not over}
        here |= {role for (held, role), over in self.contacts.items() if held in above and not over}
        covered = any(name in covers(held) for held, over in self.interests.items() if not over)
        return InspectionFacts(
            f"{name}{'-public' if is_public else ''}",
            is_public,
            frozenset(here)
            if not is_public
            else frozenset(here & set(CONTACT_ROLES)),  # the team is of the other
            covered,
        )


def covers(start: str) -> set[str]:
    """Parts and successors, again and again; and predecessors by themselves."""
    ahead, behind = {start}, {start}
    for _ in range(5):
        ahead |= {n for each in ahead for n in (*PARTS.get(each, ()), *FOLLOWED.get(each, ()))}
        behind |= {before for before, after in FOLLOWED.items() if behind & set(after)}
    return ahead | behind


worlds = st.builds(
    World,
    st.frozensets(st.sampled_from(ORGANISATION_ROLES), max_size=2),
    st.dictionaries(st.tuples(st.sampled_from(INSPECTED), st.sampled_from(TEAM_ROLES)), ended, max_size=3),
    st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(CONTACT_ROLES)), ended, max_size=3),
    st.dictionaries(st.sampled_from(PLACES), ended, max_size=2),
)


class TestThePredicateIsTheRule(TestCase):
    """On SQLite and on PostgreSQL."""

    @settings(max_examples=150)
    @given(worlds)
    def test_on_any_world(self, world: World) -> None:
        with transaction.atomic():
            self.compare(world)
            transaction.set_rollback(True)

    def compare(self, world: World) -> None:
        held, person = small_register(), somebody()
        inspections = small_inspections(held, INSPECTED)
        until = {False: {}, True: {"until": NOON, "ended_by": "x"}}
        for (name, role), over in world.team.items():
            TeamMember.objects.create(
                inspection=inspections[name],
                person=person,
                role=role,
                since=NOON,
                given_by="x",
                **until[over],
            )
        for (name, role), over in world.contacts.items():
            Contact.objects.create(
                provider=held[name], person=person, role=role, since=NOON, given_by="x", **until[over]
            )
        for name, over in world.interests.items():
            row = Interest(person=person, provider=held[name], kind="worked-there", declared_at=NOON)
            row.declared_by = "x"
            if over:
                row.ended_at, row.ended_by, row.reason = NOON, "x", "no-longer-so"
            row.save()
        standing = Standing(str(person.pk), person.name, world.roles)
        expected = set()
        for name in INSPECTED:
            for is_public in (False, True):
                facts = world.facts(name, is_public)
                assert facts_of(facts.id, standing) == facts
                expected |= {facts.id} if may_see_inspection(standing, facts) else set()
        assert set(visible_to(standing).values_list("pk", flat=True)) == expected
        assert set(visible_to().values_list("pk", flat=True)) == {f"{name}-public" for name in INSPECTED}


@pytest.mark.django_db
def test_one_is_found_or_not() -> None:
    small_inspections(small_register(), ("cumbria",))
    officer = Standing("11111111-1111-4111-8111-111111111111", "O", frozenset({"operations-officer"}))
    assert inspection("cumbria", officer).provider_id == "cumbria"
    assert inspection("cumbria-public").pk == "cumbria-public"
    for standing, name in ((NOBODY, "cumbria"), (officer, "lancashire")):
        with pytest.raises(InspectionNotFound, match=name):
            inspection(name, standing)
    with pytest.raises(InspectionNotFound, match="lancashire"):
        facts_of("lancashire", officer)
    assert facts_of("cumbria", NOBODY) == InspectionFacts("cumbria", False)


@pytest.mark.django_db
def test_the_time_it_takes_does_not_tell_a_secret_from_nothing(django_assert_num_queries: Any) -> None:
    small_inspections(small_register(), ("cumbria",))
    stranger = Standing("11111111-1111-4111-8111-111111111111", "O", frozenset({"analyst"}))
    with django_assert_num_queries(2):
        assert not may_see_inspection(stranger, facts_of("cumbria", stranger))
    with django_assert_num_queries(2), pytest.raises(InspectionNotFound):
        facts_of("lancashire", stranger)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 10])
def test_the_queries_do_not_grow(many: int, django_assert_num_queries: Any) -> None:
    held = small_register()
    first = small_inspections(held, ("cumbria",))["cumbria"]
    Inspection.objects.bulk_create(
        Inspection(
            id=f"n-{n}", provider=held["kent"], edition=first.edition, programme=first.programme, kind="pdu",
            name_as_printed="N",
        )
        for n in range(10 * many)
    )  # fmt: skip
    person = somebody()
    TeamMember.objects.create(inspection=first, person=person, role="inspector", since=NOON, given_by="x")
    standing = Standing(str(person.pk))
    with django_assert_num_queries(1):
        assert set(visible_to(standing).values_list("pk", flat=True)) == {"cumbria", "cumbria-public"}
    with django_assert_num_queries(2):
        assert facts_of("cumbria", standing).roles_here == {"inspector"}
