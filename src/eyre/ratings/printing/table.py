"""Ratings as a table of 80 columns: one inspection in full, or a row for each of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, NotKnown, OverallRating, PossibleScores, StandardRating

from ..from_files import RatedInspection
from .many import many_lines
from .words import WHAT_TO_DO, say_figure, say_outcome

WIDTH = 80


def print_table(rated: Sequence[RatedInspection], *, steps: bool | None = None) -> str:
    """One inspection in full, or a row for each of many; steps for one unless asked otherwise."""
    if len(rated) == 1 or steps:
        with_steps = True if steps is None else steps
        return "\n\n".join("\n".join(_one(each, steps=with_steps)) for each in rated) + "\n"
    return "\n".join(many_lines(rated)) + "\n"


def _one(rated: RatedInspection, *, steps: bool) -> Iterator[str]:
    edition, rating = rated.edition, rated.rating
    yield from (rated.inspection, edition.title, edition.id, "")
    widest = max(len(standard.ref) for standard in edition.standards)
    yield f"{'Standard':<{WIDTH - 22}}Rating"
    for standard in rating.standards:
        yield from _standard(edition, standard, widest)
    yield from _overall(edition, rating.overall)
    yield from _unrated_sets(edition, rating)
    if steps:
        yield from _steps(rating)
    yield from _section("Findings", (finding.text for finding in rating.findings))
    yield from _section("Notes", rating.notes)


def _row(widest: int, ref: str, title: str, rating: str) -> str:
    room = WIDTH - widest - 2 - 22
    return f"{ref:<{widest}}  {title:<{room}}{rating}".rstrip()


def _standard(edition: Edition, standard: StandardRating, widest: int) -> Iterator[str]:
    outside = "" if standard.counted else " (outside the sum)"
    lines = wrap(standard.title + outside, WIDTH - widest - 2 - 24) or [""]
    yield _row(widest, standard.ref, lines[0], say_outcome(edition, standard.outcome))
    yield from (_row(widest, "", line, "") for line in lines[1:])
    governing = standard.governing
    if governing:
        yield f"{'':{widest}}    {governing.ref} governs: {say_figure(edition, governing.tally)}"


def _overall(edition: Edition, overall: OverallRating) -> Iterator[str]:
    yield ""
    if overall.score:
        yield f"Score    {overall.score}"
    yield f"Overall  {say_outcome(edition, overall.outcome)}"
    if overall.possible:
        yield from _beside(_say_possible(edition, overall.possible))
    if isinstance(overall.outcome, NotKnown):
        yield from _beside(WHAT_TO_DO)


def _beside(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=" " * 9, subsequent_indent=" " * 9, break_on_hyphens=False)


def _say_possible(edition: Edition, possible: PossibleScores) -> str:
    bands = " or ".join(edition.band(band).label for band in possible.bands)
    if possible.least and possible.most:
        return f"what is known leaves open {possible.least} to {possible.most}: {bands}"
    return f"what is known leaves open: {bands}"


def _unrated_sets(edition: Edition, rating: InspectionRating) -> Iterator[str]:
    for group in rating.unrated_sets:
        lines = [f"{ref}  {say_figure(edition, tally)}" for ref, tally in group.tallies]
        yield from _section(f"{group.title} (counted, never rated)", lines)


def _section(title: str, texts: Iterable[str]) -> Iterator[str]:
    lines = list(texts)
    if lines:
        yield from ("", *wrap(title, WIDTH))
    for text in lines:
        yield from _lines(text, 2)


def _steps(rating: InspectionRating) -> Iterator[str]:
    yield from ("", "How this was reached")
    for standard in rating.standards:
        name = f"{standard.ref} {standard.title}"
        if len(standard.steps) == 1:
            text = standard.steps[0].text
            yield from _lines(text if text.startswith(name) else f"{name}: {text}", 2)
        elif standard.steps:
            yield f"  {name}"
            yield from (line for step in standard.steps for line in _lines(step.text, 4))
    yield "  Overall"
    yield from (line for step in rating.overall.steps for line in _lines(step.text, 4))


def _lines(text: str, indent: int) -> list[str]:
    return wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))
