"""What would the share be, were the inspectors wrong this often? A test of sensitivity, never a correction.

Rogan and Gladen (1978): with p judged sufficient, of the truly sufficient a part Se judged so and of the truly not
sufficient a part Sp judged not so, the share truly sufficient is (p + Sp - 1) / (Se + Sp - 1). A published figure stays
what was judged; this says how far it leans on the judgements being right.
"""

from __future__ import annotations

from fractions import Fraction

from eyre.core.figures import Count, Undefined


def if_misjudged(count: Count, *, sensitivity: Fraction, specificity: Fraction) -> Fraction | Undefined:
    """The share truly sufficient, were judgements right this often; kept between 0 and 1. `Undefined` for 0 of 0.

    `sensitivity` is the part of sufficient cases that are judged so, `specificity` that of the others judged not so.

    Raises:
        ValueError: for parts outside 0 to 1, or judgements no better than tossing a coin (together 1 or less).
    """
    if not (0 <= sensitivity <= 1 and 0 <= specificity <= 1):
        raise ValueError("how often judgements are right lies between 0 and 1")
    if sensitivity + specificity <= 1:
        raise ValueError("judgements no better than tossing a coin say nothing about a share")
    if count.of == 0:
        return Undefined("counted from nothing (0 of 0)")
    judged = Fraction(count.x, count.of)
    return min(max((judged + specificity - 1) / (sensitivity + specificity - 1), Fraction(0)), Fraction(1))
