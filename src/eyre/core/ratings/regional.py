"""What do the inspections of its units say of a region? Sums of cases, never averaged percentages.

A question that returns under another number, in another edition, is one question by its concept. A unit without an answer
to a question is not counted for it, on either side. The standards of a region are rated from the pooled questions that feed
them (`core.frameworks.feeding`, an assumption that is data), by the region's own rule for cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from eyre.core.cases import Tally
from eyre.core.figures import Count
from eyre.core.frameworks import Edition, KeyQuestion, Standard
from eyre.core.frameworks.feeding import Feed, Feeding
from eyre.core.wording import WordingPolicy, number_in_words
from eyre.core.wording.meaning import word_meaning

from .inspection import was_put
from .outcomes import NotKnown, Outcome
from .overall import rate_overall
from .results import OverallRating, StandardRating, Step
from .standards import rate_case_standard, rate_key_question

NO_TALLIES: Mapping[str, Tally] = {}
NOTHING_GIVEN: Mapping[str, Outcome] = {}
REGIONAL_CASES = "regional_cases"


@dataclass(frozen=True, eq=False, slots=True)
class Unit:
    """The counted answers of one inspection of a unit: its tallies by question of its edition."""

    inspection: str
    name: str
    edition: Edition
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class InUnit:
    """One question in one unit: its tally, and its band by the unit's own rule; None where no case was relevant."""

    inspection: str
    tally: Tally
    band: str | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class PooledQuestion:
    """One question over all units. `place` is the standard, or the set, it stands in; `units` are those it was put in."""

    question: KeyQuestion
    place: str
    place_title: str
    place_concept: str
    is_rated: bool
    units: tuple[InUnit, ...]

    @property
    def tally(self) -> Tally:
        """The answers of all units added up."""
        return sum((one.tally for one in self.units), start=Tally(0, 0))

    @property
    def met_in(self) -> Count:
        """In how many units, of those with a relevant case, the share is in one of the better half of the bands."""
        counted = [one for one in self.units if one.band is not None]
        return Count(sum(one.is_met for one in counted), len(counted))


def pool(units: Sequence[Unit]) -> tuple[PooledQuestion, ...]:
    """Every question that was put in any unit, in the order of the latest edition: the order of the units is irrelevant."""
    ordered = sorted(units, key=lambda unit: (unit.name, unit.inspection))
    editions = {unit.edition.id: unit.edition for unit in ordered}
    places: dict[str, tuple[KeyQuestion, str, str, str, bool]] = {}
    for edition in sorted(
        editions.values(), key=lambda one: (one.valid_from or date.min, one.id), reverse=True
    ):
        for place in _placed(edition):
            places.setdefault(place[0].concept, place)
    found = (PooledQuestion(*place, _in_units(place[0].concept, ordered)) for place in places.values())
    return tuple(one for one in found if one.units)


def _placed(edition: Edition) -> Iterable[tuple[KeyQuestion, str, str, str, bool]]:
    for standard in edition.case_standards:
        for question in standard.key_questions:
            yield question, standard.ref, standard.title, standard.concept, True
    for group in edition.question_sets:
        for question in group.questions:
            yield question, "", group.title, group.id, False


def _in_units(concept: str, units: Iterable[Unit]) -> tuple[InUnit, ...]:
    return tuple(
        _in_unit(unit, question.ref)
        for unit in units
        for question in unit.edition.questions.values()
        if question.concept == concept and question.ref in unit.tallies and unit.tallies[question.ref].cases
    )


def _in_unit(unit: Unit, ref: str) -> InUnit:
    tally, rule = unit.tallies[ref], unit.edition.cases
    band = rate_key_question(rule, ref, tally).band if rule else None
    return InUnit(unit.inspection, tally, band, band is not None and is_met(unit.edition, band))


def is_met(edition: Edition, band: str) -> bool:
    """Whether a band of the edition is in the better half of its bands. Raises KeyError for one it does not have."""
    return 2 * edition.rank(band) >= len(edition.bands)


class Extent(StrEnum):
    """In how many units something holds."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    ONE = "one"
    NONE = "none"


def extent(policy: WordingPolicy, units: Count) -> Extent:
    """In how many units, in a word; “most” is what the wording policy calls so.

    Raises:
        ValueError: for 0 of 0.
    """
    if units.of == 0:
        raise ValueError("no unit was counted")
    if units.x in (0, units.of):
        return Extent.ALL if units.x else Extent.NONE
    if word_meaning(policy, "most").holds(units):
        return Extent.MOST
    return Extent.ONE if units.x == 1 else Extent.SOME


def say_extent(policy: WordingPolicy, units: Count, noun: str = "unit") -> str:
    """The same with its count: "most units (four of five)", "one of five units", "no unit"."""
    how = extent(policy, units)
    x, of = number_in_words(units.x), number_in_words(units.of)
    many = noun if units.of == 1 else f"{noun}s"
    match how:
        case Extent.ALL:
            return f"the one {noun}" if units.of == 1 else f"all {of} {many}"
        case Extent.NONE:
            return f"none of {of} {many}" if units.of > 1 else f"not the one {noun}"
        case Extent.ONE:
            return f"one of {of} {many}"
        case _:
            return f"{how} {many} ({x} of {of})"


@dataclass(frozen=True, slots=True)
class FedStandard:
    """One standard of a region: what feeds it, the pooled questions that did, and what came of it.

    `own` are the numbers of the region's own questions whose answers about regional cases are in it too.
    """

    standard: Standard
    feed: Feed | None
    questions: tuple[PooledQuestion, ...]
    rating: StandardRating
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionRating:
    """The standards of a region as the pooled cases rate them, and what is known of the whole."""

    edition: str
    standards: tuple[FedStandard, ...]
    overall: OverallRating


def rate_region(
    edition: Edition,
    feeding: Feeding | None,
    pooled: Sequence[PooledQuestion],
    *,
    regional: Mapping[str, Tally] = NO_TALLIES,
    given: Mapping[str, Outcome] = NOTHING_GIVEN,
) -> RegionRating:
    """The standards of a regional edition from the pooled questions of its units and from the region's own cases.

    `regional` counts answers about regional cases by question of this edition; `given` holds standards that were rated
    on other evidence. What has neither is not known, and says what it waits for. Where units and regional cases answer
    one question (by its concept), their cases are summed; what the region alone asks stands beside them.
    """
    standards = tuple(
        _fed(edition, standard, feeding.of(standard.ref) if feeding else None, pooled, regional, given)
        for standard in edition.standards
    )
    outcomes = {one.standard.ref: one.rating.outcome for one in standards}
    return RegionRating(edition.id, standards, rate_overall(edition, outcomes))


def _fed(
    edition: Edition,
    standard: Standard,
    feed: Feed | None,
    pooled: Sequence[PooledQuestion],
    regional: Mapping[str, Tally],
    given: Mapping[str, Outcome],
) -> FedStandard:
    if standard.ref in given:
        return FedStandard(standard, None, (), _given(standard, given[standard.ref]))
    feeding = tuple(
        one for one in pooled if feed and one.is_rated and feed.takes(one.question, one.place_concept)
    )
    own = standard.key_questions if was_put(standard, regional) else ()
    if not feeding and not own:
        return FedStandard(standard, feed, (), _not_known(edition, standard, feed))
    summed = _summed(feeding, own, regional)
    whole = replace(standard, key_questions=tuple(question for question, _ in summed))
    rating = rate_case_standard(edition, whole, {question.ref: tally for question, tally in summed})
    return FedStandard(standard, feed, feeding, rating, tuple(one.ref for one in own if one.ref in regional))


def _summed(
    feeding: Sequence[PooledQuestion], own: Sequence[KeyQuestion], regional: Mapping[str, Tally]
) -> list[tuple[KeyQuestion, Tally]]:
    """Each question once, by its concept, with the cases of the units and of the region together."""
    none = Tally(0, 0)
    of_region = {one.concept: regional.get(one.ref, none) for one in own}
    found = [(one.question, one.tally + of_region.get(one.question.concept, none)) for one in feeding]
    concepts, taken = {one.concept for one, _ in found}, {one.ref for one, _ in found}
    for one in own:
        if one.concept not in concepts:
            # A number of the units may be that of another question in the region
            named = replace(one, ref=f"{one.ref} (region)") if one.ref in taken else one
            found.append((named, of_region[one.concept]))
    return found


def _given(standard: Standard, outcome: Outcome) -> StandardRating:
    step = Step(f"{standard.ref} {standard.title} was given, not counted from cases here.", standard.ref)
    return StandardRating(standard.ref, standard.title, outcome, standard.counted, steps=(step,))


def _not_known(edition: Edition, standard: Standard, feed: Feed | None) -> StandardRating:
    reason = _lacking(edition, standard, feed)
    step = Step(f"Not known: {reason}.", standard.ref)
    return StandardRating(standard.ref, standard.title, NotKnown(reason), standard.counted, steps=(step,))


def _lacking(edition: Edition, standard: Standard, feed: Feed | None) -> str:
    if standard not in edition.case_standards:
        return "it is judged on other evidence, and nobody has given it a rating yet"
    if standard.evidence == REGIONAL_CASES:
        return "it rests on regional cases, of which no answers are held"
    if feed is None:
        return "no question of the units is known to feed it"
    return "no case of the units was asked a question that feeds it"
