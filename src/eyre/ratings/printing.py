"""How are ratings printed? As a table for people, as JSON and CSV for programs; the same bytes for the same input."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from eyre.cases.files import AnswersRefused
from eyre.core.cases import Tally
from eyre.core.cases.problems import KEPT, LISTED
from eyre.core.figures import Rounding, Undefined, percent
from eyre.core.frameworks import Edition
from eyre.core.ratings import (
    Finding,
    InspectionRating,
    KeyQuestionRating,
    NotKnown,
    NotRated,
    Outcome,
    OverallRating,
    PossibleScores,
    Rated,
    Score,
    StandardRating,
    Step,
    Undetermined,
)

from .exceptions import RatingRefused
from .from_files import RatedInspection

WIDTH = 80
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


def say_outcome(edition: Edition, outcome: Outcome) -> str:
    """The label of a band, or which of the ways to have none it is."""
    match outcome:
        case Rated(band):
            return edition.band(band).label
        case NotRated():
            return "Not rated"
        case NotKnown():
            return "Not known"
        case Undetermined():
            return "Undetermined"


def say_figure(edition: Edition, tally: Tally) -> str:
    """The figure of a question, rounded as the edition rounds: "12 of 39 relevant cases (31 per cent)"."""
    share = percent(tally.count, edition.cases.rounding if edition.cases else Rounding.HALF_UP)
    if isinstance(share, Undefined):
        return "no relevant case"
    cases = "case" if tally.count.of == 1 else "cases"
    return f"{tally.count} relevant {cases} ({share} per cent)"


# The table


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


# CSV


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


# JSON


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


# What was refused


def say_refused(refused: AnswersRefused) -> str:
    """Every problem of every file, grouped, for a person."""
    lines = []
    for file in refused.files:
        n = len(file.problems)
        lines.append(f"{file.name}: {n:,} {'problem' if n == 1 else 'problems'}; nothing was read")
        lines.extend(f"  {line}" for line in file.problems.lines())
    return "\n".join(lines)


def refused_json(refused: AnswersRefused) -> str:
    """The first problems of each file up to the stated limit, and how many there are in truth."""
    files = [
        {
            "file": file.name,
            "total": len(file.problems),
            "problems": [
                {"kind": p.kind.value, "row": p.row, "column": p.column or None, "text": p.text}
                for p in file.problems.all()
            ],
        }
        for file in refused.files
    ]
    body = {"refused": True, "total": refused.total, "listed_at_most": KEPT, "files": files}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def say_cannot_rate(refused: RatingRefused) -> str:
    """Which inspections cannot be rated by their edition, and what is missing, for a person."""
    more = len(refused.lines) - LISTED
    lines = [
        f"Nothing was rated. {line}" if i == 0 else line for i, line in enumerate(refused.lines[:LISTED])
    ]
    return "\n".join([*lines, f"and {more:,} more inspections"] if more > 0 else lines)


def cannot_rate_json(refused: RatingRefused) -> str:
    """The same for a program."""
    body = {"refused": True, "total": len(refused.lines), "inspections": list(refused.lines)}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
