"""How does one page link to itself with another sort, filter or page number?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict


def link_with(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """The query of this page with some parameters changed, or taken out where the new value is None."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    return f"?{changed.urlencode()}"


@dataclass(frozen=True, slots=True)
class Sort:
    """The column a table is sorted by, and which way."""

    key: str
    descending: bool = False

    @property
    def parameter(self) -> str:
        """How it stands in an address: "score", or "-score" for the highest first."""
        return f"-{self.key}" if self.descending else self.key


def read_sort(query: QueryDict, keys: Collection[str], default: str) -> Sort:
    """The sort asked for by `?sort=`; the default where the address names none, or a column that is not there."""
    for asked in (query.get("sort", ""), default):
        key = asked.removeprefix("-")
        if key in keys:
            return Sort(key, asked.startswith("-"))
    raise ValueError(f"the default sort {default!r} is not among the columns {sorted(keys)}")
