"""How is a computed rating kept? Core value to JSON and back, with nothing lost."""

from __future__ import annotations

from typing import Any

from eyre.core.cases import Tally
from eyre.core.figures import Undefined
from eyre.core.ratings import (
    Finding,
    FindingKind,
    InspectionRating,
    KeyQuestionRating,
    NotKnown,
    NotRated,
    Outcome,
    OverallRating,
    PossibleScores,
    QuestionSetCounts,
    Rated,
    Score,
    StandardRating,
    Step,
    Undetermined,
)

Json = Any

WITHOUT_BAND: dict[str, type[NotRated | NotKnown | Undetermined]] = {
    "not_rated": NotRated,
    "not_known": NotKnown,
    "undetermined": Undetermined,
}


def rating_to_json(rating: InspectionRating) -> Json:
    """The whole result as plain data."""
    return {
        "edition": rating.edition,
        "standards": [_standard_to_json(standard) for standard in rating.standards],
        "overall": _overall_to_json(rating.overall),
        "unrated_sets": [
            {"id": s.id, "title": s.title, "tallies": [[ref, _tally_to_json(t)] for ref, t in s.tallies]}
            for s in rating.unrated_sets
        ],
        "notes": list(rating.notes),
    }


def rating_from_json(data: Json) -> InspectionRating:
    """The result that `rating_to_json` wrote down."""
    return InspectionRating(
        data["edition"],
        tuple(_standard_from_json(each) for each in data["standards"]),
        _overall_from_json(data["overall"]),
        tuple(
            QuestionSetCounts(s["id"], s["title"], tuple((ref, Tally(*t)) for ref, t in s["tallies"]))
            for s in data["unrated_sets"]
        ),
        tuple(data["notes"]),
    )


def outcome_to_json(outcome: Outcome) -> Json:
    """A band, or the word for why there is none with its reason."""
    if isinstance(outcome, Rated):
        return {"band": outcome.band}
    word = next(word for word, kind in WITHOUT_BAND.items() if isinstance(outcome, kind))
    return {word: outcome.reason}


def outcome_from_json(data: Json) -> Outcome:
    """The outcome that `outcome_to_json` wrote down."""
    ((word, value),) = data.items()
    return Rated(value) if word == "band" else WITHOUT_BAND[word](value)


def _standard_to_json(standard: StandardRating) -> Json:
    return {
        "ref": standard.ref,
        "title": standard.title,
        "outcome": outcome_to_json(standard.outcome),
        "counted": standard.counted,
        "key_questions": [_question_to_json(question) for question in standard.key_questions],
        "steps": _steps_to_json(standard.steps),
        "findings": _findings_to_json(standard.findings),
    }


def _standard_from_json(data: Json) -> StandardRating:
    return StandardRating(
        data["ref"],
        data["title"],
        outcome_from_json(data["outcome"]),
        data["counted"],
        tuple(_question_from_json(each) for each in data["key_questions"]),
        _steps_from_json(data["steps"]),
        _findings_from_json(data["findings"]),
    )


def _question_to_json(question: KeyQuestionRating) -> Json:
    undefined = isinstance(question.rounded, Undefined)
    return {
        "ref": question.ref,
        "tally": _tally_to_json(question.tally),
        "band": question.band,
        "rounded": {"undefined": question.rounded.reason}
        if isinstance(question.rounded, Undefined)
        else question.rounded,
        "rounded_band": None if undefined else question.rounded_band,
        "governs": question.governs,
    }


def _question_from_json(data: Json) -> KeyQuestionRating:
    rounded = data["rounded"]
    return KeyQuestionRating(
        data["ref"],
        Tally(*data["tally"]),
        data["band"],
        Undefined(rounded["undefined"]) if isinstance(rounded, dict) else rounded,
        data["rounded_band"],
        data["governs"],
    )


def _overall_to_json(overall: OverallRating) -> Json:
    return {
        "outcome": outcome_to_json(overall.outcome),
        "score": _score_to_json(overall.score),
        "possible": None
        if overall.possible is None
        else {
            "bands": list(overall.possible.bands),
            "least": _score_to_json(overall.possible.least),
            "most": _score_to_json(overall.possible.most),
        },
        "steps": _steps_to_json(overall.steps),
        "findings": _findings_to_json(overall.findings),
    }


def _overall_from_json(data: Json) -> OverallRating:
    possible = data["possible"]
    return OverallRating(
        outcome_from_json(data["outcome"]),
        _score_from_json(data["score"]),
        possible
        and PossibleScores(
            tuple(possible["bands"]), _score_from_json(possible["least"]), _score_from_json(possible["most"])
        ),
        _steps_from_json(data["steps"]),
        _findings_from_json(data["findings"]),
    )


def _tally_to_json(tally: Tally) -> Json:
    return [tally.yes, tally.no, tally.not_relevant, tally.not_answered]


def _score_to_json(score: Score | None) -> Json:
    return None if score is None else [score.points, score.out_of]


def _score_from_json(data: Json) -> Score | None:
    return None if data is None else Score(*data)


def _steps_to_json(steps: tuple[Step, ...]) -> Json:
    return [[step.text, step.ref] for step in steps]


def _steps_from_json(data: Json) -> tuple[Step, ...]:
    return tuple(Step(text, ref) for text, ref in data)


def _findings_to_json(findings: tuple[Finding, ...]) -> Json:
    return [[finding.kind.value, finding.ref, finding.text] for finding in findings]


def _findings_from_json(data: Json) -> tuple[Finding, ...]:
    return tuple(Finding(FindingKind(kind), ref, text) for kind, ref, text in data)
