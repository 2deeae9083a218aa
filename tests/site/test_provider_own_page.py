"""The provider's own page: there from the announcement on, with every fact it needs and none it must not have."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from evidence_asked import BY, CONTACT, DIRECTOR, announced, asked, sent, somebody
from pytest_django import Settings

from cast import Cast
from eyre.cases.models import CaseList
from eyre.core.evidence import State
from eyre.evidence import actions
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.models import Inspection, Letter, PlannedTask
from eyre.platform.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture
def contact(cast: Cast) -> Client:
    return somebody(cast, CONTACT)


def at(cast: Cast, rest: str = "") -> str:
    return f"/desk/{cast.westmarch.pk}/provider/{rest}"


def words(reply: Any) -> str:
    return " ".join(reply.content.decode().split())


def file(name: str, content: bytes = b"a,b\r\n1,2\r\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# When it is there, and for whom


@pytest.mark.parametrize("key", [CONTACT, DIRECTOR])
def test_it_is_there_from_the_announcement_on(cast: Cast, key: str) -> None:
    browser = somebody(cast, key)
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="planned")
    assert browser.get(at(cast)).status_code == 404
    assert "Your page" not in words(browser.get(f"/desk/{cast.westmarch.pk}/"))
    announced(cast.westmarch)
    assert browser.get(at(cast)).status_code == 200
    assert f'href="{at(cast)}"' in words(browser.get(f"/desk/{cast.westmarch.pk}/"))
    assert f'href="{at(cast)}"' in words(browser.get("/desk/"))


def test_an_item_that_was_not_sent_out_is_not_there_for_them(cast: Cast, contact: Client) -> None:
    item = asked(cast, "A surprise", is_sent=False)
    assert "A surprise" not in words(contact.get(at(cast)))
    assert contact.get(at(cast, f"{item.pk}/")).status_code == 404
    assert contact.post(at(cast, f"{item.pk}/"), {"sent": file("a.csv")}).status_code == 404


# Every fact on it


def test_it_says_what_is_asked_by_when_and_what_was_sent(cast: Cast, contact: Client) -> None:
    item, other = sent(cast).request, asked(cast, "Rota")
    Request.objects.filter(pk=other.pk).update(due=date(2020, 1, 31))
    page = words(contact.get(at(cast)))
    assert "1 item waits for you, of which 1 overdue" in page
    assert f"{localdate() + timedelta(days=10):%-d %B %Y}" in page
    assert "31 January 2020" in page
    assert "Overdue" in page
    assert "Sent</strong>" in page
    assert f'href="{at(cast, f"files/{item.files.get().pk}/")}">staff.csv' in page
    home = words(contact.get("/desk/"))
    assert "1 to send" in home
    assert "1 overdue" in home


def test_it_says_which_days_concern_them_and_no_others(cast: Cast, contact: Client) -> None:
    announced(cast.westmarch)
    days = [
        ("case-list", "Send the case list", "point-of-contact", date(2020, 3, 2), None),
        ("action-plan", "Send the action plan", "accountable-director", date(2099, 3, 3), None),
        ("evidence", "Send the evidence", "point-of-contact", date(2020, 3, 4), now()),
        ("opening", "Begin the fieldwork", "lead-inspector", date(2099, 3, 5), None),
        ("panel", "Hold the secret panel", "panel-member", date(2099, 3, 6), None),
    ]
    for order, (code, title, owner, on, done) in enumerate(days):
        PlannedTask.objects.create(
            inspection=cast.westmarch, code=code, title=title, owner=owner, order=order, hangs_on="announced",
            distance=1, unit="weeks", due=on, changed_at=now(), done_at=done, done_by="x" if done else None,
        )  # fmt: skip
    page = words(contact.get(at(cast)))
    assert (
        '2 March 2020</dt><dd>Send the case list <span class="eyre-quiet">by you</span> <strong class="govuk-tag govuk-tag--red">Overdue'
        in page
    )
    assert (
        '4 March 2020</dt><dd>Send the evidence <span class="eyre-quiet">by you</span> <strong class="govuk-tag govuk-tag--green">Done'
        in page
    )
    assert "3 March 2099</dt><dd>Send the action plan" in page
    assert "5 March 2099</dt><dd>Begin the fieldwork</dd>" in page
    assert "secret panel" not in page


def test_it_says_who_comes_and_when(cast: Cast, contact: Client) -> None:
    announced(cast.westmarch)
    page = words(contact.get(at(cast)))
    assert "<dt>Amara Thistlewood</dt><dd>Lead inspector</dd>" in page
    assert "<dt>Owen Larkspur</dt><dd>Inspector</dd>" in page
    assert "Kwame Hollowell" not in page, "the panel does not come"
    assert "Hettie Quillfeather" not in page
    assert f"Fieldwork: {cast.westmarch.fieldwork_on}" in page


def test_it_says_what_became_of_the_case_lists_and_shows_the_letters(cast: Cast, contact: Client) -> None:
    announced(cast.westmarch)
    CaseList.objects.create(
        inspection=cast.westmarch, version=3, file_name="case-list-3.csv", digest="0" * 64, state="refused",
        sent_by="x", sent_at=now(),
    )  # fmt: skip
    sent_letter = {
        "state": "sent",
        "subject": "Announcement",
        "text": "Dear Blessing\n\nWe come.",
        "html": "<p>x",
        "digest": "0" * 64,
    }
    moments = dict.fromkeys(("written_at", "sent_at", "tried_at"), now())
    told: dict[str, Any] = {
        "template": "announcement",
        "template_edition": "default",
        "written_by": "x",
        "sent_by": "x",
    }
    Letter.objects.create(inspection=cast.westmarch, **told | sent_letter | moments)
    Letter.objects.create(
        inspection=cast.westmarch, template="thanks", template_edition="default", state="draft", written_by="x", written_at=now(), paragraph="A draft"
    )  # fmt: skip
    page = words(contact.get(at(cast)))
    assert f'href="/desk/{cast.westmarch.pk}/case-list/"' in page
    assert "/case-list/" not in words(somebody(cast, DIRECTOR).get(at(cast))), (
        "the director would be refused there"
    )
    assert "Version 3, sent on" in page
    assert "It has problems: mend them and send it again" in page
    assert "Announcement" in page
    assert "<p>We come.</p>" in page
    assert contact.get(f"/desk/{cast.westmarch.pk}/letters/").status_code == 200
    assert f'href="/desk/{cast.westmarch.pk}/letters/"' in page
    assert "A draft" not in page


def test_it_holds_nothing_of_cases_ratings_or_interests(cast: Cast, contact: Client) -> None:
    item = sent(cast).request
    for rest in ("", f"{item.pk}/"):
        page = words(contact.get(at(cast, rest)))
        for secret in (
            "WESTMARCH-",
            "Requires improvement",
            "Outstanding",
            "interest",
            "@inspectorate.example",
        ):
            assert secret not in page, secret


def test_each_look_is_written_down_once(cast: Cast, contact: Client) -> None:
    item = sent(cast).request
    for rest, action in (
        ("", "provider_page.seen"),
        (f"{item.pk}/", "provider_page.seen"),
        (f"files/{item.files.get().pk}/", "provider_page.file_taken"),
    ):
        latest = AuditEvent.objects.latest("pk").pk
        reply = contact.get(at(cast, rest))
        assert b"".join(reply) if reply.streaming else reply.content
        (row,) = AuditEvent.objects.filter(pk__gt=latest)
        assert (row.action, row.role) == (action, CONTACT)


# Sending


def test_several_files_are_sent_at_once(cast: Cast, contact: Client) -> None:
    item = asked(cast)
    reply = contact.post(
        at(cast, f"{item.pk}/"), {"sent": [file("a.csv"), file("b.txt", b"words")]}, follow=True
    )
    assert "2 files were sent" in words(reply)
    item.refresh_from_db()
    assert item.state == State.SENT
    assert {each.name: each.sent_by.name for each in item.files.all()} == {
        "a.csv": "Blessing Waymarker",
        "b.txt": "Blessing Waymarker",
    }


def test_each_refused_file_is_named_with_its_reason_and_the_good_ones_are_kept(
    cast: Cast, contact: Client, settings: Settings
) -> None:
    settings.EYRE_FILES_MOST_BYTES = 20_000
    item = asked(cast)
    files = [
        file("good.csv"),
        file("page\u202e.html", HTML),
        file("large.csv", b"x" * 20_001),
        file("again.csv"),
        file("empty.csv", b""),
    ]
    page = words(contact.post(at(cast, f"{item.pk}/"), {"sent": files}))
    assert "1 file was sent" in page
    assert "“page.html” is a web page" in page
    assert "“large.csv” is too large" in page
    assert "“again.csv” was sent for this item already" in page
    assert "“empty.csv” is empty" in page
    assert page.count('<a href="#id_sent">') == 4
    assert [each.name for each in item.files.all()] == ["good.csv"]
    assert "good.csv</a>" in page


def test_sending_nothing_is_told(cast: Cast, contact: Client) -> None:
    item = asked(cast)
    assert "Choose a file" in words(contact.post(at(cast, f"{item.pk}/"), {"step": "send"}))


def test_sending_twice_by_a_double_click_leaves_one_file(cast: Cast, contact: Client) -> None:
    item = asked(cast)
    for _ in range(2):
        contact.post(at(cast, f"{item.pk}/"), {"sent": file("a.csv")})
    assert RequestFile.objects.filter(request=item).count() == 1


def test_an_accepted_item_takes_nothing_more(cast: Cast, contact: Client) -> None:
    item = sent(cast).request
    actions.accept(request=item, by=BY, at=now())
    page = words(contact.get(at(cast, f"{item.pk}/")))
    assert 'type="file"' not in page
    assert "Take back" not in page
    contact.post(at(cast, f"{item.pk}/"), {"sent": file("late.csv", b"late")})
    assert item.files.count() == 1


def test_a_file_is_taken_back_and_shown_as_that(cast: Cast, contact: Client) -> None:
    one = sent(cast)
    assert "Shall “staff.csv” be taken back?" in words(contact.get(at(cast, f"files/{one.pk}/back/")))
    reply = contact.post(at(cast, f"files/{one.pk}/back/"), follow=True)
    assert "no longer counts as sent" in words(reply)
    assert "What you took back" in words(reply)
    assert "taken back already" in words(contact.post(at(cast, f"files/{one.pk}/back/"), follow=True))


def test_saying_that_it_does_not_apply_needs_a_reason(cast: Cast, contact: Client) -> None:
    item = asked(cast)
    page = words(contact.post(at(cast, f"{item.pk}/"), {"step": "not"}))
    assert 'href="#id_not-reason"' in page
    reply = contact.post(
        at(cast, f"{item.pk}/"), {"step": "not", "not-reason": "There is none."}, follow=True
    )
    assert "We have your answer" in words(reply)
    item.refresh_from_db()
    assert (item.state, item.reason) == (State.SAID_NOT_TO_APPLY, "There is none.")


def test_what_was_sent_before_is_used_again_with_one_click(cast: Cast, contact: Client) -> None:
    Inspection.objects.filter(pk=cast.eastmere.pk).update(provider=cast.westmarch.provider)
    earlier = sent(cast, inspection=cast.eastmere)
    Request.objects.filter(pk=earlier.request_id).update(code="staffing")
    item = asked(cast)
    Request.objects.filter(pk=item.pk).update(code="staffing")
    page = words(contact.get(at(cast, f"{item.pk}/")))
    assert "You sent this before" in page
    assert f"for {cast.eastmere.name_as_printed}" in page
    told = {"step": "reuse", "earlier": str(earlier.pk)}
    assert "It was not sent again" in words(contact.post(at(cast, f"{item.pk}/"), told, follow=True))
    assert "as sent on" in words(contact.get(at(cast, f"{item.pk}/")))


@pytest.mark.parametrize("number", ["", "x", "999999", "²", "9" * 30])
def test_a_number_that_no_earlier_file_has_is_not_found(cast: Cast, contact: Client, number: str) -> None:
    item = asked(cast)
    assert contact.post(at(cast, f"{item.pk}/"), {"step": "reuse", "earlier": number}).status_code == 404


def test_an_item_and_a_file_of_another_inspection_are_not_found(cast: Cast, contact: Client) -> None:
    announced(cast.westmarch)
    foreign = sent(cast, inspection=cast.eastmere)
    for rest in (f"{foreign.request_id}/", f"files/{foreign.pk}/", f"files/{foreign.pk}/back/"):
        assert contact.get(at(cast, rest)).status_code == 404
    assert contact.post(at(cast, f"files/{foreign.pk}/back/")).status_code == 404
    foreign.refresh_from_db()
    assert foreign.taken_back_at is None


def test_the_number_of_questions_to_the_database_does_not_grow(cast: Cast, contact: Client) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked_of_it:
            assert contact.get(at(cast)).status_code == 200
        return len(asked_of_it)

    sent(cast)
    questions()  # the first click of a session asks more
    few = questions()
    for number in range(5):
        sent(cast, f"{number}".encode(), f"{number}.txt")
    assert questions() == few
