"""Who may see an inspection and what of it, who forms its team, and who opens a new one?

Pure: a standing and facts in, the role that allows it out. `may_…` answers, `check_…` refuses in words. An inspection
that somebody may not know of is not found, rather than forbidden. `eyre.inspections.queries.visible_to` says the same
as `may_see_inspection` in SQL; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.roles import Public
from eyre.people.standing import Standing

from .exceptions import InspectionNotFound

HAS_INTEREST = "You declared an interest that covers this provider, so you take no part in its inspections."


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """What the rules look at.

    `roles_here` are the roles the person holds on this inspection now, and those they hold for its provider or for
    what that is a part of. `has_interest`: an interest of theirs in force covers its provider.
    """

    id: str
    is_public: bool
    roles_here: frozenset[str] = frozenset()
    has_interest: bool = False


Check = Callable[[Standing, InspectionFacts], str]


def _may(check: Check, standing: Standing, facts: InspectionFacts) -> bool:
    try:
        check(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


def _inside(standing: Standing, facts: InspectionFacts, ability: Ability) -> str:
    """The role that allows something on an inspection that is seen; an interest takes away whatever roles give."""
    check_see_inspection(standing, facts)
    if facts.has_interest:
        raise NotAllowed(HAS_INTEREST)
    return standing.check(ability, facts.roles_here)


def check_see_inspection(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which it is seen that the inspection exists; "public" for one that is published.

    Raises:
        InspectionNotFound: for everybody else, whatever the reason: that there is one is itself secret.
    """
    role = None if facts.has_interest else standing.role_for(Ability.SEE_INSPECTION, facts.roles_here)
    if role is None and not facts.is_public:
        raise InspectionNotFound(f"There is no inspection {facts.id!r}.")
    return role or Public.code


def may_see_inspection(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_inspection` lets them."""
    return _may(check_see_inspection, standing, facts)


def check_see_team(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which its team, its contacts and its plan are seen: those of a published one too."""
    return _inside(standing, facts, Ability.SEE_INSPECTION)


def may_see_team(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_team` lets them."""
    return _may(check_see_team, standing, facts)


def check_see_plan(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which its plan, its stage and what is due are seen; a provider's own people have their own page."""
    return _inside(standing, facts, Ability.SEE_PLAN)


def may_see_plan(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_plan` lets them."""
    return _may(check_see_plan, standing, facts)


def check_plan(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which its dates are set and its tasks are moved."""
    return _inside(standing, facts, Ability.PLAN_INSPECTIONS)


def may_plan(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_plan` lets them."""
    return _may(check_plan, standing, facts)


def check_finish_task(standing: Standing, facts: InspectionFacts, owner: str) -> str:
    """The role under which a task is marked as done, or not: that to which it belongs, or one that plans.

    Raises:
        InspectionNotFound, NotAllowed: as `check_plan` does.
    """
    check_see_plan(standing, facts)
    held = roles_held(standing, facts)
    return owner if owner in held else check_plan(standing, facts)


def may_finish_task(standing: Standing, facts: InspectionFacts, owner: str) -> bool:
    """Whether `check_finish_task` lets them."""
    return _may(lambda one, other: check_finish_task(one, other, owner), standing, facts)


def roles_held(standing: Standing, facts: InspectionFacts) -> frozenset[str]:
    """The roles that count for somebody here: none beside a role held apart, none against an interest."""
    if facts.has_interest or not standing.is_signed_in:
        return frozenset()
    return frozenset() if standing.is_apart else standing.roles | facts.roles_here


def check_see_programmes(standing: Standing, elsewhere: Iterable[str]) -> str:
    """The role under which rounds are seen, with those of their inspections that may be seen.

    `elsewhere` are the roles somebody holds on any inspection.
    """
    return standing.check(Ability.SEE_PLAN, elsewhere)


def may_see_programmes(standing: Standing, elsewhere: Iterable[str]) -> bool:
    """Whether `check_see_programmes` lets them."""
    return standing.role_for(Ability.SEE_PLAN, elsewhere) is not None


def check_open_programme(standing: Standing) -> str:
    """The role under which a round is opened, a review is opened in it, and the whole of it is moved."""
    return standing.check(Ability.OPEN_INSPECTIONS)


def check_see_draft_ratings(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which its ratings are seen before they are published."""
    return _inside(standing, facts, Ability.SEE_DRAFT_RATINGS)


def may_see_draft_ratings(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_draft_ratings` lets them."""
    return _may(check_see_draft_ratings, standing, facts)


def check_see_cases(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which the answers about its cases are seen."""
    return _inside(standing, facts, Ability.SEE_CASES)


def may_see_cases(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_cases` lets them."""
    return _may(check_see_cases, standing, facts)


def check_take_answers(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which the pseudonymised answers may be taken away as a file: to analyse, or to see, them."""
    try:
        return _inside(standing, facts, Ability.SEE_CASES)
    except NotAllowed:
        return _inside(standing, facts, Ability.TAKE_ANSWERS)


def may_take_answers(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_take_answers` lets them."""
    return _may(check_take_answers, standing, facts)


def check_send_letters(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which letters to the provider are written and sent; what was sent is read by all who see the team."""
    return _inside(standing, facts, Ability.SEND_LETTERS)


def may_send_letters(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_send_letters` lets them."""
    return _may(check_send_letters, standing, facts)


def check_form_team(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which people are put on its team and taken off it."""
    return _inside(standing, facts, Ability.FORM_TEAM)


def may_form_team(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_form_team` lets them."""
    return _may(check_form_team, standing, facts)


def check_open_inspection(standing: Standing, has_interest: bool = False) -> str:
    """The role under which a new inspection may be opened, of a provider their own interests do not cover."""
    role = standing.check(Ability.OPEN_INSPECTIONS)
    if has_interest:
        raise NotAllowed(HAS_INTEREST)
    return role


def may_open_inspection(standing: Standing, has_interest: bool = False) -> bool:
    """Whether `check_open_inspection` lets them."""
    return not has_interest and standing.role_for(Ability.OPEN_INSPECTIONS) is not None
