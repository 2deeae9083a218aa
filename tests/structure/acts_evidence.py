"""The actions on evidence in advance."""

import io
from datetime import UTC, date, datetime

from acts import act

from eyre.evidence import actions as evidence
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from published_data import NOON

OTHER = Actor.of_command("eyre load")
DUE = date(2099, 12, 4)
EARLY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def inspection(pk: str = "pdu-2023-cumbria") -> Inspection:
    return Inspection.objects.get(pk=pk)


def person() -> Person:
    return Person.objects.create(
        email=f"p{Person.objects.count()}@example.org", name="Ada", invited_at=NOON, is_of_provider=True
    )


def added(pk: str = "pdu-2023-cumbria") -> Request:
    return evidence.add_request(inspection=inspection(pk), title="Staff", wanted="All", by=OTHER, at=EARLY)


def asked(pk: str = "pdu-2023-cumbria") -> Request:
    item = added(pk)
    evidence.send_requests(inspection=inspection(pk), due=DUE, by=OTHER, at=EARLY)
    return Request.objects.get(pk=item.pk)


def sent(pk: str = "pdu-2023-cumbria") -> RequestFile:
    return evidence.send_file(
        request=asked(pk), content=io.BytesIO(b"a,b"), name="a.csv", person=person(), by=OTHER, at=EARLY
    )


@act(evidence.prepare_requests)
def _() -> dict[str, object]:
    return {"inspection": inspection()}


@act(evidence.add_request)
def _() -> dict[str, object]:
    return {"inspection": inspection(), "title": "A title that stays out of the log", "wanted": "Words too"}


@act(evidence.drop_request)
def _() -> dict[str, object]:
    return {"request": added()}


@act(evidence.send_requests)
def _() -> dict[str, object]:
    added()
    return {"inspection": inspection(), "due": DUE}


@act(evidence.send_file)
def _() -> dict[str, object]:
    return {"request": asked(), "content": io.BytesIO(b"a,b"), "name": "a name.csv", "person": person()}


@act(evidence.reuse_file)
def _() -> dict[str, object]:
    earlier = sent()
    other = asked("pdu-2023-cheshirewest")
    Inspection.objects.filter(pk="pdu-2023-cheshirewest").update(provider=inspection().provider)
    return {"request": other, "earlier": earlier, "person": person()}


@act(evidence.take_file_back)
def _() -> dict[str, object]:
    return {"file": sent()}


@act(evidence.say_not_applicable)
def _() -> dict[str, object]:
    return {"request": asked(), "reason": "There is none"}


@act(evidence.accept)
def _() -> dict[str, object]:
    return {"request": sent().request}


@act(evidence.agree_not_applicable)
def _() -> dict[str, object]:
    return {"request": asked(), "reason": "There is none"}


@act(evidence.ask_again)
def _() -> dict[str, object]:
    return {"request": sent().request, "reason": "June is missing", "due": DUE}
