"""Ranges of ids, from one to another inclusive: joining, holes, and runs without a gap. Pure."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]


def runs(ids: Iterable[int]) -> list[Range]:
    """Ascending ids as ranges without a gap: 1, 2, 3, 5 are (1, 3) and (5, 5)."""
    found: list[Range] = []
    for each in ids:
        if found and found[-1][1] == each - 1:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return found


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same ids in as few ranges as possible, in order."""
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def holes(ranges: Iterable[Range], low: int, high: int) -> list[Range]:
    """What lies in none of the ranges, between low and high inclusive."""
    found, start = [], low
    for begin, end in joined(ranges):
        if begin > start:
            found.append((start, min(begin - 1, high)))
        start = max(start, end + 1)
        if start > high:
            return [each for each in found if each[0] <= each[1]]
    return [*found, (start, high)] if start <= high else found
