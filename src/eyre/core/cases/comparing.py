"""Where do two assessments of one case say the same, and where must somebody decide?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NOTES = "note:"
COMPARED = ("fact:", "prompt:", "question:")  # notes, quotations and alerts are each assessor's own words


@dataclass(frozen=True, slots=True)
class Difference:
    """One key to which two assessors gave different answers; None is no answer."""

    key: str
    first: object
    second: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of a case beside each other: what both say, and where they differ, in the order of the form."""

    agreed: Mapping[str, object]
    differences: tuple[Difference, ...]

    def undecided(self, decided: Iterable[str]) -> tuple[Difference, ...]:
        """The differences about which nobody has decided."""
        done = set(decided)
        return tuple(each for each in self.differences if each.key not in done)


def compare(
    first: Mapping[str, object], second: Mapping[str, object], order: Iterable[str] = ()
) -> Comparison:
    """Set two assessments side by side; `order` are keys as the form has them, others follow by name.

    What neither answered is neither agreed nor different.
    """
    there = {key for key in (*first, *second) if key.startswith(COMPARED)}
    wanted = [key for key in dict.fromkeys(order) if key in there]
    keys = wanted + sorted(there.difference(wanted))
    pairs = [(key, first.get(key), second.get(key)) for key in keys]
    agreed = {key: one for key, one, two in pairs if one is not None and _same(one, two)}
    return Comparison(agreed, tuple(Difference(*each) for each in pairs if not _same(each[1], each[2])))


def notes_of_both(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, str]:
    """The evidence of both assessors, question by question: once where they wrote the same, else one below the other."""
    keys = dict.fromkeys(key for key in (*first, *second) if key.startswith(NOTES))
    found = {key: [str(one[key]) for one in (first, second) if one.get(key)] for key in keys}
    return {key: _together(each) for key, each in found.items() if each}


def _together(notes: list[str]) -> str:
    if len(set(notes)) == 1:
        return notes[0]
    return f"First assessment: {notes[0]}\n\nSecond assessment: {notes[1]}"


def _same(one: object, two: object) -> bool:
    """Equal, and of one kind: 1 is not true."""
    return type(one) is type(two) and one == two
