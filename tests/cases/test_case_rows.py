"""The tables of cases keep their promises: each constraint is broken once, and what must be unique is."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from eyre.cases.models import (
    Alert,
    AnswerNow,
    Assessment,
    CaseAllocation,
    CaseInterview,
    CaseKey,
    CaseList,
    Device,
    JournalEntry,
    ListedCase,
    Review,
    Sample,
    SampledCase,
)
from eyre.people.models import Person
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(days=1)
BYTES = b"sealed"


class Rows:
    """One row of each table, good, and how to make another like it."""

    def __init__(self) -> None:
        self.inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
        self.person: Person = somebody()
        self.list = self.a_list()
        self.case = self.a_case()
        self.sample = self.a_sample()
        self.assessment = self.an_assessment()

    def a_list(self, **change: Any) -> CaseList:
        fields = {
            "inspection": self.inspection,
            "version": 1,
            "file_name": "cases.csv",
            "digest": "0" * 64,
            "state": "stored",
            "rows": 2,
            "done": 2,
            "sent_by": "x",
            "sent_at": NOON,
        }
        return CaseList.objects.create(**(fields | change))

    def a_case(self, **change: Any) -> ListedCase:
        fields = {"case_list": self.list, "row": 2, "pseudonym": "C-1", "kind": "community"}
        return ListedCase.objects.create(**(fields | change))

    def a_key(self, **change: Any) -> CaseKey:
        fields = {"inspection": self.inspection, "pseudonym": "C-1", "tag": "1" * 64, "sealed": BYTES}
        return CaseKey.objects.create(**(fields | change))

    def a_sample(self, **change: Any) -> Sample:
        fields = {
            "inspection": self.inspection,
            "case_list": self.list,
            "number": 1,
            "kind": "supervision",
            "receipt": "{}",
            "digest": "0" * 64,
            "drawn_by": "x",
            "drawn_at": NOON,
        }
        return Sample.objects.create(**(fields | change))

    def a_sampled_case(self, **change: Any) -> SampledCase:
        fields = {"sample": self.sample, "case": self.case, "position": 1}
        return SampledCase.objects.create(**(fields | change))

    def an_allocation(self, **change: Any) -> CaseAllocation:
        fields = {
            "inspection": self.inspection,
            "case": self.case,
            "inspector": self.person,
            "since": NOON,
            "given_by": "x",
        }
        return CaseAllocation.objects.create(**(fields | change))

    def an_interview(self, **change: Any) -> CaseInterview:
        fields = {
            "inspection": self.inspection,
            "case": self.case,
            "practitioner": "P-1",
            "inspector": self.person,
            "starts": NOON,
            "minutes": 60,
        }
        return CaseInterview.objects.create(**(fields | change))

    def an_assessment(self, **change: Any) -> Assessment:
        fields = {
            "inspection": self.inspection,
            "case": self.case,
            "part": "first",
            "assessor": self.person,
            "form": "f",
            "form_digest": "0" * 64,
            "opened_at": NOON,
            "opened_by": "x",
        }
        return Assessment.objects.create(**(fields | change))

    def an_answer(self, **change: Any) -> AnswerNow:
        fields = {"assessment": self.assessment, "key": "question:2.1.1", "heads": [], "number": 1}
        return AnswerNow.objects.create(**(fields | change))

    def a_review(self, **change: Any) -> Review:
        fields = {"assessment": self.assessment, "reviewer": self.person, "opened_at": NOON}
        return Review.objects.create(**(fields | change))

    def an_alert(self, **change: Any) -> Alert:
        fields = {
            "inspection": self.inspection,
            "assessment": self.assessment,
            "operation": uuid.UUID(int=1),
            "raised_by": "x",
            "raised_at": NOON,
        }
        return Alert.objects.create(**(fields | change))

    def an_entry(self, **change: Any) -> JournalEntry:
        device = Device.objects.create(person=self.person, name="tablet", first_seen=NOON, last_seen=NOON)
        fields = {
            "operation": uuid.UUID(int=1),
            "device": device,
            "sequence": 1,
            "assessment": self.assessment,
            "key": "question:2.1.1",
            "content": b"{}",
            "hash": "0" * 64,
            "received_at": NOON,
            "received_from": "x",
        }
        return JournalEntry.objects.create(**(fields | change))


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.mark.parametrize(
    ("make", "change", "constraint"),
    [
        (Rows.a_list, {"version": 2, "state": "lost"}, "case_list_state_is_known"),
        (Rows.a_list, {"version": 2, "state": "checking", "done": 3}, "case_list_done_within_rows"),
        (
            Rows.a_case,
            {"pseudonym": "C-2", "started": date(2026, 2, 2), "ended": date(2026, 2, 1)},
            "listed_case_in_order",
        ),
        (Rows.a_sampled_case, {"replaced_at": NOON}, "sampled_case_replacement_whole"),
        (Rows.an_allocation, {"until": NOON}, "allocation_end_is_whole"),
        (Rows.an_allocation, {"until": BEFORE, "ended_by": "x"}, "allocation_ends_after_it_began"),
        (Rows.an_interview, {"state": "lost"}, "interview_state_is_known"),
        (Rows.an_assessment, {"part": "third"}, "assessment_part_is_known"),
        (Rows.an_assessment, {"part": "second", "completed_at": NOON}, "assessment_completed_whole"),
        (Rows.a_review, {"outcome": "lovely", "ended_at": NOON}, "review_outcome_is_known"),
        (Rows.a_review, {"ended_at": NOON}, "review_ends_with_outcome"),
        (Rows.a_review, {"outcome": "fine"}, "review_ends_with_outcome"),
        (Rows.an_alert, {"seen_at": NOON}, "alert_seen_whole"),
        (Rows.an_alert, {"done_at": NOON}, "alert_done_whole"),
    ],
)
def test_promises_of_the_tables(
    rows: Rows, make: Callable[..., models.Model], change: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(rows, **change)


def test_a_receipt_that_replaces_another_says_why(rows: Rows) -> None:
    change = {"number": 2, "kind": "court_report", "replaces": rows.sample}
    with pytest.raises(IntegrityError, match="sample_again_with_reason"), transaction.atomic():
        rows.a_sample(**change)
    assert rows.a_sample(**change, reason="a case was closed").number == 2


@pytest.mark.parametrize(
    ("make", "first", "second"),
    [
        (Rows.a_list, {"version": 2, "state": "refused"}, {"version": 2, "state": "refused"}),
        (Rows.a_list, None, {"version": 2}),
        (Rows.a_case, None, {}),
        (Rows.a_key, {}, {"tag": "2" * 64}),
        (Rows.a_key, {}, {"pseudonym": "C-2"}),
        (Rows.a_sample, None, {"kind": "court_report"}),
        (Rows.a_sample, None, {"number": 2}),
        (Rows.a_sampled_case, {}, {"is_reserve": True}),
        (Rows.an_allocation, {}, {}),
        (Rows.an_interview, {}, {"practitioner": "P-2"}),
        (Rows.an_assessment, None, {}),
        (Rows.an_answer, {}, {}),
        (Rows.an_alert, {}, {}),
        (Rows.an_entry, {}, {"sequence": 2}),
    ],
)
def test_what_is_there_once(
    rows: Rows,
    make: Callable[..., models.Model],
    first: dict[str, object] | None,
    second: dict[str, object],
) -> None:
    if first is not None:
        make(rows, **first)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        make(rows, **second)


def test_a_case_handed_over_may_be_given_again(rows: Rows) -> None:
    rows.an_allocation(until=NOON, ended_by="x", reason="leave")
    assert rows.an_allocation().until is None
