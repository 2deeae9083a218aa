"""Reading any file that holds an edition: its bytes become data, the data a value, and every mistake has its line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from eyre.core.editions import EditionInvalid, Mistake, path_in_words

from .exceptions import EditionFileInvalid, EditionNotFound, FileMistake

MAX_BYTES = 1_000_000
FEW_LETTERS = 3  # so few stand in too many ids to mean one of them

T = TypeVar("T")
Lines = dict[tuple[str | int, ...], int]


def read_file(path: Path) -> bytes:
    """The bytes of the file of an edition.

    Raises:
        EditionNotFound: when there is no such file.
        EditionFileInvalid: when it is too large to be an edition.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise EditionNotFound(f"there is no file {path}; check the name") from None
    except OSError as error:
        raise EditionNotFound(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise _invalid(str(path), 1, f"larger than {MAX_BYTES:,} bytes; an edition is a text of some pages")
    return content


def read_built(content: bytes, name: str, build: Callable[[object], T]) -> T:
    """What `build` makes of the data in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    data, lines = _read_with_lines(_decode(content, name), name)
    try:
        return build(data)
    except EditionInvalid as error:
        raise EditionFileInvalid(_place(error.mistakes, lines, name)) from None


def not_found(what: str, name: str, known: Collection[str]) -> EditionNotFound:
    """The error for a name that is none of the known ids, with the nearest of them; `what` says what was looked for."""
    from difflib import get_close_matches

    is_part = len(name) > FEW_LETTERS
    near = [known_id for known_id in known if is_part and name in known_id]
    near = near or get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else "."
    return EditionNotFound(
        f"there is no {what} {name!r}{hint} Known are {', '.join(known)}, or the path of a file."
    )


def _invalid(name: str, line: int, text: str) -> EditionFileInvalid:
    """A mistake of the file as a whole."""
    return EditionFileInvalid((FileMistake(name, line, "the edition", text),))


def _read_with_lines(text: str, name: str) -> tuple[object, Lines]:
    from .yaml_text import NotReadable, read_yaml

    try:
        return read_yaml(text)
    except NotReadable as error:
        raise _invalid(name, error.line, str(error)) from None


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _invalid(name, line, "a byte here is not UTF-8; save the file as UTF-8") from None
    if not text.strip():
        raise _invalid(name, 1, "the file is empty")
    return text


def _place(mistakes: tuple[Mistake, ...], lines: Lines, name: str) -> tuple[FileMistake, ...]:
    placed = (
        FileMistake(name, _line(mistake.path, lines), path_in_words(mistake.path), mistake.text)
        for mistake in mistakes
    )
    return tuple(sorted(placed, key=lambda mistake: mistake.line))


def _line(path: tuple[str | int, ...], lines: Lines) -> int:
    """The line of the nearest part of the path that stands in the file."""
    return next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1)
