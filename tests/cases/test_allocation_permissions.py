"""Who shares out cases, opens a key and writes an answer: truth tables, and what an interest takes away."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.permissions.allocation import (
    WritingFacts,
    check_examine,
    check_open_key,
    may_allocate,
    may_examine,
    may_open_key,
    may_see_allocation,
    why_not_write,
)
from eyre.inspections.permissions import InspectionFacts
from eyre.people.exceptions import NotAllowed
from eyre.people.roles import ROLES, Held
from eyre.people.standing import Standing

HELD_EVERYWHERE = {role.code for role in ROLES.values() if role.held is Held.ORGANISATION}
# role: may they see who has what, share out, have cases, open the key of a case of theirs, and of another's
TABLE = {
    "lead-inspector": (True, True, True, True, True),
    "inspector": (True, False, True, True, False),
    "local-assessor": (True, False, True, True, False),
    "operations-officer": (True, True, False, False, False),
    "quality-lead": (True, False, False, False, False),
    "panel-member": (False, False, False, False, False),
    "report-editor": (False, False, False, False, False),
    "publications": (False, False, False, False, False),
    "analyst": (False, False, False, False, False),
    "auditor": (False, False, False, False, False),
    "administrator": (False, False, False, False, False),
    "point-of-contact": (False, False, False, False, False),
    "accountable-director": (False, False, False, False, False),
    "public": (False, False, False, False, False),
}
WRITING = WritingFacts("first", "fieldwork", is_completed=False, has_case=True, is_assessor=True)


def seen_as(role: str, **facts: bool) -> tuple[Standing, InspectionFacts]:
    """Somebody with this one role, held where it is held."""
    everywhere = role in HELD_EVERYWHERE
    standing = Standing("p", "Pat", frozenset({role} if everywhere else ()))
    here = frozenset() if everywhere else frozenset({role})
    return standing, InspectionFacts("one", is_public=False, roles_here=here, **facts)


def answers(standing: Standing, facts: InspectionFacts) -> tuple[bool, ...]:
    return (
        may_see_allocation(standing, facts),
        may_allocate(standing, facts),
        may_examine(standing, facts),
        may_open_key(standing, facts, is_theirs=True),
        may_open_key(standing, facts, is_theirs=False),
    )


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_the_table_says(role: str) -> None:
    assert answers(*seen_as(role)) == TABLE[role]


@pytest.mark.parametrize("role", ROLES)
def test_an_interest_takes_everything_away(role: str) -> None:
    assert answers(*seen_as(role, has_interest=True)) == (False,) * 5


@given(st.frozensets(st.sampled_from(sorted(ROLES))), st.booleans())
def test_beside_a_role_apart_no_other_counts(roles: frozenset[str], covered: bool) -> None:
    here = roles - HELD_EVERYWHERE
    facts = InspectionFacts("one", is_public=False, roles_here=here, has_interest=covered)
    assert answers(Standing("p", "Pat", frozenset({"auditor"})), facts) == (False,) * 5
    together = answers(Standing("p", "Pat", roles & HELD_EVERYWHERE), facts)
    if not covered and not roles & {"auditor", "administrator"}:
        assert together == tuple(map(any, zip((False,) * 5, *(TABLE[role] for role in roles), strict=True)))


def test_a_refusal_says_whose_key_it_is() -> None:
    with pytest.raises(NotAllowed, match="by the inspector who has the case, and by the lead"):
        check_open_key(*seen_as("inspector"), is_theirs=False)
    with pytest.raises(NotAllowed, match="those on the team who examine cases"):
        check_examine(*seen_as("quality-lead"))
    assert check_open_key(*seen_as("inspector"), is_theirs=True) == "inspector"
    assert check_examine(*seen_as("local-assessor")) == "local-assessor"


@pytest.mark.parametrize(
    ("role", "change", "why"),
    [
        ("inspector", {}, ""),
        ("local-assessor", {}, ""),
        ("lead-inspector", {}, ""),
        ("inspector", {"has_case": False}, "The case is not with you."),
        ("inspector", {"has_case": False, "is_settling": True}, "The case is not with you."),
        ("lead-inspector", {"has_case": False}, "The case is not with you."),
        ("lead-inspector", {"has_case": False, "is_settling": True}, ""),
        ("inspector", {"part": "second", "has_case": False}, ""),
        ("inspector", {"part": "second", "is_assessor": False}, "This assessment is somebody else’s."),
        ("lead-inspector", {"part": "reconciled", "is_assessor": False, "is_settling": True}, ""),
        (
            "inspector",
            {"stage": "sampled"},
            "Answers are written during fieldwork; the stage of the inspection is: sampled.",
        ),
        ("inspector", {"is_completed": True}, "The assessment is complete: reopen it first."),
        ("lead-inspector", {"is_completed": True, "is_settling": True}, "The assessment is complete: reopen it first."),
        ("inspector", {"is_frozen": True}, "The answers are frozen."),
        ("panel-member", {}, "You are not on the team that examines these cases."),
        ("quality-lead", {"part": "reconciled"}, ""),
        ("quality-lead", {"part": "reconciled", "is_assessor": False}, "You are not on the team that examines these cases."),
        ("quality-lead", {"part": "second"}, "You are not on the team that examines these cases."),
        ("panel-member", {"part": "reconciled"}, "You are not on the team that examines these cases."),
        ("quality-lead", {}, "You are not on the team that examines these cases."),
    ],
)  # fmt: skip
def test_who_writes_an_answer(role: str, change: dict[str, object], why: str) -> None:
    standing, facts = seen_as(role)
    assert why_not_write(standing, facts, replace(WRITING, **change)) == why  # type: ignore[arg-type]


def test_who_declared_an_interest_writes_nothing_and_is_told_why() -> None:
    told = why_not_write(*seen_as("inspector", has_interest=True), WRITING)
    assert told.startswith("You declared an interest")
