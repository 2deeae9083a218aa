"""Where need an expression look that is slow to begin? Around the words that are quick to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def windows(places: Iterable[tuple[int, int]], reach: int) -> Iterator[tuple[int, int]]:
    """The places, in order, widened by `reach` on both sides and joined where they touch: no character twice."""
    begin, after = 0, -1
    for start, end in places:
        if after < 0 or start - reach > after:
            if after >= 0:
                yield begin, after
            begin = max(0, start - reach)
        after = max(after, end + reach)
    if after >= 0:
        yield begin, after
