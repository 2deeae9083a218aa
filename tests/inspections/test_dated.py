"""The days of a plan as events, fieldwork among them, and whose they are."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.inspections.models import Inspection, PlannedTask, TeamMember
from eyre.inspections.permissions import may_see_inspection, roles_held
from eyre.inspections.queries import facts_of
from eyre.inspections.queries.dated import own_tasks, plan_entries
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.providers.models import Contact, Interest
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 1, 11), date(2027, 1, 15)


@pytest.fixture
def cumbria() -> Inspection:
    made = small_inspections(small_register(), ("cumbria",))["cumbria"]
    made.fieldwork_from, made.fieldwork_to = FIRST, LAST
    made.save()
    return made


def task(inspection: Inspection, code: str, due: date, sequence: int = 0) -> PlannedTask:
    return PlannedTask.objects.create(
        inspection=inspection,
        code=code,
        title=f"Do {code}",
        owner="lead-inspector",
        order=1,
        hangs_on="announced",
        distance=1,
        unit="weeks",
        due=due,
        sequence=sequence,
        changed_at=NOON + timedelta(hours=sequence),
    )


def test_every_task_and_the_fieldwork(cumbria: Inspection) -> None:
    task(cumbria, "list", FIRST - timedelta(days=20), sequence=2)
    task(cumbria, "visit", FIRST, sequence=3)
    fieldwork, first, second = plan_entries(cumbria)
    assert (fieldwork.title, fieldwork.first, fieldwork.last) == ("Fieldwork (Cumbria)", FIRST, LAST)
    assert (fieldwork.sequence, fieldwork.changed_at) == (5, NOON + timedelta(hours=3))
    assert (first.title, first.note) == ("Do list (Cumbria)", "Lead inspector. Inspection: Cumbria.")
    assert (second.first, second.last, second.sequence) == (FIRST, FIRST, 3)
    assert len({entry.uid for entry in (fieldwork, first, second)}) == 3


def test_without_a_plan_or_days_there_is_no_fieldwork(cumbria: Inspection) -> None:
    assert plan_entries(cumbria) == []
    task(cumbria, "list", FIRST)
    cumbria.fieldwork_from = cumbria.fieldwork_to = None
    assert [entry.title for entry in plan_entries(cumbria)] == ["Do list (Cumbria)"]


# Whose tasks stand in whose feed: the query against the rules, in generated worlds


ROLES_OF_ALL = ("operations-officer", "quality-lead", "publications", "analyst", "administrator", "auditor")
ON_TEAM, FOR_PROVIDER = ("lead-inspector", "inspector"), ("point-of-contact", "accountable-director")
Both = dict[str, Inspection]
OWNERS = (*ROLES_OF_ALL, *ON_TEAM, *FOR_PROVIDER)
WORLDS = st.fixed_dictionaries(
    {
        "org": st.sets(st.sampled_from(ROLES_OF_ALL), max_size=2),
        "team": st.sets(
            st.tuples(st.sampled_from(("cumbria", "kent")), st.sampled_from(ON_TEAM)), max_size=2
        ),
        "speaks": st.sets(
            st.tuples(st.sampled_from(("cumbria", "region")), st.sampled_from(FOR_PROVIDER)), max_size=2
        ),
        "interests": st.sets(st.sampled_from(("cumbria", "region", "kent")), max_size=1),
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=WORLDS)
def test_a_feed_holds_the_tasks_of_roles_held_on_what_may_be_seen(both: Both, world: dict[str, set]) -> None:  # type: ignore[type-arg]
    with transaction.atomic():
        standing = live(both, world)
        found = {(each.inspection_id, each.owner) for each in own_tasks(standing, FIRST)}
        expected = {(pk, owner) for pk in both for owner in OWNERS if is_theirs(pk, owner, standing)}
        assert found == expected
        transaction.set_rollback(True)
    assert standing.roles == world["org"]


def is_theirs(pk: str, owner: str, standing: Standing) -> bool:
    facts = facts_of(pk, standing)
    held = roles_held(standing, facts)
    return may_see_inspection(standing, facts) and owner in held


@pytest.fixture
def both() -> Both:
    made = small_inspections(small_register(), ("cumbria", "kent"))
    held = {pk: made[pk] for pk in ("cumbria", "kent")}
    for inspection in held.values():
        for owner in OWNERS:
            row = task(inspection, f"for-{owner}", FIRST)
            PlannedTask.objects.filter(pk=row.pk).update(owner=owner)
    return held


def live(both: Both, world: dict[str, set]) -> Standing:  # type: ignore[type-arg]
    """Somebody with these roles, places and interests, as the database has them."""
    person = somebody(f"Person {Person.objects.count()}")
    once = {"given_by": "x", "since": NOON}
    for name, role in world["team"]:
        TeamMember.objects.filter(role=role, inspection=both[name]).delete()
        TeamMember.objects.create(inspection=both[name], person=person, role=role, **once)
    for name, role in world["speaks"]:
        Contact.objects.create(provider_id=name, person=person, role=role, **once)
    for name in world["interests"]:
        told = {"kind": "worked-there", "declared_at": NOON, "declared_by": "x"}
        Interest.objects.create(provider_id=name, person=person, **told)
    return Standing(str(person.pk), person.name, frozenset(world["org"]))
