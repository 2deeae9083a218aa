"""The page that checks a document: found in place, told in words, never stored, never lost, whatever is sent."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eyre.inspections.models import Inspection
from eyre.reports.uploads import MOST_BYTES
from eyre.reports.views import MOST_SENT

CUMBRIA = "pdu-2023-cumbria"
WRONG = f"In [almost two-thirds](fig:{CUMBRIA}/2.2.3/insufficient) of cases, work was insufficient.\n"
RIGHT = WRONG.replace("almost two-thirds", "three-quarters")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def post(client: Client, text: str, **others: Any) -> BeautifulSoup:
    response = client.post("/proof/", {"text": text, **others})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def said(page: BeautifulSoup) -> str:
    banner = page.select_one(".govuk-notification-banner__heading")
    return banner.text if banner else ""


def typed(page: BeautifulSoup) -> str:
    box = page.select_one("#id_text")
    assert box is not None
    return box.text.removeprefix("\n")


def test_the_form_says_that_nothing_is_stored(client: Client) -> None:
    page = BeautifulSoup(client.get("/proof/").content, "html.parser")
    assert "The document is not stored" in page.text
    assert page.select_one("form[enctype='multipart/form-data'][method=post]")
    assert len(page.select("#id_inspection option")) > 100


def test_an_inspection_may_be_chosen_in_the_address(client: Client) -> None:
    page = BeautifulSoup(client.get(f"/proof/?inspection={CUMBRIA}").content, "html.parser")
    chosen = page.select_one("#id_inspection option[selected]")
    assert chosen is not None
    assert chosen["value"] == CUMBRIA


def test_a_false_figure_is_marked_in_place_and_both_ways(client: Client) -> None:
    page = post(client, WRONG, inspection=CUMBRIA)
    assert said(page) == "Not fit to sign"
    document = page.select_one(".eyre-proof__document")
    assert document is not None
    mark = document.select_one("mark.eyre-proof__mark--error")
    assert mark is not None
    assert mark.text == "almost two-thirds"
    place = document.select_one("a#place-1")
    assert place is not None
    assert place["href"] == "#finding-1"
    finding = page.select_one("#finding-1")
    assert finding is not None
    assert "Right would be: just over three-quarters" in finding.text
    assert finding.select_one("a[href='#place-1']")
    assert "E1" in finding.text


def test_every_link_of_a_result_leads_to_a_place_on_it(client: Client) -> None:
    page = post(client, f"{WRONG}\nThere were too few, and 28 of 37 cases were late.", inspection=CUMBRIA)
    inner = [str(link["href"])[1:] for link in page.select("main a[href^='#']")]
    assert inner
    assert [name for name in inner if page.find(id=name) is None] == []


def test_a_right_document_is_fit_and_strict_is_stricter(client: Client) -> None:
    assert (
        said(post(client, RIGHT.replace("three-quarters", "76 per cent"), inspection=CUMBRIA))
        == "Fit to sign"
    )
    warned = "There were too few staff."
    assert said(post(client, warned)) == "Fit to sign"
    assert said(post(client, warned, strict="on")) == "Not fit to sign"


def test_figures_that_fit_unbound_words_are_named_as_they_would_be_bound(client: Client) -> None:
    page = post(client, "Work was insufficient in 28 of 37 cases.", inspection=CUMBRIA)
    assert f"[28 of 37](fig:{CUMBRIA}/2.2.3/insufficient)" in page.text
    figures = page.select_one("#figures")
    assert figures is not None
    row = next(row for row in page.select("tr") if f"{CUMBRIA}/2.2.3/insufficient" in row.text)
    assert "76 per cent" in row.text


def test_ratings_tables_and_names_are_checked_where_asked(client: Client) -> None:
    text = "We rated Cheshire North PDU and Liverpool North PDU.\n\n| 1.1 Leadership | Excellent |\n| 1.2 Staff | Good |\n"
    chosen = {"framework": "hmip-probation-pdu-2021", "known_names": "on", "inspection": CUMBRIA}
    codes = re.findall(r": ([a-z-]+)\. Line", post(client, text, **chosen).text)
    assert {"unknown-name", "not-inspected", "other-scale", "no-overall"} <= set(codes)
    assert "unknown-name" not in post(client, text).text
    assert "unknown-name" not in post(client, text, names="Cheshire North\nLiverpool North").text


@pytest.mark.parametrize(
    ("kind", "type_", "begins"),
    [("text", "text/plain", "document.md:1:5: error"), ("json", "application/json", "{"), ("sarif", "application/sarif+json", "{")],
)  # fmt: skip
def test_the_result_can_be_taken_away(client: Client, kind: str, type_: str, begins: str) -> None:
    response = client.post("/proof/", {"text": WRONG, "inspection": CUMBRIA, "download": kind})
    assert response["Content-Type"] == f"{type_}; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content.decode().startswith(begins)
    if kind == "json":
        assert json.loads(response.content)["findings"][0]["code"] == "false"


def test_a_file_is_taken_in_place_of_the_box_and_put_into_it(client: Client) -> None:
    file = SimpleUploadedFile("letter.md", "Caf\xe9 was [half](fig:x).\r\nYes.".encode("cp1252"))
    page = post(client, "pasted", file=file, inspection=CUMBRIA)
    assert typed(page) == "Café was [half](fig:x).\nYes."
    assert "read as Windows-1252" in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Paste a document or choose a file"),
        ({"text": " \n "}, "Paste a document or choose a file"),
        ({"text": "one\n\0two"}, "Line 2 holds a NUL"),
        ({"text": "kept", "small_group": "many"}, "whole number"),
        ({"text": "kept", "small_group": "-1"}, "greater than or equal to 0"),
        ({"text": "kept", "inspection": "nowhere"}, "nowhere is not one of the available choices"),
        ({"text": "kept", "policy": "nowhere"}, "nowhere is not one of the available choices"),
        ({"text": "kept", "file": b"%PDF-1.7"}, "The file is a PDF"),
        ({"text": "kept", "file": b"PK\x03\x04"}, "The file is a Word document"),
        ({"text": "a" * (MOST_BYTES + 1)}, "Check it part by part"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    client: Client, fields: dict[str, Any], words: str
) -> None:
    if isinstance(content := fields.get("file"), bytes):
        fields = {**fields, "file": SimpleUploadedFile("a.bin", content)}
    page = post(client, **fields)
    summary = page.select_one(".govuk-error-summary")
    assert summary is not None
    assert words in summary.text
    assert typed(page) == fields["text"].replace("\0", "\ufffd")


def test_what_is_far_too_long_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post("/proof/", {"text": "a" * (MOST_SENT + 1)})
    assert response.status_code == 413
    assert "What was sent is too long" in response.content.decode()


class Tags(HTMLParser):
    """The tags between which the marked document stands."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> in too few cases",
        "</div></main><h1>Mine</h1> too few <img src=x onerror=alert(1)>",
        '[half](fig:"><script>alert(1)</script>)',
        "too few &lt;b&gt; &amp; {{ form }} {% csrf_token %}",
        "</textarea><script>alert(1)</script> too few",
        "too few \ufdd0\u202e\ud7ff\U0010ffff",
    ],
)
def test_hostile_text_stays_text(client: Client, text: str) -> None:
    page = post(client, text)
    document = page.select_one(".eyre-proof__document")
    assert document is not None
    tags = Tags()
    tags.feed(document.decode_contents())
    assert set(tags.found) <= {"a", "mark", "span"}
    assert typed(page) == text
    shown = BeautifulSoup(str(document), "html.parser")
    for link in shown.select("a"):
        link.decompose()
    assert shown.text == text
    assert not [each for each in page.select("script") if not each.get("src")]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["too few " * 12_500, "x" * 100_000, "[" * 100_000, "1,2" * 33_000])
def test_a_line_of_a_hundred_thousand_characters(client: Client, text: str) -> None:
    assert said(post(client, text, inspection=CUMBRIA))


def test_a_post_needs_its_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/proof/", {"text": "x"}).status_code == 403
    token = BeautifulSoup(strict.get("/proof/").content, "html.parser").select_one(
        "[name=csrfmiddlewaretoken]"
    )
    assert token is not None
    fields = {"text": "x", "csrfmiddlewaretoken": str(token["value"])}
    assert strict.post("/proof/", fields).status_code == 200


def test_nothing_is_written_and_nothing_kept(client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post("/proof/", {"text": WRONG, "inspection": CUMBRIA})
    verbs = {query["sql"].split()[0].upper() for query in queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert len(queries) < 25
    assert "no-store" in response["Cache-Control"]


def test_what_is_not_published_is_not_offered(client: Client) -> None:
    Inspection.objects.filter(id=CUMBRIA).update(is_public=False)
    form = BeautifulSoup(client.get("/proof/").content, "html.parser")
    assert form.select("#id_inspection option[value='pdu-2023-blackburn']")
    assert not form.select(f"#id_inspection option[value='{CUMBRIA}']")
    page = post(client, "kept", inspection=CUMBRIA)
    assert "not one of the available choices" in page.text
