"""Interviews get times by the pattern of a day, stay where they were held or moved by hand, and say why they have none."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from eyre.cases.actions import (
    apply_allocation,
    cancel_interview,
    give_back,
    hand_over,
    hold_interview,
    move_interview,
    plan_interviews,
    say_time,
)
from eyre.cases.exceptions import CannotPlan, InterviewNotFound, PlanChanged
from eyre.cases.models import CaseInterview, InterviewPattern, SampledCase
from eyre.cases.queries.inspectors import USUAL_PATTERN, pattern_of
from eyre.cases.queries.interviews import (
    against,
    as_placed,
    interview,
    interviews_of,
    interviews_of_inspector,
    plan_of_interviews,
    timetable_for_provider,
)
from eyre.cases.queries.proposals import propose
from eyre.core.planning import Pattern
from eyre.inspections.actions import leave_team
from eyre.inspections.models import TeamMember
from sampled import AT, BY, FIRST, Sampled, sampled

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
AFTER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def one() -> Sampled:
    """Six cases of three practitioners, shared out between two inspectors."""
    made = sampled(offices=("North",))
    apply_allocation(inspection=made.inspection, digest=propose(made.inspection).digest, by=BY, at=AT)
    return made


def plan(one: Sampled, pattern: Pattern = USUAL_PATTERN, *, anew: bool = False) -> None:
    digest = plan_of_interviews(one.inspection, pattern, today=AT.date(), anew=anew).digest
    plan_interviews(inspection=one.inspection, pattern=pattern, digest=digest, anew=anew, by=BY, at=AT)


def of(one: Sampled, case: str) -> CaseInterview:
    return interviews_of(one.inspection).get(case=one.cases[case])


def at(day: int, clock: str) -> datetime:
    """A moment of October 2026, by the office's clock."""
    hour, minute = clock.split(":")
    return datetime(2026, 10, day, int(hour), int(minute), tzinfo=LONDON)


def test_every_case_gets_a_time_and_the_pattern_is_kept(one: Sampled) -> None:
    pattern = replace(USUAL_PATTERN, minutes=45, starts=(time(10, 0), time(14, 0)))
    assert CaseInterview.objects.count() == 0
    plan(one, pattern)
    rows = list(interviews_of(one.inspection))
    assert len(rows) == 6
    assert {row.minutes for row in rows} == {45}
    assert all(row.starts and row.starts.astimezone(LONDON).hour in {10, 14} for row in rows)
    assert pattern_of(one.inspection) == pattern
    assert {row.place for row in rows} == {"North"}
    assert {row.practitioner for row in rows} == {"P-1", "P-2", "P-3"}


def test_times_are_those_of_the_office_in_summer(one: Sampled) -> None:
    plan(one)
    first = interviews_of(one.inspection).first()
    assert first is not None
    assert first.starts == datetime(2026, 10, 5, 8, 30, tzinfo=UTC), "half past nine, British summer time"
    placed = as_placed(first)
    assert placed is not None
    assert (placed.day, placed.start) == (FIRST, time(9, 30))


def test_what_changed_since_it_was_looked_at_is_not_planned(one: Sampled) -> None:
    digest = plan_of_interviews(one.inspection, today=AT.date()).digest
    say_time(inspection=one.inspection, person=one.people["Ada"], days=[], minutes_a_day=420, by=BY, at=AT)
    with pytest.raises(PlanChanged, match="changed since"):
        plan_interviews(inspection=one.inspection, pattern=USUAL_PATTERN, digest=digest, by=BY, at=AT)
    assert not InterviewPattern.objects.exists(), "nothing half done"


def test_planned_again_nothing_moves_unless_it_is_asked_for(one: Sampled) -> None:
    plan(one)
    before = {row.pk: row.starts for row in interviews_of(one.inspection)}
    other = replace(USUAL_PATTERN, starts=(time(12, 0), time(16, 0)))
    plan(one, other)
    assert {row.pk: row.starts for row in interviews_of(one.inspection)} == before
    plan(one, other, anew=True)
    after = {row.pk: row.starts for row in interviews_of(one.inspection)}
    assert set(after) == set(before)
    assert not set(after.values()) & set(before.values())


def test_what_was_moved_by_hand_stays_when_all_is_planned_anew(one: Sampled) -> None:
    plan(one)
    move_interview(interview=of(one, "C-01"), starts=at(9, "16:45"), place="By telephone", by=BY, at=AT)
    plan(one, replace(USUAL_PATTERN, starts=(time(12, 0), time(16, 0))), anew=True)
    moved = of(one, "C-01")
    assert (moved.starts, moved.place, moved.is_by_hand) == (at(9, "16:45"), "By telephone", True)


@pytest.mark.parametrize(
    ("starts", "despite", "words"),
    [
        (at(6, "03:00") - timedelta(days=30), True, "has not passed"),
        (at(10, "10:00"), False, "no interviews on this day"),
    ],
)
def test_a_time_against_the_rules_is_refused(
    one: Sampled, starts: datetime, *, despite: bool, words: str
) -> None:
    plan(one)
    with pytest.raises(CannotPlan, match=words):
        move_interview(interview=of(one, "C-01"), starts=starts, place="", despite=despite, by=BY, at=AT)


def test_nobody_is_in_two_interviews_whatever_is_ticked(one: Sampled) -> None:
    plan(one)
    mine, others = of(one, "C-01"), list(interviews_of(one.inspection))
    same_inspector = next(r for r in others if r.inspector == mine.inspector and r.pk != mine.pk)
    same_practitioner = next(r for r in others if r.practitioner == "P-1" and r.pk != mine.pk)
    for row in (same_inspector, same_practitioner):
        assert row.starts is not None
        with pytest.raises(CannotPlan, match="another interview at this time"):
            move_interview(
                interview=mine, starts=row.starts + timedelta(minutes=5), place="", despite=True, by=BY, at=AT
            )
    move_interview(interview=mine, starts=at(10, "10:00"), place="", despite=True, by=BY, at=AT)
    assert of(one, "C-01").starts == at(10, "10:00")


def test_one_that_was_held_stays_for_ever(one: Sampled) -> None:
    plan(one)
    row = of(one, "C-01")
    with pytest.raises(CannotPlan, match="whose time has come"):
        hold_interview(interview=row, by=BY, at=AT)
    hold_interview(interview=row, by=BY, at=AFTER)
    with pytest.raises(CannotPlan):
        hold_interview(interview=row, by=BY, at=AFTER)
    with pytest.raises(CannotPlan, match="held already"):
        cancel_interview(interview=row, reason="x", by=BY, at=AFTER)
    with pytest.raises(CannotPlan, match="was held"):
        move_interview(interview=row, starts=AFTER + timedelta(days=1), place="", by=BY, at=AFTER)
    plan(one, replace(USUAL_PATTERN, starts=(time(12, 0),)), anew=True)
    assert (of(one, "C-01").state, of(one, "C-01").starts) == ("held", row.starts)


def test_one_called_off_is_left_out_until_somebody_moves_it(one: Sampled) -> None:
    plan(one)
    with pytest.raises(CannotPlan, match="Say why"):
        cancel_interview(interview=of(one, "C-01"), reason=" ", by=BY, at=AT)
    cancel_interview(interview=of(one, "C-01"), reason="on leave", by=BY, at=AT)
    plan(one, anew=True)
    assert (of(one, "C-01").state, of(one, "C-01").why) == ("cancelled", "on leave")
    move_interview(interview=of(one, "C-01"), starts=at(9, "16:45"), place="North", by=BY, at=AT)
    assert (of(one, "C-01").state, of(one, "C-01").why) == ("planned", "")


def test_a_case_handed_over_or_given_back_loses_its_time(one: Sampled) -> None:
    plan(one)
    giver = of(one, "C-01").inspector
    taker = one.people["Bea" if giver.name == "Ada" else "Ada"]
    hand_over(inspection=one.inspection, case=one.cases["C-01"], to=taker, reason="ill", by=BY, at=AT)
    row = of(one, "C-01")
    assert (row.inspector, row.starts, row.why) == (
        taker,
        None,
        "the case has another inspector: find a time",
    )
    plan(one)
    assert of(one, "C-01").starts is not None
    give_back(inspection=one.inspection, case=one.cases["C-01"], reason="ill", by=BY, at=AT)
    assert (of(one, "C-01").starts, of(one, "C-01").why) == (None, "the case has no inspector")
    assert plan_of_interviews(one.inspection, today=AT.date()).timetable.unplaced == {
        "C-01": "it has no inspector"
    }
    plan(one)
    assert of(one, "C-01").why == "the case has no inspector"


def test_who_has_no_slot_and_who_is_examined_from_the_file_is_told(one: Sampled) -> None:
    pattern = replace(USUAL_PATTERN, starts=(time(10, 0),), at_most=1, a_day=1)
    for name in ("Ada", "Bea"):
        say_time(
            inspection=one.inspection, person=one.people[name], days=[FIRST], minutes_a_day=900, by=BY, at=AT
        )
    plan(one, pattern)
    why = {row.case.pseudonym: row.why for row in interviews_of(one.inspection)}
    assert [case for case, words in why.items() if "once already" in words] == ["C-02", "C-04", "C-06"]
    full, placed = (list(why.values()).count(words) for words in ("its inspector has no time left", ""))
    assert full + placed == 3
    assert full
    assert placed == len({row.inspector_id for row in interviews_of(one.inspection) if row.starts})


def test_the_objections_are_those_of_the_rule(one: Sampled) -> None:
    plan(one)
    row = of(one, "C-01")
    assert row.starts is not None
    placed = as_placed(row)
    assert placed is not None
    assert against(row, placed) == ()
    assert against(row, replace(placed, day=AFTER.date())) == ("its inspector has no interviews on this day",)


def test_reads_of_one_inspection(one: Sampled) -> None:
    plan(one)
    row = of(one, "C-01")
    assert interview(one.inspection, row.pk) == row
    with pytest.raises(InterviewNotFound):
        interview(one.inspection, row.pk + 1000)
    assert len(interviews_of_inspector(row.inspector_id, one.inspection)) == 3
    lines = timetable_for_provider(one.inspection)
    assert len(lines) == 6
    assert lines[0][:3] == (FIRST, "09:30", "North")
    rows = {f"Row {case.row}" for case in one.cases.values()}
    assert {line[4] for line in lines} == rows, "no pseudonym that a provider could not read"


def test_nobody_is_asked_for_today_and_what_lies_behind_stays(one: Sampled) -> None:
    found = plan_of_interviews(one.inspection, today=FIRST)
    assert found.new
    assert all(placed.day > FIRST for placed in found.new)
    plan(one)
    other = replace(USUAL_PATTERN, starts=(time(12, 0), time(16, 0)))
    again = plan_of_interviews(one.inspection, other, today=FIRST, anew=True)
    behind = {row.case.pseudonym for row in interviews_of(one.inspection) if _day(row) <= FIRST}
    assert behind
    assert again.kept == behind
    assert plan_of_interviews(one.inspection, other, today=AFTER.date(), anew=True).new == ()


def _day(row: CaseInterview) -> date:
    placed = as_placed(row)
    assert placed is not None
    return placed.day


def test_the_time_of_a_case_that_was_replaced_is_free(one: Sampled) -> None:
    plan(one)
    move_interview(interview=of(one, "C-01"), starts=at(9, "16:45"), place="", by=BY, at=AT)
    gone = of(one, "C-01")
    SampledCase.objects.filter(case=gone.case).update(replaced_at=AT, replaced_because="moved away")
    assert not interviews_of(one.inspection).filter(pk=gone.pk).exists()
    other = next(row for row in interviews_of(one.inspection) if row.inspector_id == gone.inspector_id)
    move_interview(interview=other, starts=at(9, "16:45"), place="", despite=True, by=BY, at=AT)
    gone.refresh_from_db()
    assert (gone.state, gone.starts, gone.why) == ("cancelled", None, "the case was replaced")
    plan(one, anew=True)


def test_who_has_left_comes_no_more(one: Sampled) -> None:
    plan(one)
    leave_team(member=TeamMember.objects.get(person=one.people["Ada"]), by=BY, at=AT)
    assert {line[3] for line in timetable_for_provider(one.inspection)} == {"Bea"}
    plan(one)
    rows = interviews_of(one.inspection).filter(inspector=one.people["Ada"])
    assert {(row.starts, row.why) for row in rows} == {(None, "the case has no inspector")}
