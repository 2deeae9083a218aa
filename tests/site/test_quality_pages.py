"""Quality assurance through its pages: blind until both are complete, decided together, frozen, and alerts that wait."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cast import Cast, signed_in
from eyre.cases.actions.alerts import raise_alert
from eyre.cases.actions.completing import complete
from eyre.cases.actions.freezing import freeze
from eyre.cases.actions.second import ask_second
from eyre.cases.alerting import escalate
from eyre.cases.models import Alert, AnswerNow, Assessment, FrozenAnswers, JournalEntry
from eyre.cases.queries.freezing import faults_of, freeze_in_force, is_frozen
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from made_cases import answer, assessed, cases_of
from published_data import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")
FIRST_CANARY, SECOND_CANARY = "CANARY-OF-THE-FIRST", "CANARY-OF-THE-SECOND"


@pytest.fixture
def southfold(cast: Cast) -> Inspection:
    """Southfold in fieldwork, with nothing of its story told."""
    Inspection.objects.filter(pk=cast.southfold.pk).update(stage="fieldwork")
    return Inspection.objects.get(pk=cast.southfold.pk)


class Desk:
    """Browsers of the cast."""

    def __init__(self, cast: Cast, inspection: Inspection) -> None:
        self.cast, self.inspection = cast, inspection
        self.browsers: dict[str, Client] = {}

    def of(self, who: str) -> Client:
        if who not in self.browsers:
            self.browsers[who] = signed_in(Person.objects.get(pk=self.cast[who].pk))
        return self.browsers[who]

    def get(self, who: str, name: str, *args: object, status: int = 200) -> str:
        reply = self.of(who).get(reverse(name, args=[self.inspection.pk, *args]))
        assert reply.status_code == status, reply.content.decode()[:2000]
        return reply.content.decode()

    def post(self, who: str, name: str, *args: object, **told: str) -> str:
        reply = self.of(who).post(reverse(name, args=[self.inspection.pk, *args]), told, follow=True)
        assert reply.status_code == 200, reply.content.decode()[:2000]
        return reply.content.decode()


@pytest.fixture
def desk(cast: Cast, southfold: Inspection) -> Desk:
    return Desk(cast, southfold)


def opened(one: Assessment) -> Assessment:
    Assessment.objects.filter(pk=one.pk).update(completed_at=None, completed_by=None)
    one.refresh_from_db()
    return one


@pytest.fixture
def pair(cast: Cast, southfold: Inspection) -> tuple[Assessment, Assessment]:
    """A case that Owen assessed and that Priya assesses again; hers is not complete. Each wrote a canary."""
    case = cases_of(southfold, 1)[0]
    first = assessed(case, cast["inspector"], is_complete=True, answers={"note:case": FIRST_CANARY})
    second = assessed(
        case, cast["second-inspector"], "second", is_complete=True, answers={"note:case": SECOND_CANARY}
    )
    return first, opened(second)


def question(one: Assessment) -> str:
    found = AnswerNow.objects.filter(assessment=one, key__startswith="question:").order_by("key").first()
    assert found is not None
    return str(found.key)


# Blindness: every address at which one of the two could meet the other's words

OF_AN_ASSESSMENT = ("assessment:case", "assessment:state", "quality:review", "quality:complete")


@pytest.mark.parametrize("name", OF_AN_ASSESSMENT)
def test_neither_assessor_is_shown_the_other(
    desk: Desk, pair: tuple[Assessment, Assessment], name: str
) -> None:
    first, second = pair
    for who, other, canary in (
        ("second-inspector", first, FIRST_CANARY),
        ("inspector", second, SECOND_CANARY),
    ):
        reply = desk.of(who).get(reverse(name, args=[desk.inspection.pk, other.pk]))
        assert reply.status_code in (403, 404)
        assert canary not in reply.content.decode()


def test_no_page_of_theirs_holds_the_other_words(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    case = pair[0].case.pk
    here = [desk.inspection.pk]
    pages = [reverse(name, args=here) for name in ("work:inspection", "assessment:mine", "work:answers")]
    pages += [reverse("work:home"), reverse("quality:between", args=[*here, case])]
    pages += [
        reverse(f"quality:{name}", args=here) for name in ("queue", "agreement", "agreement-csv", "freeze")
    ]
    for who, canary in (("second-inspector", FIRST_CANARY), ("inspector", SECOND_CANARY)):
        for page in pages:
            assert canary not in desk.of(who).get(page, follow=True).content.decode(), page


def test_a_conflict_of_the_other_is_not_shown(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    """Two answers to one question, both with the canary in them, on the list, by their number, and as state."""
    for who, other, canary in (
        ("second-inspector", pair[0], FIRST_CANARY),
        ("inspector", pair[1], SECOND_CANARY),
    ):
        row = AnswerNow.objects.get(assessment=other, key="note:case")
        earlier = row.heads[0]
        answer(other, {"note:case": f"{canary}, otherwise"})
        row.refresh_from_db()
        AnswerNow.objects.filter(pk=row.pk).update(is_conflict=True, heads=[earlier, row.heads[0]])
        assert canary not in desk.get(who, "journal:conflicts")
        assert canary not in desk.get(who, "journal:decide", row.pk, status=404)
        page = reverse("journal:state", args=[desk.inspection.pk])
        reply = desk.of(who).get(page, {"assessment": str(other.pk)})
        assert canary not in reply.content.decode()


def test_a_lead_who_assesses_is_blind_too(cast: Cast, desk: Desk, southfold: Inspection) -> None:
    case = cases_of(southfold, 1)[0]
    first = assessed(case, cast["inspector"], is_complete=True, answers={"note:case": FIRST_CANARY})
    assessed(case, cast["lead-inspector"], "second")
    for name in OF_AN_ASSESSMENT:
        assert FIRST_CANARY not in desk.get("lead-inspector", name, first.pk, status=404)


def test_both_see_both_when_both_are_complete(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    first, second = pair
    complete(assessment=second, by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    assert FIRST_CANARY in desk.get("second-inspector", "assessment:case", first.pk)
    assert "They do not differ" in desk.get("inspector", "quality:between", first.case.pk)


def test_others_see_no_comparison(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    reply = desk.get("quality-lead", "quality:between", pair[0].case.pk, status=403)
    assert "when both are complete" in reply
    complete(assessment=pair[1], by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    assert "those who assessed the case" in desk.get(
        "local-assessor", "quality:between", pair[0].case.pk, status=403
    )


# From a difference to the freeze


def test_a_difference_is_decided_signed_and_frozen(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    first, second = pair
    key, case = question(first), first.case.pk
    answer(second, {key: "no", f"note:{key.partition(':')[2]}": "Not seen in the file."})
    desk.post("second-inspector", "quality:complete", second.pk)
    assert "1 thing must be done first" in desk.get("lead-inspector", "quality:freeze")
    page = desk.post("inspector", "quality:begin", case)
    assert "differ in 1" in page
    assert "1 difference waits" in page
    assert "Enter" not in desk.post(
        "inspector", "quality:decide", case, key, value="second", reason="So it is."
    )
    record = Assessment.objects.get(part="reconciled")
    assert AnswerNow.objects.get(assessment=record, key=key).value == "no"
    assert JournalEntry.objects.filter(assessment=record, key=key).exists()
    assert "The other assessor signs too" in desk.post("inspector", "quality:sign", case)
    assert "The record is complete" in desk.post("second-inspector", "quality:sign", case)
    assert AnswerNow.objects.get(assessment=first, key=key).value == "yes"  # the originals stay
    assert "Tick the box" in desk.post("lead-inspector", "quality:freeze")
    assert not is_frozen(desk.inspection.pk)
    page = desk.post("lead-inspector", "quality:freeze", agrees="on")
    made = freeze_in_force(desk.inspection)
    assert made is not None
    assert made.digest in page
    assert "Checked just now" in page
    assert faults_of(made) == ()
    assert FrozenAnswers.objects.get(inspection=desk.inspection).digest == made.digest
    assert "Draft" in desk.get("lead-inspector", "work:ratings")
    assert made.digest in desk.get("lead-inspector", "quality:freeze-receipt", 1)


def test_the_quality_lead_decides_alone(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    first, second = pair
    key, case = question(first), first.case.pk
    answer(second, {key: "not-relevant", f"note:{key.partition(':')[2]}": "Not this kind."})
    complete(assessment=second, by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    desk.post("quality-lead", "quality:begin", case)
    page = desk.post(
        "quality-lead", "quality:decide", case, key, value="no", reason="Neither: it was not done."
    )
    assert "Neither: it was not done." in page
    assert "The record is complete" in desk.post("quality-lead", "quality:sign", case)
    record = Assessment.objects.get(part="reconciled")
    assert AnswerNow.objects.get(assessment=record, key=key).value == "no"


def test_who_writes_the_record_decides_alone_and_others_are_told(
    desk: Desk, pair: tuple[Assessment, Assessment]
) -> None:
    first, second = pair
    answer(second, {question(first): "no", f"note:{question(first).partition(':')[2]}": "Not seen."})
    complete(assessment=second, by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    desk.post("inspector", "quality:begin", first.case.pk)
    reply = desk.get("second-inspector", "quality:decide", first.case.pk, question(first), status=403)
    assert "writes this record" in reply


@pytest.mark.parametrize("told", [{}, {"value": "second"}, {"value": "elsewhere", "reason": "So."}])
def test_a_decision_needs_an_answer_and_a_reason(
    desk: Desk, pair: tuple[Assessment, Assessment], told: dict[str, str]
) -> None:
    first, second = pair
    answer(second, {question(first): "no", f"note:{question(first).partition(':')[2]}": "Not seen."})
    complete(assessment=second, by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    desk.post("inspector", "quality:begin", first.case.pk)
    page = desk.post("inspector", "quality:decide", first.case.pk, question(first), **told)
    assert "govuk-error-summary" in page


# The queue


def test_completing_names_what_is_missing_with_links(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    second = pair[1]
    answer(second, {question(second): None})
    page = desk.post("second-inspector", "quality:complete", second.pk)
    assert "Give the summary judgement" in page
    assert f"{reverse('assessment:case', args=[desk.inspection.pk, second.pk])}#question-" in page
    assert "Owen Larkspur completes it" not in page


def test_a_review_is_kept_and_reopening_needs_a_reason(desk: Desk, cast: Cast, southfold: Inspection) -> None:
    first = assessed(cases_of(southfold, 1)[0], cast["inspector"], is_complete=True)
    assert "C-01" in desk.get("quality-lead", "quality:queue")
    page = desk.post("quality-lead", "quality:review", first.pk, outcome="reopened")
    assert "Say why the assessment is reopened" in page
    desk.post("quality-lead", "quality:review", first.pk, outcome="reopened", notes="See the plan again.")
    first.refresh_from_db()
    assert first.completed_at is None
    assert "See the plan again." in desk.get("lead-inspector", "quality:review", first.pk)


def test_a_lead_does_not_review_her_own_case(desk: Desk, cast: Cast, southfold: Inspection) -> None:
    first = assessed(cases_of(southfold, 1)[0], cast["lead-inspector"], is_complete=True)
    assert "You assessed it" in desk.get("lead-inspector", "quality:queue")
    assert "own work" in desk.get("lead-inspector", "quality:review", first.pk)
    assert "own work" in desk.post("lead-inspector", "quality:review", first.pk, outcome="fine")


def test_somebody_is_asked_and_those_who_cannot_are_named(
    desk: Desk, cast: Cast, southfold: Inspection
) -> None:
    first = assessed(cases_of(southfold, 1)[0], cast["inspector"], is_complete=True)
    page = desk.get("quality-lead", "quality:ask", first.case.pk)
    assert "Owen Larkspur: They assessed this case first." in page
    told = {"assessor": str(cast["second-inspector"].pk)}
    assert "assesses C-01 again" in desk.post("quality-lead", "quality:ask", first.case.pk, **told)
    assert "assessed again by Priya Fernleigh" in desk.get("quality-lead", "quality:queue")
    owen = {"assessor": str(cast["inspector"].pk)}
    assert "govuk-error-summary" in desk.post("quality-lead", "quality:ask", first.case.pk, **owen)


def test_a_dip_sample_is_drawn_and_its_receipt_taken(desk: Desk, cast: Cast, southfold: Inspection) -> None:
    for each in cases_of(southfold, 3):
        assessed(each, cast["inspector"], is_complete=True)
    page = desk.post("quality-lead", "quality:dip", purpose="second", size="5", seed="Monday")
    assert "Give a number from 1 to 3" in page
    page = desk.post("quality-lead", "quality:dip", purpose="second", size="2", seed="Monday")
    assert "Dip sample 1 is drawn" in page
    assert page.count("Choose who assesses") == 2
    assert "eyre-sample-receipt" in desk.get("quality-lead", "quality:dip-receipt", 1)


def test_agreement_says_when_there_are_too_few(desk: Desk, pair: tuple[Assessment, Assessment]) -> None:
    assert "No case is assessed twice yet" in desk.get("quality-lead", "quality:agreement")
    complete(assessment=pair[1], by=desk.cast.actor("second-inspector", "inspector"), at=NOON)
    page = desk.get("quality-lead", "quality:agreement")
    assert "Inspector and inspector" in page
    assert "Owen" not in page
    assert "No question stands out" in page
    assert "Too few pairs" in page
    assert "1 of 1" in page
    told = desk.of("quality-lead").get(reverse("quality:agreement-json", args=[desk.inspection.pk])).json()
    assert told["rows"][0]["agreed"] == told["rows"][0]["pairs"]
    assert {row["of"] for row in told["rows"]} == {"all", "question", "pair type"}
    assert desk.get("quality-lead", "quality:agreement-csv").startswith("of,what,cases")


def test_after_the_freeze_there_is_a_way_back_in_fieldwork_only(
    desk: Desk, cast: Cast, southfold: Inspection
) -> None:
    assessed(cases_of(southfold, 1)[0], cast["inspector"], is_complete=True)
    freeze(inspection=southfold, by=BY, at=NOON)
    Inspection.objects.filter(pk=southfold.pk).update(stage="judgement")
    assert "Take the inspection back" in desk.post(
        "quality-lead", "quality:end-freeze", reason="A file came."
    )
    Inspection.objects.filter(pk=southfold.pk).update(stage="fieldwork")
    assert "Say why" in desk.post("quality-lead", "quality:end-freeze")
    assert "A file came." in desk.post("quality-lead", "quality:end-freeze", reason="A file came.")
    assert not is_frozen(southfold.pk)


# Alerts


@pytest.fixture
def alert(cast: Cast, southfold: Inspection) -> Alert:
    one = assessed(cases_of(southfold, 1)[0], cast["inspector"])
    key = f"alert:{uuid4()}"
    answer(one, {key: {"text": "A child is at risk tonight.", "question": None}})
    made = raise_alert(assessment=one, operation=uuid4(), key=key, by=BY, at=NOON)
    assert made is not None
    return made


def test_an_alert_stands_on_every_page_of_the_lead_until_it_is_seen(desk: Desk, alert: Alert) -> None:
    for page in ("work:inspection", "work:team", "quality:queue"):
        assert "An alert was raised" in desk.get("lead-inspector", page)
        assert page == "quality:queue" or "An alert was raised" not in desk.get("inspector", page)
    assert "Look now" in desk.of("lead-inspector").get(reverse("work:home")).content.decode()
    assert "A child is at risk tonight." in desk.get("lead-inspector", "quality:alert", alert.pk)
    desk.post("lead-inspector", "quality:alert", alert.pk, step="seen")
    assert "An alert was raised" not in desk.get("lead-inspector", "work:team")


def test_what_was_done_is_said_once(desk: Desk, alert: Alert) -> None:
    assert "Say what was done" in desk.post("lead-inspector", "quality:alert", alert.pk)
    page = desk.post("lead-inspector", "quality:alert", alert.pk, what="The duty team was told at 9.")
    assert "The duty team was told at 9." in page
    assert "told already" in desk.post("lead-inspector", "quality:alert", alert.pk, what="Again.")
    alert.refresh_from_db()
    assert alert.seen_at is not None


def test_an_operations_officer_sees_that_there_is_one_and_not_what_it_says(desk: Desk, alert: Alert) -> None:
    page = desk.get("operations-officer", "quality:alert", alert.pk)
    assert "A child is at risk" not in page
    assert "for those who see the cases" in page
    assert "A child is at risk" not in desk.get("operations-officer", "quality:alerts")
    assert desk.get("inspector", "quality:alerts", status=403)


def test_the_lead_is_told_by_mail_without_the_words(
    cast: Cast,
    southfold: Inspection,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EYRE_CAN_MAIL = True
    one = assessed(cases_of(southfold, 1)[0], cast["inspector"])
    with django_capture_on_commit_callbacks(execute=True):
        raise_alert(assessment=one, operation=uuid4(), key=f"alert:{uuid4()}", by=BY, at=NOON)
    (sent,) = mail.outbox
    assert sent.to == [cast["lead-inspector"].email]
    assert "Southfold" in sent.body
    assert "C-01" not in sent.body


def test_what_nobody_sees_goes_on_to_others(
    desk: Desk,
    alert: Alert,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EYRE_CAN_MAIL, settings.EYRE_ALERT_MINUTES = True, 30
    assert "An alert was raised" not in desk.get("quality-lead", "work:team")
    assert escalate(NOON + timedelta(minutes=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert escalate(NOON + timedelta(minutes=30)) == 1
    to = {address for sent in mail.outbox for address in sent.to}
    assert to == {desk.cast["quality-lead"].email, desk.cast["operations-officer"].email}
    assert "An alert was raised" in desk.get("quality-lead", "work:team")
    assert escalate(NOON + timedelta(minutes=90)) == 0


def test_what_was_seen_does_not_go_on(desk: Desk, alert: Alert) -> None:
    desk.post("lead-inspector", "quality:alert", alert.pk, step="seen")
    assert escalate(NOON + timedelta(days=1)) == 0
    assert "marked this alert as seen already" in desk.post(
        "lead-inspector", "quality:alert", alert.pk, step="seen"
    )


def test_one_key_raises_one_alert(alert: Alert) -> None:
    again = raise_alert(assessment=alert.assessment, operation=uuid4(), key=alert.key, by=BY, at=NOON)
    assert again is None


def test_a_second_assessor_is_asked_by_somebody_else(desk: Desk, cast: Cast, southfold: Inspection) -> None:
    first = assessed(cases_of(southfold, 1)[0], cast["lead-inspector"], is_complete=True)
    page = desk.get("lead-inspector", "quality:ask", first.case.pk)
    assert "You assessed this case yourself" in page
    ask_second(case=first.case, assessor=cast["inspector"], by=BY, at=NOON)


def test_a_second_assessment_is_withdrawn_on_its_page_and_another_asked(
    desk: Desk, cast: Cast, pair: tuple[Assessment, Assessment]
) -> None:
    first, second = pair
    assert reverse("quality:withdraw", args=[desk.inspection.pk, first.case.pk]) in desk.get(
        "quality-lead", "quality:queue"
    )
    assert "Priya Fernleigh was asked" in desk.get("quality-lead", "quality:withdraw", first.case.pk)
    assert "Say why" in desk.post("quality-lead", "quality:withdraw", first.case.pk)
    page = desk.post("quality-lead", "quality:withdraw", first.case.pk, reason="She is away.")
    assert "is withdrawn" in page
    assert "Priya Fernleigh: Their second assessment of this case was withdrawn" in page
    assert "Nobody assesses" in desk.get("quality-lead", "quality:withdraw", first.case.pk)
    for name in OF_AN_ASSESSMENT[:1]:
        assert SECOND_CANARY not in desk.get("inspector", name, second.pk, status=404)
    assert SECOND_CANARY in desk.get("second-inspector", "assessment:case", second.pk)
