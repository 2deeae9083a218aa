"""Who may do what? The page /help/roles/ and docs/operators/roles.md, both made from the classes of roles."""

from __future__ import annotations

from dataclasses import dataclass

from .abilities import Ability
from .roles import ROLES, Held, Role

INTRODUCTION = (
    "What somebody may do follows from the roles they hold, and from nothing else. Some roles are held for the whole "
    "inspectorate, some on one inspection, some for one provider: those open that inspection, or that provider, only."
)
BESIDES = (
    "Nobody gives a role to themselves, and nobody disables their own account.",
    "There is always an administrator: the last one can be neither disabled nor lose that role.",
    "Nobody is administrator and auditor at once.",
    "Somebody who works for a provider holds no role in the inspectorate.",
    "Whoever declared an interest in a provider cannot join its inspections and sees none of its unpublished material, "
    "whatever their roles.",
)


@dataclass(frozen=True, slots=True)
class AbilityRow:
    """One thing that can be done, and for each role of the table whether it may."""

    may: str
    allowed: tuple[bool, ...]


def listed_roles() -> tuple[type[Role], ...]:
    """The roles of the table: all that somebody holds. The public holds none and sees what is published."""
    return tuple(role for role in ROLES.values() if role.held is not Held.EVERYONE)


def ability_rows() -> tuple[AbilityRow, ...]:
    """Every ability in its order, against the listed roles."""
    roles = listed_roles()
    return tuple(AbilityRow(each.value, tuple(each in role.abilities for role in roles)) for each in Ability)


def as_markdown() -> str:
    """The same as a document."""
    parts = ["# Who may do what\n", INTRODUCTION, "", *_table(), "", "## The roles\n"]
    for role in ROLES.values():
        parts += [f"### {role.name}\n", f"{role.says()} Held {role.held}.\n", *_abilities(role)]
    parts += ["## Besides\n", *(f"- {rule}" for rule in BESIDES), ""]
    return "\n".join(parts)


def _table() -> list[str]:
    roles = listed_roles()
    head = ["may", *(role.name for role in roles)]
    rows = [[row.may, *("yes" if yes else "–" for yes in row.allowed)] for row in ability_rows()]
    return [_line(head), _line(["---"] * len(head)), *map(_line, rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _abilities(role: type[Role]) -> list[str]:
    return (
        [*(f"- may {each.value}" for each in Ability if each in role.abilities), ""] if role.abilities else []
    )
