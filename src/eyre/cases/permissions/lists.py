"""Who may send a case list, draw a sample from it, and see either?

Pure: a standing and facts in, the role that allows it out. `check_…` refuses in words, `may_…` says whether.
"""

from __future__ import annotations

from collections.abc import Callable

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import HAS_INTEREST, InspectionFacts, check_see_inspection
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

Check = Callable[[Standing, InspectionFacts], str]


def check_send_list(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a case list is sent, and what was wrong with one is read."""
    _inside(standing, facts)
    return standing.check(Ability.SEND_CASE_LIST, facts.roles_here)


def may_send_list(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_send_list` lets them."""
    return _may(check_send_list, standing, facts)


def check_draw_sample(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a sample is drawn, drawn again or withdrawn, and a case replaced."""
    _inside(standing, facts)
    return standing.check(Ability.DRAW_SAMPLE, facts.roles_here)


def may_draw_sample(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_draw_sample` lets them."""
    return _may(check_draw_sample, standing, facts)


def check_see_sample(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a sample is read, under pseudonyms: those who draw it, and those who see cases."""
    _inside(standing, facts)
    role = standing.role_for(Ability.DRAW_SAMPLE, facts.roles_here)
    return role or standing.check(Ability.SEE_CASES, facts.roles_here)


def may_see_sample(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_sample` lets them."""
    return _may(check_see_sample, standing, facts)


def check_see_receipt(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a receipt and its frame are read: those who see the sample, and whoever sent the list.

    A provider that doubts a sample must be able to draw it again.
    """
    try:
        return check_see_sample(standing, facts)
    except NotAllowed:
        return check_send_list(standing, facts)


def may_see_receipt(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_receipt` lets them."""
    return _may(check_see_receipt, standing, facts)


def _inside(standing: Standing, facts: InspectionFacts) -> None:
    check_see_inspection(standing, facts)
    if facts.has_interest:
        raise NotAllowed(HAS_INTEREST)


def _may(check: Check, standing: Standing, facts: InspectionFacts) -> bool:
    try:
        check(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True
