"""What pages read of plans, stages, rounds and workload; and that nobody reads what they may not."""

from datetime import date, timedelta

import pytest
from planned_inspection import DATES, acting, date_it, due, planned, shifted, staffed, task, tell

from eyre.core.planning import Needed, Stage
from eyre.core.planning.clashes import Fieldwork
from eyre.inspections.actions import finish_task, join_team, move_stage, move_task, open_programme
from eyre.inspections.exceptions import InspectionNotFound, ProgrammeNotFound, TaskNotFound
from eyre.inspections.models import Inspection, Programme
from eyre.inspections.queries.months import Show, month_of
from eyre.inspections.queries.plans import due_for, plan_of, task_row
from eyre.inspections.queries.programmes import planned_for, programme_of, round_of, rounds
from eyre.inspections.queries.stages import history_of, ways_from
from eyre.inspections.queries.workload import days_to_come, workload
from eyre.people.models import Person
from eyre.people.standing import NOBODY, Standing
from eyre.providers.actions import declare_interest, name_contact
from eyre.providers.models import Provider
from small_register import NOON, OFFICER, somebody

pytestmark = pytest.mark.django_db
DAY = timedelta(1)
OPS = Standing("11111111-1111-4111-8111-111111111111", "Officer", frozenset({"operations-officer"}))


@pytest.fixture
def held() -> dict[str, Inspection]:
    return planned("cumbria", "lancashire", "kent")


def of(person: Person, *roles: str) -> Standing:
    return Standing(str(person.pk), person.name, frozenset(roles))


def join(inspection: Inspection, person: Person, role: str = "inspector") -> None:
    join_team(inspection=inspection, person=person, role=role, by=OFFICER, at=NOON)


def test_a_plan(held: dict[str, Inspection]) -> None:
    finish_task(task=task(held["cumbria"], "contact"), by=OFFICER, at=NOON)
    plan = plan_of("cumbria", OPS)
    assert (plan.stage, plan.dates) == (Stage.PLANNED, DATES)
    assert [one.due for one in plan.tasks] == sorted(one.due for one in plan.tasks)
    by_code = {one.code: one for one in plan.tasks}
    assert by_code["evidence"].after == "10 working days before the first day of fieldwork"
    assert by_code["request-evidence"].after == "1 working day after the announcement"
    assert by_code["opening"].after == "on the first day of fieldwork"
    assert by_code["sample"].after == "2 working days after “Send the case list”"
    assert by_code["contact"].is_done
    assert by_code["contact"].done_by == OFFICER.id
    assert not by_code["contact"].is_overdue(date(2030, 1, 1))
    panel = by_code["panel"]
    assert [panel.is_overdue(panel.due + n * DAY) for n in (0, 1)] == [False, True]
    assert [panel.is_due_soon(panel.due - n * DAY) for n in (7, 6, 0, -1)] == [False, True, True, False]


def test_a_plan_without_dates_is_empty(held: dict[str, Inspection]) -> None:
    Inspection.objects.filter(pk="cumbria-public").update(stage="published")
    plan = plan_of("cumbria-public", OPS)
    assert (plan.dates, plan.tasks) == (None, ())


def test_nobody_reads_a_plan_of_what_they_may_not_know(held: dict[str, Inspection]) -> None:
    with pytest.raises(InspectionNotFound):
        plan_of("cumbria", NOBODY)
    with pytest.raises(TaskNotFound):
        task_row(held["cumbria"], "no-such-task")


def test_what_is_due_for_somebody(held: dict[str, Inspection]) -> None:
    lead, other = somebody("Lead"), somebody("Other")
    join(held["cumbria"], lead, "lead-inspector")
    join(held["kent"], other)
    on = due(held["cumbria"], "announcement")
    theirs = due_for(of(lead), on)
    assert [(one.inspection, one.code, one.is_overdue) for one in theirs] == [
        ("cumbria", "announcement", False)
    ]
    assert next(one.is_overdue for one in due_for(of(lead), on + DAY))
    assert due_for(of(other), on) == ()
    assert {one.inspection for one in due_for(OPS, on)} == {"cumbria", "lancashire", "kent"}
    assert len(due_for(OPS, date(2030, 1, 1), most=5)) == 5
    assert due_for(NOBODY, on) == due_for(of(lead, "auditor"), on) == ()
    declare_interest(
        person=lead, provider=held["cumbria"].provider, kind="financial", by=acting(lead), at=NOON
    )
    assert due_for(of(lead), on) == ()


def test_ways_on_say_what_is_lacking(held: dict[str, Inspection]) -> None:
    staffed(held["cumbria"])
    tell(held["cumbria"], Needed.ANNOUNCEMENT_SENT, true=False)
    (way,) = ways_from(held["cumbria"], frozenset({"lead-inspector"}), NOON.date())
    assert (way.to, way.role, way.lacking, way.is_open) == (
        Stage.ANNOUNCED,
        "lead-inspector",
        ("the announcement was sent",),
        False,
    )
    tell(held["cumbria"], Needed.ANNOUNCEMENT_SENT)
    (way,) = ways_from(held["cumbria"], frozenset({"inspector"}), NOON.date())
    assert (way.role, way.is_open) == ("", True)
    assert way.done_by == ("operations officer", "lead inspector")


def test_the_history_of_moves(held: dict[str, Inspection]) -> None:
    lead = staffed(held["cumbria"])
    for to, reason in ((Stage.ANNOUNCED, ""), (Stage.PLANNED, "A flood")):
        role = "operations-officer"
        move_stage(inspection=held["cumbria"], to=to, reason=reason, by=acting(lead, role), at=NOON)
    last, first = history_of(held["cumbria"])
    assert (last.before, last.after, last.who, last.role, last.reason) == (
        Stage.ANNOUNCED,
        Stage.PLANNED,
        "Lead",
        "operations officer",
        "A flood",
    )
    assert first.after is Stage.ANNOUNCED
    assert [way.is_back for way in ways_from(held["cumbria"], frozenset(), NOON.date())] == [False]


def test_a_round(held: dict[str, Inspection]) -> None:
    staffed(held["cumbria"])
    page = round_of("p", OPS, due(held["cumbria"], "announcement"))
    rows = {row.id: row for row in page.inspections}
    assert set(rows) == {
        "cumbria",
        "kent",
        "lancashire",
        "cumbria-public",
        "kent-public",
        "lancashire-public",
    }
    assert (rows["cumbria"].lead, rows["cumbria"].stage) == ("Lead", Stage.PLANNED)
    assert rows["cumbria"].next_task == "Announce the inspection and send the announcement papers"
    assert {row.code for row in page.overdue} == {"contact"}
    assert {row.code for row in page.this_week} >= {"announcement", "request-evidence"}
    assert page.clashes.without_lead == ("kent", "lancashire")
    assert dict(page.stages)["Planned"] == len(rows)  # the small register says nothing of stages


def test_clashes_of_a_round(held: dict[str, Inspection]) -> None:
    person = somebody("Twice")
    for one in held.values():
        if not one.is_public:
            join(one, person)
    page = round_of("p", OPS, NOON.date())
    assert {one.inspections for one in page.clashes.overlaps} == {
        ("cumbria", "kent"),
        ("cumbria", "lancashire"),
        ("kent", "lancashire"),
    }
    assert [week.monday for week in page.clashes.crowded] == [DATES.first, DATES.first + 7 * DAY]
    assert page.clashes.names[str(person.pk)] == "Twice"
    date_it(held["kent"], shifted(3))
    page = round_of("p", OPS, NOON.date())
    assert {one.inspections for one in page.clashes.overlaps} == {("cumbria", "lancashire")}


def test_whoever_may_not_read_plans_knows_of_no_round(held: dict[str, Inspection]) -> None:
    lead = somebody("Lead")
    join(held["cumbria"], lead, "lead-inspector")
    assert set(planned_for(of(lead)).values_list("pk", flat=True)) == {"cumbria"}
    assert [row.id for row in round_of("p", of(lead), NOON.date()).inspections] == ["cumbria"]
    assert [(row.programme.pk, row.number, row.unpublished) for row in rounds(of(lead), NOON.date())] == [
        ("p", 1, 1)
    ]
    speaker = somebody("Speaker", is_of_provider=True)
    name_contact(person=speaker, provider=held["kent"].provider, role="point-of-contact", by=OFFICER, at=NOON)
    for nobody in (of(speaker), of(somebody("Other")), NOBODY, of(lead, "auditor")):
        assert not planned_for(nobody).exists()
        if nobody.is_signed_in:
            assert rounds(nobody, NOON.date()) == ()
            with pytest.raises(ProgrammeNotFound):
                round_of("p", nobody, NOON.date())


def test_an_empty_round_is_known_to_who_opens_rounds_unless_they_have_an_interest(
    held: dict[str, Inspection],
) -> None:
    Provider.objects.filter(slug="region").update(kind="region")
    officer = somebody("Officer")
    standing = of(officer, "operations-officer")
    edition = Programme.objects.get(slug="p").edition
    made = open_programme(
        title="North",
        kind="pdu",
        edition=edition,
        planned_from=date(2027, 1, 4),
        planned_to=date(2027, 6, 30),
        region=Provider.objects.get(slug="region"),
        by=OFFICER,
        at=NOON,
    )
    assert programme_of(made.pk, standing) == made
    assert [row.programme.pk for row in rounds(standing, NOON.date())] == ["p", made.pk]
    declare_interest(person=officer, provider=made.region, kind="financial", by=acting(officer), at=NOON)
    with pytest.raises(ProgrammeNotFound):
        programme_of(made.pk, standing)


def test_a_month(held: dict[str, Inspection]) -> None:
    first = date(2027, 1, 1)
    month = month_of("p", OPS, first, Show.FIELDWORK)
    days = {day.on: day for week in month.weeks for day in week}
    assert len(days) % 7 == 0
    assert [entry.name for entry in days[DATES.first].entries] == ["Cumbria", "Kent", "Lancashire"]
    assert not days[date(2027, 1, 16)].entries  # a Saturday within fieldwork
    assert not days[date(2027, 1, 1)].is_working
    assert (month.earlier, month.later) == (date(2026, 12, 1), date(2027, 2, 1))
    events = month_of("p", OPS, first, Show.EVENTS)
    every = month_of("p", OPS, first, Show.ALL)
    numbers = [sum(len(day.entries) for week in one.weeks for day in week) for one in (month, events, every)]
    assert numbers == sorted(set(numbers))
    assert month_of("p", OPS, date(2030, 1, 1), Show.ALL).is_empty


def test_what_everybody_carries(held: dict[str, Inspection]) -> None:
    ada, bea = somebody("Ada"), somebody("Bea")
    join(held["cumbria"], ada, "lead-inspector")
    join(held["kent"], ada)
    join(held["kent"], bea)
    date_it(held["kent"], shifted(1))
    first, second = workload(OPS, NOON.date())
    assert (first.name, [place.name for place in first.places]) == ("Ada", ["Cumbria", "Kent"])
    assert first.places[0].roles == ("Lead inspector",)
    assert [place.days for place in first.places] == [10, 10]
    assert first.days == 15  # the middle week is one week of days, not two
    assert first.overlaps == (("Cumbria", "Kent", DATES.first + 7 * DAY, DATES.last),)
    assert (second.name, second.days, second.overlaps) == ("Bea", 10, ())
    assert workload(of(bea), NOON.date())[0].places == (first.places[1],)
    assert workload(NOBODY, NOON.date()) == ()


@pytest.mark.parametrize(
    ("spans", "on", "days"),
    [
        ([], 0, 0),
        ([(0, 4)], 0, 5),
        ([(0, 4)], 2, 3),
        ([(0, 4)], 5, 0),
        ([(0, 11), (7, 18)], 0, 15),
        ([(0, 18), (2, 3)], 0, 15),
        ([(5, 6)], 0, 0),
    ],
)
def test_days_are_counted_once(spans: list[tuple[int, int]], on: int, days: int) -> None:
    start = date(2027, 1, 11)
    fieldworks = [
        Fieldwork(str(number), start + first * DAY, start + last * DAY)
        for number, (first, last) in enumerate(spans)
    ]
    assert days_to_come(fieldworks, start + on * DAY) == days


def test_queries_do_not_grow(
    held: dict[str, Inspection], django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for ask in (
        lambda: round_of("p", OPS, NOON.date()),
        lambda: rounds(OPS, NOON.date()),
        lambda: workload(OPS, NOON.date()),
        lambda: plan_of("cumbria", OPS),
        lambda: month_of("p", OPS, date(2027, 1, 1), Show.ALL),
    ):
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            ask()


def test_a_task_moved_by_hand_says_so(held: dict[str, Inspection]) -> None:
    move_task(task=task(held["cumbria"], "panel"), on=date(2027, 3, 1), by=OFFICER, at=NOON)
    panel = next(one for one in plan_of("cumbria", OPS).tasks if one.code == "panel")
    assert (panel.is_moved, panel.due, panel.sequence) == (True, date(2027, 3, 1), 1)
