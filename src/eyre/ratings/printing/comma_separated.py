"""Ratings as CSV: a row for each standard and one for the whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from eyre.core.frameworks import Edition
from eyre.core.ratings import Finding, Outcome, OverallRating, Rated, StandardRating

from ..from_files import RatedInspection
from .words import say_outcome

CSV_COLUMNS = (
    "inspection",
    "edition",
    "level",
    "ref",
    "rating",
    "score",
    "out_of",
    "sufficient",
    "relevant",
    "not_relevant",
    "not_answered",
    "governs",
    "finding",
)


def print_csv(rated: Iterable[RatedInspection]) -> str:
    """A row for each standard of each inspection, and one for its overall rating."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for each in rated:
        start = (each.inspection, each.edition.id)
        for standard in each.rating.standards:
            writer.writerow((*start, "standard", standard.ref, *_standard_cells(each.edition, standard)))
        writer.writerow((*start, "overall", "", *_overall_cells(each.edition, each.rating.overall)))
    return text.getvalue()


def _standard_cells(edition: Edition, standard: StandardRating) -> tuple[object, ...]:
    rating, governing = say_outcome(edition, standard.outcome), standard.governing
    points = _points(edition, standard.outcome)
    figures: tuple[object, ...] = ("", "", "", "", "")
    if governing:
        tally = governing.tally
        figures = (tally.yes, tally.yes + tally.no, tally.not_relevant, tally.not_answered, governing.ref)
    return (rating, *points, *figures, _kinds(standard.findings))


def _points(edition: Edition, outcome: Outcome) -> tuple[object, object]:
    return (edition.band(outcome.band).score, edition.best_score) if isinstance(outcome, Rated) else ("", "")


def _overall_cells(edition: Edition, overall: OverallRating) -> tuple[object, ...]:
    points = (overall.score.points, overall.score.out_of) if overall.score else ("", "")
    return (say_outcome(edition, overall.outcome), *points, "", "", "", "", "", _kinds(overall.findings))


def _kinds(findings: Iterable[Finding]) -> str:
    return ";".join(finding.kind for finding in findings)
