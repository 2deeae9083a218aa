"""What does a sealed record say, as minutes and the page for the provider show it? Read from the record, never counted anew.

Only numbers of cases stand in it, and the words of the panel; no single case and nobody's name but those of the panel,
which the page for the provider leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eyre.core.cases import Tally
from eyre.core.figures import Count
from eyre.core.frameworks import Edition, Standard, case_rule_in_words, overall_rule_in_words
from eyre.frameworks.queries import edition as stored
from eyre.ratings.words_of import UNDETERMINED, outcome_of, say_word

from .inspection import whole_cuts
from .marks import Mark, outcome_mark


@dataclass(frozen=True, slots=True)
class Asked:
    """One key question: how many of how many relevant cases, and whether its share governs."""

    ref: str
    text: str
    count: Count
    governs: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One standard as it was decided: what the rule gives or the inspectors judged, what holds, and why."""

    ref: str
    title: str
    from_cases: bool
    mark: Mark
    proposed: str
    is_departure: bool
    is_undetermined: bool
    ground: str
    reasoning: str
    questions: tuple[Asked, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A sealed record as a page shows it."""

    inspection: str
    name: str
    edition_title: str
    edition_id: str
    overall: Mark
    score: str
    proposed: str
    is_departure: bool
    overall_reasoning: str
    standards: tuple[Told, ...]
    departures: int
    cuts: tuple[int, ...]
    cases: int
    case_rule: str
    overall_rule: str
    held_on: str
    corrects_because: str


def record_page(told: dict[str, Any]) -> RecordPage:
    """The page of a record; its rule in the words of the edition it was rated by."""
    edition = stored(told["edition"]["id"])
    decided = told["decided"]
    whole = decided["overall"]
    standards = tuple(_standards(edition, told))
    return RecordPage(
        told["inspection"]["id"],
        told["inspection"]["name"],
        edition.short_title,
        edition.id,
        outcome_mark(edition, outcome_of(told["overall"]["word"])),
        told["overall"]["score"],
        say_word(edition, whole["proposed"]),
        whole["proposed"] != whole["final"],
        whole["reasoning"],
        standards,
        sum(each.is_departure for each in standards),
        whole_cuts(edition),
        told["freeze"]["cases"],
        case_rule_in_words(edition),
        overall_rule_in_words(edition),
        decided["held_on"],
        decided["corrects_because"],
    )


def _standards(edition: Edition, told: dict[str, Any]) -> Iterator[Told]:
    grounds = {each["code"]: each["words"] for each in told["discretion"].get("grounds", ())}
    tallies = {ref: Tally(*tally) for ref, tally in told["tallies"].items()}
    rows = {row["standard"]: row for row in told["decided"]["decisions"]}
    for standard in edition.standards:
        row, reached = rows[standard.ref], told["reached"][standard.ref]
        is_undetermined = row["ground"] == UNDETERMINED
        questions = tuple(_asked(standard, tallies, reached["governing"]))
        yield Told(
            standard.ref,
            standard.title,
            bool(questions),
            outcome_mark(edition, outcome_of(row["final"], row["reasoning"])),
            say_word(edition, row["proposed"]),
            row["proposed"] != row["final"] and not is_undetermined,
            is_undetermined,
            grounds.get(row["ground"], ""),
            row["reasoning"],
            questions,
            tuple(reached["steps"]),
        )


def _asked(standard: Standard, tallies: dict[str, Tally], governing: str) -> Iterator[Asked]:
    for question in standard.key_questions:
        if question.ref in tallies and tallies[question.ref].cases:
            yield Asked(question.ref, question.text, tallies[question.ref].count, question.ref == governing)
