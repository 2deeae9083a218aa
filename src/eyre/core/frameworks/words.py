"""The rules of an edition in sentences, so that the published rule and the computed rule cannot differ."""

from __future__ import annotations

from eyre.core.figures import Scale
from eyre.core.figures.words import say_fraction, say_per_cent, say_span

from .edition import Combination, Condition, Edition, Limiter, OverallRule, SumOfScores


def scale_in_words(scale: Scale, edition: Edition) -> str:
    """`Inadequate under 50 per cent; Requires improvement at least 50 per cent and under 65 per cent; …`, lowest first."""
    whole = all((100 * cut.at).denominator == 1 for cut in scale.cuts)
    say = say_per_cent if whole else say_fraction
    return "; ".join(f"{_label(edition, band)} {say_span(scale, band, say)}" for band in scale.bands)


def bands_in_words(edition: Edition) -> str:
    """`Outstanding 3, Good 2, …`, best first."""
    return ", ".join(f"{band.label} {band.score}" for band in edition.bands)


def case_rule_in_words(edition: Edition) -> str:
    """How answers about cases make the band of a standard."""
    if edition.cases is None:
        return "No rule for cases is known" if edition.case_standards else "No standard is rated from cases"
    return f"The lowest key question governs, by its share of relevant cases: {scale_in_words(edition.cases.scale, edition)}"


def overall_rule_in_words(edition: Edition) -> str:
    """How the standards make the overall rating, without the limiters."""
    if edition.overall is None:
        return "No overall rule is known"
    method = edition.overall.method
    if isinstance(method, SumOfScores):
        return (
            f"The sum of scores as a share of the most it could be: {scale_in_words(method.scale, edition)}"
        )
    return combination_in_words(method, edition)


def combination_in_words(method: Combination, edition: Edition) -> str:
    """The rules in the order in which they are asked, from what is computed and not from their texts."""
    said = [
        f"{_label(edition, rule.then)} with {' and '.join(condition_in_words(one, edition) for one in rule.when)}"
        for rule in method.rules
    ]
    return "; otherwise ".join([*said, "the panel decides"])


def condition_in_words(condition: Condition, edition: Edition) -> str:
    """`at least 2 rated Inadequate`; `none rated Good`; `at most 1 rated Good`; `from 1 to 3 rated Outstanding or Good`."""
    bands = " or ".join(_label(edition, band) for band in condition.bands)
    least, most = condition.at_least, condition.at_most
    if most is None:
        return f"at least {least} rated {bands}"
    if most == 0:
        return f"none rated {bands}"
    if least in (0, most):
        return f"{'exactly' if least else 'at most'} {most} rated {bands}"
    return f"from {least} to {most} rated {bands}"


def limiters_in_words(rule: OverallRule | None, edition: Edition) -> tuple[str, ...]:
    """A sentence for each limiter."""
    return tuple(_limiter(limiter, edition) for limiter in rule.limiters) if rule else ()


def _limiter(limiter: Limiter, edition: Edition) -> str:
    return f"{limiter.text} (not better than {_label(edition, limiter.cap)})"


def _label(edition: Edition, band: str) -> str:
    return edition.band(band).label
