"""The tables of judgements keep their promises: each constraint is broken once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.evidence.models import EvidenceItem, EvidenceVersion
from eyre.ratings.models import (
    JudgedFact,
    Judgement,
    JudgementComment,
    JudgementEvidence,
    QuestionJudgement,
    SecondReading,
)
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db


class Rows:
    """One good row of each table, and how to make another like it."""

    def __init__(self) -> None:
        self.inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
        self.person = somebody()
        told: dict[str, Any] = {"number": 1, "added_by": self.person, "added_at": NOON}
        item = EvidenceItem.objects.create(inspection=self.inspection, **told)
        told = {"kind": "data", "title": "x", "source": "x", "held_on": NOON.date(), "text": "x"}
        self.evidence = EvidenceVersion.objects.create(
            item=item, version=1, **told, written_by=self.person, written_at=NOON
        )
        self.judgement = self.a_judgement()
        self.a_question()
        self.a_reliance()
        self.a_fact()

    def a_judgement(self, **change: Any) -> Judgement:
        fields = {
            "inspection": self.inspection,
            "standard_ref": "P1.1",
            "version": 1,
            "written_by": self.person,
            "written_at": NOON,
        }
        return Judgement.objects.create(**(fields | change))

    def a_question(self, **change: Any) -> QuestionJudgement:
        fields = {"judgement": self.judgement, "question_ref": "P1.1.1"}
        return QuestionJudgement.objects.create(**(fields | change))

    def a_reliance(self, **change: Any) -> JudgementEvidence:
        fields = {"judgement": self.judgement, "evidence": self.evidence}
        return JudgementEvidence.objects.create(**(fields | change))

    def a_comment(self, **change: Any) -> JudgementComment:
        fields = {
            "inspection": self.inspection,
            "standard_ref": "P1.1",
            "text": "Is it?",
            "written_by": self.person,
            "written_at": NOON,
        }
        return JudgementComment.objects.create(**(fields | change))

    def a_reading(self, **change: Any) -> SecondReading:
        fields = {"judgement": self.judgement, "reader": self.person, "agrees": True, "read_at": NOON}
        return SecondReading.objects.create(**(fields | change))

    def a_fact(self, **change: Any) -> JudgedFact:
        fields = {
            "inspection": self.inspection,
            "fact": "breach",
            "version": 1,
            "is_true": True,
            "reasoning": "So it is.",
            "judged_by": self.person,
            "judged_at": NOON,
        }
        return JudgedFact.objects.create(**(fields | change))


OTHER = {"version": 2, "standard_ref": "P1.2"}
UNIQUE = {
    "judgement_version_once": (Rows.a_judgement, {"state": "replaced"}),
    "judgement_one_in_force": (Rows.a_judgement, {"version": 2}),
    "question_judgement_once": (Rows.a_question, {}),
    "judgement_evidence_once": (Rows.a_reliance, {}),
    "judged_fact_version_once": (Rows.a_fact, {}),
}
CHECKED = {
    "judgement_state_is_known": (Rows.a_judgement, {**OTHER, "state": "lost", "submitted_at": NOON}),
    "judgement_submitted_whole": (Rows.a_judgement, {**OTHER, "state": "submitted", "submitted_at": NOON}),
    "judgement_comment_says_something": (Rows.a_comment, {"text": ""}),
    "judgement_comment_resolved_whole": (Rows.a_comment, {"resolved_at": NOON}),
    "second_reading_says_why_not": (Rows.a_reading, {"agrees": False}),
    "judged_fact_says_why": (Rows.a_fact, {"version": 2, "reasoning": ""}),
}


@pytest.mark.parametrize("name", [*UNIQUE, *CHECKED])
def test_each_promise_is_kept(name: str) -> None:
    rows = Rows()
    make, change = (UNIQUE | CHECKED)[name]
    if name == "judgement_state_is_known":
        change = {**change, "outcome": "good", "reasoning": "x"}
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        make(rows, **change)
    words = str(broken.value).casefold()
    assert name in words or (name in UNIQUE and "unique" in words)
