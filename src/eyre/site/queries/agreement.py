"""Do the published ratings, the published score and the edition's rule agree? Said in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, Outcome, OverallRating, Rated, Score


def say_left_open(edition: Edition, by_rule: OverallRating) -> str:
    """Which ratings are not known, and what the known ones leave possible; an empty text where nothing is open."""
    possible = by_rule.possible
    if possible is None or isinstance(by_rule.outcome, Rated):
        return ""
    reason = by_rule.outcome.reason
    labels = " or ".join(edition.band(band).label for band in possible.bands)
    span = f", with a score from {possible.least} to {possible.most}" if possible.least else ""
    return f"{reason[:1].upper()}{reason[1:]}. What is known leaves {labels}{span}."


def say_agreement(
    edition: Edition, band: str | None, score: Score | None, by_rule: OverallRating
) -> tuple[str, ...]:
    """How the published overall rating and score stand to what the rule makes of the published standards."""
    if by_rule.possible is not None:
        return tuple(_against_possible(edition, band, score, by_rule))
    return tuple(_against_complete(edition, band, score, by_rule))


def _against_complete(
    edition: Edition, band: str | None, score: Score | None, by_rule: OverallRating
) -> Iterator[str]:
    computed = by_rule.outcome.band if isinstance(by_rule.outcome, Rated) else None
    if score is not None and by_rule.score is not None:
        same = (
            "It is also the published score."
            if score == by_rule.score
            else f"The published score is {score}."
        )
        yield f"The published ratings of the standards add up to {by_rule.score}. {same}"
    if band is not None and computed is not None:
        labels = edition.band(computed).label, edition.band(band).label
        same = "as was published" if computed == band else f"and {labels[1]} was published"
        yield f"By the rule of the edition that is {labels[0]}, {same}."


def _against_possible(
    edition: Edition, band: str | None, score: Score | None, by_rule: OverallRating
) -> Iterator[str]:
    possible = by_rule.possible
    assert possible is not None, "asked only where something is left open"
    if band is not None:
        fits = "fits" if band in possible.bands else "does not fit"
        yield f"The published overall rating, {edition.band(band).label}, {fits} what the known standards leave possible."
    if score is not None and possible.least is not None and possible.most is not None:
        yield _score_against(score, possible.least, possible.most)


def _score_against(score: Score, least: Score, most: Score) -> str:
    if score.out_of != most.out_of:
        fewer = "fewer" if score.out_of < most.out_of else "more"
        return f"The published score, {score}, is out of {score.out_of} and not {most.out_of}: {fewer} standards were rated than the framework counts."
    fits = "fits" if least.points <= score.points <= most.points else "does not fit"
    return f"The published score, {score}, {fits} what they leave possible: {least} to {most}."


def say_from_answers(edition: Edition, published: Mapping[str, Outcome], computed: InspectionRating) -> str:
    """Whether the ratings counted from answers about cases are those that were published."""
    counted = [standard for standard in computed.standards if standard.key_questions]
    differing = [s for s in counted if s.outcome != published.get(s.ref)]
    if differing:
        named = ", ".join(f"{s.ref} {s.title}" for s in differing)
        return f"Counted from the answers, these standards differ from what was published: {named}."
    names = ", ".join(s.ref for s in counted)
    overall = f", and so the same score, {computed.overall.score}," if computed.overall.score else ""
    return f"Counted from the answers, every standard rated from cases ({names}) has the band that was published{overall} and the same overall rating."
