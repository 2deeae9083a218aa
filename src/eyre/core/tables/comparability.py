"""Which editions may stand in one table? Only those of which an edition says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from eyre.core.frameworks import Edition

Comparable = Callable[[str, str], bool]


class IncomparableEditions(ValueError):
    """Results under these two editions cannot be compared; the message is a sentence for the page."""

    def __init__(self, one: str, other: str) -> None:
        self.editions = (one, other)
        super().__init__(
            f"Results under {one} and {other} cannot stand in one table: the two editions rate different "
            "standards, or rate them by different rules, so the same score does not mean the same."
        )


@dataclass(frozen=True, slots=True)
class Comparability:
    """Which pairs of editions are comparable: a relation that holds both ways, and of each edition with itself.

    It is not carried further: that A compares with B and B with C says nothing of A and C.
    """

    pairs: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> Comparability:
        """The relation the editions state about themselves in `comparable_with`."""
        stated = (frozenset((edition.id, other)) for edition in editions for other in edition.comparable_with)
        return cls(frozenset(stated))

    def __call__(self, one: str, other: str) -> bool:
        """Whether results under the two editions may be compared."""
        return one == other or frozenset((one, other)) in self.pairs


def check_comparable(editions: Iterable[str], comparable: Comparable) -> None:
    """Raises `IncomparableEditions` for the first pair, in order of their ids, that is not comparable."""
    for one, other in combinations(sorted(set(editions)), 2):
        if not comparable(one, other):
            raise IncomparableEditions(one, other)


def comparable_sets(editions: Iterable[str], comparable: Comparable) -> tuple[tuple[str, ...], ...]:
    """The editions, in order of their ids, in sets within which all are comparable: one table for each set."""
    sets: list[list[str]] = []
    for edition in sorted(set(editions)):
        fitting = (known for known in sets if all(comparable(edition, other) for other in known))
        home = next(fitting, None)
        if home is None:
            sets.append([edition])
        else:
            home.append(edition)
    return tuple(map(tuple, sets))
