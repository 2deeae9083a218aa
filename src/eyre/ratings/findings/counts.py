"""Which published numbers need a second look? Shares above the whole, ranges, brackets that count exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from eyre.core.figures import Count, Undefined
from eyre.inspections.models import PublishedCount

from ..models import DataFinding

NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
IN_BRACKETS = re.compile(rf"\((\d+|{'|'.join(NUMBERS)}) of (\d+)\b")


def find_in_counts(counts: Iterable[PublishedCount]) -> Iterator[DataFinding]:
    """Numbers that need a second look: x of y against the per cent, more than 100, ranges, exceptions."""
    for count in counts:
        for kind, severity, text in (*_percents(count), *_exception(count)):
            yield DataFinding(
                key=f"{kind}:{count.id}",
                kind=kind,
                severity=severity,
                inspection_id=count.inspection_id,
                place=f"{count.about}: {count.measure}"[:300],
                text=text,
                sides=[{"says": count.phrase or count.measure, "source": count.source_id}],
            )


def _percents(count: PublishedCount) -> Iterator[tuple[str, str, str]]:
    low, high = count.percent_from, count.percent_to
    if low is None or high is None:
        return
    if high > 100:
        yield (
            "percent_over_100",
            "note",
            f"{high} per cent: a target may lie above the whole, a share may not.",
        )
    if low != high:
        yield "percent_is_a_range", "note", f"{low} to {high} per cent: a range, not one number."
    if count.x is not None and count.of is not None and not count.x_bound and not count.of_bound:
        share = Count(count.x, count.of).share
        if isinstance(share, Undefined) or not low - 1 < float(share) * 100 < high + 1:
            yield "percent_against_count", "error", f"{count.x} of {count.of} is not {low} per cent."


def _exception(count: PublishedCount) -> Iterator[tuple[str, str, str]]:
    """A bracket that counts the exception beside words that count the rule: "all but one (one of 10 cases)"."""
    match = IN_BRACKETS.search(count.phrase)
    if not match or count.x is None or count.of is None:
        return
    stated = NUMBERS.index(match[1]) if match[1] in NUMBERS else int(match[1])
    if stated != count.x and (stated, int(match[2])) == (count.of - count.x, count.of):
        text = (
            f"The bracket counts the exception, {stated} of {count.of}; what is meant to be counted is {count.x} of "
            f"{count.of}."
        )
        yield "bracket_counts_the_exception", "note", text
