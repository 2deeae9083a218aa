"""A panel for tests: an inspection at its panel, judged and frozen, and people who may decide on it."""

from datetime import date
from typing import Any
from uuid import uuid4

import numpy as np

from eyre.cases.actions import store_answers
from eyre.cases.actions.freezing import end_freeze, freeze_taken
from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.frameworks import RatedFrom
from eyre.core.ratings.panel import Seat
from eyre.frameworks.queries import edition
from eyre.inspections.actions import join_team
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.ratings.actions.deciding import Came, accept_others, note_meeting, sign_panel
from eyre.ratings.actions.panels import call_panel, prepare_papers
from eyre.ratings.models import Judgement, Panel, SecondReading
from eyre.ratings.queries.panels import panel_of, signed_digest
from published_data import NOON

BY = Actor.of_command("the tests")
CASES = 20
# How many of 20 are sufficient in each key question of a standard: Good, two points above its cut at 65 per cent
SUFFICIENT = {"P2.1": 13, "P2.2": 9, "P2.3": 14, "P2.4": 20}
DAY = date(2026, 11, 20)
WHY = "The panel looked at the sizes of the sub-samples."


def actor(person: Person, role: str = "panel-member") -> Actor:
    return Actor(str(person.pk), role, "192.0.2.7")


def somebody(name: str) -> Person:
    return Person.objects.create(email=f"{name}-{uuid4()}@example.org", name=name.title(), invited_at=NOON)


def inspection_at_its_panel() -> Inspection:
    """An inspection whose 20 answers are frozen, and every standard of which is judged and agreed to."""
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(
        is_public=False, stage="panel", edition="hmip-probation-pdu-2023"
    )
    found = Inspection.objects.select_related("edition", "provider").get(pk="pdu-2023-cumbria")
    store_answers(inspection=found, matrix=matrix(), is_reconstructed=False, note="", by=BY, at=NOON)
    freeze_taken(inspection=found, by=BY, at=NOON)
    judge_all(found)
    return found


def refrozen(inspection: Inspection, change: dict[str, int]) -> None:
    """Back to fieldwork, frozen anew with so many sufficient in these standards, and before the panel again."""
    from eyre.cases.models import Freeze

    Inspection.objects.filter(pk=inspection.pk).update(stage="fieldwork")
    end_freeze(inspection=inspection, reason="An answer was wrong.", by=BY, at=NOON)
    store_answers(
        inspection=inspection, matrix=matrix(change), is_reconstructed=False, note="", by=BY, at=NOON
    )
    made = freeze_taken(inspection=inspection, by=BY, at=NOON)
    Judgement.objects.exclude(freeze=None).update(freeze=Freeze.objects.get(pk=made.pk))
    Inspection.objects.filter(pk=inspection.pk).update(stage="panel")


def matrix(change: dict[str, int] | None = None) -> AnswerMatrix:
    sufficient = SUFFICIENT | (change or {})
    held = edition("hmip-probation-pdu-2023")
    questions = [question.ref for standard in held.case_standards for question in standard.key_questions]
    cells = np.full((CASES, len(questions)), Answer.NO, dtype=np.uint8)
    for column, ref in enumerate(questions):
        cells[: sufficient[ref.rpartition(".")[0]], column] = Answer.YES
    return AnswerMatrix(tuple(f"C-{n:02}" for n in range(CASES)), tuple(questions), cells)


def judge_all(inspection: Inspection, outcome: str = "good") -> None:
    from eyre.cases.models import Freeze

    author, reader = somebody("author"), somebody("reader")
    frozen = Freeze.objects.get(inspection=inspection, ended_at=None)
    for standard in edition(inspection.edition_id).standards:
        from_cases = standard.rated_from is RatedFrom.CASES
        made = Judgement.objects.create(
            inspection=inspection,
            standard_ref=standard.ref,
            version=1,
            state="agreed",
            outcome=outcome,
            reasoning="As the evidence says.",
            freeze=frozen if from_cases else None,
            written_by=author,
            written_at=NOON,
            submitted_at=NOON,
        )
        SecondReading.objects.create(judgement=made, reader=reader, agrees=True, read_at=NOON)


class Made:
    """A panel that was called, with its chair, a member and somebody who presents."""

    def __init__(self, inspection: Inspection | None = None) -> None:
        self.inspection = inspection or inspection_at_its_panel()
        self.chair, self.member, self.lead = somebody("chair"), somebody("member"), somebody("lead")
        for person, role in (
            (self.chair, "panel-member"),
            (self.member, "panel-member"),
            (self.lead, "lead-inspector"),
        ):
            join_team(inspection=self.inspection, person=person, role=role, by=BY, at=NOON)
        self.panel = self.called()

    def called(self, **change: Any) -> Panel:
        told = {"inspection": self.inspection, "held_on": DAY, "place": "Manchester", "seats": self.seats()}
        return call_panel(**(told | change), by=actor(self.chair), at=NOON)

    def seats(self) -> dict[str, Seat]:
        held = {self.chair: Seat.CHAIR, self.member: Seat.MEMBER, self.lead: Seat.PRESENTING}
        return {str(person.pk): seat for person, seat in held.items()}

    def met(self, **change: Came) -> "Made":
        """Papers read, everybody there, minutes written."""
        panel = panel_of(self.inspection.pk, self.panel.number)
        prepare_papers(panel=panel, by=actor(self.chair), at=NOON)
        came = {person: Came(attended=True) for person in self.seats()} | change
        told = {"minutes": "The panel went through every standard.", "revision": panel.revision}
        note_meeting(panel=panel, came=came, **told, by=actor(self.chair), at=NOON)
        return self

    def accepted(self) -> "Made":
        accept_others(panel=self.panel, by=actor(self.chair), at=NOON)
        return self

    def sign(self, person: Person) -> Any:
        panel = panel_of(self.inspection.pk, self.panel.number)
        return sign_panel(panel=panel, seen=signed_digest(panel), by=actor(person), at=NOON)

    def signed(self) -> "Made":
        self.sign(self.chair)
        self.sign(self.member)
        return self
