"""What does a letter say? A template with named fields is filled with values; a letter never goes with a hole in it.

A template is lines of text: "## " begins a heading, "- " an item of a list, an empty line ends a paragraph, and
{provider} is a field. It is taken apart before any value is put in, so no value can become a heading, an item, a field
or markup. The rule is Eyre's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from html import escape
from textwrap import fill as wrap

from eyre.core.calendar import say_day
from eyre.core.editions import Provenance

Value = str | Sequence[str]
LINE = 72  # letters in a line of a plain text (RFC 5322, 2.1.1 asks for at most 78)
FREE = "paragraph"

FIELDS: Mapping[str, str] = {
    "provider": "the name of the provider",
    "inspection": "the name of the inspection",
    "framework": "the title of the framework",
    "today": "the day on which the letter goes",
    "fieldwork_from": "the first day of fieldwork",
    "fieldwork_to": "the last day of fieldwork",
    "contact": "the name of the provider’s single point of contact",
    "director": "the name of the provider’s accountable director",
    "lead": "the name of the lead inspector",
    "lead_email": "the e-mail address of the lead inspector",
    "announced": "the day on which the announcement went",
    "evidence_due": "the day by which evidence in advance is due",
    "case_list_due": "the day by which the case list is due",
    "dates": "the days that concern the provider, one after the other",
    "changes": "the days that changed since the latest letter that named them",
    FREE: "what the sender adds in their own words; it may be left out",
}
LISTS = frozenset({"dates", "changes"})
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIELD = re.compile(r"\{([^{}]*)\}")


class Shape(StrEnum):
    """What a block of a letter is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an item; `text` is one line."""

    shape: Shape
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """A letter to be. `to` are the roles of the contacts it goes to, `days` the codes of the tasks whose days it tells,

    `after` the code of a day that must be over before it goes, and `finishes` the code of the task that is then done.
    """

    code: str
    title: str
    purpose: str
    to: tuple[str, ...]
    subject: str
    text: str
    provenance: Provenance
    days: tuple[str, ...] = ()
    after: str = ""
    finishes: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it names, in their order, each once."""
        return tuple(dict.fromkeys(_FIELD.findall(f"{self.subject}\n{self.text}")))


@dataclass(frozen=True, slots=True)
class Hole:
    """A field that cannot be filled, and why, in words that complete “it lacks …”."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is whole."""

    subject: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """It as plain text, in lines of at most 72 letters where words allow."""
        return "\n".join(_lines(self.blocks)).strip() + "\n"

    @property
    def fragment(self) -> str:
        """It as safe HTML without anything active: headings, paragraphs and lists of escaped words."""
        return "\n".join(_tags(self.blocks))

    @property
    def document(self) -> str:
        """The fragment as a document of its own, for a mail."""
        head = f'<meta charset="utf-8"><title>{escape(self.subject)}</title>'
        return (
            f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{self.fragment}\n</body></html>\n'
        )

    @property
    def content(self) -> bytes:
        """Subject and text: what a letter is known by, and what is kept of it."""
        return f"{self.subject}\n\n{self.text}".encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()

    def seal(self, to: Collection[str]) -> str:
        """SHA-256 of what goes and to which addresses, in any order: the same letter to the same people, or another."""
        return sha256("\n".join([self.digest, *sorted(to)]).encode()).hexdigest()


class LetterNotWhole(ValueError):
    """A letter cannot be written; `holes` are all that is missing."""

    def __init__(self, holes: Sequence[Hole]) -> None:
        self.holes = tuple(holes)
        super().__init__("; ".join(f"{hole.field}: {hole.words}" for hole in self.holes))


@dataclass(frozen=True, slots=True)
class Told:
    """A day that a letter tells of: what is on it."""

    title: str
    on: date


def say_date(day: date) -> str:
    """A day with its weekday: "Tuesday 8 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {say_day(day)}"


def say_dates(days: Iterable[Told]) -> tuple[str, ...]:
    """Each day with what is on it, the earliest first."""
    return tuple(f"{say_date(told.on)}: {told.title}" for told in sorted(days, key=lambda told: told.on))


def say_changes(before: Mapping[str, date], now: Mapping[str, Told]) -> tuple[str, ...]:
    """What became of the days that were told before, by their codes; those that stand as they stood are left out."""
    moved = [(told, before[code]) for code, told in now.items() if code in before and before[code] != told.on]
    return tuple(
        f"{told.title}: {say_date(told.on)}, instead of {say_date(was)}"
        for told, was in sorted(moved, key=lambda pair: pair[0].on)
    )


def faults(template: Template) -> Iterator[str]:
    """What is wrong with a template whatever the values, in words."""
    for field in template.fields:
        if field not in FIELDS:
            yield f"{{{field}}} is no field of a letter; there are {', '.join(FIELDS)}"
    yield from _faults_of("the subject", Block(Shape.HEADING, template.subject))
    for block in _blocks(template.text):
        yield from _faults_of(f"“{block.text[:40]}”", block)
    if LISTS.intersection(template.fields) and not template.days:
        yield "it tells of days and names none: the codes of their tasks stand under days"


def _faults_of(where: str, block: Block) -> Iterator[str]:
    if re.search(r"[{}]", _FIELD.sub("", block.text)):
        yield f"{where}: a curly bracket stands alone; a field is written {{provider}}"
    alone = block.text[1:-1] if _FIELD.fullmatch(block.text) else ""
    for field in _FIELD.findall(block.text):
        if field in LISTS and not (alone and block.shape is Shape.ITEM):
            yield f"{where}: {{{field}}} is a list, and stands alone in an item: - {{{field}}}"
        if field == FREE and not (alone and block.shape is Shape.PARAGRAPH):
            yield f"{where}: {{{FREE}}} stands alone, with an empty line before and after it"


def fill(template: Template, values: Mapping[str, Value]) -> Letter:
    """The letter. White space in values counts once; only the free paragraph may be left out, or be several.

    Raises:
        LetterNotWhole: with every fault of the template and every field without a value, all at once.
    """
    holes = [Hole("template", words) for words in faults(template)]
    known = [field for field in template.fields if field in FIELDS]
    holes += [Hole(each, FIELDS[each]) for each in known if each != FREE and not _is_there(values.get(each))]
    if holes:
        raise LetterNotWhole(holes)
    return Letter(_put(template.subject, values), tuple(_filled(template.text, values)))


def _is_there(value: Value | None) -> bool:
    if value is None:
        return False
    return bool(_plain(value)) if isinstance(value, str) else bool(value) and all(map(_plain, value))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _filled(text: str, values: Mapping[str, Value]) -> Iterator[Block]:
    for block in _blocks(text):
        field = block.text[1:-1] if _FIELD.fullmatch(block.text) else ""
        if field == FREE:
            added = str(values.get(FREE, ""))
            yield from (Block(block.shape, _plain(part)) for part in _paragraphs(added))
        elif field in LISTS:
            yield from (Block(block.shape, _plain(item)) for item in values[field])
        else:
            yield Block(block.shape, _put(block.text, values))


def _put(text: str, values: Mapping[str, Value]) -> str:
    """The text with its fields filled, in one go: a value that looks like a field stays what it is."""
    return _FIELD.sub(lambda found: _plain(str(values[found[1]])), text)


def _paragraphs(text: str) -> Iterator[str]:
    yield from (part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def _blocks(text: str) -> Iterator[Block]:
    """The template taken apart; lines that follow each other are one paragraph."""
    for part in _paragraphs(text):
        open_lines: list[str] = []
        for line in [*part.splitlines(), ""]:
            shape, words = _shape(line.strip())
            if shape is Shape.PARAGRAPH and words:
                open_lines.append(words)
                continue
            if open_lines:
                yield Block(Shape.PARAGRAPH, " ".join(open_lines))
                open_lines = []
            if words:
                yield Block(shape, words)


def _shape(line: str) -> tuple[Shape, str]:
    for mark, shape in (("## ", Shape.HEADING), ("- ", Shape.ITEM)):
        if line.startswith(mark):
            return shape, line.removeprefix(mark).strip()
    return Shape.PARAGRAPH, line


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    before: Shape | None = None
    for block in blocks:
        is_item = block.shape is Shape.ITEM
        if before and not (is_item and before is Shape.ITEM):
            yield ""
        mark = "- " if is_item else ""
        yield wrap(
            block.text,
            LINE,
            initial_indent=mark,
            subsequent_indent=" " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
        before = block.shape


def _tags(blocks: Sequence[Block]) -> Iterator[str]:
    is_list = False
    for block in blocks:
        if is_list != (block.shape is Shape.ITEM):
            is_list = not is_list
            yield "<ul>" if is_list else "</ul>"
        tag = {Shape.HEADING: "h2", Shape.PARAGRAPH: "p", Shape.ITEM: "li"}[block.shape]
        yield f"<{tag}>{escape(block.text)}</{tag}>"
    if is_list:
        yield "</ul>"
