"""The dates on which the plan of an inspection hangs: reading them, refusing others, and writing them down.

What writes here is called by actions, which record what they did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eyre.core.calendar import say_day
from eyre.core.planning import Stage
from eyre.core.planning.dates import DateFault, Dates, faults_of

from .exceptions import CannotPlan
from .models import Inspection

AFTERWARDS = (Stage.PUBLISHED, Stage.FOLLOW_UP, Stage.CLOSED)
WRITTEN = ["announced_on", "fieldwork", "fieldwork_from", "fieldwork_to"]


def dates_of(inspection: Inspection) -> Dates | None:
    """The dates on which its plan hangs; None as long as one is not known to the day."""
    told = (inspection.announced_on, inspection.fieldwork_from, inspection.fieldwork_to)
    if inspection.fieldwork_on.is_to_the_day and all(told):
        return Dates(*(day for day in told if day))
    return None


def check_dates(inspection: Inspection, dates: Dates) -> None:
    """Refuse dates this inspection cannot have: all reasons at once, each with the date it is about.

    Raises:
        CannotPlan: for what `faults_of` names, and for days that have become history.
    """
    check_plannable(inspection)
    faults = (*faults_of(dates), *_history(inspection, dates))
    if faults:
        raise CannotPlan(faults)


def check_plannable(inspection: Inspection) -> None:
    """Refuse to move anything of an inspection that is published.

    Raises:
        CannotPlan: with the words.
    """
    if Stage(inspection.stage) in AFTERWARDS:
        words = "It is published: its dates are those of the report and move no more"
        raise CannotPlan((DateFault("", words),))


def _history(inspection: Inspection, dates: Dates) -> Iterator[DateFault]:
    told = inspection.announced_on
    if is_announced(inspection) and told and dates.announced != told:
        yield DateFault("announced", f"It was announced on {say_day(told)}, and that does not change")


def is_announced(inspection: Inspection) -> bool:
    """Whether the provider was told, so that the day of it is history."""
    return Stage(inspection.stage) is not Stage.PLANNED


def _written(first: date, last: date) -> str:
    """The days of fieldwork as `Inspection.fieldwork` has them: one account of when it is."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def with_dates(inspection: Inspection, dates: Dates) -> Inspection:
    """The row with these dates, not yet saved."""
    inspection.announced_on = dates.announced
    inspection.fieldwork = _written(dates.first, dates.last)
    inspection.fieldwork_from, inspection.fieldwork_to = dates.first, dates.last
    return inspection


def store_dates(inspection: Inspection, dates: Dates) -> None:
    """Write the dates of one inspection."""
    with_dates(inspection, dates).save(update_fields=WRITTEN)
