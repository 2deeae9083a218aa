"""What is the chance of each total, where standards rest on different cases and their chances are independent?

Where the same cases feed several standards the total comes from one urn for all of them (`urn`): multiplying chances as
if they were independent claims more than is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def convolved(standards: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """The chance of each total score, least first, from the chances of each standard's score. No standard: 0, surely."""
    totals = {0: 1.0}
    for standard in standards:
        longer: dict[int, float] = {}
        for total, chance in totals.items():
            for score, weight in standard.items():
                longer[total + score] = longer.get(total + score, 0.0) + chance * weight
        totals = longer
    return dict(sorted(totals.items()))
