"""Which letters of an inspection are there, what would one say now, and to whom would it go?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from eyre.core.planning.letters import (
    Hole,
    LetterNotWhole,
    Template,
    Told,
    Value,
    fill,
    say_changes,
    say_date,
    say_dates,
)
from eyre.core.planning.letters import Letter as Written
from eyre.inspections.exceptions import LetterNotFound
from eyre.inspections.letter_files import ANNOUNCEMENT, template_for
from eyre.inspections.models import Inspection, Letter, LetterState, PlannedTask, Recipient, TeamMember
from eyre.people.abilities import Ability
from eyre.people.roles import ROLES, AccountableDirector, Held, LeadInspector, PointOfContact, held_for
from eyre.people.standing import Standing
from eyre.providers.coverage import contacts_above
from eyre.providers.models import Contact

from .visible import visible_to

UNCERTAIN = timedelta(minutes=10)  # after which nobody waits any more for the word of a mail server
FIRST_DAY, LAST_DAY = "fieldwork-from", "fieldwork-to"
# The fields that say one day, and what the day is known by
DAY_OF = {
    "evidence_due": "evidence",
    "case_list_due": "case-list",
    "fieldwork_from": FIRST_DAY,
    "fieldwork_to": LAST_DAY,
}


# The field that names who holds a role: where nobody does, that is told once
NAMED_BY = {PointOfContact.code: "contact", AccountableDirector.code: "director"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it would go now: the letter and its seal, or every hole; and to whom."""

    template: Template
    to: tuple[Contact, ...]
    days: Mapping[str, Told]
    letter: Written | None
    holes: tuple[Hole, ...]

    @property
    def seal(self) -> str:
        """What the letter and its addresses are known by; "" where it cannot go."""
        return self.letter.seal([each.person.email for each in self.to]) if self.letter else ""


def letters_of(inspection: Inspection) -> QuerySet[Letter]:
    """Every letter of an inspection with its recipients, drafts first, then the latest sent."""
    found = Letter.objects.filter(inspection=inspection).prefetch_related("recipients")
    return found.order_by(F("sent_at").desc(nulls_first=True), "-pk")


def letter_of(inspection: Inspection, number: int) -> Letter:
    """A letter of this inspection, by number.

    Raises:
        LetterNotFound: when it has none of this number.
    """
    found = letters_of(inspection).filter(pk=number).first()
    if found is None:
        raise LetterNotFound(f"There is no letter {number} of {inspection.pk}.")
    return found


def is_stuck(letter: Letter, at: datetime) -> bool:
    """Whether it is not known if it left, and nobody is at it any more."""
    tried = letter.tried_at
    return letter.state == LetterState.SENDING and tried is not None and at - tried > UNCERTAIN


def not_arrived(standing: Standing, at: datetime) -> QuerySet[Letter]:
    """The letters that did not reach everybody, or of which that is not known, for those who may try again; one query."""
    failed = Q(state=LetterState.FAILED) | Q(state=LetterState.SENDING, tried_at__lt=at - UNCERTAIN)
    found = Letter.objects.filter(failed, inspection__in=visible_to(standing).order_by().values("pk"))
    if not standing.role_for(Ability.SEND_LETTERS):
        if not standing.is_signed_in or standing.is_apart:
            return Letter.objects.none()
        sending = [role.code for role in held_for(Held.INSPECTION) if Ability.SEND_LETTERS in role.abilities]
        theirs = TeamMember.objects.filter(
            inspection=OuterRef("inspection"), person=UUID(standing.person), until=None, role__in=sending
        )
        found = found.filter(Exists(theirs.order_by()))
    return found.select_related("inspection").order_by("tried_at", "pk")


def preview(draft: Letter, today: date) -> Preview:
    """What a draft would say and to whom it would go, if it went on this day; six queries."""
    inspection = draft.inspection
    _, template = template_for(inspection.edition_id, draft.template)
    speakers, days = _speakers(inspection), _days(inspection, template)
    values = _values(inspection, speakers, today) | _day_values(inspection, template, days)
    holes = [*_nobody(template, speakers), *_too_early(template, days, today)]
    said = {NAMED_BY[hole.field] for hole in holes if hole.field in NAMED_BY}
    written = None
    try:
        written = fill(template, values | {"paragraph": draft.paragraph})
    except LetterNotWhole as why:
        holes += [hole for hole in why.holes if hole.field not in said]
    to = tuple(_once(template, speakers))
    return Preview(template, to, days, None if holes else written, tuple(holes))


def _speakers(inspection: Inspection) -> dict[str, Contact]:
    """Who speaks for the provider in each role now: its own contact, or that of what it is a part of."""
    found = contacts_above(inspection.provider_id).select_related("person", "provider").order_by("pk")
    own = [each for each in found if each.provider_id == inspection.provider_id]
    return {each.role: each for each in [*found, *own]}


def _nobody(template: Template, speakers: Mapping[str, Contact]) -> Iterator[Hole]:
    for role in template.to:
        speaker = speakers.get(role)
        if speaker is None:
            yield Hole(role, f"somebody to go to: the provider has no {ROLES[role].name.lower()}")
        elif not speaker.person.is_active:
            yield Hole(role, f"somebody to go to: the account of {speaker.person.name} is disabled")


def _too_early(template: Template, days: Mapping[str, Told], today: date) -> Iterator[Hole]:
    told = days.get(template.after)
    if told is not None and told.on >= today:
        yield Hole("after", f"something that is to come first: {told.title.lower()}, on {say_date(told.on)}")


def _once(template: Template, speakers: Mapping[str, Contact]) -> Iterator[Contact]:
    """To whom it goes: nobody gets it twice, however many roles they have."""
    seen = set()
    for role in template.to:
        speaker = speakers.get(role)
        if speaker is not None and speaker.person_id not in seen:
            seen.add(speaker.person_id)
            yield speaker


def _values(inspection: Inspection, speakers: Mapping[str, Contact], today: date) -> dict[str, Value]:
    lead = TeamMember.objects.filter(inspection=inspection, role=LeadInspector.code, until=None)
    leads = [each.person for each in lead.select_related("person")]
    told: dict[str, Value] = {
        "provider": inspection.provider.name,
        "inspection": inspection.name_as_printed,
        "framework": inspection.edition.title,
        "today": say_date(today),
        "lead": leads[0].name if leads else "",
        "lead_email": leads[0].email if leads else "",
        "announced": _announced(inspection),
    }
    for role, field in NAMED_BY.items():
        told[field] = speakers[role].person.name if role in speakers else ""
    return told


def _announced(inspection: Inspection) -> str:
    sent = Letter.objects.filter(inspection=inspection, template=ANNOUNCEMENT, state=LetterState.SENT)
    first = sent.order_by("sent_at").values_list("sent_at", flat=True).first()
    return say_date(localdate(first)) if first else ""


def _days(inspection: Inspection, template: Template) -> dict[str, Told]:
    """The days the letter tells of, by code: those of the plan it names, and fieldwork where it is known to the day."""
    named = {
        template.after,
        *template.days,
        *(code for field, code in DAY_OF.items() if field in template.fields),
    }
    tasks = PlannedTask.objects.filter(inspection=inspection, code__in=named).order_by("due", "order")
    found = {task.code: Told(task.title, task.due) for task in tasks}
    if inspection.fieldwork_on.is_to_the_day and inspection.fieldwork_from and inspection.fieldwork_to:
        found[FIRST_DAY] = Told("First day of fieldwork", inspection.fieldwork_from)
        found[LAST_DAY] = Told("Last day of fieldwork", inspection.fieldwork_to)
    return {code: told for code, told in found.items() if code in named}


def _day_values(inspection: Inspection, template: Template, days: Mapping[str, Told]) -> dict[str, Value]:
    told: dict[str, Value] = {f: say_date(days[code].on) for f, code in DAY_OF.items() if code in days}
    listed = [days[code] for code in days if code in template.days]
    return told | {"dates": say_dates(listed), "changes": say_changes(_told_before(inspection), days)}


def _told_before(inspection: Inspection) -> dict[str, date]:
    """The day that each letter which left told the provider last, by code."""
    told: dict[str, date] = {}
    left = Letter.objects.filter(inspection=inspection, state=LetterState.SENT).order_by("sent_at", "pk")
    for days in left.values_list("days", flat=True):
        told |= {code: date.fromisoformat(day) for code, day in days.items()}
    return told


def waiting(letter: Letter) -> QuerySet[Recipient]:
    """Those for whom it neither left nor was refused."""
    return Recipient.objects.filter(letter=letter, left_at=None, reason="")
