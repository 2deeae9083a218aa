"""The pages of letters: who reads and who writes them, from the first draft to the record of what went."""

import re
from hashlib import sha256
from typing import Any

import pytest
from django.core import mail as outgoing
from django.test import Client

from cast import Cast, signed_in
from eyre.inspections.actions.letters import change_paragraph
from eyre.inspections.models import Inspection, Letter, PlannedTask
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from letters_made import drafted, plan
from published_data import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")


@pytest.fixture
def planned(cast: Cast) -> Cast:
    plan(Inspection.objects.get(pk=cast.westmarch.pk))
    return cast


@pytest.fixture
def lead(planned: Cast) -> Client:
    return signed_in(planned["lead-inspector"])


def words(reply: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", reply.content.decode()).split())


def place(cast: Cast, rest: str = "") -> str:
    return f"/desk/{cast.westmarch.pk}/letters/{rest}"


def begin(lead: Client, cast: Cast, template: str = "announcement") -> str:
    reply = lead.post(place(cast, f"new/{template}/"))
    assert reply.status_code == 302
    return str(reply["Location"])


def seal_on(page: Any) -> str:
    found = re.search(r'name="seal" value="([0-9a-f]{64})"', page.content.decode())
    assert found
    return found[1]


def test_from_the_inspection_to_the_letter_that_went(
    lead: Client, planned: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    assert place(planned) in lead.get(f"/desk/{planned.westmarch.pk}/").content.decode()
    assert "Nothing was sent yet" in words(lead.get(place(planned)))
    path = begin(lead, planned)
    assert begin(lead, planned) == path
    draft = lead.get(path)
    assert "Dear Alasdair Beaconfell, dear Blessing Waymarker," in words(draft)
    assert "point-of-contact@service.example" in words(draft)
    saved = lead.post(path, {"paragraph": "Bring <i>boots</i>.\r\n\r\nAnd a torch."}, follow=True)
    assert "Bring &lt;i&gt;boots&lt;/i&gt;.</p>\n<p>And a torch." in saved.content.decode()
    asked = lead.get(f"{path}send/")
    assert "Send this letter?" in words(asked)
    with django_capture_on_commit_callbacks(execute=True):
        sent = lead.post(f"{path}send/", {"seal": seal_on(asked)}, follow=True)
    assert len(outgoing.outbox) == 2
    assert "Sent by Amara Thistlewood" in words(sent)
    assert "Bring &lt;i&gt;boots&lt;/i&gt;." in sent.content.decode()
    again = lead.post(f"{path}send/", {"seal": seal_on(asked)}, follow=True)
    assert "The letter was sent already." in words(again)
    assert len(outgoing.outbox) == 2
    listing = words(lead.get(place(planned)))
    assert "Sent once so far" in listing
    assert "Alasdair Beaconfell, Blessing Waymarker" in listing


def test_the_file_is_what_the_digest_says(lead: Client, planned: Cast) -> None:
    path = begin(lead, planned, "evidence-reminder")
    lead.post(f"{path}send/", {"seal": seal_on(lead.get(f"{path}send/"))})
    letter = Letter.objects.latest("pk")
    before = AuditEvent.objects.filter(operation="disclosure", action="letter.taken").count()
    reply = lead.get(f"{path}letter.txt")
    assert reply["Content-Type"] == "text/plain; charset=utf-8"
    assert sha256(reply.content).hexdigest() == letter.digest
    assert AuditEvent.objects.filter(operation="disclosure", action="letter.taken").count() == before + 1
    assert letter.digest in words(lead.get(path))


def test_what_is_missing_is_named_with_where_it_is_mended(cast: Cast) -> None:
    officer = signed_in(cast["operations-officer"])
    PlannedTask.objects.filter(inspection=cast.eastmere).delete()
    path = str(officer.post(f"/desk/{cast.eastmere.pk}/letters/new/announcement/")["Location"])
    page = officer.get(path)
    assert "The letter cannot go yet" in words(page)
    assert f"/desk/providers/{cast.eastmere.provider_id}/contacts/" in page.content.decode()
    assert "somebody to go to: the provider has no accountable director" in words(page)
    sending = officer.post(f"{path}send/", {"seal": ""})
    assert sending.status_code == 200
    assert "There is a problem" in words(sending)
    assert "The letter lacks the name of the lead inspector." in words(sending)
    assert not outgoing.outbox


def test_a_letter_that_changed_since_it_was_seen_is_shown_again(lead: Client, planned: Cast) -> None:
    path = begin(lead, planned)
    seal = seal_on(lead.get(f"{path}send/"))
    draft = Letter.objects.latest("pk")
    change_paragraph(letter=draft, paragraph="Something else.", by=BY, at=NOON)
    reply = lead.post(f"{path}send/", {"seal": seal})
    assert "has changed since you saw it" in words(reply)
    assert "Something else." in words(reply)
    assert seal_on(reply) != seal
    assert not outgoing.outbox


def test_a_server_that_fails_is_shown_and_tried_again(
    lead: Client, planned: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    path = begin(lead, planned)
    asked = lead.get(f"{path}send/")
    settings.EYRE_CAN_MAIL = False
    with django_capture_on_commit_callbacks(execute=True):
        reply = lead.post(f"{path}send/", {"seal": seal_on(asked)})
    page = words(lead.get(str(reply["Location"])))
    assert "The letter did not reach everybody." in page
    told = "Westmarch (demonstration): a letter did not reach everybody"
    assert told in words(lead.get("/desk/"))
    assert told in words(signed_in(planned["operations-officer"]).get("/desk/"))
    for key in ("inspector", "quality-lead", "point-of-contact", "outsider"):
        assert told not in words(signed_in(planned[key]).get("/desk/"))
    assert "no mail server is set up: whoever runs Eyre sets EYRE_EMAIL_URL" in page
    settings.EYRE_CAN_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        lead.post(f"{path}again/")
    assert len(outgoing.outbox) == 2
    assert "Try again" not in words(lead.get(path))
    assert told not in words(lead.get("/desk/"))
    assert "has left, or is about to" in words(lead.post(f"{path}again/", follow=True))
    assert len(outgoing.outbox) == 2


def test_who_reads_but_does_not_write(lead: Client, planned: Cast) -> None:
    draft = begin(lead, planned)
    sent = begin(lead, planned, "evidence-reminder")
    lead.post(f"{sent}send/", {"seal": seal_on(lead.get(f"{sent}send/"))})
    for key in ("inspector", "point-of-contact"):
        browser = signed_in(planned[key])
        page = browser.get(place(planned))
        assert "Write a letter" not in words(page)
        assert draft not in page.content.decode()
        assert browser.get(draft).status_code == 404
        assert browser.get(f"{draft}letter.txt").status_code == 404
        read = browser.get(sent)
        assert read.status_code == 200
        assert "service.example" not in re.sub(r'<div class="eyre-notice">.*?</div></div>', "", words(read))
        assert browser.post(sent, {"paragraph": "x"}).status_code == 403


@pytest.mark.parametrize("said", ["\u202eevil", "a\x07b", "x" * 4001])
def test_words_that_cannot_be_are_refused_and_kept_in_the_form(
    lead: Client, planned: Cast, said: str
) -> None:
    path = begin(lead, planned)
    reply = lead.post(path, {"paragraph": said})
    assert reply.status_code == 200
    assert "There is a problem" in words(reply)
    assert Letter.objects.latest("pk").paragraph == ""


def test_a_draft_is_thrown_away_and_what_was_sent_is_not(lead: Client, planned: Cast) -> None:
    path = begin(lead, planned)
    assert "Throw this draft away?" in words(lead.get(f"{path}discard/"))
    assert "The draft is thrown away." in words(lead.post(f"{path}discard/", follow=True))
    assert lead.get(path).status_code == 404
    sent = begin(lead, planned, "evidence-reminder")
    lead.post(f"{sent}send/", {"seal": seal_on(lead.get(f"{sent}send/"))})
    assert lead.get(f"{sent}discard/").status_code == 302
    assert "was sent already" in words(lead.post(f"{sent}discard/", follow=True))
    assert Letter.objects.filter(state="sending").exists()


def test_no_letter_of_another_inspection_or_code(lead: Client, planned: Cast) -> None:
    other = drafted(planned.eastmere, "evidence-reminder")
    assert lead.get(place(planned, f"{other.pk}/")).status_code == 404
    assert lead.post(place(planned, f"{other.pk}/send/"), {"seal": ""}).status_code == 404
    assert lead.post(place(planned, "new/no-such/")).status_code == 404
