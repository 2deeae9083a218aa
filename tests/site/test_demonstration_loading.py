"""Is the cast brought in once, whole, by audited actions, and left alone afterwards?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast
from eyre.cases.queries import answers_of
from eyre.frameworks.queries import edition
from eyre.inspections.actions import leave_team
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.roles import ROLES, Held
from eyre.platform.audit.models import AuditEvent
from eyre.providers.models import Contact, Interest, Provider
from eyre.ratings.models import ComputedRating
from eyre.site.demonstration.answers import CASES, invented_answers
from eyre.site.demonstration.cast import CAST, EASTMERE, EDITION, WESTMARCH
from eyre.site.demonstration.loading import load_demonstration
from eyre.site.demonstration.queries import groups
from published_data import NOON

pytestmark = pytest.mark.django_db


def test_fifteen_people_each_in_their_place(cast: Cast) -> None:
    assert set(cast.people) == {member.key for member in CAST}
    assert len(CAST) == 15
    for member in CAST:
        person = cast[member.key]
        assert (person.name, person.email) == (member.name, member.email)
        assert person.email.endswith(".example")
        assert not person.has_usable_password()
        assert cast.standing(member.key).roles == (
            {member.role.code} if member.role.held is Held.ORGANISATION else set()
        )


def test_every_role_that_somebody_holds_is_in_the_cast() -> None:
    held = {code for code, role in ROLES.items() if role.held is not Held.EVERYONE}
    assert {member.role.code for member in CAST} == held


def test_the_teams_and_contacts(cast: Cast) -> None:
    def now(inspection: Inspection) -> set[tuple[str, str]]:
        return set(
            TeamMember.objects.filter(inspection=inspection, until=None).values_list("person__name", "role")
        )

    team = [m for m in CAST if m.on == WESTMARCH and m.role.held is Held.INSPECTION]
    assert now(cast.westmarch) == {(m.name, m.role.code) for m in team}
    assert len(team) == 6
    assert now(cast.southfold) == now(cast.westmarch)
    assert now(cast.eastmere) == {("Nadia Furtherfield", "inspector")}
    assert set(Contact.objects.filter(provider=cast.westmarch.provider).values_list("role", flat=True)) == {
        "point-of-contact",
        "accountable-director",
    }
    assert list(Interest.objects.values_list("person__name", "provider")) == [
        ("Owen Larkspur", EASTMERE.provider)
    ]
    assert TeamMember.objects.get(person=cast["second-inspector"], inspection=cast.eastmere).until


def test_nothing_of_it_is_public(cast: Cast) -> None:
    assert not Provider.objects.filter(slug__endswith="-demonstration", is_public=True).exists()
    assert not Inspection.objects.filter(provider__slug__endswith="-demonstration", is_public=True).exists()


def test_westmarch_has_a_draft_rating_from_invented_cases(cast: Cast) -> None:
    answers = answers_of(cast.westmarch)
    assert answers is not None
    assert answers.matrix.cases == CASES
    rating = ComputedRating.objects.get(inspection=cast.westmarch)
    assert rating.is_reconstructed
    bands = {standard["outcome"].get("band") for standard in rating.result["standards"]}
    assert len(bands - {None}) >= 3
    assert answers_of(cast.eastmere) is None


def test_the_invented_answers_are_the_same_every_time() -> None:
    from eyre.frameworks.reading import load_edition

    first, second = (invented_answers(load_edition(EDITION)) for _ in range(2))
    assert first.cells.tobytes() == second.cells.tobytes()
    assert set(first.questions) == {
        q.ref for s in load_edition(EDITION).case_standards for q in s.key_questions
    }


def test_loading_again_asks_two_questions_and_does_nothing(cast: Cast) -> None:
    before = AuditEvent.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert load_demonstration() is False
    assert len(asked) == 2
    assert AuditEvent.objects.count() == before


def test_every_step_is_in_the_log_as_done_by_the_command(cast: Cast) -> None:
    done = AuditEvent.objects.filter(actor="eyre serve").values_list("action", flat=True)
    counted = {action: list(done).count(action) for action in set(done)}
    assert counted == {
        "person.invited": 15,
        "provider.recorded": 3,
        "inspection.opened": 3,
        "team.joined": 14,
        "team.left": 1,
        "contact.named": 4,
        "interest.declared": 1,
        "answers.stored": 1,
        "rating.computed": 1,
    }


def test_what_was_done_while_playing_stays_done(cast: Cast, loaded: Any) -> None:
    """Only who is missing comes back; a place that somebody left does not."""
    assert edition(EDITION)
    chair = TeamMember.objects.filter(person=cast["panel-chair"], inspection=cast.westmarch, until=None)
    seat = chair.get()
    leave_team(member=seat, by=cast.actor("operations-officer", "operations-officer"), at=NOON)
    gone = cast["outsider"]
    TeamMember.objects.filter(person=gone).delete()
    gone.delete()
    assert load_demonstration(at=NOON) is True
    assert Person.objects.filter(email="outsider@inspectorate.example").exists()
    assert TeamMember.objects.filter(person__email="outsider@inspectorate.example", until=None).count() == 1
    assert not chair.exists()


def test_the_door_shows_everybody_once() -> None:
    shown = [member.key for _, members in groups() for member in members]
    assert sorted(shown) == sorted(member.key for member in CAST)
