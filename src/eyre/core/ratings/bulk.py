"""How are many inspections rated at once? By the same rules as one, on arrays.

How a rating was reached is not told here: `rate_inspection` tells it, and gives the same rating.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases import Tally
from eyre.core.cases.bulk import BulkAnswers, GroupCounts, count_bulk
from eyre.core.cases.counting import Counts
from eyre.core.figures import Scale
from eyre.core.frameworks import CombinationRule, Edition, RatedFrom, Standard, SumOfScores
from eyre.core.statistics import interval_table, wilson_many

from .inspection import refuse_unfit
from .outcomes import NotKnown, NotRated, Outcome, Rated, Undetermined
from .overall import overall_rule
from .results import Score

Bands = NDArray[np.int8]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Places = NDArray[np.intp]
Ends = NDArray[np.float64]

UNDETERMINED, NOT_KNOWN, NOT_RATED = -1, -2, -3
NO_QUESTION = -1
IN_WORDS: dict[int, Outcome] = {UNDETERMINED: Undetermined(), NOT_KNOWN: NotKnown(), NOT_RATED: NotRated()}
LARGEST_TABLE = 1024  # cases up to which intervals are looked up: half a million of them, 8 MB


@dataclass(frozen=True, eq=False, slots=True)
class GroupShares:
    """A sub-group column: counts and intervals for each label that occurs in an inspection.

    `inspection` and `label` are places in the inspections and in `labels`.
    """

    labels: tuple[str, ...]
    inspection: Places
    label: Places
    counts: Counts
    intervals: Ends


@dataclass(frozen=True, eq=False, slots=True)
class BulkRatings:
    """Ratings of many inspections: a row for each, in order.

    A band is its place in `bands` (the worst first), or one of UNDETERMINED, NOT_KNOWN, NOT_RATED; of a question,
    UNDETERMINED where no case was relevant or the question is not rated at all. `governing` is the place of the
    governing question in `questions`, or -1. `out_of` is -1 where there is no score. `intervals` holds the
    ends of each question's share.
    """

    inspections: tuple[str, ...]
    questions: tuple[str, ...]
    standards: tuple[str, ...]
    bands: tuple[str, ...]
    counts: Counts
    intervals: Ends
    question_bands: Bands
    standard_bands: Bands
    governing: Places
    overall_bands: Bands
    points: Numbers
    out_of: Numbers
    groups: Mapping[str, GroupShares]

    def standard(self, inspection: int, ref: str) -> Outcome:
        """What a standard turned out to be; the reason is not told here. Raises ValueError for another ref."""
        return self._outcome(int(self.standard_bands[inspection, self.standards.index(ref)]))

    def overall(self, inspection: int) -> Outcome:
        """What the whole turned out to be; the reason is not told here."""
        return self._outcome(int(self.overall_bands[inspection]))

    def score(self, inspection: int) -> Score | None:
        """The score; None where a standard is open, or the rule does not add scores."""
        out_of = int(self.out_of[inspection])
        return None if out_of < 0 else Score(int(self.points[inspection]), out_of)

    def _outcome(self, band: int) -> Outcome:
        return IN_WORDS[band] if band < 0 else Rated(self.bands[band])


@dataclass(frozen=True, eq=False, slots=True)
class _Standards:
    """Every standard of the edition, for every inspection; `put` says whether any of its questions was."""

    bands: Bands
    governing: Places
    put: Flags


def rate_blocks(edition: Edition, answers: BulkAnswers, *, level: float = 0.95) -> BulkRatings:
    """Rate many inspections from answers about cases alone; standards on other evidence are not known.

    Raises:
        CannotRate: as `rate_inspection` does.
        ValueError: when the confidence level is not between 0 and 1.
    """
    overall_rule(edition)
    refuse_unfit(edition, dict.fromkeys(answers.questions, Tally(0, 0)), {})
    counted = count_bulk(answers)
    bands = tuple(band.id for band in reversed(edition.bands))
    question_bands = _place_questions(edition, answers.questions, counted.counts, bands)
    standards = _rate_standards(edition, answers.questions, counted.counts, question_bands)
    standard_bands = _read_omitted(edition.standards, standards)
    overall, points, out_of = _rate_overall(edition, standard_bands, bands)
    return BulkRatings(
        inspections=answers.inspections,
        questions=answers.questions,
        standards=tuple(standard.ref for standard in edition.standards),
        bands=bands,
        counts=counted.counts,
        intervals=_intervals(counted.counts, level),
        question_bands=question_bands,
        standard_bands=standard_bands,
        governing=standards.governing,
        overall_bands=overall,
        points=points,
        out_of=out_of,
        groups={name: _shares(answers.labels[name], group, level) for name, group in counted.groups.items()},
    )


def _intervals(counts: Counts, level: float) -> Ends:
    most = int(counts.relevant.max(initial=0))
    if most > LARGEST_TABLE:
        return np.stack(wilson_many(counts.yes, counts.relevant, level=level), axis=-1)
    return interval_table(max(64, 2 ** most.bit_length()), level).look_up(counts.yes, counts.relevant)


def _shares(labels: tuple[str, ...], group: GroupCounts, level: float) -> GroupShares:
    return GroupShares(labels, group.inspection, group.label, group.counts, _intervals(group.counts, level))


def _place(scale: Scale, bands: Sequence[str], x: NDArray[np.integer], of: NDArray[np.integer]) -> Bands:
    """The bands of counts as places in `bands`; UNDETERMINED for 0 of 0."""
    known = np.array([*(bands.index(band) for band in scale.bands), UNDETERMINED], dtype=np.int8)
    placed: Bands = known[scale.place_many(x, of)]  # its -1 fetches the last
    return placed


def _place_questions(
    edition: Edition, questions: Sequence[str], counts: Counts, bands: Sequence[str]
) -> Bands:
    rated = {q.ref for standard in edition.case_standards for q in standard.key_questions}
    if edition.cases is None:
        return np.full(counts.yes.shape, UNDETERMINED, dtype=np.int8)
    placed = _place(edition.cases.scale, bands, counts.yes, counts.relevant)
    placed[:, [question not in rated for question in questions]] = UNDETERMINED
    return placed


def _rate_standards(
    edition: Edition, questions: Sequence[str], counts: Counts, question_bands: Bands
) -> _Standards:
    """The lowest key question of each standard that is rated from cases, and its band."""
    place = _places(edition, questions)
    shape = (len(counts.cases), place.shape[1])
    put = _with_absent(counts.cases[:, None] > counts.not_put)
    waiting = _with_absent((counts.relevant == 0) & (counts.not_answered > 0))
    some, every = np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool)
    for row in place:
        asked = put[:, row] & (row != NO_QUESTION)
        some |= asked
        every &= (asked & ~waiting[:, row]) | (row == NO_QUESTION)
    governing = lowest_shares(counts, np.where(place < len(questions), place, NO_QUESTION))
    bands = np.take_along_axis(question_bands, np.maximum(governing, 0), axis=1)
    bands = np.where(governing < 0, np.int8(UNDETERMINED), bands)
    rated = some & every
    return _Standards(
        np.where(rated, bands, np.int8(NOT_KNOWN)), np.where(rated, governing, NO_QUESTION), some
    )


def _with_absent(flags: Flags) -> Flags:
    """One column more, False throughout: a question that is in no file was put to nobody."""
    return np.concatenate([flags, np.zeros((len(flags), 1), dtype=bool)], axis=1)


def _places(edition: Edition, questions: Sequence[str]) -> Places:
    """Where the key questions of each standard stand in `questions`: the first of each, the second, ...

    NO_QUESTION where a standard has no more of them; one place past the end for a question that is not there.
    """
    known = {question: i for i, question in enumerate(questions)}
    asked = [
        [known.get(q.ref, len(questions)) for q in standard.key_questions]
        if standard.rated_from is RatedFrom.CASES
        else []
        for standard in edition.standards
    ]
    most = max(map(len, asked), default=0)
    return (
        np.array([row + [NO_QUESTION] * (most - len(row)) for row in asked], dtype=np.intp)
        .reshape(len(asked), most)
        .T
    )


def lowest_shares(counts: Counts, place: Places) -> Places:
    """The question with the lowest exact share in each column of `place`, the first of equals; -1 if none was relevant.

    x/n is compared with y/m as x·m with y·n, in integers: no share is rounded.
    """
    shape = (len(counts.cases), place.shape[1])
    governing = np.full(shape, NO_QUESTION, dtype=np.intp)
    lowest, out_of = np.ones(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row in place:
        yes, relevant = counts.yes[:, row], counts.relevant[:, row]
        lower = (yes * out_of < lowest * relevant) & (relevant > 0) & (row >= 0)
        governing = np.where(lower, row, governing)
        lowest, out_of = np.where(lower, yes, lowest), np.where(lower, relevant, out_of)
    return governing


def _read_omitted(standards: Sequence[Standard], rated: _Standards) -> Bands:
    """The bands, with NOT_RATED for standards that may be left out where every other counted one was put."""
    counted = np.array([standard.counted for standard in standards])
    optional = np.array([standard.may_be_not_rated for standard in standards])
    absent = counted & ~rated.put
    left_out = ~np.any(absent & ~optional, axis=1)
    return np.where(absent & left_out[:, None], np.int8(NOT_RATED), rated.bands)


def _rate_overall(
    edition: Edition, standard_bands: Bands, bands: Sequence[str]
) -> tuple[Bands, Numbers, Numbers]:
    """The overall bands, the points and what they are out of (-1 where there is no score)."""
    method = overall_rule(edition).method
    counted = standard_bands[:, [standard.counted for standard in edition.standards]]
    undetermined, unknown = (counted == UNDETERMINED).any(axis=1), (counted == NOT_KNOWN).any(axis=1)
    in_band = np.stack([(counted == i).sum(axis=1) for i in range(len(bands))], axis=1)
    scores = np.array([edition.band(band).score for band in bands])
    points, out_of = in_band @ scores, in_band.sum(axis=1) * edition.best_score
    if isinstance(method, SumOfScores):
        overall = _place(method.scale, bands, points, out_of)
        scored = ~(undetermined | unknown)
    else:
        overall = _combine(method.rules, bands, in_band)
        scored = np.zeros(len(in_band), dtype=bool)
    overall[unknown] = NOT_KNOWN
    overall[undetermined] = UNDETERMINED
    return overall, np.where(scored, points, 0), np.where(scored, out_of, -1)


def _combine(rules: Sequence[CombinationRule], bands: Sequence[str], in_band: Numbers) -> Bands:
    """The band of the first rule that speaks of how many standards have which band; UNDETERMINED if none does."""
    overall = np.full(len(in_band), UNDETERMINED, dtype=np.int8)
    for rule in reversed(rules):
        speaks = in_band.any(axis=1)
        for condition in rule.when:
            n = in_band[:, [band in condition.bands for band in bands]].sum(axis=1)
            most = np.inf if condition.at_most is None else condition.at_most
            speaks = speaks & (n >= condition.at_least) & (n <= most)
        overall[speaks] = bands.index(rule.then)
    return overall
