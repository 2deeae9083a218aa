"""The actions on programmes, stages and plans."""

from datetime import date

from acts import act
from acts_work import contact, person, provider

from eyre.core.planning import Needed, Stage
from eyre.core.planning.dates import Dates
from eyre.inspections import actions as inspections
from eyre.inspections.models import Inspection, PlannedTask, Programme
from eyre.platform.audit import Actor
from eyre.providers import actions as providers
from eyre.providers.models import Provider
from published_data import NOON

OTHER = Actor.of_command("eyre load")
DATES = Dates(date(2026, 12, 1), date(2027, 1, 11), date(2027, 1, 22))


def round_of_pdus() -> Programme:
    return Programme.objects.select_related("edition").get(pk="pdu-2023")


def planned() -> Inspection:
    """An inspection that is only planned."""
    programme = round_of_pdus()
    return inspections.open_inspection(
        provider=provider(),
        edition=programme.edition,
        programme=programme,
        kind="pdu",
        name="Cumbria",
        by=OTHER,
        at=NOON,
    )


def dated() -> Inspection:
    """An inspection with its plan."""
    inspection = planned()
    inspections.set_dates(inspection=inspection, dates=DATES, by=OTHER, at=NOON)
    return Inspection.objects.get(pk=inspection.pk)


def task() -> PlannedTask:
    return PlannedTask.objects.get(inspection=dated(), code="panel")


@act(inspections.note_fact)
def _() -> dict[str, object]:
    return {"inspection": planned(), "needed": Needed.RECEIPT, "true": True}


@act(inspections.set_dates)
def _() -> dict[str, object]:
    return {"inspection": planned(), "dates": DATES}


@act(inspections.move_task)
def _() -> dict[str, object]:
    return {"task": task(), "on": date(2027, 3, 1)}


@act(inspections.finish_task)
def _() -> dict[str, object]:
    return {"task": task()}


@act(inspections.reopen_task)
def _() -> dict[str, object]:
    held = task()
    inspections.finish_task(task=held, by=OTHER, at=NOON)
    return {"task": held}


@act(inspections.move_stage)
def _() -> dict[str, object]:
    inspection = dated()
    contact()
    inspections.join_team(inspection=inspection, person=person(), role="lead-inspector", by=OTHER, at=NOON)
    inspections.note_fact(
        inspection=inspection, needed=Needed.ANNOUNCEMENT_SENT, true=True, by=OTHER, at=NOON
    )
    by = Actor("3f0c5c1e-0000-4000-8000-000000000001", "operations-officer", "192.0.2.7")
    return {"inspection": inspection, "to": Stage.ANNOUNCED, "reason": "", "by": by}


@act(inspections.open_programme)
def _() -> dict[str, object]:
    return {"title": "North 2027", "kind": "pdu", "edition": round_of_pdus().edition}


@act(inspections.plan_review)
def _() -> dict[str, object]:
    unit = Provider.objects.filter(kind="pdu", wholes__until="", wholes__whole__kind="region").first()
    assert unit is not None
    return {
        "programme": round_of_pdus(),
        "region": unit.wholes.get(until="").whole,
        "title": "A region and its units",
        "units": [unit],
    }


@act(inspections.move_round)
def _() -> dict[str, object]:
    programme = dated().programme
    return {"programme": programme, "among": Inspection.objects.all(), "weeks": 2}


@act(providers.record_part)
def _() -> dict[str, object]:
    told = {"kind": "pdu", "by": OTHER, "at": NOON}
    part, whole = (
        providers.record_provider(slug=slug, name=slug.title(), **told)  # type: ignore[arg-type]
        for slug in ("a-part", "a-whole")
    )
    return {"provider": part, "whole": whole}
