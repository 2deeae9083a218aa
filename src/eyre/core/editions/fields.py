"""Taking one mapping of an edition apart, field by field, and noting whatever is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from .mistakes import Mistake, Path

E = TypeVar("E", bound=StrEnum)

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
CONCEPT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_RATIO = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%")


class Fields:
    """One mapping of the data while it is read.

    Every question for a value answers with a value of the right type; where the data have none, the mistake
    is noted and a harmless stand-in is handed out, so that the rest is looked at as well.
    """

    def __init__(self, data: object, path: Path, mistakes: list[Mistake], known: Collection[str]) -> None:
        self.path = path
        self.mistakes = mistakes
        self._data: dict[str, object] = {}
        self._is_mapping = isinstance(data, dict)
        if isinstance(data, dict):
            self._data = data
            self._refuse_unknown(known)
        else:
            self.wrong(f"{_shown(data)} stands where a mapping is expected; it has the keys {_listed(known)}")

    def _refuse_unknown(self, known: Collection[str]) -> None:
        for key in self._data:
            if key not in known:
                self.wrong(f"the key {key!r} is not known here; {_nearest(str(key), known)}", key)

    def _silenced(self) -> Fields:
        self._is_mapping = False
        return self

    def wrong(self, text: str, *steps: str | int) -> None:
        """Notes a mistake at this mapping, or further down at `steps`."""
        self.mistakes.append(Mistake((*self.path, *steps), text))

    def has(self, key: str) -> bool:
        """Whether the key has a value that is not empty."""
        return self._data.get(key) is not None

    def raw(self, key: str) -> object:
        """The value as it stands, for what has a grammar of its own."""
        return self._data.get(key)

    def missing(self, key: str) -> None:
        """Notes that a value that must be there is not; once is enough where there is no mapping at all."""
        if not self._is_mapping:
            return
        self.wrong(f"{key!r} is missing; add it", *([key] if key in self._data else []))

    def text(self, key: str, *, default: str | None = None) -> str:
        """Words. Missing is a mistake unless there is a default."""
        value = self._data.get(key)
        if value is None:
            if default is None:
                self.missing(key)
            return default or ""
        return self._words(value, key)

    def _words(self, value: object, *steps: str | int) -> str:
        if not isinstance(value, str):
            self.wrong(f"words are expected, not {_shown(value)}; put it in quotation marks", *steps)
            return ""
        if not value.strip():
            self.wrong("there are no words here; write them or take the key out", *steps)
        if _CONTROL.search(value):
            self.wrong("there is a control character among the words; take it out", *steps)
        return value.strip()

    def slug(self, key: str, pattern: re.Pattern[str] = SLUG) -> str:
        """A name for machines: small letters, digits, hyphens."""
        value = self.text(key)
        if value and not pattern.fullmatch(value):
            self.wrong(
                f"{value!r} is not a usable id; write small letters and digits with hyphens between", key
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, or none."""
        return tuple(self._words(item, key, n) for n, item in enumerate(self.items(key)))

    def items(self, key: str) -> list[object]:
        """A list as it stands; an absent one is empty."""
        value = self._data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(f"a list is expected, not {_shown(value)}; begin each entry with '- '", key)
            return []
        return value

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A mapping of words to words, in its order."""
        value = self._data.get(key)
        if value is None:
            return ()
        if not isinstance(value, dict):
            self.wrong(f"names with values are expected, not {_shown(value)}; write 'name: value' lines", key)
            return ()
        return tuple((str(name), self._words(words, key, name)) for name, words in value.items())

    def whole(self, key: str, *, default: int | None = None) -> int:
        """A whole number."""
        value = self._data.get(key)
        if value is None:
            if default is None:
                self.missing(key)
            return default or 0
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(f"a whole number is expected, not {_shown(value)}", key)
        return default or 0

    def truth(self, key: str, *, default: bool) -> bool:
        """`true` or `false`."""
        value = self._data.get(key)
        if value is None:
            return default
        if value in (True, "true"):
            return True
        if value in (False, "false"):
            return False
        self.wrong(f"true or false is expected, not {_shown(value)}", key)
        return default

    def day(self, key: str) -> date | None:
        """A date as 2023-10-01, or None where it is open."""
        value = self._data.get(key)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong(f"{_shown(value)} is not a date of the calendar; write it as 2023-10-01", key)
            return None

    def choice(self, key: str, kind: type[E], *, default: E | None = None) -> E:
        """One of the words of an enumeration."""
        stand_in = default or next(iter(kind))
        value = self._data.get(key)
        if value is None:
            if default is None:
                self.missing(key)
            return stand_in
        try:
            return kind(str(value))
        except ValueError:
            words = [word.value for word in kind]
            self.wrong(f"{_shown(value)} is not one of {_listed(words)}; {_nearest(str(value), words)}", key)
            return stand_in

    def share(self, key: str) -> Fraction | None:
        """An exact share between 0 and 1: `1/6`, `65/100` or `65 %`. None after a mistake."""
        value = self.text(key)
        ratio, percent = _RATIO.fullmatch(value), _PERCENT.fullmatch(value)
        if ratio and int(ratio[2]):
            share = Fraction(int(ratio[1]), int(ratio[2]))
        elif percent:
            share = Fraction(percent[1]) / 100
        else:
            if value:
                self.wrong(f"{value!r} is not an exact share; write it as 1/6, 65/100 or 65 %", key)
            return None
        if share > 1:
            self.wrong(f"{value} is more than the whole; a cut lies between 0 and 1", key)
            return None
        return share

    def part(self, key: str, known: Collection[str]) -> Fields:
        """The mapping under a key; an empty one after a mistake."""
        if not self.has(key):
            self.missing(key)
            return Fields({}, (*self.path, key), self.mistakes, known)._silenced()
        return Fields(self._data[key], (*self.path, key), self.mistakes, known)

    def parts(self, key: str, known: Collection[str]) -> list[Fields]:
        """The mappings of a list."""
        items = self.items(key)
        return [Fields(item, (*self.path, key, n), self.mistakes, known) for n, item in enumerate(items)]


def _nearest(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # only ever needed for a mistake

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {_listed(known)}"


def _listed(words: Collection[str]) -> str:
    return ", ".join(words)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    words = str(value)
    return repr(words if len(words) <= 40 else words[:39] + "…")
