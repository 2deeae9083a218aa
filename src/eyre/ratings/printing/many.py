"""Many ratings as a table for people: a row for each inspection, its standards as letters, and what is lacking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from eyre.core.cases.problems import LISTED, shown
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotKnown, NotRated, Outcome, OverallRating, Rated

from ..from_files import RatedInspection
from .words import WHAT_TO_DO, say_outcome

WIDTH = 80  # of sentences
TABLE_WIDTH = 100  # of the table, where the names allow it: thirteen standards stand side by side
SHORTEST_NAME = 28
SETS = 12  # of lacking standards, the most frequent first; a reader has seen the pattern by then
NAMED = 3  # inspections that lack something are named up to here, and counted beyond
NOT_RATED, NOT_KNOWN, UNDETERMINED, FINDING = "-", "?", "*", "!"


def many_lines(rated: Sequence[RatedInspection]) -> Iterator[str]:
    """A table for each edition, what the letters mean, how many are rated how, what is lacking, the findings."""
    by_edition: dict[str, list[RatedInspection]] = {}
    for each in rated:
        by_edition.setdefault(each.edition.id, []).append(each)
    for i, (edition_id, those) in enumerate(by_edition.items()):
        if len(by_edition) > 1:
            yield from ([""] if i else []) + [edition_id, ""]
        yield from _table(those[0].edition, those)
    for legend in dict.fromkeys(_legend(those[0].edition) for those in by_edition.values()):
        yield from ("", *wrap(legend, WIDTH))
    yield ""
    summary = f"{len(rated):,} inspections rated under {', '.join(by_edition)}: {_say_counts(rated)}."
    yield from wrap(summary, WIDTH, break_on_hyphens=False)
    yield from _section("Lacking", _lacking(rated))
    yield from _section("Findings", _findings(rated))


def letters(edition: Edition) -> dict[str, str]:
    """The shortest beginning of each band's name that no other band shares: O, G, R, I."""
    labels = {band.id: band.label for band in edition.bands}
    return {band: _shortest(label, list(labels.values())) for band, label in labels.items()}


def _shortest(label: str, labels: Sequence[str]) -> str:
    for n in range(1, len(label)):
        if sum(other[:n].casefold() == label[:n].casefold() for other in labels) == 1:
            return label[:n]
    return label


def _mark(outcome: Outcome, of_band: dict[str, str]) -> str:
    match outcome:
        case Rated(band):
            return of_band[band]
        case NotRated():
            return NOT_RATED
        case NotKnown():
            return NOT_KNOWN
        case _:
            return UNDETERMINED


def _table(edition: Edition, rated: Sequence[RatedInspection]) -> Iterator[str]:
    of_band = letters(edition)
    refs = [standard.ref for standard in edition.standards]
    widths = [max(len(ref), *map(len, of_band.values())) for ref in refs]
    scores = [_score(each.rating.overall) for each in rated]
    overalls = [_overall(each, of_band) for each in rated]
    score_width = max(len("Score"), *map(len, scores))
    rest = sum(widths) + len(widths) + score_width + 5 + max(len("Overall"), *map(len, overalls))
    longest = max(len("Inspection"), *(len(each.inspection) for each in rated))
    name_width = min(longest, max(SHORTEST_NAME, TABLE_WIDTH - rest))

    def line(name: str, marks: Iterable[str], score: str, overall: str) -> str:
        cells = "".join(f" {mark:^{width}}" for mark, width in zip(marks, widths, strict=True))
        return f"{name:<{name_width}} {cells}  {score:>{score_width}}  {overall}".rstrip()

    yield line("Inspection", refs, "Score", "Overall")
    for each, score, overall in zip(rated, scores, overalls, strict=True):
        *above, name = wrap(each.inspection, name_width, break_on_hyphens=False) or [""]
        yield from above
        marks = [_mark(standard.outcome, of_band) for standard in each.rating.standards]
        yield line(name, marks, score, overall)


def _score(overall: OverallRating) -> str:
    """The score; where it is open, the span that what is known leaves: "4 to 16/27"."""
    possible = overall.possible
    if overall.score or not (possible and possible.least and possible.most):
        return str(overall.score or "")
    return f"{possible.least.points} to {possible.most}"


def _overall(rated: RatedInspection, of_band: dict[str, str]) -> str:
    """The overall rating; where it is open, the bands that stay possible: "Not known: R or G"; ! for a finding."""
    edition, overall = rated.edition, rated.rating.overall
    words = say_outcome(edition, overall.outcome)
    bands = overall.possible.bands if overall.possible else ()
    if not isinstance(overall.outcome, Rated) and 0 < len(bands) < len(edition.bands):
        words += f": {' or '.join(of_band[band] for band in bands)}"
    return words + (f" {FINDING}" if rated.rating.findings else "")


def _legend(edition: Edition) -> str:
    bands = ", ".join(f"{mark} {edition.band(band).label}" for band, mark in letters(edition).items())
    others = f"{NOT_RATED} Not rated, {NOT_KNOWN} Not known, {UNDETERMINED} Undetermined; {FINDING} see the findings"
    return f"{bands}, {others}."


def _say_counts(rated: Iterable[RatedInspection]) -> str:
    counts = Counter(say_outcome(each.edition, each.rating.overall.outcome) for each in rated)
    return ", ".join(f"{n:,} {label}" for label, n in counts.most_common())


def _lacking(rated: Iterable[RatedInspection]) -> Iterator[str]:
    """The standards without a rating, once for all inspections that lack the same."""
    lacking: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for each in rated:
        standards = (s for s in each.rating.standards if s.counted and isinstance(s.outcome, NotKnown))
        if refs := tuple(standard.ref for standard in standards):
            lacking.setdefault((each.edition.id, refs), []).append(each.inspection)
    for (_, refs), names in sorted(lacking.items(), key=lambda item: -len(item[1]))[:SETS]:
        yield f"{', '.join(refs)} not known: {_say_names(names)}"
    if len(lacking) > SETS:
        yield f"and {len(lacking) - SETS:,} other sets of standards; CSV and JSON hold them all"
    if lacking:
        yield (
            "Where no score can be told, the span of scores and the bands still possible are shown. "
            + WHAT_TO_DO
        )


def _say_names(names: Sequence[str]) -> str:
    quoted = ", ".join(shown(name) for name in names[:NAMED])
    more = len(names) - NAMED
    return quoted if more <= 0 else f"{quoted} and {more:,} more"


def _findings(rated: Iterable[RatedInspection]) -> Iterator[str]:
    found = [f"{each.inspection}: {finding.text}" for each in rated for finding in each.rating.findings]
    yield from found[:LISTED]
    if len(found) > LISTED:
        yield f"and {len(found) - LISTED:,} more; CSV and JSON hold them all"


def _section(title: str, texts: Iterable[str]) -> Iterator[str]:
    lines = list(texts)
    if lines:
        yield from ("", title)
    for text in lines:
        yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
