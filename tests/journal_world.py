"""A small world in which answers are saved: one inspection in fieldwork, one case, two assessors, some devices."""

import json
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from eyre.cases.actions.journal import receive
from eyre.cases.forms import form_for_edition
from eyre.cases.journal import Reply, Verdict
from eyre.cases.models import (
    Assessment,
    CaseAllocation,
    CaseList,
    Device,
    ListedCase,
    Sample,
    SampledCase,
)
from eyre.core.journal import Operation, uuid7
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from small_register import NOON, small_inspections, small_register, somebody

FORM = form_for_edition("hmip-probation-pdu-2021")
QUESTION = next(key for key in FORM.answer_keys if key.startswith("question:"))
OTHER_QUESTION = [key for key in FORM.answer_keys if key.startswith("question:")][1]
NOTE = "note:case"
LATER = timedelta(minutes=1)


@dataclass
class Tablet:
    """A device in somebody's hands: it makes operations and counts them; its clock may be wrong."""

    person: Person
    assessment: Assessment
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    made: int = 0
    clock: datetime = NOON

    def write(self, value: Any, base: Operation | None = None, **changed: Any) -> Operation:
        """An operation made now, with its hash."""
        self.made += 1
        self.clock += timedelta(seconds=1)
        operation = Operation(
            id=uuid7(self.clock, uuid.uuid4().bytes[:10]),
            device=self.id,
            sequence=self.made,
            assessment=str(self.assessment.pk),
            key=QUESTION,
            edition=FORM.id,
            value=value,
            base=base.id if base else None,
            at=self.clock.isoformat(timespec="milliseconds"),
        )
        return replace(operation, **changed).sealed()


class World:
    """Everybody and everything there is; `send` is what a device sends to the server."""

    def __init__(self) -> None:
        self.inspection: Inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
        Inspection.objects.filter(pk=self.inspection.pk).update(stage="fieldwork")
        self.ada, self.bob, self.lead = somebody("Ada"), somebody("Bob"), somebody("Lea")
        for person, role in ((self.ada, "inspector"), (self.bob, "inspector"), (self.lead, "lead-inspector")):
            self.join(person, role)
        self.case = self.a_case()
        self.allocation = CaseAllocation.objects.create(
            inspection=self.inspection, case=self.case, inspector=self.ada, since=NOON, given_by="x"
        )
        self.assessment = self.an_assessment(self.case, self.ada)

    def join(self, person: Person, role: str) -> None:
        """Put somebody on the team."""
        TeamMember.objects.create(
            inspection=self.inspection, person=person, role=role, since=NOON, given_by="x"
        )

    def a_case(self) -> ListedCase:
        """A case in the sample."""
        number = CaseList.objects.count() + 1
        held = CaseList.objects.create(
            inspection=self.inspection, version=number, file_name="c.csv", digest="0" * 64, state="stored",
            rows=1, done=1, sent_by="x", sent_at=NOON,
        )  # fmt: skip
        case = ListedCase.objects.create(case_list=held, row=2, pseudonym=f"C-{number}", kind="community")
        sample = Sample.objects.create(
            inspection=self.inspection, case_list=held, number=number, kind=f"k{number}", receipt="{}",
            digest="0" * 64, drawn_by="x", drawn_at=NOON,
        )  # fmt: skip
        SampledCase.objects.create(sample=sample, case=case, position=1)
        return case

    def an_assessment(self, case: ListedCase, assessor: Person, part: str = "first") -> Assessment:
        """An assessment on the form of 2021."""
        return Assessment.objects.create(
            inspection=self.inspection, case=case, part=part, assessor=assessor, form=FORM.id,
            form_digest=FORM.digest, opened_at=NOON, opened_by="x",
        )  # fmt: skip

    def tablet(self, person: Person | None = None, assessment: Assessment | None = None) -> Tablet:
        """A registered device."""
        # Clocks a minute apart, so that ids sort as devices were made
        clock = NOON + LATER * Device.objects.count()
        tablet = Tablet(person or self.ada, assessment or self.assessment, clock=clock)
        Device.objects.create(
            id=tablet.id, person=tablet.person, name="Tablet", first_seen=NOON, last_seen=NOON
        )
        return tablet

    def standing(self, person: Person) -> Standing:
        """What the rules see of somebody."""
        return Standing(str(person.pk), person.name)

    def send(self, *operations: Operation | str, person: Person | None = None, at: datetime = NOON) -> Reply:
        """What the server answers to a batch."""
        return self.send_bytes(batch(*operations), person=person, at=at)

    def send_bytes(self, content: bytes, person: Person | None = None, at: datetime = NOON) -> Reply:
        """What the server answers to these bytes."""
        standing = self.standing(person or self.ada)
        by = Actor(standing.person, "inspector")
        return receive(inspection=self.inspection.pk, standing=standing, content=content, by=by, at=at)


def batch(*operations: Operation | str) -> bytes:
    """A batch as a device sends it; texts as they are."""
    pieces = [each if isinstance(each, str) else each.written() for each in operations]
    return f'{{"operations":[{",".join(pieces)}]}}'.encode("utf-8", "surrogateescape")


def outcomes(verdicts: tuple[Verdict, ...]) -> list[str]:
    """The verdicts, or the reasons why not."""
    return [each.code or each.verdict for each in verdicts]


def in_json(operation: Operation, **changed: Any) -> str:
    """The operation with other fields and the same hash."""
    return json.dumps(json.loads(operation.written()) | changed)
