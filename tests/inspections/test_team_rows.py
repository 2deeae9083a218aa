"""Teams: the table keeps its promises, and the actions say what they refuse."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eyre.inspections.actions import join_team, leave_team, open_inspection
from eyre.inspections.exceptions import CannotJoin, CannotOpen, MemberNotFound
from eyre.inspections.models import Inspection, Programme, TeamMember
from eyre.inspections.queries import conflicted, conflicts, hindrances, member, roles_anywhere, team_of
from eyre.people.models import Person
from eyre.people.standing import NOBODY, Standing
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest, end_interest, name_contact
from eyre.providers.models import Provider
from small_register import NOON, OFFICER, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
BEFORE, LATER = NOON - timedelta(days=1), NOON + timedelta(days=1)


@pytest.fixture
def cumbria() -> Inspection:
    return small_inspections(small_register(), ("cumbria", "kent"))["cumbria"]


def join(inspection: Inspection, person: Person, role: str = "inspector") -> TeamMember:
    return join_team(inspection=inspection, person=person, role=role, by=OFFICER, at=NOON)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"role": "analyst"}, "team_role_is_of_an_inspection"),
        ({"until": NOON}, "team_end_is_whole"),
        ({"until": BEFORE, "ended_by": "x"}, "team_ends_after_it_began"),
    ],
)
def test_promises_of_a_team(cumbria: Inspection, change: dict[str, object], constraint: str) -> None:
    fields = {
        "inspection": cumbria,
        "person": somebody(),
        "role": "inspector",
        "since": NOON,
        "given_by": "x",
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TeamMember.objects.create(**(fields | change))


def test_a_role_is_held_once_and_one_leads(cumbria: Inspection) -> None:
    person, other = somebody(), somebody("Bea")
    for who, again, role in ((person, person, "inspector"), (person, other, "lead-inspector")):
        TeamMember.objects.create(inspection=cumbria, person=who, role=role, since=NOON, given_by="x")
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            TeamMember.objects.create(inspection=cumbria, person=again, role=role, since=NOON, given_by="x")


def test_joining_and_leaving(cumbria: Inspection) -> None:
    person = somebody()
    standing = Standing(str(person.pk))
    made = join(cumbria, person, "lead-inspector")
    row = AuditEvent.objects.latest("pk")
    assert (row.action, row.subject_id, row.role) == ("team.joined", "cumbria", "operations-officer")
    assert json.loads(row.after) == {"member": made.pk, "person": str(person.pk), "role": "lead-inspector"}
    assert roles_anywhere(standing) == {"lead-inspector"}
    assert member(cumbria, made.pk) == made
    left = leave_team(member=made, by=OFFICER, at=LATER)
    assert (left.until, left.ended_by) == (LATER, OFFICER.id)
    assert AuditEvent.objects.latest("pk").action == "team.left"
    assert not roles_anywhere(standing)
    with pytest.raises(CannotJoin, match="ended already"):
        leave_team(member=made, by=OFFICER, at=LATER)
    join(cumbria, somebody("Bea"), "lead-inspector")
    assert [each.person.name for each in team_of(cumbria)] == ["Ada", "Bea"]
    with pytest.raises(MemberNotFound):
        member(Inspection.objects.get(pk="kent"), made.pk)


def test_who_cannot_join(cumbria: Inspection) -> None:
    ada, assessor = somebody(), somebody("Tobias", is_of_provider=True)
    gone = somebody("Gone")
    gone.is_active, gone.disabled_at = False, NOON
    gone.save()
    join(cumbria, ada, "lead-inspector")
    for person, role, words, field in (
        (ada, "analyst", "Choose a role", "role"),
        (ada, "lead-inspector", "Ada is lead inspector on this inspection already", "person"),
        (somebody("Bea"), "lead-inspector", "Ada leads this inspection: end that first", "role"),
        (gone, "inspector", "disabled", "person"),
        (assessor, "inspector", "can be a local assessor only", "role"),
    ):
        with pytest.raises(CannotJoin, match=words) as why:
            join(cumbria, person, role)
        assert why.value.field == field
    assert join(cumbria, assessor, "local-assessor").pk
    assert TeamMember.objects.count() == AuditEvent.objects.count() == 2


def test_nobody_puts_themselves_on_a_team(cumbria: Inspection) -> None:
    person = somebody()
    by = Actor(str(person.pk), "operations-officer")
    with pytest.raises(CannotJoin, match="Nobody puts themselves on a team"):
        join_team(inspection=cumbria, person=person, role="inspector", by=by, at=NOON)
    assert not TeamMember.objects.exists()


@pytest.mark.parametrize(
    ("declared", "stands_against"), [("region", True), ("cumbria", True), ("kent", False)]
)
def test_an_interest_stands_against_it(cumbria: Inspection, declared: str, stands_against: bool) -> None:
    person, provider = somebody(), Provider.objects.get(pk=declared)
    interest = declare_interest(
        person=person, provider=provider, kind="other", note="Love", by=OFFICER, at=NOON
    )
    if stands_against:
        with pytest.raises(CannotJoin, match=f"they declared an interest in {provider.name}") as why:
            join(cumbria, person)
        assert "Love" not in str(why.value)
        end_interest(interest=interest, reason="no-longer-so", by=OFFICER, at=NOON)
    assert join(cumbria, person).pk


@pytest.mark.parametrize(
    ("speaks_for", "stands_against"), [("region", True), ("cumbria", True), ("kent", False)]
)
def test_a_person_of_the_provider_cannot_join(
    cumbria: Inspection, speaks_for: str, stands_against: bool
) -> None:
    person, provider = somebody("Tobias", is_of_provider=True), Provider.objects.get(pk=speaks_for)
    name_contact(person=person, provider=provider, role="point-of-contact", by=OFFICER, at=NOON)
    if stands_against:
        with pytest.raises(CannotJoin, match=f"they are the single point of contact of {provider.name}"):
            join(cumbria, person, "local-assessor")
        assert list(hindrances(cumbria)) == [person.pk]
    else:
        assert join(cumbria, person, "local-assessor").pk


def test_an_interest_declared_on_a_team_leaves_a_place_to_fill(cumbria: Inspection) -> None:
    person, other = somebody(), somebody("Bea")
    made = join(cumbria, person)
    join(cumbria, other)
    assert not conflicts(cumbria)
    region = Provider.objects.get(pk="region")
    declare_interest(person=person, provider=region, kind="other", note="Love", by=OFFICER, at=LATER)
    (told,) = conflicts(cumbria)
    assert (told.member, told.person, told.why) == (made.pk, "Ada", "declared an interest in Region")
    assert (told.role, told.since) == ("inspector", LATER)
    assert list(conflicted()) == [made]
    leave_team(member=made, by=OFFICER, at=LATER)
    assert not conflicts(cumbria)
    assert not conflicted()


def test_nobody_holds_a_role_anywhere() -> None:
    assert roles_anywhere(NOBODY) == frozenset()


# Opening


def opened(**change: object) -> Inspection:
    programme = Programme.objects.select_related("edition").get()
    given = {
        "provider": Provider.objects.get(pk="kent"), "edition": programme.edition, "programme": programme,
        "kind": "pdu", "name": "Kent", "fieldwork": "2026-12",
    }  # fmt: skip
    return open_inspection(**(given | change), by=OFFICER, at=NOON)  # type: ignore[arg-type]


def test_opening_one(cumbria: Inspection) -> None:
    made = opened()
    assert (made.pk, made.is_public, str(made.fieldwork_on)) == ("pdu-2026-kent", False, "December 2026")
    assert AuditEvent.objects.latest("pk").action == "inspection.opened"
    assert [opened(fieldwork="").pk, opened(name="Kent ").pk] == ["pdu-2026-kent-2", "pdu-2026-kent-3"]
    long = opened(name="A very long name " * 11)
    assert len(long.pk) <= 80
    assert opened(name="Ελλάδα").pk == "pdu-2026-inspection"


@pytest.mark.parametrize(
    ("change", "words", "field"),
    [
        ({"name": "  "}, "Give the inspection the name", "name"),
        ({"kind": "picnic"}, "Choose the kind", "kind"),
        ({"kind": "region"}, "another kind: probation delivery unit", "programme"),
        ({"fieldwork": "soon"}, "is no date", "fieldwork"),
        ({"fieldwork": "2026-12-05/2026-12-01"}, "ends before it starts", "fieldwork"),
    ],
)
def test_what_cannot_be_opened(
    cumbria: Inspection, change: dict[str, object], words: str, field: str
) -> None:
    held = Inspection.objects.count()
    with pytest.raises(CannotOpen, match=words) as why:
        opened(**change)
    assert why.value.field == field
    assert Inspection.objects.count() == held
    assert not AuditEvent.objects.exists()


def test_the_edition_is_that_of_the_programme(cumbria: Inspection) -> None:
    edition = cumbria.edition
    edition.pk, edition.digest = "other", "y"
    edition.save(force_insert=True)
    with pytest.raises(CannotOpen, match="inspects by another edition: e"):
        opened(edition=edition)
