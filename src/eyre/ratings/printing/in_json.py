"""Ratings as JSON: everything that is known, steps included."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from eyre.core.cases import Tally
from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition
from eyre.core.ratings import (
    Finding,
    KeyQuestionRating,
    Outcome,
    OverallRating,
    PossibleScores,
    Rated,
    Score,
    StandardRating,
    Step,
)

from ..from_files import RatedInspection
from .words import say_outcome


def print_json(rated: Iterable[RatedInspection], *, steps: bool = True) -> str:
    """Everything, steps included unless they are not wanted."""
    inspections = [_inspection(each, steps=steps) for each in rated]
    return json.dumps({"inspections": inspections}, ensure_ascii=False, indent=2) + "\n"


def _inspection(rated: RatedInspection, *, steps: bool) -> dict[str, Any]:
    edition, rating = rated.edition, rated.rating
    return {
        "inspection": rated.inspection,
        "edition": edition.id,
        "overall": _overall_json(edition, rating.overall, steps=steps),
        "standards": [_standard_json(edition, standard, steps=steps) for standard in rating.standards],
        "unrated_sets": [
            {
                "id": group.id,
                "title": group.title,
                "questions": [_tally_json(*pair) for pair in group.tallies],
            }
            for group in rating.unrated_sets
        ],
        "notes": list(rating.notes),
    }


def _overall_json(edition: Edition, overall: OverallRating, *, steps: bool) -> dict[str, Any]:
    return {
        **_outcome_json(edition, overall.outcome),
        "score": _score_json(overall.score),
        "possible": _possible_json(overall.possible),
        "findings": _findings_json(overall.findings),
        **_steps_json(overall.steps, steps),
    }


def _standard_json(edition: Edition, standard: StandardRating, *, steps: bool) -> dict[str, Any]:
    return {
        "ref": standard.ref,
        "title": standard.title,
        **_outcome_json(edition, standard.outcome),
        "counted": standard.counted,
        "key_questions": [_key_question_json(question) for question in standard.key_questions],
        "findings": _findings_json(standard.findings),
        **_steps_json(standard.steps, steps),
    }


def _outcome_json(edition: Edition, outcome: Outcome) -> dict[str, Any]:
    words = say_outcome(edition, outcome)
    if isinstance(outcome, Rated):
        return {"rating": words, "band": outcome.band, "points": edition.band(outcome.band).score}
    return {"rating": words, "reason": outcome.reason}


def _key_question_json(question: KeyQuestionRating) -> dict[str, Any]:
    rounded = None if isinstance(question.rounded, Undefined) else question.rounded
    return {
        **_tally_json(question.ref, question.tally),
        "band": question.band,
        "per_cent": rounded,
        "band_if_rounded_first": question.rounded_band,
        "governs": question.governs,
    }


def _tally_json(ref: str, tally: Tally) -> dict[str, Any]:
    return {
        "ref": ref,
        "sufficient": tally.yes,
        "relevant": tally.yes + tally.no,
        "not_relevant": tally.not_relevant,
        "not_answered": tally.not_answered,
    }


def _score_json(score: Score | None) -> dict[str, Any] | None:
    return {"points": score.points, "out_of": score.out_of, "text": str(score)} if score else None


def _possible_json(possible: PossibleScores | None) -> dict[str, Any] | None:
    if possible is None:
        return None
    least, most = _score_json(possible.least), _score_json(possible.most)
    return {"bands": list(possible.bands), "least": least, "most": most}


def _findings_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"kind": finding.kind.value, "ref": finding.ref, "text": finding.text} for finding in findings]


def _steps_json(steps: Iterable[Step], wanted: bool) -> dict[str, Any]:
    return {"steps": [{"ref": step.ref, "text": step.text} for step in steps]} if wanted else {}
