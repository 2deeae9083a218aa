"""What is said of inspectors before cases are shared out: what they know, when they have time, and whom they know."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from eyre.cases.allocated import note_allocated
from eyre.cases.exceptions import CannotSay
from eyre.cases.models import (
    Acquaintance,
    CaseAllocation,
    CaseInterview,
    InspectorTime,
    Special,
    Specialism,
    Touched,
)
from eyre.cases.models.allocations import InterviewState
from eyre.cases.queries.allocations import allocations_now
from eyre.cases.queries.inspectors import touches
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record

A_WHOLE_DAY = 24 * 60
KNOWS = "declared that they know somebody or something this case touches"


@transaction.atomic
def say_specialisms(*, person: Person, specials: Collection[str], by: Actor, at: datetime) -> None:
    """Say what somebody knows more of than others; what is not named any more ends.

    Raises:
        CannotSay: for a specialism there is none of, and where nothing would change.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if strangers := sorted(set(specials) - set(Special.values)):
        raise CannotSay(f"There is no specialism {strangers[0]!r}.", "specials")
    rows = Specialism.objects.filter(person=person, until=None)
    held = set(rows.values_list("special", flat=True))
    if held == set(specials):
        raise CannotSay("That is what is said of them already.", "specials")
    rows.exclude(special__in=specials).update(until=at, ended_by=by.id)
    Specialism.objects.bulk_create(
        Specialism(person=person, special=special, since=at, given_by=by.id)
        for special in sorted(set(specials) - held)
    )
    before: Ids = {"specials": sorted(held)}
    after: Ids = {"specials": sorted(set(specials))}
    operation = Operation.ALTERATION
    record("specialisms.said", by=by, at=at, operation=operation, on=person, before=before, after=after)


@transaction.atomic
def say_time(
    *,
    inspection: Inspection,
    person: Person,
    days: Collection[date],
    minutes_a_day: int,
    by: Actor,
    at: datetime,
) -> InspectorTime:
    """Say on which days somebody has time for this inspection, and how many minutes of each are for cases.

    Raises:
        CannotSay: for more minutes than a day has, or fewer than none.
    """
    if not 0 <= minutes_a_day <= A_WHOLE_DAY:
        raise CannotSay("Minutes a day are a whole number up to 1,440.", "minutes_a_day")
    told = {
        "days": [day.isoformat() for day in sorted(set(days))],
        "minutes_a_day": minutes_a_day,
        "set_by": by.id,
        "set_at": at,
    }
    row, _ = InspectorTime.objects.update_or_create(inspection=inspection, person=person, defaults=told)
    after: Ids = {"person": str(person.pk), "days": len(set(days)), "minutes_a_day": minutes_a_day}
    record("time.said", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    return row


@transaction.atomic
def declare_acquaintance(
    *, inspection: Inspection, person: Person, kind: str, code: str, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Say that somebody on the team knows an office, a practitioner or the person a case is about.

    The cases of theirs that it touches go back at once: their pseudonyms.

    Raises:
        CannotSay: for something there is none of, and for what is declared already.
    """
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    if kind not in Touched.values or not code.strip():
        raise CannotSay("Say which office, practitioner or case is known.", "code")
    told = {"inspection": inspection, "person": person, "touches": kind, "code": code.strip()}
    if Acquaintance.objects.filter(**told, ended_at=None).exists():
        raise CannotSay("This is declared already.", "code")
    made = Acquaintance.objects.create(**told, declared_at=at, declared_by=by.id)
    back = _give_back(inspection, person, code.strip(), by, at)
    after: Ids = {"person": str(person.pk), "kind": kind, "given_back": len(back)}
    record("acquaintance.declared", by=by, at=at, operation=Operation.COLLECTION, on=made, after=after)
    note_allocated(inspection=inspection, by=by, at=at)
    return back


@transaction.atomic
def end_acquaintance(*, acquaintance: Acquaintance, by: Actor, at: datetime) -> Acquaintance:
    """End what was declared; never by the person themself.

    Raises:
        CannotSay: when it has ended, and when it is one's own.
    """
    row = Acquaintance.objects.select_for_update().get(pk=acquaintance.pk)
    if row.ended_at is not None:
        raise CannotSay("This has ended already.")
    if by.id == str(row.person_id):
        raise CannotSay("Somebody else ends what you declared: ask whoever shares out the cases.")
    row.ended_at, row.ended_by = at, by.id
    row.save(update_fields=["ended_at", "ended_by"])
    before: Ids = {"person": str(row.person_id), "kind": row.touches}
    record("acquaintance.ended", by=by, at=at, operation=Operation.ALTERATION, on=row, before=before)
    return row


def _give_back(inspection: Inspection, person: Person, code: str, by: Actor, at: datetime) -> tuple[str, ...]:
    """Take from somebody the cases that touch this; the interviews about them need a time again."""
    rows = [row for row in allocations_now(inspection).filter(inspector=person) if code in touches(row.case)]
    CaseAllocation.objects.filter(pk__in=[row.pk for row in rows]).update(
        until=at, ended_by=by.id, reason=KNOWS
    )
    planned = CaseInterview.objects.filter(
        case__in=[row.case_id for row in rows], state=InterviewState.PLANNED
    )
    planned.update(starts=None, is_by_hand=False, why="the case has no inspector")
    return tuple(row.case.pseudonym for row in rows)
