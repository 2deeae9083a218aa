"""Who asks a provider for evidence, who reads what came, and who answers for the provider?

Pure: a standing and facts in, the role that allows it out. `may_…` answers, `check_…` refuses in words.
"""

from __future__ import annotations

from eyre.core.planning import Stage
from eyre.inspections.permissions import HAS_INTEREST, InspectionFacts, check_see_inspection
from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing

from .exceptions import NotOpenYet


def _inside(standing: Standing, facts: InspectionFacts, ability: Ability) -> str:
    check_see_inspection(standing, facts)
    if facts.has_interest:
        raise NotAllowed(HAS_INTEREST)
    return standing.check(ability, facts.roles_here)


def check_see_evidence(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which what the provider sent is read."""
    return _inside(standing, facts, Ability.SEE_EVIDENCE)


def may_see_evidence(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_see_evidence` lets them: somebody who may see the inspection."""
    return not facts.has_interest and bool(standing.role_for(Ability.SEE_EVIDENCE, facts.roles_here))


def check_ask_evidence(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which evidence is asked for, accepted and asked for again."""
    return _inside(standing, facts, Ability.ASK_EVIDENCE)


def may_ask_evidence(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_ask_evidence` lets them: somebody who may see the inspection."""
    return not facts.has_interest and bool(standing.role_for(Ability.ASK_EVIDENCE, facts.roles_here))


def check_send_evidence(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which somebody answers for the provider, and sees its page."""
    return _inside(standing, facts, Ability.SEND_EVIDENCE)


def may_send_evidence(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_send_evidence` lets them: somebody who may see the inspection."""
    return not facts.has_interest and bool(standing.role_for(Ability.SEND_EVIDENCE, facts.roles_here))


def check_read_register(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which the register of evidence is read: by those who read the judgements that rest on it."""
    return _inside(standing, facts, Ability.READ_JUDGEMENTS)


def may_read_register(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_read_register` lets them: somebody who may see the inspection."""
    return not facts.has_interest and bool(standing.role_for(Ability.READ_JUDGEMENTS, facts.roles_here))


def check_keep_register(standing: Standing, facts: InspectionFacts) -> str:
    """The role under which evidence is put into the register, changed, linked and withdrawn."""
    return _inside(standing, facts, Ability.KEEP_REGISTER)


def may_keep_register(standing: Standing, facts: InspectionFacts) -> bool:
    """Whether `check_keep_register` lets them: somebody who may see the inspection."""
    return not facts.has_interest and bool(standing.role_for(Ability.KEEP_REGISTER, facts.roles_here))


def check_is_open(stage: str) -> None:
    """The provider’s page is there from the announcement on; before it, that anything is asked is itself secret.

    Raises:
        NotOpenYet: before the announcement.
    """
    if stage == Stage.PLANNED:
        raise NotOpenYet("There is nothing of this address that you may see.")
