"""Administrators and auditors see no inspection before it is published, whatever else they are made."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast, cast, signed_in
from eyre.inspections.actions import join_team
from eyre.inspections.exceptions import CannotJoin
from eyre.inspections.models import TeamMember
from eyre.people.abilities import Ability
from eyre.people.roles import APART, ROLES
from eyre.people.standing import Standing
from published_data import loaded

__all__ = ["cast", "loaded"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CODES = st.frozensets(st.sampled_from(sorted(ROLES)))


def test_two_roles_are_held_apart() -> None:
    assert {"administrator", "auditor"} == APART


@given(CODES, CODES, st.sampled_from(Ability))
def test_beside_a_role_apart_no_other_counts(
    roles: frozenset[str], also: frozenset[str], ability: Ability
) -> None:
    found = Standing("somebody", roles=roles).role_for(ability, also)
    held = (roles | also) & APART or roles | also
    assert (found is not None) == any(ability in ROLES[code].abilities for code in held)
    assert found is None or found in held


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["administrator", "auditor"])
def test_nobody_apart_joins_a_team(cast: Cast, key: str) -> None:
    by = cast.actor("operations-officer", "operations-officer")
    with pytest.raises(CannotJoin, match=f"they are {key}, and see no inspection"):
        join_team(inspection=cast.westmarch, person=cast[key], role="inspector", by=by, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["administrator", "auditor"])
def test_whoever_was_on_a_team_and_became_one_sees_it_no_more(cast: Cast, key: str) -> None:
    TeamMember.objects.create(
        inspection=cast.westmarch, person=cast[key], role="inspector", since=NOW, given_by="test"
    )
    browser = signed_in(cast[key])
    for path in ("", "ratings/", "answers/"):
        assert browser.get(f"/desk/{cast.westmarch.pk}/{path}").status_code == 404
    assert "Westmarch" not in browser.get("/desk/").content.decode()
