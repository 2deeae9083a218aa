"""How is it kept how secure a rating is? As canonical JSON, with everything needed to compute it again, and as values.

Chances are whole numbers of thousand millionths, so that equal figures have equal bytes; what is not known is null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from eyre.core.figures import Undefined
from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings.robustness import (
    NO_BAND,
    AnotherSample,
    QuestionRobustness,
    Robustness,
    StandardRobustness,
    say_secure,
)
from eyre.core.statistics import Interval

from .records import WITHOUT_BAND, outcome_to_json

FORMAT = "eyre-robustness/1"
PARTS = 1_000_000_000
Json = Any
Totals = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """One key question: x of so many relevant cases, the band of its share, and how far the cuts are.

    `to_fall` and `to_rise` are cases; `above` and `below` are points from the cut beneath and to the cut overhead.
    `low` and `high` (0 to 1) are the ends of the 95 per cent interval, by `method`; None where nothing was counted.
    """

    ref: str
    x: int
    of: int
    band: str | None
    to_fall: int | None
    to_rise: int | None
    above: Fraction | None
    below: Fraction | None
    low: float | None
    high: float | None
    method: str
    chances: Mapping[str, float]
    grounds: tuple[str, ...]
    governs: bool


@dataclass(frozen=True, slots=True)
class KeptStandard:
    """One standard rated from cases. `outcome` is a band, or "not_rated", "not_known", "undetermined".

    `uniform` gives the chances under the other prior, `again` how often another sample would have been rated so.
    """

    ref: str
    outcome: str
    chances: Mapping[str, float]
    undetermined: float
    words: str
    grounds: tuple[str, ...]
    questions: tuple[KeptQuestion, ...]
    uniform: Mapping[str, float]
    again: Mapping[str, float]

    @property
    def chance(self) -> float:
        """The chance of the band it was given; 0 where it was given none."""
        return self.chances.get(self.outcome, 0.0)


@dataclass(frozen=True)
class KeptRobustness:
    """How secure the ratings of one freeze are, as computed once (`id` None: not kept). `is_current`: freeze, edition and what was given still hold.

    `seed` is the digest of the frozen answers; `digest` the SHA-256 of `content`.
    """

    id: int | None
    inspection: str
    freeze: int
    freeze_digest: str
    edition_digest: str
    given_digest: str
    draws: int
    seed: str
    digest: str
    content: str
    computed_at: datetime | None
    is_current: bool
    populations: Mapping[str, int | None]
    standards: tuple[KeptStandard, ...]
    totals: Totals
    score: tuple[int, int] | None
    outcome: str
    overall: Mapping[str, float]
    uniform: Mapping[str, float]
    again: Mapping[str, float]
    words: str

    def standard(self, ref: str) -> KeptStandard | None:
        """What is said of one standard; None where it was not rated from cases."""
        return next((standard for standard in self.standards if standard.ref == ref), None)


@dataclass(frozen=True)
class Reckoned:
    """Everything that is kept of one inspection: the figures, those under the other prior, and those of another sample."""

    found: Robustness
    uniform: Robustness
    again: AnotherSample


def content_of(reckoned: Reckoned, head: Mapping[str, Json]) -> str:
    """The canonical JSON: `head` says from what it was computed."""
    found = reckoned.found
    score = found.rating.overall.score
    told = {
        "format": FORMAT,
        **head,
        "draws": found.draws,
        "standards": [_standard(each, reckoned) for each in found.standards],
        "overall": {
            "outcome": outcome_to_json(found.rating.overall.outcome),
            "score": [score.points, score.out_of] if score else None,
            "chances": _chances(found.overall),
            "uniform": _chances(reckoned.uniform.overall),
            "again": _chances(reckoned.again.overall),
        },
        "totals": [[points, out_of, _parts(chance)] for (points, out_of), chance in found.totals.items()],
    }
    return canonical(told)


def _standard(each: StandardRobustness, reckoned: Reckoned) -> Json:
    other = reckoned.uniform.standard(each.ref)
    return {
        "ref": each.ref,
        "outcome": outcome_to_json(each.outcome),
        "chances": _chances(each.chances),
        "undetermined": _parts(each.undetermined),
        "uniform": _chances(other.chances if other else {}),
        "again": _chances(reckoned.again.standards.get(each.ref, {})),
        "grounds": [ground.value for ground in each.grounds],
        "questions": [_question(question) for question in each.questions],
    }


def _question(question: QuestionRobustness) -> Json:
    found = None if isinstance(question.distance, Undefined) else question.distance
    return {
        "ref": question.ref,
        "count": [found.count.x, found.count.of] if found else [0, 0],
        "band": found.band if found else None,
        "to_fall": found.to_fall if found else None,
        "to_rise": found.to_rise if found else None,
        "above": _fraction(found.above) if found else None,
        "below": _fraction(found.below) if found else None,
        "interval": _interval(question.interval),
        "chances": {} if isinstance(question.chances, Undefined) else _chances(question.chances),
        "grounds": [ground.value for ground in question.grounds],
        "governs": question.governs,
    }


def _interval(found: Interval | Undefined) -> Json:
    if isinstance(found, Undefined):
        return None
    return [_parts(found.low), _parts(found.high), found.method.value]


def _fraction(share: Fraction | None) -> list[int] | None:
    return None if share is None else [share.numerator, share.denominator]


def _chances(chances: Mapping[str, float]) -> dict[str, int]:
    return {band: _parts(chance) for band, chance in chances.items()}


def _parts(chance: float) -> int:
    return round(chance * PARTS)


def read_content(content: str) -> Json:
    """What is kept, as plain data."""
    return json.loads(content)


def from_content(
    content: str,
    given_digest: str,
    *,
    id: int | None = None,
    computed_at: datetime | None = None,
    is_current: bool,
) -> KeptRobustness:
    """What `content_of` wrote down as a value; without an id it is computed and not kept."""
    data = read_content(content)
    overall = data["overall"]
    outcome, chances = word_of(overall["outcome"]), chances_from(overall["chances"])
    return KeptRobustness(
        id=id,
        inspection=data["inspection"],
        freeze=data["freeze"],
        freeze_digest=data["freeze_digest"],
        edition_digest=data["edition_digest"],
        given_digest=given_digest,
        draws=data["draws"],
        seed=data["seed"],
        digest=digest(content),
        content=content,
        computed_at=computed_at,
        is_current=is_current,
        populations=data["populations"],
        standards=tuple(_standard_from(each) for each in data["standards"]),
        totals=tuple((points, out_of, parts / PARTS) for points, out_of, parts in data["totals"]),
        score=tuple(overall["score"]) if overall["score"] else None,
        outcome=outcome,
        overall=chances,
        uniform=chances_from(overall["uniform"]),
        again=chances_from(overall["again"]),
        words=_words(outcome, chances),
    )


def _standard_from(data: Json) -> KeptStandard:
    outcome, chances = word_of(data["outcome"]), chances_from(data["chances"])
    return KeptStandard(
        data["ref"],
        outcome,
        chances,
        data["undetermined"] / PARTS,
        _words(outcome, chances),
        tuple(data["grounds"]),
        tuple(_question_from(each) for each in data["questions"]),
        chances_from(data["uniform"]),
        chances_from(data["again"]),
    )


def _words(outcome: str, chances: Mapping[str, float]) -> str:
    return NO_BAND if outcome in WITHOUT_BAND else say_secure(chances.get(outcome, 0.0))


def _question_from(data: Json) -> KeptQuestion:
    x, of = data["count"]
    low, high, method = data["interval"] or (None, None, "")
    return KeptQuestion(
        data["ref"],
        x,
        of,
        data["band"],
        data["to_fall"],
        data["to_rise"],
        _points(data["above"]),
        _points(data["below"]),
        None if low is None else low / PARTS,
        None if high is None else high / PARTS,
        method,
        chances_from(data["chances"]),
        tuple(data["grounds"]),
        data["governs"],
    )


def _points(share: list[int] | None) -> Fraction | None:
    return None if share is None else 100 * Fraction(*share)


def chances_from(data: Json) -> dict[str, float]:
    """Chances as `content_of` wrote them down, from 0 to 1."""
    return {band: parts / PARTS for band, parts in data.items()}


def word_of(outcome: Json) -> str:
    """The band of an outcome, or the word for why there is none."""
    if "band" in outcome:
        return str(outcome["band"])
    return next(word for word in WITHOUT_BAND if word in outcome)
