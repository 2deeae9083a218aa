"""Who looks after devices that keep work without a network, and after what waits on them?

Pure: a standing in, the role that allows it out. Everybody sees and revokes their own.
"""

from __future__ import annotations

from eyre.people.abilities import Ability
from eyre.people.exceptions import NotAllowed
from eyre.people.standing import Standing


def check_see_devices(standing: Standing) -> str:
    """The role under which the devices of others are seen, and the work that waits on them."""
    return standing.check(Ability.SEE_DEVICES)


def may_see_devices(standing: Standing) -> bool:
    """Whether `check_see_devices` lets them."""
    return standing.role_for(Ability.SEE_DEVICES) is not None


def check_revoke_device(standing: Standing, *, is_theirs: bool) -> str:
    """The role under which a device is revoked; "" for one's own.

    Raises:
        NotAllowed: for somebody else's, without a role that looks after devices.
    """
    role = standing.role_for(Ability.REVOKE_DEVICES)
    if role is None and not (is_theirs and standing.is_signed_in):
        return standing.check(Ability.REVOKE_DEVICES)
    return role or ""


def may_revoke_device(standing: Standing, *, is_theirs: bool) -> bool:
    """Whether `check_revoke_device` lets them."""
    return standing.is_signed_in and (is_theirs or standing.role_for(Ability.REVOKE_DEVICES) is not None)


def check_rescue(standing: Standing) -> str:
    """The role under which what was saved from a device is taken in: one that may revoke it and sees inspections.

    Raises:
        NotAllowed: for whoever keeps accounts and sees no inspection.
    """
    role = standing.check(Ability.REVOKE_DEVICES)
    if standing.is_apart:
        raise NotAllowed("Work from a device is taken in by an operations officer.")
    return role


def may_rescue(standing: Standing) -> bool:
    """Whether `check_rescue` lets them."""
    return not standing.is_apart and standing.role_for(Ability.REVOKE_DEVICES) is not None
