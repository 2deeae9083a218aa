"""What must not be heard where it does not belong: words of the cast's inspections, and who may read each.

A page that somebody is shown may still hold, in a list, a filter or an error, what they may not see.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matrix import KINDS, OTHER, OWN, YES

from sampled import NAME, PRACTITIONER

# Every page says who one is in the demonstration, and of which service; the door says so of everybody
BANNER = re.compile(rb'<div class="eyre-notice">.*?</div></div>', re.DOTALL)
SAID_OPENLY = {"demonstration:door"}
BEHIND_A_CASE = "the name behind a case"


@dataclass(frozen=True)
class Canary:
    """Words, who may read them, and, where only some pages must not hold them, how those addresses begin."""

    says: str
    may: frozenset[str]
    within: str = ""


def _may(kind: str, whose: str, *besides: str) -> frozenset[str]:
    """Those the table lets into this kind of page, and some besides."""
    return frozenset(role for role, cell in KINDS[kind, whose].items() if cell == YES) | set(besides)


CANARIES = {
    "a case of Westmarch": Canary(r"WESTMARCH-\d\d", _may("cases", OWN)),
    "a case of Eastmere": Canary(r"EASTMERE-\d\d", _may("cases", OTHER)),
    "who is on a case list": Canary(
        "Planted Name|CRN-0000|Officer Planted", _may("case list", OWN, "insp", "assess")
    ),
    # In prose these words are everywhere: only the pages about the inspection must not say them
    "a draft band": Canary(
        r"\b(?:Outstanding|Requires improvement|Inadequate)\b",
        _may("draft ratings", OWN),
        "/desk/{inspection}/",
    ),
    # The log tells the auditor the ids of what was seen, which are made of names. And the inspector knows of Eastmere,
    # for it was he who declared an interest in it
    "that there is Westmarch": Canary("(?i)westmarch", _may("inspection", OWN, "auditor")),
    "that there is Eastmere": Canary("(?i)eastmere", _may("inspection", OTHER, "auditor", "insp")),
    "why somebody has an interest": Canary(
        "My sister runs the office", _may("interests of others", "", "insp")
    ),
    # Shown in the answer to a form that says what for, which is asked by itself, and on no page of the matrix
    BEHIND_A_CASE: Canary(f"{NAME}|{PRACTITIONER}", frozenset()),
    # Accounts are found by their address, and so are people for a team
    "the address of somebody": Canary(
        r"[\w.-]+@(?:inspectorate|service)\.example",
        _may("accounts", "") | _may("forming the team", OWN),
    ),
}
_SOUGHT = {name: re.compile(canary.says.encode()) for name, canary in CANARIES.items()}


def heard(body: bytes, besides: Iterable[str]) -> frozenset[str]:
    """The names of the canaries in what somebody was sent, but for what is no secret to them."""
    told = BANNER.sub(b"", body)
    for words in besides:
        told = told.replace(words.encode(), b"")
    return frozenset(name for name, sought in _SOUGHT.items() if sought.search(told))
