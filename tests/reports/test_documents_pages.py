"""The pages of published documents: who gets in, what they show, and that whatever a document holds stays text."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from documents_made import STANDARDS, Body, letter

from cast import Cast, signed_in
from eyre.inspections.models import Inspection
from eyre.people.standing import NOBODY
from eyre.platform.audit.models import AuditEvent
from eyre.reports.models import FactDecision, ReadDocument
from eyre.reports.permissions import check_read_documents, may_read_documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = {"publications-officer", "analyst"}
NEW = "/documents/new/"
HOSTILE = """# <script>alert('title')</script>

Dear Regional Probation Director, <img src=x onerror=alert(1)> "><svg/onload=alert(2)>

## "><script>alert(3)</script> PDU

In five of the six <script>alert(4)</script> cases, planning was good. {{ 7|add:7 }} {% csrf_token %}
javascript:alert(5) 27 July 2022
"""


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(cast["publications-officer"])


def upload(browser: Client, content: bytes | str, name: str = "letter.md", **told: str) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return browser.post(NEW, {"file": SimpleUploadedFile(name, content), **told})


def address(browser: Client, content: bytes | str = "", name: str = "letter.md", **told: str) -> str:
    reply = upload(browser, content or letter(Body()), name, **told)
    assert reply.status_code == 302, reply.content.decode()
    return str(reply["Location"])


def test_who_reads_documents(cast: Cast) -> None:
    """The truth table of the permission, one row per kind of person."""
    for key in cast.people:
        assert may_read_documents(cast.standing(key)) is (key in READERS), key
    assert not may_read_documents(NOBODY)
    assert check_read_documents(cast.standing("analyst")) == "analyst"


def test_the_pages_are_behind_the_wall_and_for_readers_alone(cast: Cast, officer: Client) -> None:
    url = address(officer)
    pages = ["/documents/", NEW, url, f"{url}store/", f"{url}file/", f"{url}facts/document/"]
    for page in pages:
        assert officer.get(page).status_code == 200, page
        assert signed_in(cast["analyst"]).get(page).status_code == 200
        refused = signed_in(cast["lead-inspector"]).get(page)
        assert refused.status_code == 403
        assert "another role" in refused.content.decode()
        assert Client().get(page).status_code == 302
        assert signed_in(cast["analyst"], "password").get(page).status_code == 302
    for page in (url, f"{url}store/", f"{url}facts/document/", NEW):
        assert signed_in(cast["auditor"]).post(page, {"accept": "document"}).status_code == 403
    assert not FactDecision.objects.exists()


@pytest.mark.parametrize(
    "page", ["0" * 64, "x", "0" * 64 + "/store", "0" * 64 + "/file", "0" * 64 + "/facts/document"]
)
def test_what_is_not_there_is_404_for_readers_and_403_for_others(
    cast: Cast, officer: Client, page: str
) -> None:
    assert officer.get(f"/documents/{page}/").status_code == 404
    assert signed_in(cast["auditor"]).get(f"/documents/{page}/").status_code == 403


@pytest.mark.parametrize("fact", ["nothing", "rating-9-9.9", "x" * 200, "%22%3E%3Cb%3E"])
def test_a_fact_that_is_not_there_is_404(officer: Client, fact: str) -> None:
    assert officer.get(f"{address(officer)}facts/{fact}/").status_code == 404


def test_a_posted_form_needs_its_token(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(cast["analyst"]).cookies
    assert upload(browser, "Five of the six.").status_code == 403


def test_from_the_file_to_the_public_page(officer: Client) -> None:
    url = address(officer, address="https://example.org/the-letter", title="The letter of July")
    page = officer.get(url).content.decode()
    assert "0 of" in page
    for group in re.findall(r'name="accept_all" value="([^"]+)"', page):
        reply = officer.post(url, {"accept_all": group, "part": "1"})
        assert reply["Location"].endswith(f"#group-{group}")
    page = officer.get(url).content.decode()
    for fact in re.findall(r'name="accept" value="([^"]+)"', page):
        assert officer.post(url, {"accept": fact})["Location"].endswith(f"#fact-{fact}")
    document = ReadDocument.objects.get()
    assert (
        f"<strong>{document.facts} of {document.facts} facts decided.</strong>"
        in officer.get(url).content.decode()
    )
    store = officer.get(f"{url}store/", {"provider-1": "new-body:pdu-2021"}).content.decode()
    assert "What is new" in store
    hidden = dict(re.findall(r'<input type="hidden" name="(provider-\d+)" value="([^"]*)"', store))
    officer.post(f"{url}store/", hidden)
    inspection = Inspection.objects.get(provider__name="Wexmouth PDU")
    public = Client().get(f"/inspections/{inspection.pk}/")
    assert public.status_code == 200
    text = public.content.decode()
    assert "The letter of July" in text
    assert "https://example.org/the-letter" in text
    assert "see every person on probation" in text
    assert f"/inspections/{inspection.pk}/" in officer.get(url).content.decode()
    listed = officer.get("/documents/").content.decode()
    assert "Not yet" not in listed


def test_places_and_facts_lead_to_each_other(officer: Client) -> None:
    page = officer.get(address(officer)).content.decode()
    facts = set(re.findall(r'id="fact-([^"]+)"', page))
    assert len(facts) == ReadDocument.objects.get().facts
    assert facts == set(re.findall(r'id="place-((?!finding)[^"]+)"', page))
    assert facts == set(re.findall(r'class="eyre-place[^"]*" href="#fact-([^"]+)"', page))
    assert facts == set(re.findall(r'href="#place-((?!finding)[^"]+)"', page))
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))


@pytest.mark.parametrize(
    ("fact", "typed", "words"),
    [
        ("rating-1-2.2", {"mend-ref": "2.2", "mend-rating": ""}, "Enter rating"),
        ("rating-1-2.2", {"mend-ref": "2.2", "mend-rating": "Splendid"}, "Rating"),
        ("score-1", {"mend-points": "28", "mend-out_of": "27"}, "not more than its maximum"),
        ("claim-1", {"mend-x": "17", "mend-of": "16", "mend-sentence": "s"}, "not more than y"),
        (
            "recommendation-1",
            {"mend-number": "0", "mend-addressee": "pdu", "mend-text": "t"},
            "numbered from 1",
        ),
        ("fieldwork-1", {"mend-what": "fieldwork", "mend-date": "March"}, "date"),
    ],
)
def test_a_mend_that_makes_no_fact_comes_back_with_words(
    officer: Client, fact: str, typed: dict[str, str], words: str
) -> None:
    reply = officer.post(f"{address(officer)}facts/{fact}/", {"step": "mend", **typed})
    assert reply.status_code == 200
    assert "There is a problem" in reply.content.decode()
    assert words in reply.content.decode()
    assert not FactDecision.objects.exists()


def test_mending_and_rejecting_are_told_with_who_and_why(officer: Client, cast: Cast) -> None:
    url = address(officer)
    officer.post(f"{url}facts/rating-1-2.2/", {"step": "mend", "mend-ref": "2.2", "mend-rating": "Good"})
    officer.post(
        f"{url}facts/claim-1/", {"step": "reject", "reject-reason": "", "reason": "it counts other cases"}
    )
    officer.post(f"{url}facts/score-1/", {"step": "accept"})
    assert list(FactDecision.objects.values_list("verdict", flat=True)) == ["mended", "rejected", "accepted"]
    page = officer.get(url).content.decode()
    assert "Was read as: 2.2 Assessment: Inadequate" in page
    assert "it counts other cases" in page
    assert cast["publications-officer"].name in page
    assert "it counts other cases" in officer.get(f"{url}facts/claim-1/").content.decode()
    assert "rating: Good" in officer.get(f"{url}facts/rating-1-2.2/").content.decode()
    assert officer.post(f"{url}facts/claim-1/", {"step": "reject", "reason": " "}).status_code == 200
    rows = AuditEvent.objects.filter(action="document.decided")
    assert [row.role for row in rows] == ["publications"] * 3


def test_a_table_is_accepted_at_once_in_one_act(officer: Client) -> None:
    url = address(officer, letter(Body(overall="Rating")))
    officer.post(url, {"accept_all": "table-1", "part": "1"})
    decided = set(FactDecision.objects.values_list("fact", flat=True))
    assert {"table-1", "score-1", "fieldwork-1", "rating-1-1.1", "rating-1-2.5"} <= decided
    assert "rating-1-overall" not in decided  # it holds no band
    assert AuditEvent.objects.filter(action="document.decided").count() == 1
    assert officer.post(url, {"accept": "rating-1-overall"}).status_code == 302
    assert "rating-1-overall" not in set(FactDecision.objects.values_list("fact", flat=True))
    assert officer.post(url, {"accept_all": "nonsense"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "letter.md", "empty"),
        (b"   \n", "letter.md", "empty"),
        (b"\x00\x01\x02" * 90, "letter.md", "is no text"),
        (b"%PDF-1.7 broken", "letter.pdf", "The document"),
        (b"PK\x03\x04 broken", "letter.docx", "The document"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(officer: Client, content: bytes, name: str, words: str) -> None:
    reply = upload(officer, content, name)
    assert reply.status_code == 200
    assert "There is a problem" in reply.content.decode()
    assert words in reply.content.decode()
    assert not ReadDocument.objects.exists()


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://example.org/x", "example.org", "https://"])
def test_an_address_is_one_of_the_web(officer: Client, typed: str) -> None:
    assert "begins with https://" in upload(officer, "Five of the six.", address=typed).content.decode()
    assert not ReadDocument.objects.exists()


def test_pasted_text_and_the_same_bytes_again(officer: Client) -> None:
    first = officer.post(NEW, {"text": "In five of the six cases, planning was good.\r\n"})
    second = officer.post(NEW, {"text": "In five of the six cases, planning was good.\n"}, follow=True)
    assert ReadDocument.objects.count() == 1
    assert second.redirect_chain[0][0] == first["Location"]
    assert "taken in already" in second.content.decode()


def in_html() -> bytes:
    lines = letter(Body()).splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines if line and "\t" not in line)
    rows = [line.split("\t") for line in lines if "\t" in line]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    script = "<script>document.title = 'taken over'</script>"
    return f"<html><body>{script}{body}<table>{table}</table>{script}</body></html>".encode()


def in_docx() -> bytes:
    made, file = docx.Document(), BytesIO()
    lines = letter(Body()).splitlines()
    for line in lines:
        if line and "\t" not in line:
            made.add_paragraph(line.lstrip("# "))
    rows = [line.split("\t") for line in lines if "\t" in line]
    table = made.add_table(0, 3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("made", "name"), [(in_html, "letter.html"), (in_docx, "letter.docx")])
def test_other_forms_come_out_the_same(officer: Client, made: Callable[[], bytes], name: str) -> None:
    url = address(officer, made(), name)
    page = officer.get(url).content.decode()
    assert "taken over" not in page
    officer.post(url, {"accept_all": "table-1", "part": "1"})
    assert {f"rating-1-{ref}" for ref, _ in STANDARDS} <= set(
        FactDecision.objects.values_list("fact", flat=True)
    )


def test_too_much_is_refused_before_it_is_read(officer: Client) -> None:
    assert officer.post(NEW, {"text": "x" * 3_000_000}).status_code == 413
    reply = officer.generic("POST", NEW, b"", CONTENT_LENGTH="999999999")
    assert reply.status_code == 413
    assert "too long" in reply.content.decode()


def test_a_hostile_document_is_text_on_every_page(officer: Client) -> None:
    url = address(officer, HOSTILE, title="<script>alert('typed')</script>")
    officer.post(f"{url}facts/document/", {"step": "reject", "reason": "<script>alert(6)</script>"})
    for page in (url, f"{url}store/", f"{url}facts/document/", f"{url}facts/claim-1/", "/documents/"):
        html = officer.get(page).content.decode()
        assert not re.search(r"<script(?! src=| type=\"module\" src=)", html), page
        assert not re.search(r"<(?:img|svg/)|\son\w+=", re.sub(r"&lt;.*?&gt;", "", html)), page
        assert "{% csrf_token %}" in html or page != url
    file = officer.get(f"{url}file/")
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content == HOSTILE.encode()


def test_a_document_of_many_megabytes_is_shown_in_parts_or_refused_in_words(officer: Client) -> None:
    line = "<script>alert(1)</script> Planning was good & bad in many ways for everybody who was seen.\n"
    end = "\nIn five of the six cases, planning was good.\n"
    too_long = upload(officer, line * (5_000_000 // len(line)) + end)
    assert "take it in part by part" in too_long.content.decode()
    url = address(officer, line * (1_500_000 // len(line)) + end)
    page = officer.get(url)
    assert len(page.content) < 500_000
    assert b"<script>alert" not in page.content
    last = int(re.findall(r"shown in (\d+) parts", page.content.decode())[0])
    assert last > 20
    assert "#fact-claim-1" in officer.get(url, {"part": str(last)}).content.decode()
    assert officer.post(url, {"accept": "claim-1"})["Location"].endswith(f"?part={last}#fact-claim-1")
    for part in ("0", "-1", "99999999999", "x", "٣"):
        assert officer.get(url, {"part": part}).status_code == 200
