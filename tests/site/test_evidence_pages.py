"""Evidence in advance on the inspectorate's side: asking, settling, asking again, taking away."""

import csv
import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from evidence_asked import LEAD, announced, asked, sent, somebody

from cast import Cast
from eyre.core.evidence import State
from eyre.evidence.models import Request, RequestFile
from eyre.platform.audit.models import AuditEvent
from eyre.platform.files.store import place_of

pytestmark = pytest.mark.django_db
COMING = localdate() + timedelta(days=20)


@pytest.fixture
def lead(cast: Cast) -> Client:
    return somebody(cast, LEAD)


def at(cast: Cast, rest: str = "") -> str:
    return f"/desk/{cast.westmarch.pk}/evidence/{rest}"


def due(prefix: str = "") -> dict[str, str]:
    return {
        f"{prefix}due_day": str(COMING.day),
        f"{prefix}due_month": str(COMING.month),
        f"{prefix}due_year": str(COMING.year),
    }


def words(reply: Any) -> str:
    return " ".join(reply.content.decode().split())


def test_from_the_list_of_the_edition_to_the_provider(
    cast: Cast, lead: Client, mailoutbox: list[Any]
) -> None:
    assert "Nothing is asked for yet" in words(lead.get(at(cast)))
    assert "14 items are on the list" in words(lead.post(at(cast, "prepare/"), follow=True))
    assert "begun already" in words(lead.post(at(cast, "prepare/"), follow=True))
    first = Request.objects.filter(inspection=cast.westmarch).first()
    assert first is not None
    assert "is off the list" in words(lead.post(at(cast, f"{first.pk}/drop/"), follow=True))
    page = words(lead.post(at(cast, "add/"), {"title": "Rota", "wanted": "Of the duty desk"}, follow=True))
    assert "Rota" in page
    assert "not announced yet" in words(lead.post(at(cast, "send/"), due()))
    announced(cast.westmarch)
    reply = lead.post(at(cast, "send/"), due(), follow=True)
    assert "14 items are asked for, and on the provider’s page" in words(reply)
    assert {mail.to[0] for mail in mailoutbox} == {
        "point-of-contact@service.example",
        "accountable-director@service.example",
    }
    assert f"/desk/{cast.westmarch.pk}/provider/" in mailoutbox[0].body
    assert "Everything on the list was sent already" in words(lead.get(at(cast, "send/")))


def test_every_problem_of_a_form_is_told_at_once(cast: Cast, lead: Client) -> None:
    page = words(lead.post(at(cast, "add/"), {}))
    assert "Enter what it is called" in page
    assert "Enter what it is to hold" in page
    asked(cast, is_sent=False)
    assert "Enter" in words(lead.post(at(cast, "send/"), {}))
    long_ago = {"due_day": "1", "due_month": "1", "due_year": "2020"}
    assert "The last day has passed already" in words(lead.post(at(cast, "send/"), long_ago))


def test_an_item_is_accepted(cast: Cast, lead: Client) -> None:
    item = sent(cast).request
    assert "is accepted" in words(lead.post(at(cast, f"{item.pk}/"), {"step": "accept"}, follow=True))
    item.refresh_from_db()
    assert item.state == State.ACCEPTED
    assert "so you cannot accept it now" in words(
        lead.post(at(cast, f"{item.pk}/"), {"step": "accept"}, follow=True)
    )


def test_an_item_is_asked_for_again_with_what_is_missing(
    cast: Cast, lead: Client, mailoutbox: list[Any]
) -> None:
    item = sent(cast).request
    page = words(lead.post(at(cast, f"{item.pk}/"), {"step": "again"}))
    assert 'href="#id_again-reason"' in page
    assert "Say what is missing" in page
    told = {"step": "again", "again-reason": "The figures stop in June."} | due("again-")
    assert "is asked for again" in words(lead.post(at(cast, f"{item.pk}/"), told, follow=True))
    item.refresh_from_db()
    assert (item.state, item.due) == (State.ASKED_AGAIN, COMING)
    assert len(mailoutbox) == 2


def test_an_item_is_agreed_not_to_apply(cast: Cast, lead: Client) -> None:
    item = asked(cast)
    assert "Say why it does not apply" in words(lead.post(at(cast, f"{item.pk}/"), {"step": "not"}))
    told = {"step": "not", "not-reason": "The region has it."}
    assert "does not apply" in words(lead.post(at(cast, f"{item.pk}/"), told, follow=True))
    assert "The region has it." in words(lead.get(at(cast, f"{item.pk}/")))


def test_what_is_overdue_is_marked(cast: Cast, lead: Client) -> None:
    item = asked(cast)
    Request.objects.filter(pk=item.pk).update(due=localdate() - timedelta(days=1))
    page = words(lead.get(at(cast)))
    assert "1 for the provider, of which 1 overdue" in page
    assert '<strong class="govuk-tag govuk-tag--red">Overdue</strong>' in page
    assert "to look at" not in words(lead.get("/desk/"))


def test_the_first_page_of_work_says_what_is_to_be_looked_at(cast: Cast, lead: Client) -> None:
    sent(cast)
    page = words(lead.get("/desk/"))
    assert "1 to look at" in page
    assert f'href="/desk/{cast.westmarch.pk}/evidence/"' in page


@pytest.mark.parametrize("key", ["inspector", "quality-lead"])
def test_who_reads_evidence_settles_nothing(cast: Cast, key: str) -> None:
    item, browser = sent(cast).request, somebody(cast, key)
    page = words(browser.get(at(cast, f"{item.pk}/")))
    assert "staff.csv" in page
    assert "Accept what was sent" not in page
    assert browser.post(at(cast, f"{item.pk}/"), {"step": "accept"}).status_code == 403


def test_a_file_is_saved_and_that_is_written_down_once(cast: Cast, lead: Client) -> None:
    file = sent(cast)
    latest = AuditEvent.objects.latest("pk").pk
    reply = lead.get(at(cast, f"files/{file.pk}/"))
    assert b"".join(reply.streaming_content) == b"name,grade\r\nAda,PO\r\n"  # type: ignore[arg-type]
    assert "sandbox" in reply["Content-Security-Policy"]
    assert reply["Content-Disposition"] == 'attachment; filename="staff.csv"'
    (row,) = AuditEvent.objects.filter(pk__gt=latest)
    assert (row.action, row.operation) == ("evidence.file_taken", "disclosure")
    assert file.file_id in row.after


def test_everything_leaves_in_one_zip_with_its_digests(cast: Cast, lead: Client) -> None:
    first, second = sent(cast), sent(cast, b"other", "staff.csv")
    gone = sent(cast, b"by mistake", "=cmd.txt")
    RequestFile.objects.filter(pk=gone.pk).update(taken_back_at=now(), taken_back_by="x")
    RequestFile.objects.filter(pk=second.pk).update(request=first.request)
    reply = lead.get(at(cast, "all.zip"))
    package = zipfile.ZipFile(io.BytesIO(b"".join(reply.streaming_content)))  # type: ignore[arg-type]
    assert package.testzip() is None
    listed = list(csv.DictReader(io.StringIO(package.read("MANIFEST.csv").decode())))
    assert len({line["path"].lower() for line in listed}) == 2
    for line in listed:
        assert hashlib.sha256(package.read(line["path"])).hexdigest() == line["sha256"]
    sums = package.read("SHA256SUMS").decode()
    assert sums == "".join(f"{line['sha256']}  {line['path']}\n" for line in listed)
    assert {line["sha256"] for line in listed} == {first.file_id, second.file_id}


def test_a_file_that_is_not_as_it_was_is_not_given_out(cast: Cast, lead: Client, caplog: Any) -> None:
    file = sent(cast)
    place = place_of(file.file_id)
    kept = place.read_bytes()
    place.chmod(0o600)
    place.write_bytes(b"something else")
    lead.raise_request_exception = False
    try:
        for rest in (f"files/{file.pk}/", "all.zip"):
            reply = lead.get(at(cast, rest))
            assert reply.status_code == 500
            assert "eyre files verify" in words(reply)
    finally:
        place.write_bytes(kept)
    assert "was altered" in caplog.text


def test_a_file_of_another_inspection_is_not_found_here(cast: Cast, lead: Client) -> None:
    file = sent(cast, inspection=cast.eastmere)
    assert lead.get(at(cast, f"files/{file.pk}/")).status_code == 404
    assert lead.get(at(cast, f"{file.request_id}/")).status_code == 404
    assert lead.post(at(cast, f"{file.request_id}/"), {"step": "accept"}).status_code == 404
