"""Who may declare, see and end interests, and name contacts: a truth table, role by role."""

import pytest

from eyre.people.exceptions import NotAllowed, NotSignedIn
from eyre.people.roles import ROLES, Held
from eyre.people.standing import NOBODY, Standing
from eyre.providers.exceptions import ProviderNotFound
from eyre.providers.permissions import (
    InterestFacts,
    ProviderFacts,
    check_declare_interest,
    check_end_interest,
    check_name_contacts,
    check_see_interests,
    may_declare_interest,
    may_end_interest,
    may_name_contacts,
    may_see_interests,
)

ME, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
PUBLIC, SECRET = ProviderFacts("kent", True), ProviderFacts("kent", False)

# role:                   declare, see,  end,  contacts
ROLE_BY_ROLE = {
    "administrator":        (False, False, False, False),
    "operations-officer":   (True,  True,  True,  True),
    "lead-inspector":       (True,  False, False, False),
    "inspector":            (True,  False, False, False),
    "local-assessor":       (True,  False, False, False),
    "quality-lead":         (True,  True,  True,  False),
    "panel-member":         (True,  False, False, False),
    "report-editor":        (True,  False, False, False),
    "publications":         (True,  False, False, False),
    "analyst":              (True,  False, False, False),
    "auditor":              (False, False, False, False),
    "point-of-contact":     (False, False, False, False),
    "accountable-director": (False, False, False, False),
}  # fmt: skip


def holding(role: str) -> tuple[Standing, frozenset[str]]:
    """Somebody with this role: for the whole inspectorate, or on some inspection or for some provider."""
    if ROLES[role].held is Held.ORGANISATION:
        return Standing(ME, "Ada", frozenset({role})), frozenset()
    return Standing(ME, "Ada"), frozenset({role})


def test_every_role_is_in_the_table() -> None:
    assert {*ROLE_BY_ROLE, "public"} == set(ROLES)


@pytest.mark.parametrize("role", ROLE_BY_ROLE)
def test_role_by_role(role: str) -> None:
    standing, elsewhere = holding(role)
    answers = (
        may_declare_interest(standing, elsewhere),
        may_see_interests(standing),
        may_end_interest(standing, InterestFacts(OTHER)),
        may_name_contacts(standing, PUBLIC),
    )
    assert answers == ROLE_BY_ROLE[role]
    checks = (
        lambda: check_declare_interest(standing, elsewhere),
        lambda: check_see_interests(standing),
        lambda: check_end_interest(standing, InterestFacts(OTHER)),
        lambda: check_name_contacts(standing, PUBLIC),
    )
    for may, check in zip(answers, checks, strict=True):
        if may:
            assert check() == role
        else:
            with pytest.raises(NotAllowed, match="You need another role"):
                check()


def test_nobody_may_anything() -> None:
    assert not may_declare_interest(NOBODY)
    assert not may_see_interests(NOBODY)
    assert not may_end_interest(NOBODY, InterestFacts(OTHER))
    assert not may_end_interest(NOBODY, InterestFacts(""))
    assert not may_name_contacts(NOBODY, PUBLIC)
    for check in (
        lambda: check_declare_interest(NOBODY),
        lambda: check_end_interest(NOBODY, InterestFacts("")),
    ):
        with pytest.raises(NotSignedIn):
            check()


def test_somebody_without_a_role_declares_before_their_first_team() -> None:
    assert check_declare_interest(Standing(ME, "Ada")) == ""
    assert may_declare_interest(Standing(ME, "Ada"))


@pytest.mark.parametrize("role", ["operations-officer", "quality-lead"])
def test_nobody_ends_their_own(role: str) -> None:
    standing = Standing(ME, "Ada", frozenset({role}))
    assert not may_end_interest(standing, InterestFacts(ME))
    with pytest.raises(NotAllowed, match="Nobody ends an interest of their own"):
        check_end_interest(standing, InterestFacts(ME))


def test_a_provider_that_is_not_public_is_not_known_of() -> None:
    with pytest.raises(ProviderNotFound):
        check_name_contacts(Standing(ME, "Ada", frozenset({"quality-lead"})), SECRET)
    officer = Standing(ME, "Ada", frozenset({"operations-officer"}))
    assert check_name_contacts(officer, SECRET) == "operations-officer"
    covered = ProviderFacts("kent", False, has_interest=True)
    assert not may_name_contacts(officer, covered)
    assert not may_name_contacts(Standing(ME, "Ada"), SECRET)
    with pytest.raises(NotAllowed, match="declared an interest"):
        check_name_contacts(officer, covered)
