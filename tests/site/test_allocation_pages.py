"""The pages on which cases are shared out, handed over, planned for interviews, and their keys opened."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now

from cast import signed_in
from eyre.cases.actions import apply_allocation, open_assessment, plan_interviews
from eyre.cases.models import Acquaintance, CaseAllocation, CaseInterview, KeyAlarm, Specialism
from eyre.cases.queries import keys
from eyre.cases.queries.interviews import plan_of_interviews
from eyre.cases.queries.proposals import propose
from eyre.inspections.actions import leave_team
from eyre.inspections.models import TeamMember
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest
from sampled import AT, BY, NAME, PRACTITIONER, Sampled, sampled
from small_register import somebody

pytestmark = pytest.mark.django_db
IN = "/desk/cumbria/"
# Interviews are planned from tomorrow on, whenever these tests run: a week that is all working days, in a later year
MONDAY = date(now().year + 2, 10, 1) + timedelta(days=-date(now().year + 2, 10, 1).weekday() % 7)
# The name, in whatever letters a page may break it into
CANARIES = (NAME.split()[1].encode(), PRACTITIONER.split()[1].encode(), b"X000001")


@pytest.fixture
def one() -> Sampled:
    """Six cases that nobody has yet."""
    return sampled(days=(MONDAY, MONDAY + timedelta(days=4)))


@pytest.fixture
def given(one: Sampled) -> Sampled:
    """The same, shared out and their interviews planned."""
    apply_allocation(inspection=one.inspection, digest=propose(one.inspection).digest, by=BY, at=AT)
    found = plan_of_interviews(one.inspection, today=AT.date())
    plan_interviews(inspection=one.inspection, pattern=found.pattern, digest=found.digest, by=BY, at=AT)
    return one


def as_(one: Sampled, name: str) -> Client:
    return signed_in(one.people[name])


def holder(one: Sampled, case: str = "C-01") -> str:
    return CaseAllocation.objects.get(case=one.cases[case], until=None).inspector.name


def reads() -> list[str]:
    return list(AuditEvent.objects.filter(chain="reads").order_by("pk").values_list("action", flat=True))


def hidden(page: Any, name: str) -> str:
    """The value of a hidden field of a page."""
    return str(page.content.decode().split(f'name="{name}" value="')[1].split('"')[0])


def test_a_lead_shares_out_the_cases_after_seeing_what_would_be(one: Sampled) -> None:
    browser = as_(one, "Lea")
    page = browser.get(f"{IN}allocation/")
    assert b"6 of 6 cases" in page.content
    preview = browser.get(f"{IN}allocation/propose/")
    assert preview.content.count(b'data-label="Inspector"') == 6
    assert not CaseAllocation.objects.exists()
    reply = browser.post(f"{IN}allocation/propose/", {"digest": hidden(preview, "digest")}, follow=True)
    assert b"6 cases were given." in reply.content
    assert b"Every case has an inspector" in reply.content


def test_minutes_are_said_kept_in_the_proposal_and_refused_with_words(one: Sampled) -> None:
    browser = as_(one, "Lea")
    preview = browser.get(f"{IN}allocation/propose/", {"minutes-community": "1000"})
    assert b"Nobody who may examine it has time left" in preview.content
    told = {"digest": hidden(preview, "digest"), "minutes-community": hidden(preview, "minutes-community")}
    browser.post(f"{IN}allocation/propose/", told)
    assert CaseAllocation.objects.count() == 4
    wrong = browser.get(f"{IN}allocation/propose/", {"minutes-community": "many"})
    assert b"There is a problem" in wrong.content
    assert b"enter a whole number" in wrong.content


def test_what_changed_meanwhile_is_shown_again_and_not_done(one: Sampled) -> None:
    browser = as_(one, "Lea")
    digest = hidden(browser.get(f"{IN}allocation/propose/"), "digest")
    leave_team(member=TeamMember.objects.get(person=one.people["Ada"]), by=BY, at=AT)
    reply = browser.post(f"{IN}allocation/propose/", {"digest": digest})
    assert b"Something has changed since this was proposed" in reply.content
    assert not CaseAllocation.objects.exists()


def test_a_case_is_handed_over_with_the_objections_in_view(given: Sampled) -> None:
    browser, giver = as_(given, "Lea"), holder(given)
    taker = "Bea" if giver == "Ada" else "Ada"
    page = browser.get(f"{IN}cases/C-01/inspector/")
    assert f"{giver} has it now".encode() in page.content
    assert b"Lea</th>" in page.content
    assert b"They have 0 minutes left, and it takes 240" in page.content
    refused = browser.post(f"{IN}cases/C-01/inspector/", {})
    assert b"Choose an inspector" in refused.content
    assert b"Say why the case changes hands" in refused.content
    told = {"inspector": str(given.people["Lea"].pk), "reason": "ill"}
    assert b"Of Lea the rules say" in browser.post(f"{IN}cases/C-01/inspector/", told).content
    told["inspector"] = str(given.people[taker].pk)
    reply = browser.post(f"{IN}cases/C-01/inspector/", told, follow=True)
    assert f"{taker} has the case C-01 now".encode() in reply.content
    assert holder(given) == taker


def test_an_inspector_gives_their_own_case_back_and_nobody_elses(given: Sampled) -> None:
    mine = holder(given)
    other = "Bea" if mine == "Ada" else "Ada"
    assert as_(given, other).get(f"{IN}cases/C-01/give-back/").status_code == 403
    told = {"case": given.cases["C-01"], "assessor": given.people[other], "part": "second"}
    open_assessment(inspection=given.inspection, **told, by=BY, at=AT)
    assert as_(given, other).get(f"{IN}cases/C-01/key/").status_code == 200, "a second assessor opens it"
    assert as_(given, other).get(f"{IN}cases/C-01/give-back/").status_code == 403, "and it is not theirs"
    browser = as_(given, mine)
    assert b"Say why" in browser.post(f"{IN}cases/C-01/give-back/", {"reason": ""}).content
    reply = browser.post(f"{IN}cases/C-01/give-back/", {"reason": "ill"}, follow=True)
    assert b"Nobody has the case C-01 now" in reply.content
    assert browser.get(f"{IN}cases/C-01/give-back/").status_code == 403


def test_the_cases_of_somebody_who_left_are_shown_as_without_inspector(given: Sampled) -> None:
    leave_team(member=TeamMember.objects.get(person=given.people["Ada"]), by=BY, at=AT)
    page = as_(given, "Lea").get(f"{IN}allocation/").content
    assert b"Ada no longer examines cases here" in page
    assert b"3 of 6 cases" in page


def test_time_and_specialisms_are_said_of_an_inspector(one: Sampled) -> None:
    browser, address = as_(one, "Lea"), f"{IN}allocation/inspectors/{one.people['Ada'].pk}/"
    assert f"Monday {MONDAY:%-d} October".encode() in browser.get(address).content
    told = {"step": "time", "days": [str(MONDAY), str(MONDAY + timedelta(days=1))], "minutes_a_day": "300"}
    assert b"What is said of Ada is kept" in browser.post(address, told, follow=True).content
    assert b"10 h" in browser.get(f"{IN}allocation/inspectors/").content
    wrong = browser.post(address, told | {"days": ["2027-01-01"], "minutes_a_day": "2000"})
    assert b"enter 1440 or less" in wrong.content
    browser.post(address, {"step": "specials", "specials": ["court"]})
    assert Specialism.objects.get().person == one.people["Ada"]
    again = browser.post(address, {"step": "specials", "specials": ["court"]})
    assert b"That is what is said of them already" in again.content
    nobody = f"{IN}allocation/inspectors/{somebody('Sue').pk}/"
    assert browser.get(nobody).status_code == 404


def test_an_inspector_says_whom_they_know_and_somebody_else_ends_it(given: Sampled) -> None:
    mine = holder(given)
    browser = as_(given, mine)
    reply = browser.post(f"{IN}allocation/knows/", {"what": "case:C-01"}, follow=True)
    assert b"You gave back: C-01." in reply.content
    assert not CaseAllocation.objects.filter(case=given.cases["C-01"], until=None).exists()
    assert b"Choose what you know" in browser.post(f"{IN}allocation/knows/", {}).content
    assert b"declared already" in browser.post(f"{IN}allocation/knows/", {"what": "case:C-01"}).content
    row = Acquaintance.objects.get()
    end = f"{IN}allocation/knows/{row.pk}/end/"
    assert browser.post(end).status_code == 403
    lead = as_(given, "Lea")
    assert b"C-01" in lead.get(f"{IN}allocation/inspectors/").content
    lead.post(end)
    row.refresh_from_db()
    assert row.ended_by == str(given.people["Lea"].pk)
    assert lead.post(f"{IN}allocation/knows/999999/end/").status_code == 404


def test_interviews_are_planned_after_a_look_and_shown_in_three_ways(one: Sampled) -> None:
    apply_allocation(inspection=one.inspection, digest=propose(one.inspection).digest, by=BY, at=AT)
    browser = as_(one, "Lea")
    assert b"None is planned yet" in browser.get(f"{IN}interviews/").content
    wrong = browser.get(f"{IN}interviews/plan/", {"starts": "nine, 11:00", "minutes": "0"})
    assert "“nine” is no time".encode() in wrong.content
    assert b"Minutes of an interview: enter 1 or more" in wrong.content
    said = {"starts": "09.30, 13:00", "minutes": "50", "travel": "45", "at_most": "2", "a_day": "2"}
    preview = browser.get(f"{IN}interviews/plan/", said)
    assert not CaseInterview.objects.exists()
    told = {name: hidden(preview, name) for name in [*said, "digest"]}
    reply = browser.post(f"{IN}interviews/plan/", told, follow=True)
    assert b"6 interviews have a time." in reply.content
    assert f"Monday {MONDAY:%-d} October".encode() in reply.content
    for by, heading in (("inspector", b">Ada</h2>"), ("practitioner", b">P-1</h2>")):
        assert heading in browser.get(f"{IN}interviews/?by={by}").content
    table = browser.get(f"{IN}interviews.csv").content.decode().splitlines()
    assert table[0] == "day,time,minutes,inspector,case,practitioner,place,state,why"
    assert len(table) == 7
    assert AuditEvent.objects.filter(action="interviews.taken", operation="disclosure").count() == 1


def test_an_interview_is_moved_held_and_called_off_by_whoever_may(given: Sampled) -> None:
    row = CaseInterview.objects.get(case=given.cases["C-01"])
    mine = row.inspector.name
    other = "Bea" if mine == "Ada" else "Ada"
    address = f"{IN}interviews/{row.pk}/"
    assert as_(given, other).get(address).status_code == 403
    browser, later = as_(given, mine), (now() + timedelta(days=30)).date()
    day = {"day_day": str(later.day), "day_month": str(later.month), "day_year": str(later.year)}
    told = {"step": "move", "clock": "25:00", **day}
    assert b"write hours and minutes" in browser.post(address, told).content
    told |= {"clock": "10:15", "place": "By telephone"}
    assert b"its inspector has no interviews on this day" in browser.post(address, told).content
    browser.post(address, told | {"despite": "on"})
    row.refresh_from_db()
    assert (row.place, row.is_by_hand) == ("By telephone", True)
    early = browser.post(address, {"step": "hold"}, follow=True)
    assert b"Only an interview whose time has come" in early.content
    assert b"Say why" in browser.post(address, {"step": "cancel"}).content
    browser.post(address, {"step": "cancel", "reason": "on leave"})
    row.refresh_from_db()
    assert (row.state, row.why) == ("cancelled", "on leave")
    assert browser.post(address, {"step": "explode"}).status_code == 200
    assert browser.get(f"{IN}interviews/999999/").status_code == 404


def test_a_key_is_opened_once_with_one_row_in_the_record_and_stays_nowhere(given: Sampled) -> None:
    browser = as_(given, holder(given))
    asked = browser.get(f"{IN}cases/C-01/key/")
    assert not any(canary in asked.content for canary in CANARIES)
    before = len(reads())
    shown = browser.post(f"{IN}cases/C-01/key/", {"purpose": "file"})
    assert all(canary in shown.content for canary in CANARIES)
    assert "no-store" in shown["Cache-Control"]
    assert reads()[before:] == ["key.opened"]
    event = AuditEvent.objects.get(action="key.opened")
    assert (event.purpose, event.subject_id) == ("file", str(given.cases["C-01"].pk))
    assert "Canarybird" not in event.after
    refused = browser.post(f"{IN}cases/C-01/key/", {})
    assert b"Choose what you open it for" in refused.content
    assert not any(canary in refused.content for canary in CANARIES)
    assert "no-store" in refused["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "allocation/",
        "allocation/propose/",
        "allocation/inspectors/",
        "allocation/knows/",
        "cases/C-01/inspector/",
        "cases/C-01/give-back/",
        "cases/C-01/key/",
        "interviews/",
        "interviews/?by=practitioner",
        "interviews/plan/",
        "interviews.csv",
    ],
)
def test_no_name_stands_on_any_other_page(given: Sampled, address: str) -> None:
    for name in ("Lea", holder(given)):
        page = as_(given, name).get(f"{IN}{address}").content
        assert not any(canary in page for canary in CANARIES)


def test_no_name_stands_in_the_record_or_the_tables(given: Sampled) -> None:
    as_(given, "Lea").post(f"{IN}cases/C-01/key/", {"purpose": "harm"})
    for event in AuditEvent.objects.all():
        assert "bird" not in f"{event.after}{event.before}{event.purpose}{event.subject_id}"


def nobody_else(one: Sampled) -> dict[str, Callable[[], Client]]:
    """Those who may not open the key of C-01, by what keeps them from it."""
    other = "Bea" if holder(one) == "Ada" else "Ada"

    def left() -> Client:
        browser = as_(one, holder(one))
        leave_team(member=TeamMember.objects.get(person=one.people[holder(one)]), by=BY, at=AT)
        return browser

    def with_interest() -> Client:
        person, provider = one.people[holder(one)], one.inspection.provider
        declare_interest(person=person, provider=provider, kind="worked-there", by=BY, at=AT)
        return signed_in(person)

    def handed_over() -> Client:
        mine = holder(one)
        told = {"inspector": str(one.people[other].pk), "reason": "ill"}
        as_(one, "Lea").post(f"{IN}cases/C-01/inspector/", told)
        return as_(one, mine)

    return {
        "has another case": lambda: as_(one, other),
        "left": left,
        "interest": with_interest,
        "handed over": handed_over,
    }


@pytest.mark.parametrize(
    ("who", "status"), [("has another case", 403), ("left", 404), ("interest", 404), ("handed over", 403)]
)
def test_nobody_else_opens_it(given: Sampled, who: str, status: int) -> None:
    browser = nobody_else(given)[who]()
    for reply in (
        browser.get(f"{IN}cases/C-01/key/"),
        browser.post(f"{IN}cases/C-01/key/", {"purpose": "file"}),
    ):
        assert reply.status_code == status
        assert not any(canary in reply.content for canary in CANARIES)
    assert not AuditEvent.objects.filter(action="key.opened").exists()


def test_a_case_that_was_not_drawn_has_no_key_for_anybody(given: Sampled) -> None:
    assert as_(given, "Lea").post(f"{IN}cases/C-99/key/", {"purpose": "file"}).status_code == 404


def test_too_many_keys_are_refused_and_the_lead_is_told_once(
    given: Sampled,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(keys, "LIMIT", 2)
    settings.EYRE_CAN_MAIL = True
    mine = holder(given)
    cases = [row.case.pseudonym for row in CaseAllocation.objects.filter(inspector__name=mine, until=None)]
    browser = as_(given, mine)
    for case in cases[:2]:
        assert browser.post(f"{IN}cases/{case}/key/", {"purpose": "file"}).status_code == 200
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            reply = browser.post(f"{IN}cases/{cases[2]}/key/", {"purpose": "file"})
        assert reply.status_code == 429
        assert not any(canary in reply.content for canary in CANARIES)
        assert b"The lead inspector is told" in reply.content
    assert KeyAlarm.objects.get().openings == 2
    (letter,) = mail.outbox
    assert letter.to == [given.people["Lea"].email]
    assert "bird" not in letter.body
    assert f"{mine} was refused the key".encode() in as_(given, "Lea").get(f"{IN}allocation/").content
    assert b"was refused the key" not in browser.get(f"{IN}allocation/").content
    assert AuditEvent.objects.filter(action="key.opened").count() == 2


def test_an_hour_later_keys_open_again(given: Sampled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "LIMIT", 1)
    lea, case = given.people["Lea"], given.cases["C-01"]
    actor, later = given.actor("Lea", "lead-inspector"), AT + timedelta(hours=1)
    for at in (AT, later):
        assert keys.open_key(inspection=given.inspection, case=case, purpose="file", by=actor, at=at).name
    with pytest.raises(keys.TooManyKeys):
        keys.open_key(inspection=given.inspection, case=case, purpose="file", by=actor, at=later)
    assert keys.openings(str(lea.pk), later) == 1
    with pytest.raises(ValueError, match="no purpose"):
        keys.open_key(inspection=given.inspection, case=case, purpose="gossip", by=actor, at=later)
