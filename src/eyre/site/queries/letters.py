"""What do the pages of letters show: what may be written, what went to whom, and what a draft lacks and where to mend it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from eyre.inspections.exceptions import LetterNotFound
from eyre.inspections.letter_files import templates_for
from eyre.inspections.models import Inspection, Letter, LetterState, Recipient
from eyre.inspections.queries.letters import Preview, is_stuck, letters_of
from eyre.people.models import Person
from eyre.people.roles import ROLES

COLOURS = {
    LetterState.DRAFT: "grey",
    LetterState.SENDING: "yellow",
    LetterState.SENT: "green",
    LetterState.FAILED: "red",
}
# Where a hole is mended: the name of the page, and the words of the link. The rest is mended in the plan
MENDED = {
    "point-of-contact": ("work:contacts", "Name the contacts"),
    "accountable-director": ("work:contacts", "Name the contacts"),
    "contact": ("work:contacts", "Name the contacts"),
    "director": ("work:contacts", "Name the contacts"),
    "lead": ("work:team", "Form the team"),
    "lead_email": ("work:team", "Form the team"),
}
PLAN = ("planning:dates", "Set the dates")


@dataclass(frozen=True, slots=True)
class SeenRecipient:
    """Somebody to whom a letter went. `address` is for those who send letters."""

    name: str
    role: str
    address: str
    left_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter as a page shows it; `can_retry` for those who send letters, where something did not arrive."""

    letter: Letter
    title: str
    state: str
    colour: str
    by: str
    recipients: tuple[SeenRecipient, ...]
    can_retry: bool
    is_uncertain: bool

    @property
    def is_draft(self) -> bool:
        """Whether it was not sent yet."""
        return self.letter.state == LetterState.DRAFT

    @property
    def is_sent(self) -> bool:
        """Whether the mail server took it for everybody."""
        return self.letter.state == LetterState.SENT

    @property
    def has_failed(self) -> bool:
        """Whether somebody did not get it."""
        return self.letter.state == LetterState.FAILED

    @property
    def fragment(self) -> SafeString:
        """What stands between the tags of its body: escaped when it was filled, and kept as it went."""
        return mark_safe(self.letter.html.partition("<body>\n")[2].rpartition("\n</body>")[0])

    @property
    def content(self) -> bytes:
        """The bytes whose SHA-256 is kept."""
        return f"{self.letter.subject}\n\n{self.letter.text}".encode()


@dataclass(frozen=True, slots=True)
class Writable:
    """A letter that may be written: its template, the draft that is there, and how often it was sent."""

    code: str
    title: str
    purpose: str
    draft: int | None
    times_sent: int


@dataclass(frozen=True, slots=True)
class LettersPage:
    """What may be written, and what was."""

    writable: tuple[Writable, ...]
    sent: tuple[LetterPage, ...]


@dataclass(frozen=True, slots=True)
class ShownHole:
    """What a letter lacks, and the page on which that is mended."""

    words: str
    href: str
    link: str


def page_of(inspection: Inspection, at: datetime, may_send: bool) -> LettersPage:
    """The letters of an inspection; six queries, however many there are."""
    letters = list(letters_of(inspection))
    names = _names(letters)
    sent = [
        _page(each, inspection, at, may_send, names) for each in letters if each.state != LetterState.DRAFT
    ]
    writable = [
        Writable(
            code,
            template.title,
            template.purpose,
            next((e.pk for e in letters if e.template == code and e.state == LetterState.DRAFT), None),
            sum(e.template == code and e.state == LetterState.SENT for e in letters),
        )
        for code, (_, template) in templates_for(inspection.edition_id).items()
    ]
    return LettersPage(tuple(writable) if may_send else (), tuple(sent))


def letter_page(letter: Letter, at: datetime, may_send: bool) -> LetterPage:
    """One letter.

    Raises:
        LetterNotFound: for a draft, to those who send no letters.
    """
    if letter.state == LetterState.DRAFT and not may_send:
        raise LetterNotFound(f"There is no letter {letter.pk}.")
    return _page(letter, letter.inspection, at, may_send, _names([letter]))


def _page(
    letter: Letter, inspection: Inspection, at: datetime, may_send: bool, names: dict[str, str]
) -> LetterPage:
    state = LetterState(letter.state)
    templates = templates_for(inspection.edition_id)
    uncertain = is_stuck(letter, at)
    return LetterPage(
        letter=letter,
        title=templates[letter.template][1].title if letter.template in templates else letter.template,
        state="Not known whether it left" if uncertain else state.label,
        colour="red" if uncertain else COLOURS[state],
        by=names.get(letter.sent_by or letter.written_by, "Eyre"),
        recipients=tuple(_recipient(each, may_send) for each in letter.recipients.all()),
        can_retry=may_send and (uncertain or state == LetterState.FAILED),
        is_uncertain=uncertain,
    )


def _recipient(held: Recipient, may_send: bool) -> SeenRecipient:
    address = held.address if may_send else ""
    return SeenRecipient(held.name, ROLES[held.role].name, address, held.left_at, held.reason)


def _names(letters: list[Letter]) -> dict[str, str]:
    """The names of those who wrote or sent them, by id; a command has none."""
    ids = {by for each in letters for by in (each.written_by, each.sent_by) if by and _is_id(by)}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def holes_of(inspection: Inspection, preview: Preview) -> list[ShownHole]:
    """What a draft lacks, each once, with the page on which it is mended."""
    found: dict[str, ShownHole] = {}
    for hole in preview.holes:
        name, link = MENDED.get(hole.field, PLAN)
        about = inspection.provider_id if name == "work:contacts" else inspection.pk
        found.setdefault(hole.words, ShownHole(hole.words, reverse(name, args=[about]), link))
    return list(found.values())
