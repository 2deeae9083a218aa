"""Which cases may be drawn? Rules in their order; the first that keeps a case out is the reason that is told.

The rules and their weeks are data of an edition, for the published method describes the window (“supervised for about
six to seven months”) and leaves its exact days open (reference: inspection method, section 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from eyre.core.editions import Status


class Test(StrEnum):
    """What a rule looks at; each keeps a case out."""

    __test__ = False  # no test of pytest's

    STARTED_BEFORE = "started-more-weeks-before"  # the first day of fieldwork
    STARTED_AFTER = "started-fewer-weeks-before"
    LASTED_LESS = "lasted-fewer-weeks"  # of what has ended
    KIND = "kind-is"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `weeks` for what is counted, `kinds` for the kinds of case it is about; none are all."""

    code: str
    test: Test
    why: str
    weeks: int = 0
    kinds: tuple[str, ...] = ()
    status: Status = Status.OURS
    note: str = ""

    def keeps_out(self, kind: str, started: date | None, ended: date | None, fieldwork: date) -> bool:
        """Whether this case may not be drawn, by this rule."""
        if self.kinds and kind not in self.kinds:
            return False
        if self.test is Test.KIND:
            return True
        if started is None:
            return False
        far = timedelta(weeks=self.weeks)
        if self.test is Test.STARTED_BEFORE:
            return started < fieldwork - far
        if self.test is Test.STARTED_AFTER:
            return started > fieldwork - far
        return ended is not None and ended - started < far


@dataclass(frozen=True, slots=True)
class Windows:
    """The rules of an edition, in the order in which they are asked."""

    rules: tuple[Rule, ...]

    def reason(self, kind: str, started: date | None, ended: date | None, fieldwork: date) -> str:
        """The code of the first rule that keeps a case out; "" for a case that may be drawn."""
        return next((rule.code for rule in self.rules if rule.keeps_out(kind, started, ended, fieldwork)), "")

    def rule(self, code: str) -> Rule:
        """The rule of this code. Raises KeyError."""
        found = next((rule for rule in self.rules if rule.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def exclusions(
    windows: Windows,
    kinds: Sequence[str],
    started: Sequence[date | None],
    ended: Sequence[date | None],
    fieldwork: date,
) -> list[str]:
    """For each case the code of the rule that keeps it out, or ""; `fieldwork` is the first day of the fieldwork."""
    seen: dict[tuple[str, date | None, date | None], str] = {}
    found = []
    for case in zip(kinds, started, ended, strict=True):
        if case not in seen:
            seen[case] = windows.reason(*case, fieldwork)
        found.append(seen[case])
    return found


def summary(reasons: Iterable[str]) -> dict[str, int]:
    """How many cases each rule keeps out, by its code; what may be drawn is not counted."""
    return dict(sorted(Counter(reason for reason in reasons if reason).items()))
