"""Which lists of requests come with Eyre, and which belongs to an edition? Reads their files; needs no Django."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from pathlib import Path

from eyre.core.evidence import RequestList, build_list
from eyre.frameworks.files import read_built, read_file
from eyre.frameworks.reading import load_edition, shipped_editions

LISTS = Path(__file__).parent / "lists"
DEFAULT = "default"


@cache
def shipped_lists() -> dict[str, Path]:
    """The lists that come with Eyre: the path of each by its id, which is an edition's or "default"."""
    return {path.stem: path for path in sorted(LISTS.glob("*.yaml"))}


def list_for(edition: str) -> RequestList:
    """What is asked under an edition: its own list, or the one for editions without."""
    held = shipped_lists()
    return _load_shipped(held.get(edition, held[DEFAULT]))


@lru_cache(maxsize=64)
def _load_shipped(path: Path) -> RequestList:
    return read_list(read_file(path), str(path), path.stem)


def read_list(content: bytes, name: str, edition: str) -> RequestList:
    """The list in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(content, name, partial(build_list, standards=_standards(edition)))


def _standards(edition: str) -> tuple[str, ...] | None:
    if edition not in shipped_editions():
        return None
    return tuple(standard.ref for domain in load_edition(edition).domains for standard in domain.standards)
