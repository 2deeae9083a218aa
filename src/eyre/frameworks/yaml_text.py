"""Reading YAML as plain lists, mappings and words, each with its line.

Every scalar stays the words that stand in the file (`1.10` is not 1.1, `no` is not False); only an empty value
and `null` are None. What the words mean is decided by the format of an edition. Aliases, tags, merge keys and
doubled keys are refused: an edition says what it says where it stands, and no file can blow itself up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]

MAX_DEPTH = 30
NOTHING = ("", "~", "null", "Null", "NULL")


class NotReadable(ValueError):
    """The text is not YAML that can be taken apart, with the line where it stops."""

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        super().__init__(text)


def read_yaml(text: str) -> tuple[object, dict[Path, int]]:
    """The data of the first and only document, and the line of every value by its path.

    Raises:
        NotReadable: at the first place where the text is not YAML, or uses what is refused here.
    """
    import yaml

    try:
        return _Builder(yaml.parse(text, Loader=yaml.CSafeLoader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotReadable(mark.line + 1 if mark else 1, _in_words(error.problem, error.context)) from None
    except yaml.YAMLError as error:
        raise NotReadable(1, _in_words(str(error).splitlines()[0], None)) from None


def _in_words(problem: str | None, context: str | None) -> str:
    words = " ".join(part for part in (context, problem) if part)
    return f"this is not YAML ({words or 'no reason given'}); a colon or quotation mark is often the cause"


class _Builder:
    """Turns the events of a YAML parser into data."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._lines: dict[Path, int] = {}

    def document(self) -> tuple[object, dict[Path, int]]:
        data: object = None
        seen = 0
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                seen += 1
                if seen > 1:
                    raise NotReadable(
                        _line(event), "a second document begins here; keep one edition to a file"
                    )
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                data = self._value(event, ())
        return data, self._lines

    def _value(self, event: Any, path: Path) -> object:
        _refuse(event, path)
        self._lines[path] = _line(event)
        match type(event).__name__:
            case "ScalarEvent":
                return None if event.implicit[0] and event.value in NOTHING else event.value
            case "SequenceStartEvent":
                return self._sequence(path)
            case _:
                return self._mapping(path)

    def _sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._key(event, path)
            if key in found:
                first = self._lines[(*path, key)]
                raise NotReadable(
                    _line(event), f"the key {key!r} stands here a second time (first in line {first})"
                )
            found[key] = self._value(next(self._events), (*path, key))
            self._lines[(*path, key)] = _line(event)
        return found

    def _key(self, event: Any, path: Path) -> str:
        _refuse(event, path)
        if type(event).__name__ != "ScalarEvent":
            raise NotReadable(
                _line(event), "a key is a word, not a list or a mapping; quote it if it begins with [ or {"
            )
        if event.value == "<<" and event.implicit[0]:
            raise NotReadable(_line(event), "merge keys (<<) are not read; write the values out")
        return str(event.value)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refuse(event: Any, path: Path) -> None:
    if type(event).__name__ == "AliasEvent" or event.anchor:
        raise NotReadable(
            _line(event), "anchors and aliases (& and *) are not read; write the value out, or quote it"
        )
    if event.tag:
        raise NotReadable(_line(event), f"the tag {event.tag!s} is not read; take it out, or quote the value")
    if len(path) > MAX_DEPTH:
        raise NotReadable(_line(event), f"this is nested more than {MAX_DEPTH} deep; an edition is not")
