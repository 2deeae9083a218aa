"""Cases that are made for a test: a list, a sample, assessments, and answers as the journal would hold them."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from eyre.cases.forms import form_for_edition
from eyre.cases.models import (
    AnswerNow,
    Assessment,
    CaseList,
    Device,
    JournalEntry,
    ListedCase,
    Sample,
    SampledCase,
)
from eyre.core.assessment import Form
from eyre.core.journal import Operation, uuid7
from eyre.core.journal.ids import RANDOM_BYTES
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from published_data import NOON

BY = "the tests"


def cases_of(inspection: Inspection, number: int = 2, kind: str = "community") -> list[ListedCase]:
    """So many sampled cases of an inspection, "C-01" and on; of a new list, in the place of any before."""
    CaseList.objects.filter(inspection=inspection).update(state="replaced")
    Sample.objects.filter(inspection=inspection).update(is_current=False)
    held = CaseList.objects.create(
        inspection=inspection,
        version=1 + CaseList.objects.filter(inspection=inspection).count(),
        file_name="list.csv",
        digest="0" * 64,
        state="stored",
        rows=number,
        sent_by=BY,
        sent_at=NOON,
    )
    told = {"inspection": inspection, "case_list": held, "kind": kind, "receipt": "{}", "digest": "0" * 64}
    sample = Sample.objects.create(
        number=1 + Sample.objects.filter(inspection=inspection).count(), drawn_by=BY, drawn_at=NOON, **told
    )
    return [_case(held, sample, place, kind) for place in range(1, number + 1)]


def _case(held: CaseList, sample: Sample, place: int, kind: str) -> ListedCase:
    case = ListedCase.objects.create(
        case_list=held, row=place, pseudonym=f"C-{place:02}", kind=kind, attributes={"sex": "female"}
    )
    SampledCase.objects.create(sample=sample, case=case, position=place)
    return case


def assessed(
    case: ListedCase, assessor: Person, part: str = "first", *, is_complete: bool = False, **values: Any
) -> Assessment:
    """An assessment of a case; complete with an answer to everything the form wants, where that is asked for."""
    inspection = case.case_list.inspection
    form = form_for_edition(inspection.edition_id)
    made = Assessment.objects.create(
        inspection=inspection,
        case=case,
        part=part,
        assessor=assessor,
        form=form.id,
        form_digest=form.digest,
        opened_at=NOON,
        opened_by=BY,
    )
    if is_complete or values:
        answer(made, full_answers(form, case.kind) | values.pop("answers", {}))
    if is_complete:
        Assessment.objects.filter(pk=made.pk).update(
            completed_at=NOON + timedelta(hours=1), completed_by=str(assessor.pk)
        )
        made.refresh_from_db()
    return made


def full_answers(form: Form, kind: str) -> dict[str, object]:
    """Yes to everything, and every fact: an assessment in which nothing is missing."""
    facts: dict[str, object] = {}
    for fact in form.facts:
        of_type = {
            "choice": fact.options[0][0] if fact.options else "",
            "date": "2026-01-05",
            "number": fact.least,
        }
        facts[fact.key] = of_type.get(fact.type.value, "Something")
    keys = [
        key
        for section in form.sections_for(kind)
        for question in section.questions
        for key in (*(prompt.key for prompt in question.prompts), question.key)
    ]
    return facts | dict.fromkeys(keys, "yes")


def answer(assessment: Assessment, values: Mapping[str, object], by: Person | None = None) -> None:
    """Put answers into the journal of an assessment, each after what stood there, and keep the fold in step."""
    person = by or assessment.assessor
    device, _ = Device.objects.get_or_create(
        person=person, name="test", defaults={"first_seen": NOON, "last_seen": NOON}
    )
    held = {each.key: each for each in AnswerNow.objects.filter(assessment=assessment)}
    entries, rows = [], []
    for sequence, (key, value) in enumerate(values.items(), 1):
        heads = held[key].heads if key in held else []
        entry = _entry(assessment, device, sequence, key, value, heads[0] if heads else None, person)
        entries.append(entry)
        rows.append((key, value, str(entry.operation)))
    JournalEntry.objects.bulk_create(entries)
    for key, value, operation in rows:
        AnswerNow.objects.update_or_create(
            assessment=assessment, key=key, defaults={"value": value, "heads": [operation], "number": 1}
        )


def _entry(
    assessment: Assessment,
    device: Device,
    sequence: int,
    key: str,
    value: object,
    base: str | None,
    person: Person,
) -> JournalEntry:
    said = Operation(
        id=uuid7(NOON, secrets.token_bytes(RANDOM_BYTES)),
        device=str(device.pk),
        sequence=sequence,
        assessment=str(assessment.pk),
        key=key,
        edition=assessment.form,
        value=value,  # type: ignore[arg-type]
        base=base,
        at=NOON.isoformat(timespec="milliseconds"),
    ).sealed()
    return JournalEntry(
        operation=UUID(said.id),
        device=device,
        sequence=sequence,
        assessment=assessment,
        key=key,
        base=UUID(base) if base else None,
        content=said.written().encode(),
        hash=said.hash,
        received_at=NOON,
        received_from=str(person.pk),
    )
