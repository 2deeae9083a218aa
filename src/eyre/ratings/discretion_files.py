"""Which grounds of discretion belong to an edition? Reads their files (`discretion/`); needs no Django."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eyre.core.ratings.discretion import Discretion
from eyre.core.ratings.discretion_rules import build_discretion
from eyre.frameworks.files import read_built, read_file

RULES = Path(__file__).parent / "discretion"
DEFAULT = "default"


def discretion_for(edition: str) -> Discretion:
    """The grounds of an edition; for one that no file names, none."""
    held = shipped_rules()
    return next((rule for rule in held.values() if edition in rule.editions), held[DEFAULT])


@cache
def shipped_rules() -> dict[str, Discretion]:
    """The lists of grounds that come with Eyre, each by its id."""
    return {path.stem: read_rules(read_file(path), str(path)) for path in sorted(RULES.glob("*.yaml"))}


def read_rules(content: bytes, name: str) -> Discretion:
    """The list in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(content, name, build_discretion)
