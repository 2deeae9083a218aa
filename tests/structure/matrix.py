"""The matrix as values: who is who, what each kind of page answers to each of them, and which address is which kind.

The tables themselves are kinds.csv and addresses.csv beside this file, to be read from top to bottom by a reviewer;
docs/developers/matrix.md says how.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

# Those who ask, as the columns of kinds.csv call them
NOBODY, PASSWORD_ONLY, STALE, NO_ROLE = "nobody", "password", "stale", "no role"
# column: whose account of the cast it is
MEMBERS = {
    "admin": "administrator",
    "ops": "operations-officer",
    "lead": "lead-inspector",
    "insp": "inspector",
    "assess": "local-assessor",
    "quality": "quality-lead",
    "panel": "panel-chair",
    "editor": "report-editor",
    "publ": "publications-officer",
    "analyst": "analyst",
    "auditor": "auditor",
    "contact": "point-of-contact",
    "director": "accountable-director",
}
ROLES = (NOBODY, PASSWORD_ONLY, STALE, NO_ROLE, *MEMBERS)
# Whose looking at their own is compared with other ways of asking for the same
COMPARED = (NOBODY, "lead", "ops")

# What somebody has to do with the inspection, or the provider, in the address
OWN, OTHER, INTEREST, FORMER = "own", "other", "interest", "former"
WHOSE = (OWN, OTHER, INTEREST, FORMER)

YES, SIGN_IN, FACTOR, IF_ANY = "yes", "sign in", "factor", "if any"


@dataclass(frozen=True)
class Address:
    """One line of addresses.csv: a name of the URLs, a method, and what is answered to those who may.

    `example` is a real address, with {inspection} and such for what the test fills in; `reads` says how many rows
    the reading leaves in the log, or "if any": one, for those who see an unpublished inspection in it.
    """

    name: str
    method: str
    example: str
    kind: str
    answer: int
    reads: str


def _rows(file: str) -> list[dict[str, str]]:
    """The lines of a table, whose columns are padded so that they stand below each other."""
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return [
            {key.strip(): value.strip() for key, value in row.items()}
            for row in csv.DictReader(lines, skipinitialspace=True, strict=True)
        ]


def addresses() -> list[Address]:
    """Every line of addresses.csv."""
    return [
        Address(
            row["name"],
            row["method"],
            row["address"],
            row["kind"],
            int(row["answer"]),
            row["reads"],
        )
        for row in _rows("addresses.csv")
    ]


def kinds() -> dict[tuple[str, str], dict[str, str]]:
    """What each kind of page answers, by (kind, whose): a cell for each role. Whose is "" where it does not matter."""
    return {(row["kind"], row["whose"]): {role: row[role] for role in ROLES} for row in _rows("kinds.csv")}


ADDRESSES, KINDS = addresses(), kinds()


def is_about_an_inspection(kind: str) -> bool:
    """Whether it matters for this kind of page whose the inspection is."""
    return (kind, OWN) in KINDS


def whose_of(address: Address) -> tuple[str, ...]:
    """For which inspections an address is asked."""
    return WHOSE if is_about_an_inspection(address.kind) else (OWN,)


def asking(address: Address, whose: str, everybody: bool = True) -> tuple[str, ...]:
    """Who asks there: everybody, or one for each answer that is due, by turns, and those that other tests compare with.

    The rules are Python and the same on every database; so on a second one it is enough that every query behind every
    answer is run.
    """
    if everybody:
        return ROLES
    turn = ADDRESSES.index(address) + WHOSE.index(whose)
    by_answer: dict[str, list[str]] = {}
    for role in ROLES:
        by_answer.setdefault(cell(address, whose, role), []).append(role)
    chosen = {roles[turn % len(roles)] for roles in by_answer.values()}
    if (whose, address.method) == (OWN, "GET"):
        chosen |= set(COMPARED)
    return tuple(role for role in ROLES if role in chosen)


def rows_due(address: Address, whose: str, role: str) -> int:
    """How many rows of reads a request leaves: none, where nothing was shown."""
    if cell(address, whose, role) != YES:
        return 0
    return int(_sees_any(role)) if address.reads == IF_ANY else int(address.reads)


def _sees_any(role: str) -> bool:
    return YES in (KINDS["inspection", OWN][role], KINDS["inspection", OTHER][role])


def cell(address: Address, whose: str, role: str) -> str:
    """What this role is answered: "yes", "sign in", "factor", or a number."""
    return KINDS[address.kind, whose if is_about_an_inspection(address.kind) else ""][role]
