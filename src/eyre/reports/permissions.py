"""Who reads published documents back into data?"""

from __future__ import annotations

from eyre.people.abilities import Ability
from eyre.people.permissions import allowed
from eyre.people.standing import Standing


def check_read_documents(standing: Standing) -> str:
    """Taking published documents in, deciding what was read in them, and storing it as data."""
    return standing.check(Ability.READ_DOCUMENTS)


def may_read_documents(standing: Standing) -> bool:
    """See check_read_documents."""
    return allowed(check_read_documents, standing)
