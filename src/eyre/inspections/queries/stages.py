"""Where does an inspection stand, where can it go, and what is not yet true?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from eyre.core.planning import Move, Needed, Stage, moves_from
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection, StageChange
from eyre.people.audit_pages.names import names_of
from eyre.people.roles import ROLES


@dataclass(frozen=True, slots=True)
class Condition:
    """Something a move asks for, in words, and whether it is true now."""

    words: str
    is_true: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way on, or back. `role` is that under which whoever looks may go it; "" where they may not."""

    to: Stage
    is_back: bool
    done_by: tuple[str, ...]
    conditions: tuple[Condition, ...]
    effects: tuple[str, ...]
    role: str

    @property
    def is_open(self) -> bool:
        """Whether nothing is lacking but somebody who goes it."""
        return all(one.is_true for one in self.conditions)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is not yet true, in words."""
        return tuple(one.words for one in self.conditions if not one.is_true)


@dataclass(frozen=True, slots=True)
class Past:
    """A move that was made: by whom (a name), in which role, and why."""

    before: Stage
    after: Stage
    who: str
    role: str
    reason: str
    at: datetime


def ways_from(
    inspection: Inspection, held: frozenset[str], on: date, ceased: frozenset[Needed] = frozenset()
) -> tuple[Way, ...]:
    """Every way from where it stands, those forward first; `held` are the roles of whoever looks.

    `ceased` is what was told once and an area further down has found to be so no more. A move by the clock is no way
    that somebody goes.
    """
    true = true_of(inspection, on) - ceased
    ways = [_way(move, held, true) for move in moves_from(Stage(inspection.stage))]
    return tuple(sorted(ways, key=lambda way: way.is_back))


def _way(move: Move, held: frozenset[str], true: frozenset[Needed]) -> Way:
    people = tuple(code for code in move.by if code in ROLES)
    return Way(
        move.to,
        move.is_back,
        tuple(ROLES[code].name.lower() for code in people),
        tuple(Condition(needed.value, needed in true) for needed in move.needs),
        tuple(effect.value for effect in move.effects),
        next((code for code in people if code in held), ""),
    )


def history_of(inspection: Inspection) -> tuple[Past, ...]:
    """The moves that were made, the latest first; two queries."""
    rows = list(StageChange.objects.filter(inspection=inspection).order_by("-at", "-pk"))
    names = names_of(row.by for row in rows)
    return tuple(
        Past(
            Stage(row.from_stage),
            Stage(row.to_stage),
            names.get(row.by, row.by),
            ROLES[row.role].name.lower() if row.role in ROLES else "Eyre itself",
            row.reason,
            row.at,
        )
        for row in rows
    )
