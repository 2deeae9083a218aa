"""The pages of planning: dates are set after what moves was seen, stages are moved, and nobody sees what is not theirs."""

from datetime import date

import pytest
from django.test import Client

from cast import Cast, cast, signed_in
from eyre.core.planning import Needed, Stage
from eyre.core.planning.dates import Dates
from eyre.inspections.actions import note_fact, set_dates
from eyre.inspections.models import Inspection, PlannedTask, Programme, Review, StageChange
from eyre.platform.audit.models import AuditEvent
from published_data import NOON

__all__ = ["cast"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
DATES = Dates(date(2026, 12, 1), date(2027, 1, 11), date(2027, 1, 22))
TYPED = {"announced": "2026-12-01", "first": "2027-01-11", "last": "2027-01-22"}


@pytest.fixture
def lead(cast: Cast) -> Client:
    return signed_in(cast["lead-inspector"])


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(cast["operations-officer"])


@pytest.fixture
def dated(cast: Cast) -> str:
    """Westmarch with a plan, by its address."""
    set_dates(
        inspection=cast.westmarch, dates=DATES, by=cast.actor("lead-inspector", "lead-inspector"), at=NOON
    )
    return f"/desk/{cast.westmarch.pk}/"


def words(browser: Client, path: str, **typed: str) -> str:
    reply = browser.post(path, typed) if typed else browser.get(path)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.content.decode()


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def row(cast: Cast, code: str = "panel") -> PlannedTask:
    return PlannedTask.objects.get(inspection=cast.westmarch, code=code)


def test_dates_are_set_after_what_moves_was_seen(cast: Cast, lead: Client) -> None:
    path = f"/desk/{cast.westmarch.pk}/plan/dates/"
    page = words(lead, path, **TYPED)
    assert "Are these the dates?" in page
    assert not PlannedTask.objects.filter(inspection=cast.westmarch).exists()
    reply = lead.post(path, TYPED | {"seen": hidden(page, "seen")})
    assert reply.headers["Location"] == f"/desk/{cast.westmarch.pk}/plan/"
    assert row(cast, "opening").due == DATES.first
    assert "1 working day after the announcement" in words(lead, reply.headers["Location"]).lower()


def test_a_plan_that_changed_meanwhile_is_shown_anew(cast: Cast, lead: Client, dated: str) -> None:
    later = TYPED | {"first": "2027-01-18", "last": "2027-01-29"}
    page = words(lead, f"{dated}plan/dates/", **later)
    moved = Dates(DATES.announced, date(2027, 1, 12), DATES.last)
    set_dates(
        inspection=cast.westmarch, dates=moved, by=cast.actor("lead-inspector", "lead-inspector"), at=NOON
    )
    again = words(lead, f"{dated}plan/dates/", **later, seen=hidden(page, "seen"))
    assert "The plan was changed meanwhile" in again
    assert row(cast, "opening").due == date(2027, 1, 12)


def test_every_fault_of_dates_stands_beside_its_date(lead: Client, dated: str) -> None:
    wrong = {"announced": "2026-12-25", "first": "2026-12-05", "last": "2026-12-04"}
    page = words(lead, f"{dated}plan/dates/", **wrong)
    assert "There is a problem" in page
    for field in ("announced", "first", "last"):
        assert f'id="id_{field}_error"' in page, field


def test_a_task_is_done_and_given_another_day(cast: Cast, lead: Client, dated: str) -> None:
    page = words(lead, f"{dated}plan/panel/move/", on="2027-03-01")
    assert "Is Monday 1 March 2027 the day?" in page
    assert "Draft the report" in page
    lead.post(f"{dated}plan/panel/move/", {"on": "2027-03-01", "seen": hidden(page, "seen")})
    assert (row(cast).due, row(cast).is_moved) == (date(2027, 3, 1), True)
    page = words(lead, f"{dated}plan/panel/move/", follow="yes")
    lead.post(f"{dated}plan/panel/move/", {"follow": "yes", "seen": hidden(page, "seen")})
    assert not row(cast).is_moved
    lead.post(f"{dated}plan/panel/finish/")
    assert row(cast).done_by == str(cast["lead-inspector"].pk)
    assert "Amara Thistlewood" in words(lead, f"{dated}plan/panel/")
    lead.post(f"{dated}plan/panel/move/", {"follow": "yes"})
    assert "Reopen it before" in words(lead, f"{dated}plan/panel/")
    lead.post(f"{dated}plan/panel/reopen/")
    assert row(cast).done_at is None
    assert "weekend or a bank holiday" in words(lead, f"{dated}plan/panel/move/", on="2027-03-06")


def test_whose_task_it_is_finishes_it(cast: Cast, dated: str) -> None:
    panel, inspector = signed_in(cast["panel-chair"]), signed_in(cast["inspector"])
    assert inspector.post(f"{dated}plan/panel/finish/").status_code == 403
    assert panel.post(f"{dated}plan/panel/finish/").status_code == 302
    assert row(cast).done_by == str(cast["panel-chair"].pk)
    assert panel.post(f"{dated}plan/dates/", TYPED).status_code == 403


def test_there_is_no_such_task(lead: Client, dated: str) -> None:
    for path in ("plan/picnic/", "plan/picnic/finish/", "plan/picnic/move/"):
        reply = (
            lead.get(dated + path)
            if path.endswith("picnic/")
            else lead.post(dated + path, {"on": "2027-03-01"})
        )
        assert reply.status_code == 404


def test_a_move_is_refused_in_words_and_made_when_all_is_true(cast: Cast, lead: Client, dated: str) -> None:
    page = words(lead, f"{dated}stage/", to="announced", reason="")
    assert "Not yet: the announcement was sent" in page
    note_fact(
        inspection=cast.westmarch,
        needed=Needed.ANNOUNCEMENT_SENT,
        true=True,
        by=cast.actor("lead-inspector", "lead-inspector"),
        at=NOON,
    )
    assert lead.post(f"{dated}stage/", {"to": "announced", "reason": ""}).status_code == 302
    assert Inspection.objects.get(pk=cast.westmarch.pk).stage == "announced"
    page = words(lead, f"{dated}stage/")
    assert "Stage: announced" in page
    assert "Amara Thistlewood, lead inspector" in page
    assert StageChange.objects.get().role == "lead-inspector"


def test_a_way_back_asks_why(cast: Cast, officer: Client, dated: str) -> None:
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="announced")
    assert "Say why it goes back" in words(officer, f"{dated}stage/", to="planned", reason=" ")
    assert officer.post(f"{dated}stage/", {"to": "planned", "reason": "A flood"}).status_code == 302
    assert "A flood" in words(officer, f"{dated}stage/")


def test_nobody_moves_what_is_not_theirs_to_move(cast: Cast, dated: str) -> None:
    reply = signed_in(cast["inspector"]).post(f"{dated}stage/", {"to": "announced"})
    assert reply.status_code == 403
    assert "lead inspector, operations officer" in reply.content.decode()


def test_cases_that_lost_their_inspector_stop_fieldwork(cast: Cast, lead: Client, dated: str) -> None:
    """It was told that every case is allocated; the sample says otherwise now."""
    Inspection.objects.filter(pk=cast.westmarch.pk).update(
        stage=Stage.SAMPLED, fieldwork="2026-11-16/2026-11-27", fieldwork_from="2026-11-16", fieldwork_to="2026-11-27",
        announced_on="2026-10-12",
    )  # fmt: skip
    by = cast.actor("lead-inspector", "lead-inspector")
    note_fact(inspection=cast.westmarch, needed=Needed.ALLOCATED, true=True, by=by, at=NOON)
    page = words(lead, f"{dated}stage/", to="fieldwork", reason="")
    assert "Not yet: every case in the sample has an inspector" in page


def test_a_round_from_opening_it_to_moving_it(cast: Cast, officer: Client) -> None:
    typed = {"title": "North 2027", "kind": "pdu", "edition": "hmip-probation-pdu-2023", "region": ""}
    reply = officer.post(
        "/desk/programmes/open/", typed | {"planned_from": "2027-01-04", "planned_to": "2027-06-30"}
    )
    assert reply.headers["Location"] == "/desk/programmes/north-2027/"
    assert "No inspection of this programme is open yet" in words(officer, reply.headers["Location"])
    path = "/desk/programmes/north-2027/review/"
    page = words(officer, f"{path}?region=wales-region")
    units = [part.split('"')[0] for part in page.split('name="units" value="')[1:]]
    assert len(units) == 3
    reply = officer.post(
        f"{path}?region=wales-region",
        {"title": "Wales", "units": units[:2], "regional": "region-2023", "fieldwork": "2027-03"},
    )
    assert reply.status_code == 302
    review = Review.objects.get(title="Wales")
    assert sorted(one.kind for one in review.inspections.all()) == ["pdu", "pdu", "region"]
    assert "Wales" in words(officer, "/desk/programmes/north-2027/")
    for one in review.inspections.all():
        set_dates(
            inspection=one, dates=DATES, by=cast.actor("operations-officer", "operations-officer"), at=NOON
        )
    page = words(officer, "/desk/programmes/north-2027/move/", weeks="2", way="later")
    assert "Move these inspections?" in page
    reply = officer.post(
        "/desk/programmes/north-2027/move/", {"weeks": "2", "way": "later", "seen": hidden(page, "seen")}
    )
    assert reply.status_code == 302
    pdus = review.inspections.filter(kind="pdu").values_list("fieldwork_from", flat=True)
    assert set(pdus) == {date(2027, 1, 25)}
    assert "29 March 2027 is a weekend" in words(
        officer, "/desk/programmes/north-2027/move/", weeks="9", way="later"
    )


def test_what_cannot_be_opened_says_so_beside_the_answer(officer: Client) -> None:
    page = words(officer, "/desk/programmes/open/", title="A\u202eB", planned_from="2027-01-04")
    assert page.count("govuk-error-message") >= 3
    wrong = {"title": "T", "kind": "pdu", "edition": "hmip-probation-pdu-2023", "planned_from": "2027-01-04"}
    assert "Give both the first and the last day" in words(officer, "/desk/programmes/open/", **wrong)
    path = "/desk/programmes/pdu-2023/review/?region=wales-region"
    assert "Choose at least one delivery unit" in words(officer, path, title="Wales", fieldwork="soon")
    assert "There is a problem" in words(officer, "/desk/programmes/pdu-2023/review/?region=cumbria-pdu")


def test_a_month_before_and_after(officer: Client, dated: str) -> None:
    path = "/desk/programmes/pdu-2023/calendar/"
    page = words(officer, f"{path}?month=2027-01")
    assert "January 2027" in page
    assert "Westmarch (demonstration): Fieldwork" in page
    assert "?month=2026-12&amp;show=events" in page
    assert "?month=2027-02&amp;show=events" in page
    assert "Nothing happens in this month" in words(officer, f"{path}?month=2031-01&show=all")
    for nonsense in ("0000-01", "2027-13", "soon", "9999-12", "2027-01' OR 1=1"):
        words(officer, f"{path}?month={nonsense}&show=picnic")


def test_each_sees_the_rounds_of_their_own_inspections(cast: Cast, lead: Client, dated: str) -> None:
    page = words(lead, "/desk/programmes/pdu-2023/")
    assert "Westmarch" in page
    assert "Eastmere" not in page
    assert words(lead, "/desk/workload/").count("Westmarch") > 0
    outsider = signed_in(cast["outsider"])
    for path in (
        "/desk/programmes/pdu-2023/",
        "/desk/programmes/pdu-2023/calendar/?month=2027-01&show=all",
        "/desk/workload/",
    ):
        assert "Westmarch" not in words(outsider, path), path
    assert outsider.get("/desk/programmes/no-such/").status_code == 404
    assert outsider.get("/desk/programmes/youth-2025/").status_code == 404


def test_what_is_due_stands_on_my_work(cast: Cast, lead: Client, dated: str) -> None:
    PlannedTask.objects.filter(inspection=cast.westmarch, code="briefing").update(due=date(2026, 1, 5))
    page = words(lead, "/desk/")
    assert "Brief the team" in page
    assert "Overdue since 5 Jan" in page
    assert f'href="{dated}plan/briefing/"' in page
    assert "Brief the team" not in words(signed_in(cast["inspector"]), "/desk/")
    for path in ("plan/", "stage/"):
        assert f'href="{dated}{path}"' in words(lead, dated)


def test_looking_at_a_round_is_written_down_once(cast: Cast, officer: Client) -> None:
    before = AuditEvent.objects.filter(chain="reads").count()
    for path in ("/desk/programmes/", "/desk/programmes/pdu-2023/", "/desk/workload/"):
        words(officer, path)
    assert AuditEvent.objects.filter(chain="reads").count() == before + 3
    assert Programme.objects.count()
