"""May the results of two programmes stand in one table? If not, why not, in words for the reader."""

from __future__ import annotations

from dataclasses import dataclass

from eyre.core.frameworks import Edition, SumOfScores
from eyre.core.frameworks.comparison import compare_editions
from eyre.core.tables import IncomparableEditions, check_comparable

from .queries import Programmes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why two programmes are not mixed: the sentence, what differs, and the two editions."""

    sentence: str
    reasons: tuple[str, ...]
    one: Edition
    other: Edition
    titles: tuple[str, str]
    slugs: tuple[str, str]


def refusal(asked: Programmes) -> Refusal | None:
    """The refusal to put two programmes into one table; None where they may be."""
    one, other = (asked.edition(programme) for programme in asked.asked)
    try:
        check_comparable([one.id, other.id], asked.comparable)
    except IncomparableEditions:
        first, second = asked.asked
        return Refusal(
            sentence=(
                f"{first.title} and {second.title} cannot stand in one table. They were inspected under "
                f"{one.short_title} and {other.short_title}, and neither edition says that a score under one "
                "means the same under the other."
            ),
            reasons=tuple(reasons(one, other)),
            one=one,
            other=other,
            titles=(first.title, second.title),
            slugs=(first.slug, second.slug),
        )
    return None


def reasons(one: Edition, other: Edition) -> list[str]:
    """What differs between two editions that matters for comparing scores."""
    found = compare_editions(one, other)
    added = sum(change.before is None for change in found.standards)
    dropped = sum(change.after is None for change in found.standards)
    said = []
    if added or dropped:
        said.append(
            f"{one.short_title} rates {_standards(dropped)} that {other.short_title} does not, and "
            f"{other.short_title} rates {_standards(added)} that {one.short_title} does not."
        )
    if set(one.applies_to) != set(other.applies_to):
        said.append("They inspect different kinds of provider.")
    if _maximum(one) != _maximum(other):
        said.append(
            f"The greatest sum of scores is {_maximum(one)} under one and {_maximum(other)} under the other."
        )
    rules = [rule.what.lower() for rule in found.rules if rule.what != "Greatest sum of scores"]
    if rules:
        said.append(f"Their rules differ in: {', '.join(rules)}.")
    return said


def _standards(number: int) -> str:
    return "no standard" if not number else f"{number} standard{'' if number == 1 else 's'}"


def _maximum(edition: Edition) -> str:
    if edition.overall is None:
        return "not known"
    if not isinstance(edition.overall.method, SumOfScores):
        return "none, for no sum is made,"
    return str(edition.best_score * sum(standard.counted for standard in edition.standards))
