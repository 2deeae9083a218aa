"""Is this really a demonstration? What it must not have beside it, each with the way out.

The door lets anybody be anybody, so it may stand only where nothing is at stake: on this machine, over invented
people. The rule is a pure function; `circumstances()` in eyre.site.demonstration.circumstances gathers what it asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address

from eyre.site.safety import Refusal

# localhost always means this machine (RFC 6761); testserver is what Django's test client calls itself, and no name
THIS_MACHINE = {"localhost", "testserver"}


class Accounts(Enum):
    """Whose accounts a database holds."""

    NONE = "nobody's"
    CAST = "the cast's, whoever else has one too"
    OTHERS = "other people's, and none of the cast's"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a start is judged by.

    `database` is the host of the database, empty or a folder for one on this machine; `listens_on` the address that
    pages are served at, and `lets_anyone_in` whether somebody said that it may be any.
    """

    is_production: bool
    has_door: bool
    debug: bool = False
    has_own_secret: bool = False
    hosts: tuple[str, ...] = ()
    database: str = ""
    listens_on: str = "127.0.0.1"
    lets_anyone_in: bool = False
    accounts: Accounts = Accounts.NONE


def refusals(told: Circumstances) -> tuple[Refusal, ...]:
    """Everything that speaks against the door, or against the cast, all at once; nothing where both are in order."""
    if told.has_door:
        return tuple(_against_the_door(told))
    return (_CAST_IN_PRODUCTION,) if told.accounts is Accounts.CAST else ()


def _against_the_door(told: Circumstances) -> Iterator[Refusal]:
    if told.is_production:
        yield _PRODUCTION
    if told.debug:
        yield _DEBUG
    if told.has_own_secret:
        yield _OWN_SECRET
    strange = [host for host in told.hosts if not is_this_machine(host)]
    if strange:
        yield _hosts(strange)
    if not _is_local_database(told.database):
        yield _database(told.database)
    if not is_this_machine(told.listens_on) and not told.lets_anyone_in:
        yield _listening(told.listens_on)
    if told.accounts is Accounts.OTHERS:
        yield _OTHERS


def is_this_machine(host: str) -> bool:
    """Whether a host name or network address can only mean the machine itself."""
    bare = host.strip().strip("[]").rstrip(".").lower()
    if bare in THIS_MACHINE or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def _is_local_database(host: str) -> bool:
    """A file, or a server behind a socket of this machine (a folder, or an abstract name) or its loopback."""
    return not host or host.startswith(("/", "@")) or is_this_machine(host)


_PRODUCTION = Refusal(
    "door-in-production",
    "The demonstration’s door is on in production: anybody could be anybody.",
    "Leave EYRE_DEMONSTRATION to EYRE_MODE, which turns it off.",
)
_DEBUG = Refusal(
    "door-with-debug",
    "Debugging is on beside the demonstration’s door: error pages would show settings to anyone.",
    "Set DEBUG to False.",
)
_OWN_SECRET = Refusal(
    "door-with-own-secret",
    "EYRE_SECRET_KEY is set, so this is no demonstration, but the demonstration’s door is on.",
    "Set EYRE_MODE=production; to try Eyre, leave EYRE_SECRET_KEY unset.",
)
_OTHERS = Refusal(
    "door-over-accounts",
    "The database holds accounts of people, and none of the demonstration’s: its door would let anybody be anybody "
    "in front of them.",
    "Set EYRE_MODE=production; to try Eyre, give it a database of its own with EYRE_HOME or EYRE_DATABASE_URL.",
)
_CAST_IN_PRODUCTION = Refusal(
    "cast-in-production",
    "The database holds the invented people and inspections of the demonstration.",
    "Start production with a database of its own: set EYRE_DATABASE_URL to an empty one.",
)


def _hosts(strange: list[str]) -> Refusal:
    return Refusal(
        "door-for-other-hosts",
        f"EYRE_HOSTS names {', '.join(strange)}, so others are meant to come here, but the demonstration’s door "
        "is on: anybody could be anybody.",
        "Set EYRE_MODE=production; to try Eyre, leave EYRE_HOSTS unset.",
    )


def _database(host: str) -> Refusal:
    return Refusal(
        "door-over-distant-database",
        f"The database is on another machine ({host}), but the demonstration’s door is on: what others work with "
        "may be in it.",
        "Set EYRE_MODE=production; to try Eyre, leave EYRE_DATABASE_URL unset.",
    )


def _listening(address: str) -> Refusal:
    return Refusal(
        "door-for-the-network",
        f"Pages would be served at {address}, where other machines reach them, but the demonstration’s door is on: "
        "anybody could be anybody.",
        "Leave out --host; to show the demonstration to others, add --let-anyone-in; "
        "for real work, set EYRE_MODE=production.",
    )
