"""What is said of a piece of evidence and what it speaks to, checked as a whole: every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from eyre.core.frameworks import Edition

from .exceptions import CannotRegister, Problem
from .models import Direction, EvidenceKind
from .models.register import LONGEST_TEXT, LONGEST_TITLE


@dataclass(frozen=True, slots=True)
class Told:
    """What a piece of evidence says: of which kind, called what, from where, when it was heard, read or seen."""

    kind: str
    title: str
    source: str
    held_on: date
    text: str = ""

    def plain(self) -> Told:
        """The same without spaces around it."""
        return Told(self.kind, self.title.strip(), self.source.strip(), self.held_on, self.text.strip())


@dataclass(frozen=True, slots=True)
class Speaks:
    """To what a piece of evidence speaks, and how; `question` is empty where it speaks to the whole standard."""

    standard: str
    question: str
    direction: str


def refuse(*found: Iterable[Problem]) -> None:
    """Raise CannotRegister with all of these, where there is any."""
    if problems := tuple(chain.from_iterable(found)):
        raise CannotRegister(problems)


def told_problems(told: Told, *, has_file: bool, today: date) -> Iterator[Problem]:
    """What is wrong with what is said."""
    if told.kind not in EvidenceKind.values:
        yield Problem("kind", "Choose what kind of evidence it is")
    for field, words in (("title", "Enter what it is called"), ("source", "Enter where it comes from")):
        value = getattr(told, field)
        if not value:
            yield Problem(field, words)
        elif len(value) > LONGEST_TITLE:
            yield Problem(field, f"{words} in at most {LONGEST_TITLE} characters; it has {len(value)}")
    if told.held_on > today:
        yield Problem("held_on", "The day lies ahead. Enter the day on which it was heard, read or seen")
    if len(told.text) > LONGEST_TEXT:
        yield Problem("text", f"Use at most {LONGEST_TEXT:,} characters; it has {len(told.text):,}")
    if not told.text and not has_file:
        yield Problem("text", "Write what it says, attach a file, or both")


def speaks_problems(speaks: Speaks, edition: Edition) -> Iterator[Problem]:
    """What is wrong with a link: the edition has no such standard or key question, or the direction is none."""
    standard = next((each for each in edition.standards if each.ref == speaks.standard), None)
    if standard is None:
        yield Problem("speaks_to", f"{edition.short_title} has no standard {speaks.standard}")
    elif speaks.question and speaks.question not in {each.ref for each in standard.key_questions}:
        yield Problem("speaks_to", f"{standard.ref} {standard.title} has no key question {speaks.question}")
    if speaks.direction not in Direction.values:
        yield Problem("direction", "Choose whether it shows a strength, a weakness, or neither")
