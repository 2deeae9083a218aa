"""Which editions are there, and what do they say? Reads the files of editions; needs no Django."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from eyre.core.frameworks import Edition, build_edition

from .files import not_found, read_built, read_file

DEFINITIONS = Path(__file__).parent / "definitions"


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
    raise not_found("edition", str(id_or_path), shipped_editions())


@lru_cache(maxsize=64)
def _load_shipped(path: Path) -> Edition:
    return read_edition_file(path)


def read_edition_file(path: Path | str) -> Edition:
    """The edition in a file.

    Raises:
        EditionNotFound: when there is no such file.
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_edition(read_file(Path(path)), str(path))


def read_edition(content: bytes, name: str) -> Edition:
    """The edition in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(content, name, build_edition)
