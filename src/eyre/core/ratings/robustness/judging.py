"""What would the bands be, were the inspectors wrong this often? A test of sensitivity beside a rating, never a correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Count, Scale, Undefined
from eyre.core.statistics.robustness import if_misjudged

from .results import Robustness


@dataclass(frozen=True, slots=True)
class IfMisjudged:
    """A standard, the lowest share of its questions then, and the band of that share."""

    ref: str
    question: str
    share: Fraction
    band: str


def if_judgements_err(found: Robustness, scale: Scale, *, right: Fraction) -> tuple[IfMisjudged, ...]:
    """The band of each standard, were judgements right in this part of sufficient cases and of the others alike.

    Raises ValueError for a part of a half or less, or above 1.
    """
    return tuple(_standards(found, scale, right))


def _standards(found: Robustness, scale: Scale, right: Fraction) -> Iterator[IfMisjudged]:
    for standard in found.standards:
        shares: dict[str, Fraction] = {}
        for question in standard.questions:
            if isinstance(question.distance, Undefined):
                continue
            share = if_misjudged(question.distance.count, sensitivity=right, specificity=right)
            assert not isinstance(share, Undefined), "a share that has a distance was counted"
            shares[question.ref] = share
        if shares:
            lowest = min(shares, key=shares.__getitem__)
            share = shares[lowest]
            band = scale.place(Count(share.numerator, share.denominator))
            assert isinstance(band, str), "a share between 0 and 1 has its band"
            yield IfMisjudged(standard.ref, lowest, share, band)
