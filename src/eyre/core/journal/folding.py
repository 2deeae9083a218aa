"""Which value holds now? What nobody came after; where several such differ, a person must decide.

Operations of one answer name those they came after (`base`, `settles`). The heads are the operations that none names.
Neither the order in which operations arrive nor any clock changes what holds: the fold looks at the set of them. An
operation whose base has not come yet is kept and is a head beside what its base would have replaced, until it comes.
Two devices may claim each to come after the other; then nothing is thrown away and a person sees both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One operation as the fold sees it; `value` is the canonical text of its value."""

    id: str
    value: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one answer: the heads in the order of their ids, and which named operations are not here yet."""

    heads: tuple[Step, ...] = ()
    missing: frozenset[str] = field(default_factory=frozenset)

    @property
    def values(self) -> tuple[str, ...]:
        """The different values that stand."""
        return tuple(dict.fromkeys(step.value for step in self.heads))

    @property
    def is_conflict(self) -> bool:
        """Whether a person must decide between values."""
        return len(self.values) > 1

    @property
    def value(self) -> str:
        """The canonical text of the value that holds; null where there is none or a person must decide."""
        return self.values[0] if len(self.values) == 1 else "null"


def fold(steps: Iterable[Step]) -> Standing:
    """What stands of one answer, from every operation on it, in whatever order and however often each is given."""
    known = {step.id: step for step in steps}
    named = frozenset().union(*(step.names for step in known.values()))
    heads = {id for id in known if id not in named}
    # Where operations claim in a circle to come after each other, none would be a head: all of them are
    heads |= known.keys() - _before(heads, known)
    return Standing(tuple(known[id] for id in sorted(heads)), named - known.keys())


def _before(heads: set[str], known: Mapping[str, Step]) -> set[str]:
    """The heads and everything they come after, however far back."""
    seen, waiting = set(heads), list(heads)
    while waiting:
        new = (known[waiting.pop()].names & known.keys()) - seen
        seen |= new
        waiting.extend(new)
    return seen


def joined(standing: Standing, step: Step, known: frozenset[str]) -> Standing | None:
    """What stands after one operation more that is not there yet, without looking at the history.

    `known` are those of the operations it names that are there. None where something waited for it, or where several
    heads stand: then the whole must be folded. A property test holds this to `fold`.
    """
    if step.id in standing.missing or len(standing.heads) > 1:
        return None
    heads = {each.id: each for each in (*standing.heads, step) if each.id not in step.names}
    return Standing(tuple(heads[id] for id in sorted(heads)), standing.missing | (step.names - known))
