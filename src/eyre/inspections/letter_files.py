"""Which letters are there for an inspection? The default of all editions, and what an edition has of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eyre.core.planning.letter_data import Letters, build_letters
from eyre.core.planning.letters import Template
from eyre.frameworks.files import read_built, read_file

from .exceptions import LetterNotFound

FOLDER = Path(__file__).parent / "letters"
DEFAULT = "default"
ANNOUNCEMENT = "announcement"


def read_letters(path: Path) -> Letters:
    """The templates in a file.

    Raises:
        EditionNotFound: when it cannot be read.
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(read_file(path), path.name, build_letters)


@cache
def _of(name: str) -> dict[str, tuple[str, Template]]:
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        return {}
    return {template.code: (name, template) for template in read_letters(path).templates}


def templates_for(edition: str) -> dict[str, tuple[str, Template]]:
    """By code, in their order: whose template it is ("default" or the edition), and the template."""
    return _of(DEFAULT) | _of(edition)


def template_for(edition: str, code: str) -> tuple[str, Template]:
    """One template, and whose it is.

    Raises:
        LetterNotFound: when there is no letter of this code.
    """
    try:
        return templates_for(edition)[code]
    except KeyError:
        raise LetterNotFound(f"There is no letter {code!r}.") from None
