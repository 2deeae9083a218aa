"""Who looks after the quality of assessments, who freezes the answers, and who is told of an alert?

Pure: a standing and facts in, the role that allows it out.
"""

from __future__ import annotations

from collections.abc import Callable

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import InspectionFacts, check_see_team
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

Check = Callable[[Standing, InspectionFacts], str]


def check_assure_quality(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which assessments are reviewed and reopened, second ones asked for, and dip samples drawn."""
    check_see_team(standing, facts)
    return standing.check(Ability.ASSURE_QUALITY, facts.roles_here)


def check_freeze(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which the answers are frozen."""
    check_see_team(standing, facts)
    return standing.check(Ability.FREEZE_ANSWERS, facts.roles_here)


def check_see_alerts(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which it is seen that there are alerts, and said what was done about each."""
    check_see_team(standing, facts)
    return standing.check(Ability.SEE_ALERTS, facts.roles_here)


def _may(check: Check, standing: Standing, facts: InspectionFacts) -> bool:
    try:
        check(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True


def may_assure_quality(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_assure_quality` lets them."""
    return _may(check_assure_quality, standing, facts)


def may_freeze(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_freeze` lets them."""
    return _may(check_freeze, standing, facts)


def may_see_alerts(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_alerts` lets them."""
    return _may(check_see_alerts, standing, facts)
