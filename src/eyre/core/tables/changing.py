"""What changed since the previous inspection? Bands that moved, and the chance that the share of all cases did.

Questions and standards are recognised by their concept. Where neither edition says that it is comparable with the other,
bands are set side by side and no movement is stated; counts are, for questions that stand in both, and it is said where
one was reworded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eyre.core.cases import Tally
from eyre.core.figures import Count, Undefined
from eyre.core.frameworks import Band, Standard
from eyre.core.frameworks.comparison import Change, Comparison, QuestionChange
from eyre.core.ratings import Outcome, Rated
from eyre.core.statistics.differences import FEWEST, Difference, Moved, moved, newcombe

from .movement import bands_up

TOO_FEW = Undefined(f"fewer than {FEWEST} relevant cases in one of the two inspections")
Populations = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class QuestionMoved:
    """One question then and now: how many were sufficient, by how much that differs, and whether all cases moved.

    `reworded` where it does not read the same; `renumbered` where it stood under another number.
    """

    concept: str
    before_ref: str
    now_ref: str
    text: str
    before: Count
    now: Count
    difference: Difference | Undefined
    moved: Moved | Undefined
    reworded: bool
    renumbered: bool


@dataclass(frozen=True, slots=True)
class StandardMoved:
    """One standard then and now. `bands` is how many bands it rose (negative: fell), None where that cannot be said."""

    standard: Standard
    before_ref: str
    before: Outcome | None
    now: Outcome | None
    bands: int | None


def questions_moved(
    comparison: Comparison,
    before: Mapping[str, Tally],
    now: Mapping[str, Tally],
    *,
    populations: Populations = (None, None),
) -> tuple[QuestionMoved, ...]:
    """Every question about cases that was put both times, in the order of the later edition.

    The difference is the later share less the earlier one. `populations` are the sizes of the two case lists; each counts
    only where the question was relevant to every case it was put to.

    Raises:
        ValueError: when a list is smaller than its sample.
    """
    return tuple(_questions(comparison, before, now, populations))


def _questions(
    comparison: Comparison, before: Mapping[str, Tally], now: Mapping[str, Tally], populations: Populations
) -> Iterator[QuestionMoved]:
    for change in comparison.questions:
        if change.before is None or change.after is None:
            continue
        then, later = before.get(change.before.question.ref), now.get(change.after.question.ref)
        if then is not None and later is not None and then.cases and later.cases:
            sizes = (_size(then, populations[0]), _size(later, populations[1]))
            yield _question(change, then.count, later.count, sizes)


def _question(change: QuestionChange, before: Count, now: Count, sizes: Populations) -> QuestionMoved:
    assert change.before is not None, "asked for above"
    assert change.after is not None, "asked for above"
    is_told = min(before.of, now.of) >= FEWEST
    return QuestionMoved(
        change.concept,
        change.before.question.ref,
        change.after.question.ref,
        change.after.question.text,
        before,
        now,
        newcombe(now, before, populations=(sizes[1], sizes[0])) if is_told else TOO_FEW,
        moved(before, now, populations=sizes) if is_told else TOO_FEW,
        Change.REWORDED in change.changes or Change.MOVED in change.changes,
        Change.RENUMBERED in change.changes,
    )


def _size(tally: Tally, listed: int | None) -> int | None:
    return listed if tally.count.of == tally.cases else None


def standards_moved(
    comparison: Comparison, before: Mapping[str, Outcome], now: Mapping[str, Outcome]
) -> tuple[StandardMoved, ...]:
    """Every standard of the later edition that the earlier one has too; movement only between comparable editions."""
    return tuple(
        StandardMoved(
            one.after,
            one.before.ref,
            before.get(one.before.ref),
            now.get(one.after.ref),
            _bands(comparison, before.get(one.before.ref), now.get(one.after.ref)),
        )
        for one in comparison.standards
        if one.before is not None and one.after is not None
    )


def _bands(comparison: Comparison, before: Outcome | None, now: Outcome | None) -> int | None:
    if not comparison.comparable or not isinstance(before, Rated) or not isinstance(now, Rated):
        return None
    return bands_up(before.band, now.band, _in_order(comparison))


def _in_order(comparison: Comparison) -> tuple[Band, ...]:
    return comparison.after.bands
