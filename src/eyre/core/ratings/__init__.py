"""From judgements to bands, from bands to a score such as 7/24; every result explains its steps."""

from .inspection import rate_inspection
from .outcomes import NotKnown, NotRated, Outcome, Rated, Undetermined
from .overall import overall_rule, place_score, possible_scores, rate_overall, score_of
from .results import (
    CannotRate,
    Finding,
    FindingKind,
    InspectionRating,
    KeyQuestionRating,
    OverallRating,
    PossibleScores,
    QuestionSetCounts,
    Score,
    StandardRating,
    Step,
)
from .standards import rate_case_standard, rate_key_question

__all__ = [
    "CannotRate",
    "Finding",
    "FindingKind",
    "InspectionRating",
    "KeyQuestionRating",
    "NotKnown",
    "NotRated",
    "Outcome",
    "OverallRating",
    "PossibleScores",
    "QuestionSetCounts",
    "Rated",
    "Score",
    "StandardRating",
    "Step",
    "Undetermined",
    "overall_rule",
    "place_score",
    "possible_scores",
    "rate_case_standard",
    "rate_inspection",
    "rate_key_question",
    "rate_overall",
    "score_of",
]
