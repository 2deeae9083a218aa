"""Who may see and do what of an inspection: a truth table, role by role, and what holds whatever the role."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.inspections import permissions as rules
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import InspectionFacts
from eyre.people.exceptions import NotAllowed
from eyre.people.roles import APART, ROLES, Held
from eyre.people.standing import NOBODY, Standing

ME = "11111111-1111-4111-8111-111111111111"
MAY: dict[str, Callable[[Standing, InspectionFacts], bool]] = {
    "see": rules.may_see_inspection,
    "team": rules.may_see_team,
    "see plan": rules.may_see_plan,
    "plan": rules.may_plan,
    "ratings": rules.may_see_draft_ratings,
    "cases": rules.may_see_cases,
    "take": rules.may_take_answers,
    "form": rules.may_form_team,
    "letters": rules.may_send_letters,
}
CHECK = {
    "see": rules.check_see_inspection,
    "team": rules.check_see_team,
    "see plan": rules.check_see_plan,
    "plan": rules.check_plan,
    "ratings": rules.check_see_draft_ratings,
    "cases": rules.check_see_cases,
    "take": rules.check_take_answers,
    "form": rules.check_form_team,
    "letters": rules.check_send_letters,
}
ALL = frozenset(MAY)

# what each role may of an inspection that is not published
UNPUBLISHED = {
    "administrator": set(),
    "operations-officer": {"see", "team", "see plan", "plan", "form", "letters"},
    "lead-inspector": ALL,
    "inspector": {"see", "team", "see plan", "ratings", "cases", "take"},
    "local-assessor": {"see", "team", "see plan", "cases", "take"},
    "quality-lead": {"see", "team", "see plan", "ratings", "cases", "take"},
    "panel-member": {"see", "team", "see plan", "ratings"},
    "report-editor": {"see", "team", "see plan", "ratings"},
    "publications": {"see", "team", "see plan"},
    "analyst": set(),
    "auditor": set(),
    "point-of-contact": {"see", "team"},
    "accountable-director": {"see", "team"},
}
# and what more of one that is: everybody sees it, and the analyst takes its answers
PUBLISHED = {
    role: {"see", *may, *({"take"} if role == "analyst" else set())} for role, may in UNPUBLISHED.items()
}


def holding(role: str, **facts: bool) -> tuple[Standing, InspectionFacts]:
    if ROLES[role].held is Held.ORGANISATION:
        return Standing(ME, "Ada", frozenset({role})), InspectionFacts("i", **({"is_public": False} | facts))
    return Standing(ME, "Ada"), InspectionFacts(
        "i", roles_here=frozenset({role}), **({"is_public": False} | facts)
    )


def test_every_role_is_in_the_table() -> None:
    assert {*UNPUBLISHED, "public"} == set(ROLES)


@pytest.mark.parametrize("role", UNPUBLISHED)
@pytest.mark.parametrize("is_public", [False, True])
def test_role_by_role(role: str, is_public: bool) -> None:
    standing, facts = holding(role, is_public=is_public)
    expected = (PUBLISHED if is_public else UNPUBLISHED)[role]
    assert {name for name, may in MAY.items() if may(standing, facts)} == expected
    for name, check in CHECK.items():
        if name in expected:
            public = name == "see" and "see" not in UNPUBLISHED[role]
            assert check(standing, facts) == ("public" if public else role)
        else:
            # of what may not be known of it is not said that it is forbidden
            hidden = "see" not in expected
            with pytest.raises(InspectionNotFound if hidden else NotAllowed):
                check(standing, facts)


@pytest.mark.parametrize("role", UNPUBLISHED)
def test_an_interest_takes_everything_away(role: str) -> None:
    standing, facts = holding(role, has_interest=True)
    assert not any(may(standing, facts) for may in MAY.values())
    for check in CHECK.values():
        with pytest.raises(InspectionNotFound):
            check(standing, facts)
    standing, facts = holding(role, has_interest=True, is_public=True)
    assert {name for name, may in MAY.items() if may(standing, facts)} == {"see"}
    with pytest.raises(NotAllowed, match="declared an interest"):
        rules.check_see_team(standing, facts)


facts = st.builds(
    InspectionFacts,
    st.just("i"),
    st.booleans(),
    st.frozensets(st.sampled_from(sorted(ROLES)), max_size=3),
    st.booleans(),
)
standings = st.builds(
    Standing,
    st.sampled_from(["", ME]),
    st.just("Ada"),
    st.frozensets(st.sampled_from(sorted(ROLES)), max_size=3),
)


@given(standings, facts)
def test_whatever_the_roles(standing: Standing, held: InspectionFacts) -> None:
    """What shows something of an inspection shows that it exists; and the two forms of a rule say the same."""
    may = {name: rule(standing, held) for name, rule in MAY.items()}
    assert may["see"] or not any(may.values())
    assert not any(may.values()) or not held.has_interest or held.is_public
    assert standing.is_signed_in or set(filter(may.get, may)) <= {"see"}
    for name, check in CHECK.items():
        try:
            role = check(standing, held)
        except (NotAllowed, InspectionNotFound):
            assert not may[name]
        else:
            assert may[name]
            assert role == "public" or role in standing.roles | held.roles_here


@given(standings, facts, st.sampled_from(sorted(ROLES.keys() - APART)))
def test_a_role_more_never_takes_away(standing: Standing, held: InspectionFacts, role: str) -> None:
    more = InspectionFacts(held.id, held.is_public, held.roles_here | {role}, held.has_interest)
    assert all(rule(standing, more) for rule in MAY.values() if rule(standing, held))


def test_opening() -> None:
    officer = Standing(ME, "Ada", frozenset({"operations-officer"}))
    assert rules.check_open_inspection(officer) == "operations-officer"
    assert rules.may_open_inspection(officer)
    assert not rules.may_open_inspection(officer, True)
    with pytest.raises(NotAllowed, match="declared an interest"):
        rules.check_open_inspection(officer, True)
    for other in (
        NOBODY,
        *(Standing(ME, "Ada", frozenset({role})) for role in ROLES if role != "operations-officer"),
    ):
        assert not rules.may_open_inspection(other)
        with pytest.raises(NotAllowed):
            rules.check_open_inspection(other)


@pytest.mark.parametrize("role", UNPUBLISHED)
@pytest.mark.parametrize("owner", ["lead-inspector", "inspector", "publications", "point-of-contact"])
def test_who_finishes_a_task(role: str, owner: str) -> None:
    """Whose task it is, if they read the plan, and who plans."""
    standing, facts = holding(role)
    may = UNPUBLISHED[role]
    assert rules.may_finish_task(standing, facts, owner) == (
        "plan" in may or (role == owner and "see plan" in may)
    )
    hindered = holding(role, has_interest=True)
    assert not rules.may_finish_task(*hindered, owner)


@pytest.mark.parametrize("role", UNPUBLISHED)
def test_who_sees_rounds_and_who_opens_them(role: str) -> None:
    standing, facts = holding(role)
    assert rules.may_see_programmes(standing, facts.roles_here) == ("see plan" in UNPUBLISHED[role])
    if rules.may_see_programmes(standing, facts.roles_here):
        assert rules.check_see_programmes(standing, facts.roles_here) == role
    if role == "operations-officer":
        assert rules.check_open_programme(standing) == role
    else:
        with pytest.raises(NotAllowed):
            rules.check_open_programme(standing)


@given(standings, facts)
def test_no_role_counts_beside_one_apart_or_against_an_interest(
    standing: Standing, held: InspectionFacts
) -> None:
    counts = rules.roles_held(standing, held)
    assert counts <= standing.roles | held.roles_here
    if held.has_interest or standing.roles & APART or not standing.is_signed_in:
        assert not counts
