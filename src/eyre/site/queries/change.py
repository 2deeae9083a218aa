"""What changed since the previous inspection of the same provider?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from eyre.cases.queries.in_force import frozen_now, listed_number
from eyre.core.cases import AnswerMatrix
from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition
from eyre.core.frameworks.comparison import Change, Comparison, compare_editions
from eyre.core.ratings import CannotRate, Outcome, rate_inspection
from eyre.core.tables.changing import QuestionMoved, StandardMoved, questions_moved, standards_moved
from eyre.frameworks.queries import edition as edition_of
from eyre.inspections.models import Inspection
from eyre.inspections.permissions import may_see_draft_ratings
from eyre.inspections.queries import facts_of, visible_to
from eyre.people.standing import Standing
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.queries.panels import latest_signed, record_of
from eyre.ratings.queries.proposals import proposal_of
from eyre.ratings.sealed import content_of_record
from eyre.ratings.words_of import outcome_of

from .marks import Mark, outcome_mark
from .published import outcomes_of, printed_ratings
from .work_ratings import NO_RATING_YET

MOST = 99  # a chance is never said to be certain that is not


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One standard: its marks then and now, and how it moved in words."""

    moved: StandardMoved
    before: Mark
    now: Mark
    says: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question then and now, the difference, and how likely the share of all cases moved."""

    moved: QuestionMoved

    @property
    def difference(self) -> str:
        """The difference in points with its interval; why there is none."""
        found = self.moved.difference
        if isinstance(found, Undefined):
            return found.reason.capitalize()
        return str(found).replace(f"; {found.level:.0%} interval", "")

    @property
    def says(self) -> str:
        """Where the share of all cases went, and how likely that is."""
        found = self.moved.moved
        if isinstance(found, Undefined):
            return "Nothing can be said"
        way, chance = ("rise", found.up) if found.up >= found.down else ("fall", found.down)
        if found.same > max(found.up, found.down):
            way, chance = "no move", found.same
        return f"{found.words.capitalize()} ({way}: {say_chance(chance)})"

    @property
    def note(self) -> str:
        """What else is different about the question."""
        words = []
        if self.moved.renumbered:
            words.append(f"then {self.moved.before_ref}")
        if self.moved.reworded:
            words.append("it did not read the same then")
        return "; ".join(words)


def say_chance(chance: float) -> str:
    """A chance in whole per cents, never quite certain either way: "97%", "over 99%", "under 1%"."""
    whole = round(100 * chance)
    if whole < 1:
        return "under 1%"
    return f"over {MOST}%" if whole > MOST else f"{whole}%"


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Two inspections of one provider side by side. `previous` is None where none is known that may be seen.

    `signed_then` and `signed_now`: the ratings are not published, and are those that a panel signed.
    """

    previous: Inspection | None
    comparison: Comparison | None
    standards: tuple[StandardLine, ...]
    questions: tuple[QuestionLine, ...]
    held_then: bool
    held_now: bool
    signed_then: bool = False
    signed_now: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether the two editions are not comparable."""
        return self.comparison is not None and not self.comparison.comparable

    @property
    def gone(self) -> int:
        """How many questions of the earlier edition the later one asks no more."""
        return len(self.comparison.questions_with(Change.DROPPED)) if self.comparison else 0


NOTHING = ChangePage(None, None, (), (), False, False)


def previous_of(inspection: Inspection, standing: Standing) -> Inspection | None:
    """The inspection before this one: the one it names, or the latest of its provider with earlier fieldwork.

    Published, or one whose draft ratings are for them: to know of an inspection is not to know what it came to.
    """
    seen = visible_to(standing).select_related("edition").defer("edition__text")
    if inspection.previous_id:
        return _first_for(standing, seen.filter(pk=inspection.previous_id))
    earlier = (
        Q(fieldwork_to__lt=inspection.fieldwork_from) if inspection.fieldwork_from else Q(is_public=True)
    )
    found = seen.filter(earlier, provider=inspection.provider_id).exclude(pk=inspection.pk)
    return _first_for(standing, found.order_by("-fieldwork_to", "-published_from", "pk"))


def _first_for(standing: Standing, found: Iterable[Inspection]) -> Inspection | None:
    return next((one for one in found if one.is_public or _is_for(standing, one)), None)


def _is_for(standing: Standing, one: Inspection) -> bool:
    return may_see_draft_ratings(standing, facts_of(one.pk, standing))


def change_page(inspection: Inspection, standing: Standing) -> ChangePage:
    """What changed since the previous inspection that somebody may see; from frozen answers, and published ratings."""
    before = previous_of(inspection, standing)
    if before is None:
        return NOTHING
    comparison = compare_editions(edition_of(before.edition_id), edition_of(inspection.edition_id))
    held = frozen_now([before.pk, inspection.pk])
    then, now = held.get(before.pk), held.get(inspection.pk)
    signed_then, signed_now = _signed(before, comparison.before), _signed(inspection, comparison.after)
    return ChangePage(
        before,
        comparison,
        _standards(
            comparison,
            signed_then or _outcomes(before, comparison.before, then),
            signed_now or _outcomes(inspection, comparison.after, now),
        ),
        _questions(comparison, before, inspection, then, now),
        then is not None,
        now is not None,
        bool(signed_then),
        bool(signed_now),
    )


def _signed(inspection: Inspection, edition: Edition) -> dict[str, Outcome]:
    """What its panel signed, read from the record; nothing of what is published, or was not signed by this edition."""
    panel = None if inspection.is_public else latest_signed(inspection.pk)
    record = record_of(panel) if panel else None
    told = content_of_record(record) if record else None
    if told is None or told["edition"]["id"] != edition.id:
        return {}
    rows = told["decided"]["decisions"]
    return {row["standard"]: outcome_of(row["final"], row["reasoning"]) for row in rows}


def _outcomes(inspection: Inspection, edition: Edition, held: AnswerMatrix | None) -> dict[str, Outcome]:
    """What was published; of what is not, the proposal; of what is frozen elsewhere, what the rule makes of it."""
    if inspection.is_public:
        return outcomes_of(edition, printed_ratings(inspection.pk), inspection.table_is_complete)
    with suppress(NotFrozenYet, CannotRate):
        return {each.ref: each.outcome for each in proposal_of(inspection).standards}
    if held is None or edition.overall is None:
        return {}
    return {each.ref: each.outcome for each in rate_inspection(edition, tallies=held.tallies()).standards}


def _standards(
    comparison: Comparison, before: Mapping[str, Outcome], now: Mapping[str, Outcome]
) -> tuple[StandardLine, ...]:
    return tuple(
        StandardLine(
            one,
            _mark(comparison.before, one.before),
            _mark(comparison.after, one.now),
            _say_bands(one, comparison.comparable),
        )
        for one in standards_moved(comparison, before, now)
    )


def _mark(edition: Edition, outcome: Outcome | None) -> Mark:
    return NO_RATING_YET if outcome is None else outcome_mark(edition, outcome)


def _say_bands(one: StandardMoved, comparable: bool) -> str:
    if not comparable:
        return "Not comparable"
    if one.bands is None:
        return "Not known"
    if one.bands == 0:
        return "No change"
    many = abs(one.bands)
    return f"{'Up' if one.bands > 0 else 'Down'} {many} band{'' if many == 1 else 's'}"


def _questions(
    comparison: Comparison,
    before: Inspection,
    inspection: Inspection,
    then: AnswerMatrix | None,
    now: AnswerMatrix | None,
) -> tuple[QuestionLine, ...]:
    if then is None or now is None:
        return ()
    sizes = (listed_number(before), listed_number(inspection))
    found = questions_moved(comparison, then.tallies(), now.tallies(), populations=sizes)
    return tuple(QuestionLine(one) for one in found)


HEADER = (
    "concept", "question_then", "question_now", "sufficient_then", "relevant_then", "sufficient_now", "relevant_now",
    "difference_points", "low_points", "high_points", "chance_of_rise", "chance_of_fall", "reworded", "comparable",
)  # fmt: skip


def csv_rows(page: ChangePage) -> Iterator[tuple[Any, ...]]:
    """Question by question as rows of a file."""
    for line in page.questions:
        one = line.moved
        yield (one.concept, one.before_ref, one.now_ref, one.before.x, one.before.of, one.now.x, one.now.of,
               *_figures(one), one.reworded, not page.is_broken)  # fmt: skip


def _figures(one: QuestionMoved) -> tuple[float | None, ...]:
    if isinstance(one.difference, Undefined) or isinstance(one.moved, Undefined):
        return (None, None, None, None, None)
    points = (
        round(100 * float(each), 1)
        for each in (one.difference.exact, one.difference.low, one.difference.high)
    )
    return (*points, round(one.moved.up, 4), round(one.moved.down, 4))
