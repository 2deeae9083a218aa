"""How do the ratings of standards make the overall rating? By the edition's rule and nothing else.

Source of the rule: each edition's `rules.overall`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

from eyre.core.figures import Count, Undefined, percent
from eyre.core.figures.words import say_fraction, say_per_cent, say_span
from eyre.core.frameworks import (
    Combination,
    Completeness,
    Edition,
    Limiter,
    OverallRule,
    Standard,
    SumOfScores,
)

from .outcomes import NotKnown, NotRated, Outcome, Rated, Undetermined
from .results import CannotRate, Finding, FindingKind, OverallRating, PossibleScores, Score, Step
from .rounded import rounding_findings

NO_FACTS: frozenset[str] = frozenset()


def rate_overall(
    edition: Edition, outcomes: Mapping[str, Outcome], facts: frozenset[str] = NO_FACTS
) -> OverallRating:
    """The overall rating from the outcome of each standard, by number; `facts` are those that are true.

    A standard without an outcome is not known. A score exists only when every counted standard is rated or
    not rated; otherwise the result says what the known standards leave possible.

    Raises:
        CannotRate: for an edition that is an outline or has no overall rule, an unknown standard or fact.
    """
    rule = overall_rule(edition)
    refuse_unknown(edition, outcomes, facts)
    counted = {
        s.ref: outcomes.get(s.ref, NotKnown("no rating given")) for s in edition.standards if s.counted
    }
    open_ones = [ref for ref, outcome in counted.items() if isinstance(outcome, NotKnown | Undetermined)]
    if open_ones:
        return _left_open(edition, rule, counted, open_ones, facts)
    if isinstance(rule.method, Combination):
        return _combined(edition, rule, rule.method, counted, facts)
    return _summed(edition, rule, rule.method, counted, facts)


def overall_rule(edition: Edition) -> OverallRule:
    """The overall rule of an edition. Raises CannotRate, in words that say what is missing."""
    if edition.completeness is Completeness.OUTLINE or edition.overall is None:
        missing = "; ".join(edition.missing) or "its overall rule"
        raise CannotRate(f"{edition.id} is an outline and cannot rate anything. Missing: {missing}")
    return edition.overall


def score_of(edition: Edition, outcomes: Mapping[str, Outcome]) -> Score:
    """The sum of the rated standards' scores out of the best possible; what was not rated is on neither side."""
    rated = [outcome.band for outcome in outcomes.values() if isinstance(outcome, Rated)]
    return Score(sum(edition.band(band).score for band in rated), edition.best_score * len(rated))


def place_score(method: SumOfScores, score: Score) -> str | Undefined:
    """The band of a score by its exact share of the maximum."""
    return method.scale.place(Count(score.points, score.out_of))


def refuse_unknown(edition: Edition, outcomes: Mapping[str, Outcome], facts: Iterable[str]) -> None:
    """Raise CannotRate for a standard, band or fact that the edition does not have."""
    known = {standard.ref for standard in edition.standards}
    for ref in outcomes:
        if ref not in known:
            raise CannotRate(f"{ref} is no standard of {edition.id}; it has {', '.join(sorted(known))}")
    for ref, outcome in outcomes.items():
        if isinstance(outcome, Rated) and not edition.has_band(outcome.band):
            bands = ", ".join(band.id for band in edition.bands)
            raise CannotRate(f"{ref}: {outcome.band} is no band of {edition.id}; it has {bands}")
    for fact in set(facts) - {fact.id for fact in edition.facts}:
        raise CannotRate(f"{fact} is no fact that {edition.id} asks for")


def _summed(
    edition: Edition,
    rule: OverallRule,
    method: SumOfScores,
    counted: Mapping[str, Outcome],
    facts: frozenset[str],
) -> OverallRating:
    score = score_of(edition, counted)
    steps = _sum_steps(edition, counted, score)
    band = place_score(method, score)
    if isinstance(band, Undefined):
        reason = "no standard was rated, so there is no share to place"
        return _panel_decides(edition, reason, score, steps)
    count = Count(score.points, score.out_of)
    rounded = "" if method.rounding is None else f" ({percent(count, method.rounding)} per cent)"
    steps.append(
        Step(
            f"{score}{rounded} is {say_score_place(method, band, score.out_of)}: {edition.band(band).label}."
        )
    )
    findings = _rounding(edition, method, count, band)
    steps.extend(Step(finding.text) for finding in findings)
    band, capped = _limited(edition, rule, band, facts)
    return OverallRating(Rated(band), score, steps=(*steps, *capped), findings=findings)


def say_score_place(method: SumOfScores, band: str, out_of: int) -> str:
    """Where a band lies for this maximum: "in the band of 5 to 12 points out of 24 (over 1/6 and at most 1/2 of the maximum)"."""
    low, high = next((low, high) for name, low, high in method.scale.table(out_of) if name == band)
    points = f"{low} to {high} points" if low < high else f"{low} point{'' if low == 1 else 's'}"
    span = say_span(method.scale, band, say_fraction)
    return f"in the band of {points} out of {out_of} ({span} of the maximum)"


def _sum_steps(edition: Edition, counted: Mapping[str, Outcome], score: Score) -> list[Step]:
    steps = []
    for ref, outcome in counted.items():
        title = edition.standard(ref).title
        if isinstance(outcome, Rated):
            band = edition.band(outcome.band)
            steps.append(
                Step(f"{ref} {title}: {band.label}, {band.score} of {edition.best_score} points.", ref)
            )
        else:
            steps.append(Step(f"{ref} {title}: Not rated, so it counts on neither side.", ref))
    outside = [s for s in edition.standards if not s.counted]
    steps.extend(
        Step(f"{s.ref} {s.title} is rated separately and is outside the sum.", s.ref) for s in outside
    )
    steps.append(Step(f"The sum of scores is {score.points} out of a possible {score.out_of}: {score}."))
    return steps


def _rounding(edition: Edition, method: SumOfScores, count: Count, band: str) -> tuple[Finding, ...]:
    if method.rounding is None:
        return ()
    exact = f"{count.x}/{count.of} is {say_per_cent(Fraction(count.x, count.of))} of the maximum"
    would_be = method.scale.place_rounded(count, method.rounding)
    return rounding_findings(edition, exact, band, percent(count, method.rounding), would_be)


def _combined(
    edition: Edition,
    rule: OverallRule,
    method: Combination,
    counted: Mapping[str, Outcome],
    facts: frozenset[str],
) -> OverallRating:
    bands = [outcome.band for outcome in counted.values() if isinstance(outcome, Rated)]
    counts = {band.id: bands.count(band.id) for band in edition.bands}
    said = ", ".join(f"{counts[band.id]} {band.label}" for band in edition.bands if counts[band.id])
    steps = [Step(f"The standards are rated {said or 'not at all'}.")]
    speaking = next((r for r in method.rules if bands and all(c.holds(counts) for c in r.when)), None)
    if speaking is None:
        caps = [limiter for limiter in rule.limiters if limiter.fact in facts]
        limit = "".join(
            f"; not better than {edition.band(limiter.cap).label}: {limiter.text}" for limiter in caps
        )
        return _panel_decides(
            edition, f"no rule of the edition speaks of this combination{limit}", None, steps
        )
    steps.append(Step(f"{speaking.text}: {edition.band(speaking.then).label}."))
    band, capped = _limited(edition, rule, speaking.then, facts)
    return OverallRating(Rated(band), steps=(*steps, *capped))


def _limited(edition: Edition, rule: OverallRule, band: str, facts: frozenset[str]) -> tuple[str, list[Step]]:
    """The band after the limiters whose fact is true, and a step for each of them."""
    steps = []
    for limiter in rule.limiters:
        if limiter.fact in facts:
            steps.append(_limiter_step(edition, limiter, band))
            band = min(band, limiter.cap, key=lambda each: edition.band(each).score)
    return band, steps


def _limiter_step(edition: Edition, limiter: Limiter, band: str) -> Step:
    cap = edition.band(limiter.cap)
    if edition.band(band).score > cap.score:
        return Step(
            f"{limiter.text}: not better than {cap.label}, so {edition.band(band).label} becomes {cap.label}."
        )
    return Step(f"{limiter.text}: not better than {cap.label}, which changes nothing here.")


def _panel_decides(edition: Edition, reason: str, score: Score | None, steps: list[Step]) -> OverallRating:
    finding = Finding(FindingKind.UNDETERMINED, "", f"Overall rating: {reason}; the panel decides")
    step = Step(f"Undetermined: {reason}. The panel decides.")
    return OverallRating(Undetermined(reason), score, steps=(*steps, step), findings=(finding,))


def _left_open(
    edition: Edition,
    rule: OverallRule,
    counted: Mapping[str, Outcome],
    open_ones: list[str],
    facts: frozenset[str],
) -> OverallRating:
    possible = possible_scores(edition, rule, counted, facts)
    undetermined = [ref for ref in open_ones if isinstance(counted[ref], Undetermined)]
    names = ", ".join(f"{ref} {edition.standard(ref).title}" for ref in undetermined or open_ones)
    reason = f"the rule gives no band for {names}" if undetermined else f"no rating is known for {names}"
    labels = " or ".join(edition.band(band).label for band in possible.bands)
    span = "" if possible.least is None else f", with a score from {possible.least} to {possible.most}"
    step = Step(f"No overall rating: {reason}. What is known leaves {labels or 'nothing'}{span}.")
    if not undetermined:
        return OverallRating(NotKnown(reason), possible=possible, steps=(step,))
    finding = Finding(FindingKind.UNDETERMINED, "", f"Overall rating: {reason}; the panel decides")
    return OverallRating(Undetermined(reason), possible=possible, steps=(step,), findings=(finding,))


def possible_scores(
    edition: Edition, rule: OverallRule, counted: Mapping[str, Outcome], facts: frozenset[str] = NO_FACTS
) -> PossibleScores:
    """What the known standards leave possible: every band an open standard may take, and, where the edition
    lets one be not rated, that it is not rated."""
    if isinstance(rule.method, Combination):
        return PossibleScores(_possible_combinations(edition, rule, counted, facts))
    fixed = score_of(edition, counted)
    open_ones = [
        edition.standard(ref) for ref, o in counted.items() if isinstance(o, NotKnown | Undetermined)
    ]
    worst = min(band.score for band in edition.bands)
    spans = [_span(edition, fixed, rated, worst) for rated in _how_many_may_be_rated(open_ones)]
    bands = {
        _limited(edition, rule, band, facts)[0]
        for low, high in spans
        for points in range(low.points, high.points + 1)
        if isinstance(band := place_score(rule.method, Score(points, low.out_of)), str)
    }
    ordered = tuple(band.id for band in reversed(edition.bands) if band.id in bands)
    return PossibleScores(ordered, *spans[0])


def _how_many_may_be_rated(open_ones: list[Standard]) -> range:
    """The numbers of open standards that may end up rated, most first."""
    optional = sum(standard.may_be_not_rated for standard in open_ones)
    return range(len(open_ones), len(open_ones) - optional - 1, -1)


def _span(edition: Edition, fixed: Score, rated: int, worst: int) -> tuple[Score, Score]:
    out_of = fixed.out_of + edition.best_score * rated
    return Score(fixed.points + worst * rated, out_of), Score(
        fixed.points + edition.best_score * rated, out_of
    )


def _possible_combinations(
    edition: Edition, rule: OverallRule, counted: Mapping[str, Outcome], facts: frozenset[str]
) -> tuple[str, ...]:
    assert isinstance(rule.method, Combination), "only a combination rule is enumerated"
    choices = [
        [outcome] if isinstance(outcome, Rated | NotRated) else [Rated(band.id) for band in edition.bands]
        for outcome in counted.values()
    ]
    found = set()
    for outcomes in product(*choices):
        result = _combined(edition, rule, rule.method, dict(zip(counted, outcomes, strict=True)), facts)
        if isinstance(result.outcome, Rated):
            found.add(result.outcome.band)
    return tuple(band.id for band in reversed(edition.bands) if band.id in found)
