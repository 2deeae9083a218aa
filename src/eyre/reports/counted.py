"""From tallies and ratings to figures of a register; files and database go through it alike. No Django."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from eyre.core.cases import AnswerMatrix, Tally
from eyre.core.figures import Count
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotRated, Outcome, Rated, Score
from eyre.core.reports import Figure, Label, Number


def slug(name: str) -> str:
    """A name as it stands in the id of a figure: Cheshire West is cheshire-west."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "inspection"


def figure_of_cases(name: str, cases: int, source: str) -> Figure:
    """How many cases were inspected, of every kind."""
    return Figure(f"{name}/cases", Number(cases), said_of="cases", source=source)


def figures_of_tallies(name: str, tallies: Mapping[str, Tally], source: str) -> Iterator[Figure]:
    """Of each question that was relevant to any case: how many cases that is, how many sufficient, how many not."""
    for question, tally in tallies.items():
        if tally.count.of:
            yield from _of_question(f"{name}/{question}", tally, source)


def _of_question(name: str, tally: Tally, source: str) -> Iterator[Figure]:
    yield Figure(f"{name}/sufficient", tally.count, "sufficient", "cases", source)
    yield Figure(f"{name}/insufficient", tally.count.complement, "insufficient", "cases", source)
    yield Figure(f"{name}/relevant", Number(tally.count.of), "", "relevant cases", source)


def figures_of_groups(name: str, matrix: AnswerMatrix, source: str) -> Iterator[Figure]:
    """The cases of each sub-group, and each question by sub-group: `<name>/2.2.3/sex/female/sufficient`."""
    for group, labels in matrix.groups.items():
        for label, number in Counter(filter(None, labels)).items():
            about = f"{slug(group)}/{slug(label)}"
            yield Figure(f"{name}/cases/{about}", Number(number), said_of="cases", source=source)
        for label, tallies in matrix.tallies_by(group).items():
            if label:
                about = f"{slug(group)}/{slug(label)}"
                by_question = {f"{question}/{about}": tally for question, tally in tallies.items()}
                yield from figures_of_tallies(name, by_question, source)


def figures_of_ratings(
    name: str, edition: Edition, outcomes: Mapping[str, tuple[Outcome, str]]
) -> Iterator[Figure]:
    """The rating of each standard, each with its source, and how many of the rated standards have each band.

    The bands are counted where every standard is rated or Not rated: what is not known could be any of them.
    """
    labels = {band.id: band.label for band in edition.bands}
    for ref, (outcome, source) in outcomes.items():
        if isinstance(outcome, Rated):
            yield Figure(f"{name}/{ref}/rating", Label(labels[outcome.band]), source=source)
        elif isinstance(outcome, NotRated):
            yield Figure(f"{name}/{ref}/rating", Label("Not rated"), source=source)
    said = [outcome for outcome, _ in outcomes.values()]
    if said and all(isinstance(outcome, Rated | NotRated) for outcome in said):
        bands = [outcome.band for outcome in said if isinstance(outcome, Rated)]
        for band, label in labels.items():
            count = Count(bands.count(band), len(bands))
            yield Figure(f"{name}/standards/{slug(label)}", count, label, "standards rated")


def figures_of_overall(
    name: str, edition: Edition, outcome: Outcome | None, score: Score | None, source: str
) -> Iterator[Figure]:
    """The overall rating; the score as it is printed (7/24) and as a count of points (7 of 24)."""
    if isinstance(outcome, Rated):
        labels = {band.id: band.label for band in edition.bands}
        yield Figure(f"{name}/rating", Label(labels[outcome.band]), source=source)
    if score is not None:
        yield Figure(f"{name}/score", Label(str(score)), source=source)
        yield Figure(f"{name}/points", Count(score.points, score.out_of), said_of="points", source=source)
