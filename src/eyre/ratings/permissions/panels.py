"""Who reads the papers and minutes of a ratings panel, who holds one, who signs, and who is told what happened?

Pure: a standing and facts in, the role that allows it out. Whether somebody sat on the panel, came, and may sign is asked
of the panel itself (`eyre.core.ratings.panel`).
"""

from __future__ import annotations

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import HAS_INTEREST, InspectionFacts, check_see_team
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

from .judgements import _may, check_read_judgements


def check_read_panel(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a panel's papers, minutes and decisions are read: whoever reads the judgements."""
    return check_read_judgements(standing, facts)


def check_hold_panel(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which a panel is called, its papers are prepared, and what it decided is written down."""
    check_see_team(standing, facts)
    return standing.check(Ability.HOLD_PANEL, facts.roles_here)


def check_sign_panel(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which what a panel decided is signed."""
    check_see_team(standing, facts)
    return standing.check(Ability.SIGN_PANEL, facts.roles_here)


def may_read_panel(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_read_panel` lets them."""
    return _may(check_read_panel, standing, facts)


def may_hold_panel(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_hold_panel` lets them."""
    return _may(check_hold_panel, standing, facts)


def may_sign_panel(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_sign_panel` lets them."""
    return _may(check_sign_panel, standing, facts)


def check_see_what_happened(standing: Standing, facts: InspectionFacts, *, is_out: bool) -> str:
    """The role under which it is read how the ratings came about: the provider's own people and the team, once it is out.

    Raises:
        InspectionNotFound: before that, for everybody, as if there were no such page.
        NotAllowed: for those who neither speak for the provider nor know of the inspection by their work.
    """
    if not is_out:
        raise InspectionNotFound(f"There is nothing of {facts.id!r} to tell yet.")
    if facts.has_interest and not facts.is_public:
        raise InspectionNotFound(f"There is no inspection {facts.id!r}.")
    if facts.has_interest:
        raise NotAllowed(HAS_INTEREST)
    return standing.check(Ability.SEE_INSPECTION, facts.roles_here)
