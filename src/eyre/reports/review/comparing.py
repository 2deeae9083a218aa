"""How does what a document says stand to the data that are there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .wanted import Counted, Item, Part, Value


class State(StrEnum):
    """What storing an item would do."""

    NEW = "new"  # it is not in the data yet
    SAME = "same"  # the data say the same: nothing changes
    DIFFERS = "differs"  # the data say something else, from a document too: a person chooses
    STAYS = "stays"  # the data say something else, and it did not come from a document: it stays


@dataclass(frozen=True, slots=True)
class Held:
    """What the data say, and for people in words. `is_ours`: it was stored from a document, and may be replaced.

    `value` is None where a place is held open: not known.
    """

    value: Value | None
    words: str
    is_ours: bool = False
    in_other_words: bool = False  # a paraphrase: only the addressee can be compared
    id: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """An item, what the data say in its place, and what storing would do."""

    item: Item
    state: State
    held: str = ""
    was: Held | None = None


def compare(item: Item, held: Held | None) -> Planned:
    """What storing this item would do."""
    if held is None or (held.value is None and held.is_ours):
        return Planned(item, State.NEW)
    if is_same(item, held):
        return Planned(item, State.SAME, held.words, held)
    return Planned(item, State.DIFFERS if held.is_ours else State.STAYS, held.words, held)


def is_same(item: Item, held: Held) -> bool:
    """Whether the data say what the item says; a paraphrase is the same where it tells the same body."""
    if item.part is Part.RECOMMENDATION and held.in_other_words:
        return getattr(item.value, "addressee", "") == getattr(held.value, "addressee", None)
    return item.value == held.value


def same_count(claim: Counted, others: Iterable[tuple[str, Counted]]) -> str:
    """The id of the count that somebody noted already of these very words; "" where there is none.

    Its phrase stands in the claim's sentence and holds the claim's own phrase, and it has no number the claim has not.
    """
    sentence, phrase = _plain(claim.measure), _plain(claim.phrase)
    own = _numbers(claim)
    for id, other in others:
        said = _plain(other.phrase)
        if said and phrase in said and said in sentence and _numbers(other) <= own | _written(phrase):
            return id
    return ""


def _plain(text: str) -> str:
    straight = text.translate(str.maketrans("’‘“”–\u00a0", "''\"\"- "))
    return " ".join(straight.casefold().split())


def _numbers(count: Counted) -> frozenset[str]:
    found = (count.x, count.of, count.low, count.high)
    numbers = {f"{float(each):g}" for each in found if each is not None}
    return frozenset(numbers | ({count.value} if count.value.isdigit() else set()))


def _written(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", phrase))


def differing(planned: Iterable[Planned]) -> dict[State, int]:
    """How many items are in each state."""
    counted: Mapping[State, list[Planned]] = {state: [] for state in State}
    for each in planned:
        counted[each.state].append(each)
    return {state: len(found) for state, found in counted.items()}
