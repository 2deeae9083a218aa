"""Which editions are there, and what do they say? Reads the files of editions; needs no Django."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from eyre.core.frameworks import Edition, EditionInvalid, Mistake, build_edition, path_in_words

from .exceptions import EditionFileInvalid, EditionNotFound, FileMistake

DEFINITIONS = Path(__file__).parent / "definitions"
MAX_BYTES = 1_000_000

Lines = dict[tuple[str | int, ...], int]


def edition_digest(content: bytes) -> str:
    """The SHA-256 of an edition's file, in hexadecimal: two editions are the same when their bytes are."""
    return sha256(content).hexdigest()


@cache
def shipped_editions() -> dict[str, Path]:
    """The editions that come with Eyre: the path of each by its id, in the order of the ids."""
    return {path.stem: path for path in sorted(DEFINITIONS.glob("*.yaml"))}


def load_edition(id_or_path: str | Path) -> Edition:
    """The edition with this id, or the one in this file.

    Raises:
        EditionNotFound: naming the ids that are known, and the nearest.
        EditionFileInvalid: with every mistake of the file.
    """
    shipped = shipped_editions().get(str(id_or_path))
    if shipped:
        return _load_shipped(shipped)
    path = Path(id_or_path)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return read_edition_file(path)
    raise EditionNotFound(_not_found(str(id_or_path)))


@lru_cache(maxsize=64)
def _load_shipped(path: Path) -> Edition:
    return read_edition_file(path)


def _not_found(name: str) -> str:
    from difflib import get_close_matches

    known = list(shipped_editions())
    near = [known_id for known_id in known if name and name in known_id]
    near = near or get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else "."
    return f"there is no edition {name!r}{hint} Known are {', '.join(known)}, or the path of a file."


def read_edition_file(path: Path | str) -> Edition:
    """The edition in a file.

    Raises:
        EditionNotFound: when there is no such file.
        EditionFileInvalid: with every mistake, each with its line.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise EditionNotFound(f"there is no file {path}; check the name") from None
    except OSError as error:
        raise EditionNotFound(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise _invalid(str(path), 1, f"larger than {MAX_BYTES:,} bytes; an edition is a text of some pages")
    return read_edition(content, str(path))


def _invalid(name: str, line: int, text: str) -> EditionFileInvalid:
    """A mistake of the file as a whole."""
    return EditionFileInvalid((FileMistake(name, line, "the edition", text),))


def read_edition(content: bytes, name: str) -> Edition:
    """The edition in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    text = _decode(content, name)
    data, lines = _read_with_lines(text, name)
    try:
        return build_edition(data)
    except EditionInvalid as error:
        raise EditionFileInvalid(_place(error.mistakes, lines, name)) from None


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
