"""Published and computed ratings; judgements; the ratings panel, what it decided, and the records of it."""

from __future__ import annotations

from .judgements import (
    JudgedFact,
    Judgement,
    JudgementComment,
    JudgementEvidence,
    JudgementState,
    QuestionJudgement,
    SecondReading,
)
from .kept import RobustnessKept
from .panels import Panel, PanelDecision, PanelMember, PanelPapers, PanelSignature, RatingRecord, SeatRole
from .published import NOT_KNOWN, NOT_RATED, ComputedRating, DataFinding, PublishedOverall, PublishedRating

__all__ = [
    "NOT_KNOWN",
    "NOT_RATED",
    "ComputedRating",
    "DataFinding",
    "JudgedFact",
    "Judgement",
    "JudgementComment",
    "JudgementEvidence",
    "JudgementState",
    "Panel",
    "PanelDecision",
    "PanelMember",
    "PanelPapers",
    "PanelSignature",
    "PublishedOverall",
    "PublishedRating",
    "QuestionJudgement",
    "RatingRecord",
    "RobustnessKept",
    "SeatRole",
    "SecondReading",
]
