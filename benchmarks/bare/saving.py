"""A case in the middle of fieldwork, somebody signed in who writes on it, and a bare page that inserts one row."""

import json
import time
import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.utils.timezone import now

from eyre.cases.forms import form_for_edition
from eyre.cases.models import Assessment, CaseAllocation, CaseList, Device, ListedCase, Sample, SampledCase
from eyre.inspections.models import DataLoad, Inspection, TeamMember
from eyre.people.models import Person


def bare_insert(request: HttpRequest) -> HttpResponse:
    """Read JSON, insert one row, answer: what any answer must cost that is kept at all."""
    row = DataLoad.objects.create(
        loaded_by=str(request.user.pk), loaded_at=now(), changes=json.loads(request.body)
    )
    return JsonResponse({"number": row.pk})


def bare_insert_many(request: HttpRequest) -> HttpResponse:
    """Read a batch, insert a row for each operation at once, answer with their number: no rule, no fold, no record."""
    told = json.loads(request.body)["operations"]
    with transaction.atomic():
        rows = DataLoad.objects.bulk_create(
            DataLoad(loaded_by=str(request.user.pk), loaded_at=now(), changes=each) for each in told
        )
    return JsonResponse({"results": [{"number": row.pk} for row in rows]})


def made_fleet(devices: int) -> list[dict[str, str]]:
    """So many people, each with a case and a device of their own."""
    return [made(number) for number in range(devices)]


def made(number: int = 0) -> dict[str, str]:
    """Everything a device needs to save: session, inspection, assessment, device, form and a question of it."""
    inspection = Inspection.objects.get(pk="pdu-2023-cumbria")
    Inspection.objects.filter(pk=inspection.pk).update(stage="fieldwork")
    person = Person.objects.create(
        email=f"measured{number or ''}@eyre.example", name="Measured", invited_at=now()
    )
    TeamMember.objects.create(
        inspection=inspection, person=person, role="inspector", since=now(), given_by="x"
    )
    form = form_for_edition("hmip-probation-pdu-2021")
    assessment = Assessment.objects.create(
        inspection=inspection, case=_case(inspection, person, number), part="first", assessor=person,
        form=form.id, form_digest=form.digest, opened_at=now(), opened_by="x",
    )  # fmt: skip
    device = Device.objects.create(
        id=uuid.uuid4(), person=person, name="Measured", first_seen=now(), last_seen=now()
    )
    question = min(key for key in form.answer_keys if key.startswith("question:"))
    return {
        "session": _session(person), "inspection": inspection.pk, "assessment": str(assessment.pk),
        "device": str(device.pk), "form": form.id, "question": question,
    }  # fmt: skip


def _case(inspection: Inspection, person: Person, number: int) -> ListedCase:
    held, _ = CaseList.objects.get_or_create(
        inspection=inspection,
        version=99,
        defaults={
            "file_name": "c.csv", "digest": "0" * 64, "state": "stored", "rows": 1, "done": 1, "sent_by": "x",
            "sent_at": now(),
        },
    )  # fmt: skip
    pseudonym = f"C-{99 + number}"
    case = ListedCase.objects.create(case_list=held, row=2 + number, pseudonym=pseudonym, kind="community")
    sample, _ = Sample.objects.get_or_create(
        inspection=inspection,
        number=99,
        defaults={
            "case_list": held, "kind": "measured", "receipt": "{}", "digest": "0" * 64, "drawn_by": "x",
            "drawn_at": now(),
        },
    )  # fmt: skip
    SampledCase.objects.create(sample=sample, case=case, position=1 + number)
    CaseAllocation.objects.create(
        inspection=inspection, case=case, inspector=person, since=now(), given_by="x"
    )
    return case


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return str(session.session_key)
