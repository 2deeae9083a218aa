"""Which of many comparisons still count, when so many are made at once?

Holm (1979) inside one question of a report: the chance that any of them is told by chance alone stays below the level.
Benjamini and Hochberg (1995) for an exploratory screen over many inspections: of those told, on average no more than a
share q is told by chance alone. What is given back are adjusted chances, in the order asked, to be held against the level;
how many were asked about is to stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence


def bonferroni(chances: Sequence[float]) -> tuple[float, ...]:
    """Each times how many there are. Raises ValueError for what is no chance."""
    return tuple(min(1.0, chance * len(chances)) for chance in _checked(chances))


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Adjusted step down: the smallest times all of them, the next times one fewer, never falling.

    Raises:
        ValueError: for what is no chance.
    """
    order = _rising(_checked(chances))
    adjusted, most = [0.0] * len(chances), 0.0
    for step, place in enumerate(order):
        most = max(most, min(1.0, (len(chances) - step) * chances[place]))
        adjusted[place] = most
    return tuple(adjusted)


def benjamini_hochberg(chances: Sequence[float]) -> tuple[float, ...]:
    """Adjusted step up: the largest stays, the next below times n/(n - 1), never above the one after it.

    Raises:
        ValueError: for what is no chance.
    """
    order = _rising(_checked(chances))
    adjusted, least = [0.0] * len(chances), 1.0
    for rank in range(len(chances), 0, -1):
        place = order[rank - 1]
        least = min(least, chances[place] * (len(chances) / rank))
        adjusted[place] = least
    return tuple(adjusted)


def two_stage(chances: Sequence[float], level: float = 0.05) -> tuple[bool, ...]:
    """Which count by the two stages of Benjamini, Krieger and Yekutieli (2006): the first estimates how many are nothing.

    Raises:
        ValueError: for what is no chance, or a level that is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    stricter = level / (1 + level)
    first = rejected(benjamini_hochberg(chances), stricter)
    nothing = len(chances) - sum(first)
    if nothing in (0, len(chances)):
        return first
    return rejected(benjamini_hochberg(chances), stricter * len(chances) / nothing)


def rejected(adjusted: Sequence[float], level: float) -> tuple[bool, ...]:
    """Which of the adjusted chances are at or below the level."""
    return tuple(chance <= level for chance in adjusted)


def _rising(chances: Sequence[float]) -> list[int]:
    return sorted(range(len(chances)), key=lambda place: chances[place])


def _checked(chances: Sequence[float]) -> Sequence[float]:
    wrong = [chance for chance in chances if not 0 <= chance <= 1]
    if wrong:
        raise ValueError(f"a chance lies between 0 and 1, not {wrong[0]}")
    return chances
