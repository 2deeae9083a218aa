"""What may a reader narrow a list by, and what have they chosen?

A view describes its filters once, reads the chosen values from the address, and gives the same object to
`{% filter_panel %}`. Values that are not offered count as not chosen, so a stale address shows the whole list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from .addresses import link_with


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose, its words, and how many things it would show (None: not counted)."""

    value: str
    label: str
    count: int | None = None

    @property
    def words(self) -> str:
        """The label as the panel shows it."""
        return self.label if self.count is None else f"{self.label} ({self.count:,})"


@dataclass(frozen=True, slots=True)
class ChoiceFilter:
    """A filter with fixed choices: a select, or tick boxes where `many` may be chosen together."""

    name: str
    label: str
    choices: Sequence[Choice]
    many: bool = False
    every: str = "All"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TextFilter:
    """A filter by words typed in."""

    name: str
    label: str
    hint: str = ""


Filter = ChoiceFilter | TextFilter

TEXT_AT_MOST = 200  # characters; longer text is cut, for no name is that long


@dataclass(frozen=True, slots=True)
class Chosen:
    """One chosen value in words, and the address without it."""

    filter: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One filter as the panel draws it."""

    filter: Filter
    kind: str  # text, select or boxes
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        """The single chosen value, or nothing."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list and the address they are read from. `keep` names other parameters to carry along."""

    filters: tuple[Filter, ...]
    query: QueryDict
    keep: tuple[str, ...] = ("sort",)

    def values(self, name: str) -> tuple[str, ...]:
        """Every chosen value of a filter. Raises KeyError for a filter that is not there."""
        return _values(self._filter(name), self.query)

    def value(self, name: str) -> str:
        """The chosen value of a filter, or nothing. Raises KeyError for a filter that is not there."""
        return next(iter(self.values(name)), "")

    def _filter(self, name: str) -> Filter:
        return {one.name: one for one in self.filters}[name]

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The filters in order, with what was chosen."""
        return tuple(Shown(one, _kind(one), self.values(one.name)) for one in self.filters)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """What was chosen, in words, each with the address that takes it away."""
        return tuple(
            Chosen(one.label, _words(one, value), self._without(one.name, value))
            for one in self.filters
            for value in self.values(one.name)
        )

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The other parameters that a new choice carries along."""
        return tuple((name, str(self.query[name])) for name in self.keep if self.query.get(name))

    @property
    def nothing_chosen(self) -> str:
        """The address of the whole list."""
        return link_with(self.query, {"page": None} | {one.name: None for one in self.filters})

    def _without(self, name: str, value: str) -> str:
        left = self.query.copy()
        left.setlist(name, [other for other in left.getlist(name) if other.strip() != value])
        return link_with(left, {"page": None})


def _values(one: Filter, query: QueryDict) -> tuple[str, ...]:
    if isinstance(one, TextFilter):
        typed = query.get(one.name, "").replace("\0", "").strip()[:TEXT_AT_MOST]
        return (typed,) if typed else ()
    offered = {choice.value for choice in one.choices}
    asked = dict.fromkeys(value for value in query.getlist(one.name) if value and value in offered)
    return tuple(asked) if one.many else tuple(asked)[:1]


def _kind(one: Filter) -> str:
    if isinstance(one, TextFilter):
        return "text"
    return "boxes" if one.many else "select"


def _words(one: Filter, value: str) -> str:
    if isinstance(one, TextFilter):
        return value
    return next(choice.label for choice in one.choices if choice.value == value)
