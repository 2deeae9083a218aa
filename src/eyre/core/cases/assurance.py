"""Who may assess a case a second time, and who may review an assessment? Nobody their own work.

Each rule gives the reason against it in words, or nothing. Actions ask these rules inside their transaction; pages ask
them before, so that nobody is offered what would be refused.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as the rules see it; people are told by their ids as text.

    `first` assessed it first, `second` again ("" for nobody yet); `handled` are all who have had it in their hands
    or written about it: whoever has seen the answers is not blind to them. `interested` declared an interest that
    covers the provider. `withdrawn` began to assess it again, which was withdrawn. `readers` have
    looked at what was written; known only where somebody is chosen.
    """

    first: str
    second: str = ""
    handled: frozenset[str] = frozenset()
    interested: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    readers: frozenset[str] = frozenset()
    first_complete: bool = False
    second_complete: bool = False

    @property
    def assessors(self) -> frozenset[str]:
        """Those who assess it."""
        return frozenset({self.first, self.second} - {""})

    @property
    def is_blind(self) -> bool:
        """Whether two assess it and not both are complete: then neither sees what the other wrote."""
        return bool(self.second) and not (self.first_complete and self.second_complete)


def why_not_ask_second(facts: CaseFacts, by: str, to: str) -> str:
    """Why this person cannot be asked by that one to assess the case a second time."""
    if facts.second:
        return "This case has a second assessment already."
    if to == facts.first:
        return "They assessed this case first. Nobody assesses their own case again."
    if to in facts.handled:
        return "They have had this case in their hands, so they would not judge it blind."
    if to in facts.withdrawn:
        return "Their second assessment of this case was withdrawn: somebody else begins anew."
    if to in facts.readers:
        return "They have looked at what was written of this case, so they would not judge it blind."
    if to in facts.interested:
        return "They declared an interest that covers this provider."
    if by in facts.assessors:
        return "You assessed this case yourself: somebody else chooses who assesses it again."
    return ""


def why_not_withdraw_second(facts: CaseFacts, by: str) -> str:
    """Why this person cannot withdraw the second assessment of the case, so that somebody else is asked."""
    if not facts.second:
        return "Nobody assesses this case a second time now."
    if facts.second_complete:
        return "The second assessment is complete: it stays."
    if by in facts.assessors:
        return "You assess this case yourself: somebody else decides about its second assessment."
    return ""


def why_not_read(facts: CaseFacts, reader: str, written_by: str, *, is_withdrawn: bool = False) -> str:
    """Why this reader cannot see an assessment of the case that somebody wrote, while it is assessed twice.

    `is_withdrawn`: it is a second one that was withdrawn, which those who assess the case never see.
    """
    if is_withdrawn and reader in facts.assessors | facts.handled and reader != written_by:
        return "It was withdrawn, and those who assess the case do not see it."
    if facts.is_blind and reader in facts.assessors and reader != written_by:
        return "This case is assessed twice. You see the other assessment when both are complete."
    if facts.is_blind and reader in facts.handled and reader != written_by == facts.second:
        return "You have had this case in your hands, and may have it again: you see the second assessment later."
    return ""


def why_not_review(assessor: str, handled: Collection[str], is_complete: bool, reviewer: str) -> str:
    """Why this person cannot review an assessment."""
    if reviewer == assessor or reviewer in handled:
        return "You worked on this case yourself. Nobody reviews their own work."
    return "" if is_complete else "This assessment is not complete yet."


def why_not_reconcile(facts: CaseFacts, by: str, is_quality_lead: bool) -> str:
    """Why this person cannot decide between the two assessments of a case."""
    if not facts.second:
        return "This case is assessed once only."
    if facts.is_blind:
        return "Both assessments must be complete first."
    if by not in facts.assessors and not is_quality_lead:
        return "The two assessors decide together, or the quality lead does."
    return ""


def missing_signatures(facts: CaseFacts, signed: Collection[str], led_by_quality: bool) -> frozenset[str]:
    """Whose signature a reconciled record waits for: both assessors', or nobody's where the quality lead decides."""
    return frozenset() if led_by_quality else facts.assessors.difference(signed)
