"""From drawn cases to bands: of questions, of standards, and of the whole, by the one rule for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.frameworks import CaseRule, Edition, Standard
from eyre.core.ratings.outcomes import NotKnown, Outcome, Rated, Undetermined
from eyre.core.ratings.overall import rate_overall
from eyre.core.ratings.results import InspectionRating
from eyre.core.statistics.robustness import NONE, Patterns, lowest

from .results import Chances, Totals

Bands = NDArray[np.int8]
Draw = Callable[[str, Patterns, int], Bands]  # kind of case, its patterns and a seed: draws x questions


@dataclass(frozen=True, slots=True)
class Drawn:
    """One standard in each draw: its band, and the band of each of its questions (draws x questions)."""

    lowest: Bands
    questions: Bands


def drawn_standards(
    edition: Edition, answers: AnswerMatrix, rating: InspectionRating, seed: int, draw: Draw
) -> dict[str, Drawn]:
    """The band of each standard in each draw; one draw of cases for all standards of a kind of case."""
    asked = [each for each in edition.case_standards if _is_counted(rating, each.ref)]
    found: dict[str, Drawn] = {}
    for number, kind in enumerate(sorted({standard.case_kind for standard in asked})):
        of_kind = [standard for standard in asked if standard.case_kind == kind]
        patterns = patterns_of(answers.asking([ref for standard in of_kind for ref in refs_of(standard)]))
        assert patterns is not None, "a standard that was counted was put to some case"
        found.update(_of_kind(of_kind, draw(kind, patterns, _seed(seed, number))))
    return {standard.ref: found[standard.ref] for standard in asked}


def _is_counted(rating: InspectionRating, ref: str) -> bool:
    """Whether the rule counted this standard from cases: what is not known from them is not drawn either."""
    found = rating.standard(ref)
    return bool(found.key_questions) and not isinstance(found.outcome, NotKnown)


def _of_kind(standards: list[Standard], bands: Bands) -> Iterator[tuple[str, Drawn]]:
    widths = [len(standard.key_questions) for standard in standards]
    starts = [sum(widths[:place]) for place in range(len(widths))]
    groups = [range(start, start + width) for start, width in zip(starts, widths, strict=True)]
    for standard, group, least in zip(standards, groups, lowest(bands, groups).T, strict=True):
        yield standard.ref, Drawn(least, bands[:, list(group)])


def patterns_of(answers: AnswerMatrix) -> Patterns | None:
    """The cases that were put any of these questions, as patterns; None where there is none.

    What is not answered yet counts on neither side, as in the rating. The cases stand in the order of their names: the
    same cases in another order draw the same, and an answer that is changed meets the draws it met before.
    """
    order = sorted(range(len(answers.cases)), key=answers.cases.__getitem__)
    ordered = answers.cells[order]
    put = ordered[(ordered != Answer.NOT_PUT).any(axis=1)]
    if not len(put):
        return None
    return Patterns(put == Answer.YES, (put == Answer.YES) | (put == Answer.NO))


def refs_of(standard: Standard) -> list[str]:
    """The numbers of the key questions of a standard."""
    return [question.ref for question in standard.key_questions]


def _seed(seed: int, number: int) -> int:
    """A seed for each kind of case: two kinds are drawn apart."""
    return int(np.random.SeedSequence([seed, number]).generate_state(1, np.uint64)[0])


def often(rule: CaseRule, bands: Bands) -> Chances:
    """How often each band came out, lowest first; what is missing to 1 had none."""
    times = np.bincount(bands.ravel() + 1, minlength=len(rule.scale.bands) + 1)[1:]
    return {
        name: float(many) / bands.size for name, many in zip(rule.scale.bands, times.tolist(), strict=True)
    }


def whole(
    edition: Edition, outcomes: Mapping[str, Outcome], drawn: Mapping[str, Drawn], facts: frozenset[str]
) -> tuple[Totals, Chances]:
    """How often each total and each overall band came out. Equal draws are rated once, by the one rule for the whole."""
    if not drawn:
        return {}, {}
    # Which of the counted standards has which band makes no difference to the whole, only how many have each
    refs = [ref for ref in drawn if edition.standard(ref).counted]
    table = np.stack([drawn[ref].lowest for ref in refs], axis=1) if refs else np.empty((1, 0), np.int8)
    rows, times = _equal_ones(np.sort(table, axis=1))
    totals: dict[tuple[int, int], float] = {}
    overall: dict[str, float] = {}
    for row, many in zip(rows, times / times.sum(), strict=True):
        result = rate_overall(edition, {**outcomes, **_outcomes(edition, refs, row)}, facts)
        if result.score is not None:
            total = (result.score.points, result.score.out_of)
            totals[total] = totals.get(total, 0.0) + float(many)
        if isinstance(result.outcome, Rated):
            overall[result.outcome.band] = overall.get(result.outcome.band, 0.0) + float(many)
    order = [band.id for band in edition.bands]
    return dict(sorted(totals.items())), dict(sorted(overall.items(), key=lambda each: order.index(each[0])))


def _equal_ones(table: Bands) -> tuple[Bands, NDArray[np.int64]]:
    """The rows that differ, and how often each is there; each row read as one number, which sorts many times quicker."""
    base, fits = int(table.max(initial=NONE)) + 2, table.shape[1]
    if base**fits > np.iinfo(np.int64).max:
        return np.unique(table, axis=0, return_counts=True)
    powers = base ** np.arange(fits, dtype=np.int64)
    _, first, times = np.unique((table.astype(np.int64) + 1) @ powers, return_index=True, return_counts=True)
    return table[first], times


def _outcomes(edition: Edition, refs: Sequence[str], row: Bands) -> dict[str, Outcome]:
    assert edition.cases is not None, "asked for before anything was drawn"
    names = edition.cases.scale.bands
    return {
        ref: Undetermined() if place == NONE else Rated(names[place])
        for ref, place in zip(refs, row, strict=True)
    }
