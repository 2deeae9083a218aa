"""What stands at each key of an assessment now, as a page needs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the values of a conflict: whose, since when, by which operation."""

    operation: str
    value: object
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class State:
    """What stands at one key: its value, the operations it rests on, and the rivals where a person must decide.

    `number` is the place of its latest operation in the journal.
    """

    value: object = None
    heads: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    number: int = 0

    @property
    def is_conflict(self) -> bool:
        """Whether two values stand side by side."""
        return bool(self.rivals)


EMPTY = State()
Seen = Mapping[
    str, tuple[tuple[str, ...], str]
]  # by key, the operations that were shown and a digest of their value


@dataclass(frozen=True)
class Answers:
    """Everything that stands in an assessment."""

    states: Mapping[str, State] = field(default_factory=dict)

    def at(self, key: str) -> State:
        """What stands at a key; an empty state where nothing was ever written."""
        return self.states.get(key, EMPTY)

    def values(self, attributes: Mapping[str, object]) -> dict[str, object]:
        """What conditions look at: the answers nobody disputes, and the attributes of the case."""
        known = {f"attribute:{name}": value for name, value in attributes.items()}
        return known | {key: state.value for key, state in self.states.items() if not state.is_conflict}

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The keys at which a person must decide."""
        return tuple(key for key, state in self.states.items() if state.is_conflict)

    def marked(self, kind: str) -> list[tuple[str, dict[str, object]]]:
        """The quotations, good practice or alerts that were not withdrawn: key and value, in the order they were made."""
        found = [(key, state.value) for key, state in self.states.items() if key.startswith(f"{kind}:")]
        # A UUID of version 7 begins with its time
        return sorted((key, value) for key, value in found if isinstance(value, dict))


def seen_as(state: State) -> str:
    """A short digest of a value as it was shown, by which a page that comes back tells what was changed."""
    said = json.dumps(state.value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
