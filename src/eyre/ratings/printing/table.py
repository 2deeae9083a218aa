"""Ratings as a table of 80 columns: one inspection in full, or a row for each of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from eyre.core.cases.problems import LISTED
from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, OverallRating, PossibleScores, StandardRating

from ..from_files import RatedInspection
from .words import say_figure, say_outcome

WIDTH = 80


def print_table(rated: Sequence[RatedInspection], *, steps: bool | None = None) -> str:
    """One inspection in full, or a row for each of many; steps for one unless asked otherwise."""
    if len(rated) == 1 or steps:
        with_steps = True if steps is None else steps
        return "\n\n".join("\n".join(_one(each, steps=with_steps)) for each in rated) + "\n"
    return "\n".join(_many(rated)) + "\n"


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
        yield from wrap(
            _say_possible(edition, overall.possible), WIDTH, initial_indent=" " * 9, subsequent_indent=" " * 9
        )


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


def _many(rated: Sequence[RatedInspection]) -> Iterator[str]:
    names = [each.inspection for each in rated]
    editions = list(dict.fromkeys(each.edition.id for each in rated))
    wide = min(WIDTH - 41, max([len("Inspection"), *map(len, names)]))
    yield f"{'Inspection':<{wide}}  {'Score':>7}  {'Overall':<20}  Findings"
    for each in rated:
        overall = each.rating.overall
        found = str(len(each.rating.findings) or "")
        score = str(overall.score or "")
        cells = f"  {score:>7}  {say_outcome(each.edition, overall.outcome):<20}  {found}"
        lines = wrap(each.inspection, wide) or [""]
        yield from lines[:-1]
        yield f"{lines[-1]:<{wide}}{cells}".rstrip()
    yield ""
    yield from wrap(
        f"{len(rated):,} inspections rated under {', '.join(editions)}: {_say_counts(rated)}.", WIDTH
    )
    yield from _section("Findings", _findings_of_many(rated))


def _say_counts(rated: Sequence[RatedInspection]) -> str:
    counts = Counter(say_outcome(each.edition, each.rating.overall.outcome) for each in rated)
    return ", ".join(f"{n:,} {label}" for label, n in counts.most_common())


def _findings_of_many(rated: Iterable[RatedInspection]) -> Iterator[str]:
    found = [f"{each.inspection}: {finding.text}" for each in rated for finding in each.rating.findings]
    yield from found[:LISTED]
    if len(found) > LISTED:
        yield f"and {len(found) - LISTED:,} more; CSV and JSON hold them all"
