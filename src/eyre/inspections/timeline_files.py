"""Which timelines come with Eyre, and which belongs to an edition? Reads their files; needs no Django."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from pathlib import Path

from eyre.core.planning.template import Template, build_template
from eyre.frameworks.files import read_built, read_file
from eyre.people.roles import ROLES

TIMELINES = Path(__file__).parent / "timelines"
DEFAULT = "default"


@cache
def shipped_timelines() -> dict[str, Path]:
    """The timelines that come with Eyre: the path of each by its id, which is an edition's or "default"."""
    return {path.stem: path for path in sorted(TIMELINES.glob("*.yaml"))}


def timeline_for(edition: str) -> Template:
    """The timeline of an edition: its own, or the one for editions without."""
    held = shipped_timelines()
    return _load_shipped(held.get(edition, held[DEFAULT]))


@lru_cache(maxsize=64)
def _load_shipped(path: Path) -> Template:
    return read_timeline_file(path)


def read_timeline_file(path: Path) -> Template:
    """The timeline in a file.

    Raises:
        EditionNotFound: when there is no such file.
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_timeline(read_file(path), str(path))


def read_timeline(content: bytes, name: str) -> Template:
    """The timeline in the bytes of a file; `name` is what mistakes call it. Raises as `read_timeline_file` does."""
    return read_built(content, name, partial(build_template, owners=tuple(ROLES)))
