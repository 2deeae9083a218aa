"""What is wrong with an edition, where, and what to do about it: every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Step = str | int
_PLAIN = re.compile(r"[\w-]+")
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: the path to it in the data, and a sentence with the way out."""

    path: Path
    text: str

    def __str__(self) -> str:
        return f"{path_in_words(self.path)}: {self.text}"


class EditionInvalid(ValueError):
    """The data are not an edition. `mistakes` holds every one of them, in the order of the format."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def path_in_words(path: Path) -> str:
    """`domains[1].standards[0].title`; "the edition" for the whole."""
    words = "".join(_step(step) for step in path)
    return words.removeprefix(".") or "the edition"


def _step(step: Step) -> str:
    if isinstance(step, str) and _PLAIN.fullmatch(step):
        return f".{step}"
    return f"[{step!r}]"


def shadowed(mistake: Mistake, noted: set[Path]) -> bool:
    """Whether it only follows from a mistake already noted at that place or inside it."""
    depth = len(mistake.path)
    return any(path[:depth] == mistake.path for path in noted)
