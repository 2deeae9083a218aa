"""Who may do what? The page /help/roles/ and docs/operators/roles.md, both made from the classes of roles."""

from __future__ import annotations

from dataclasses import dataclass

from .abilities import Ability
from .roles import ROLES, Held, Role, held_for

INTRODUCTION = (
    "What somebody may do follows from the roles they hold, and from nothing else. Some roles are held for the whole "
    "inspectorate, some on one inspection, some for one provider: those open that inspection, or that provider, only."
)
BESIDES = (
    "Nobody gives a role to themselves, and nobody disables their own account.",
    "There is always an administrator: the last one can be neither disabled nor lose that role.",
    "Nobody is administrator and auditor at once.",
    "Beside the role of an administrator or auditor no other counts, on any inspection either.",
    "Somebody who works for a provider holds no role in the inspectorate.",
    "Whoever declared an interest in a provider cannot join its inspections and sees none of its unpublished material, "
    "whatever their roles.",
)


@dataclass(frozen=True, slots=True)
class AbilityRow:
    """One thing that can be done, and for each role of the table whether it may."""

    may: str
    allowed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RolesTable:
    """The roles that are held for the same, and what any of them may do."""

    held: str
    roles: tuple[type[Role], ...]
    rows: tuple[AbilityRow, ...]


def tables() -> tuple[RolesTable, ...]:
    """A table for each of what roles are held for. The public holds none and sees what is published."""
    return tuple(_table_of(held) for held in Held if held is not Held.EVERYONE)


def _table_of(held: Held) -> RolesTable:
    roles = held_for(held)
    rows = (AbilityRow(each.value, tuple(each in role.abilities for role in roles)) for each in Ability)
    return RolesTable(held.value, roles, tuple(row for row in rows if any(row.allowed)))


def as_markdown() -> str:
    """The same as a document."""
    parts = ["# Who may do what\n", INTRODUCTION, ""]
    for table in tables():
        parts += [f"## Roles held {table.held}\n", *_lines(table), ""]
    parts.append("## The roles\n")
    for role in ROLES.values():
        parts += [f"### {role.name}\n", f"{role.says()} Held {role.held}.\n", *_abilities(role)]
    parts += ["## Besides\n", *(f"- {rule}" for rule in BESIDES), ""]
    return "\n".join(parts)


def _lines(table: RolesTable) -> list[str]:
    head = ["may", *(role.name for role in table.roles)]
    rows = [[row.may, *("yes" if yes else "–" for yes in row.allowed)] for row in table.rows]
    return [_line(head), _line(["---"] * len(head)), *map(_line, rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _abilities(role: type[Role]) -> list[str]:
    return (
        [*(f"- may {each.value}" for each in Ability if each in role.abilities), ""] if role.abilities else []
    )
