"""What may be done to an account: a truth table for each rule, and what must hold for every combination."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed, NotSignedIn
from eyre.people.permissions import (
    allowed,
    check_disable,
    check_end_role,
    check_give_role,
    check_manage_accounts,
    may_disable,
    may_enable,
    may_end_role,
    may_give_role,
    may_give_roles,
    may_invite_again,
    may_manage_accounts,
    may_reset_sign_in,
)
from eyre.people.roles import APART, ROLES, Held, held_for
from eyre.people.rules import GIVEN, PersonFacts, why_not_hold
from eyre.people.standing import NOBODY, Standing

ME, OTHER = "me", "other"
ADMINISTRATOR = Standing(ME, "Asa", frozenset({"administrator"}))
ANYBODY = PersonFacts(OTHER)

# Who may keep accounts, and who may give roles: a row for each role
MAY = {
    "public": (False, False),
    "administrator": (True, True),
    "operations-officer": (False, False),
    "lead-inspector": (False, False),
    "inspector": (False, False),
    "local-assessor": (False, False),
    "quality-lead": (False, False),
    "panel-member": (False, False),
    "report-editor": (False, False),
    "publications": (False, False),
    "analyst": (False, False),
    "auditor": (False, False),
    "point-of-contact": (False, False),
    "accountable-director": (False, False),
}


def test_the_table_has_a_row_for_each_role() -> None:
    assert set(MAY) == set(ROLES)


@pytest.mark.parametrize(("role", "expected"), MAY.items())
def test_who_may_keep_accounts_and_give_roles(role: str, expected: tuple[bool, bool]) -> None:
    standing = Standing(ME, "Asa", frozenset({role}))
    assert (may_manage_accounts(standing), may_give_roles(standing)) == expected
    assert may_disable(standing, ANYBODY) is expected[0]
    assert may_enable(standing, ANYBODY) is expected[0]
    assert may_reset_sign_in(standing, ANYBODY) is expected[0]
    assert may_invite_again(standing, PersonFacts(OTHER, has_joined=False)) is expected[0]
    assert may_give_role(standing, ANYBODY, "analyst") is expected[1]
    assert may_end_role(standing, PersonFacts(OTHER, frozenset({"analyst"})), "analyst") is expected[1]


def test_nobody_may_do_nothing_and_is_asked_to_sign_in() -> None:
    for check in (check_manage_accounts, lambda who: check_disable(who, ANYBODY)):
        with pytest.raises(NotSignedIn):
            check(NOBODY)
    assert not may_manage_accounts(NOBODY)
    assert not may_give_role(Standing("", roles=frozenset(ROLES)), ANYBODY, "analyst")


def test_a_check_answers_with_the_role_and_refuses_with_the_roles_that_could() -> None:
    assert check_manage_accounts(ADMINISTRATOR) == "administrator"
    assert check_give_role(ADMINISTRATOR, ANYBODY, "analyst") == "administrator"
    with pytest.raises(NotAllowed, match=r"another role.*administrator"):
        check_manage_accounts(Standing(ME, roles=frozenset({"auditor"})))


MINE = PersonFacts(ME, frozenset({"administrator"}))
LAST = PersonFacts(OTHER, frozenset({"administrator"}), is_last_administrator=True)
CLOSED = PersonFacts(OTHER, is_active=False)
PROVIDERS = PersonFacts(OTHER, is_of_provider=True)


@pytest.mark.parametrize(
    ("to", "role", "words"),
    [
        (ANYBODY, "analyst", ""),
        (ANYBODY, "administrator", ""),
        (PersonFacts(OTHER, frozenset({"quality-lead"})), "operations-officer", ""),
        (MINE, "analyst", "to themselves"),
        (PersonFacts(OTHER, frozenset({"analyst"})), "analyst", "already"),
        (CLOSED, "analyst", "disabled"),
        (PROVIDERS, "analyst", "provider"),
        (LAST, "auditor", "both"),
        (PersonFacts(OTHER, frozenset({"auditor"})), "administrator", "both"),
        (ANYBODY, "lead-inspector", "whole inspectorate"),
        (ANYBODY, "point-of-contact", "whole inspectorate"),
        (ANYBODY, "public", "whole inspectorate"),
        (ANYBODY, "system", "whole inspectorate"),
        (ANYBODY, "<script>", "whole inspectorate"),
    ],
)
def test_who_can_be_given_what(to: PersonFacts, role: str, words: str) -> None:
    assert may_give_role(ADMINISTRATOR, to, role) is (words == "")
    if words:
        with pytest.raises(NotAllowed, match=words):
            check_give_role(ADMINISTRATOR, to, role)


@pytest.mark.parametrize(
    ("of", "role", "words"),
    [
        (PersonFacts(OTHER, frozenset({"analyst"})), "analyst", ""),
        (PersonFacts(OTHER, frozenset({"administrator"})), "administrator", ""),
        (PersonFacts(OTHER, frozenset({"analyst"}), is_active=False), "analyst", ""),
        (ANYBODY, "analyst", "does not hold"),
        (MINE, "administrator", "own role"),
        (LAST, "administrator", "last administrator"),
    ],
)
def test_what_can_be_ended(of: PersonFacts, role: str, words: str) -> None:
    assert may_end_role(ADMINISTRATOR, of, role) is (words == "")
    if words:
        with pytest.raises(NotAllowed, match=words):
            check_end_role(ADMINISTRATOR, of, role)


@pytest.mark.parametrize(
    ("person", "disable", "enable", "reset", "invite_again"),
    [
        (ANYBODY, True, True, True, False),
        (PersonFacts(OTHER, has_joined=False), True, True, True, True),
        (MINE, False, True, False, False),
        (LAST, False, True, True, False),
        (CLOSED, True, True, False, False),
        (PersonFacts(OTHER, is_active=False, has_joined=False), True, True, False, False),
        (PROVIDERS, True, True, True, False),
        (
            PersonFacts(OTHER, frozenset({"analyst"}), is_of_provider=True, is_active=False),
            True,
            False,
            False,
            False,
        ),
    ],
)
def test_what_can_be_done_to_an_account(
    person: PersonFacts, disable: bool, enable: bool, reset: bool, invite_again: bool
) -> None:
    assert may_disable(ADMINISTRATOR, person) is disable
    assert may_enable(ADMINISTRATOR, person) is enable
    assert may_reset_sign_in(ADMINISTRATOR, person) is reset
    assert may_invite_again(ADMINISTRATOR, person) is invite_again


roles = st.frozensets(st.sampled_from(sorted(ROLES)))


@given(roles, st.sampled_from(Ability))
def test_an_ability_is_held_if_and_only_if_some_role_has_it(held: frozenset[str], ability: Ability) -> None:
    counting = held & APART or held
    has = any(ability in ROLES[code].abilities for code in counting)
    standing = Standing(ME, "Asa", held)
    assert allowed(standing.check, ability) is has
    role = standing.role_for(ability)
    assert (role is not None) is has
    assert role is None or (role in held and ability in ROLES[role].abilities)
    assert Standing(roles=held).role_for(ability) is None


@given(roles, roles, st.sampled_from(Ability))
def test_another_role_never_takes_away(held: frozenset[str], more: frozenset[str], ability: Ability) -> None:
    """Unless it is held apart."""
    if Standing(ME, roles=held).role_for(ability) and not more & APART - held:
        assert Standing(ME, roles=held | more).role_for(ability)
        assert Standing(ME, roles=more).role_for(ability, held)


facts = st.builds(
    PersonFacts,
    id=st.sampled_from([ME, OTHER]),
    roles=st.frozensets(st.sampled_from(sorted(GIVEN))),
    is_active=st.booleans(),
    is_of_provider=st.booleans(),
    has_joined=st.booleans(),
    is_last_administrator=st.booleans(),
)


@given(roles, facts, st.sampled_from([*ROLES, "no-such-role"]))
def test_what_is_given_never_breaks_a_rule(held: frozenset[str], to: PersonFacts, role: str) -> None:
    """Whoever gives, whatever they hold: not to themselves, not to a provider's person, never auditor and administrator."""
    if may_give_role(Standing(ME, roles=held), to, role):
        assert "administrator" in held
        assert to.id != ME
        assert role in GIVEN
        assert to.is_active
        assert not to.is_of_provider
        assert not {"auditor", "administrator"} <= to.roles | {role}


@given(roles, facts)
def test_nobody_closes_their_own_account_or_the_last_administrators(
    held: frozenset[str], person: PersonFacts
) -> None:
    standing = Standing(ME, roles=held)
    if may_disable(standing, person):
        assert person.id != ME
        assert not person.is_last_administrator
    if may_end_role(standing, person, "administrator"):
        assert person.id != ME
        assert not person.is_last_administrator
    if may_reset_sign_in(standing, person):
        assert person.id != ME


def test_every_pair_of_roles_but_one_can_be_held_together() -> None:
    refused = {pair for pair in itertools.combinations(sorted(GIVEN), 2) if why_not_hold(pair, False)}
    assert refused == {("administrator", "auditor")}
    assert {role.code for role in held_for(Held.ORGANISATION)} == GIVEN
