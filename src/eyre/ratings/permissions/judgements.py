"""Who reads the judgements of an inspection, who writes them, and who comments on them and reads them as a second person?

Pure: a standing and facts in, the role that allows it out. `may_…` answers, `check_…` refuses in words. Nobody of the
provider reads any of it, and nobody who declared an interest.
"""

from __future__ import annotations

from collections.abc import Callable

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import InspectionFacts, check_see_team
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

Check = Callable[[Standing, InspectionFacts], str]


def check_read_judgements(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which the judgements are read, with their versions and comments."""
    check_see_team(standing, facts)
    return standing.check(Ability.READ_JUDGEMENTS, facts.roles_here)


def check_write_judgements(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which each standard is judged, and its judgement submitted."""
    check_see_team(standing, facts)
    return standing.check(Ability.WRITE_JUDGEMENTS, facts.roles_here)


def check_discuss_judgements(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which judgements are commented on, and read as a second person."""
    check_see_team(standing, facts)
    return standing.check(Ability.DISCUSS_JUDGEMENTS, facts.roles_here)


def may_read_judgements(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_read_judgements` lets them."""
    return _may(check_read_judgements, standing, facts)


def may_write_judgements(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_write_judgements` lets them."""
    return _may(check_write_judgements, standing, facts)


def may_discuss_judgements(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_discuss_judgements` lets them."""
    return _may(check_discuss_judgements, standing, facts)


def _may(check: Check, standing: Standing, facts: InspectionFacts) -> bool:
    try:
        check(standing, facts)
    except (NotAllowed, InspectionNotFound):
        return False
    return True
