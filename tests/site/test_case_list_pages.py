"""Sending a case list and drawing a sample, as the people of the cast do it on the pages."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from case_lists_made import HEADER, a_row, as_csv, rows
from cast import Cast, signed_in
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.models import CaseList, Sample, SampledCase
from eyre.inspections.models import Inspection
from eyre.platform.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
CONTACT, LEAD = "point-of-contact", "lead-inspector"


@pytest.fixture
def eastmere(cast: Cast) -> Inspection:
    """Eastmere with nothing sent yet, and Westmarch's people on it."""
    return cast.eastmere


class Desk:
    """The pages of one inspection, as one of the cast sees them."""

    def __init__(self, cast: Cast, key: str, inspection: Inspection) -> None:
        self.browser, self.base = signed_in(cast[key], "password", "mfa"), f"/desk/{inspection.pk}"

    def get(self, path: str, **told: Any) -> Any:
        return self.browser.get(f"{self.base}{path}", told)

    def post(self, path: str, **told: Any) -> Any:
        return self.browser.post(f"{self.base}{path}", told)

    def send(self, content: bytes, name: str = "list.csv") -> Any:
        reply = self.post("/case-list/", file=SimpleUploadedFile(name, content))
        check_waiting()
        return reply


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """Westmarch, before anything was sent."""
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="evidence-requested")
    return Inspection.objects.get(pk=cast.westmarch.pk)


@pytest.fixture
def contact(cast: Cast, inspection: Inspection) -> Desk:
    return Desk(cast, CONTACT, inspection)


@pytest.fixture
def lead(cast: Cast, inspection: Inspection) -> Desk:
    return Desk(cast, LEAD, inspection)


def good(inspection: Inspection, number: int = 40) -> bytes:
    assert inspection.fieldwork_from is not None
    early = a_row(number + 1)
    early[9] = f"{inspection.fieldwork_from - timedelta(weeks=40):%d/%m/%Y}"
    return as_csv([*rows(number, inspection.fieldwork_from), early])


def text(reply: Any) -> str:
    return " ".join(reply.content.decode().split())


def test_a_list_is_sent_checked_and_drawn_from(contact: Desk, lead: Desk, inspection: Inspection) -> None:
    assert "Send the list" in text(contact.get("/case-list/"))
    reply = contact.send(good(inspection))
    assert reply.status_code == 302
    page = text(contact.get("/case-list/1/"))
    assert "It started more than 30 weeks before the first day of fieldwork" in page
    assert "Take away the excluded cases" not in page
    assert "excluded.csv" in text(lead.get("/case-list/1/"))
    preview = text(
        lead.get(
            "/sample/draw/", margin="20", confidence="0.8", share="50", formula="cochran", floor="1", by="sex"
        )
    )
    assert "Female" in preview
    assert "of 40" in preview
    drawn = lead.post(
        "/sample/draw/", margin="20", confidence="0.8", share="50", formula="cochran", floor="1", by="sex"
    )
    assert drawn.status_code == 302, text(drawn)
    receipt = text(lead.get("/sample/1/"))
    assert "Receipt 1 of the sample" in receipt
    assert "Planted" not in receipt
    assert "The receipt holds" in text(lead.get("/sample/1/", check="yes"))
    assert json.loads(lead.get("/sample/1/receipt.json").content)["frame"]["cases"] == 40
    assert (
        lead.get("/sample/1/frame.csv")
        .content.decode()
        .startswith("case,sex,disposal,risk,office,grade,excluded")
    )
    assert "Planted" not in lead.get("/case-list/1/excluded.csv").content.decode()


def test_whoever_sent_the_list_may_check_the_draw_and_learns_their_rows(
    contact: Desk, lead: Desk, inspection: Inspection
) -> None:
    contact.send(good(inspection))
    lead.post(
        "/sample/draw/", number="6", margin="5", confidence="0.8", share="50", formula="cochran", floor="0"
    )
    page = text(contact.get("/sample/1/", check="yes"))
    assert "The receipt holds" in page
    rows_ = (
        SampledCase.objects.filter(is_reserve=False).order_by("case__row").values_list("case__row", flat=True)
    )
    assert ", ".join(map(str, rows_)) in page
    assert "Your cases" not in text(lead.get("/sample/1/"))
    frame = contact.get("/sample/1/frame.csv").content.decode().splitlines()[1:]
    assert frame == sorted(frame)
    assert contact.get("/case-list/1/excluded.csv").status_code == 403
    assert contact.get("/sample/draw/").status_code == 403


@pytest.mark.parametrize(
    ("stage", "again", "replace", "withdraw"),
    [
        ("evidence-requested", True, True, True),
        ("sampled", True, True, False),
        ("fieldwork", False, True, False),
        ("judgement", False, False, False),
    ],
)
def test_pages_offer_what_the_stage_allows(
    contact: Desk, lead: Desk, inspection: Inspection, stage: str, again: bool, replace: bool, withdraw: bool
) -> None:
    contact.send(good(inspection))
    lead.post(
        "/sample/draw/", number="6", margin="5", confidence="0.8", share="50", formula="cochran", floor="0"
    )
    Inspection.objects.filter(pk=inspection.pk).update(stage=stage)
    page = text(lead.get("/sample/"))
    assert ("Draw again, with a reason" in page, "Withdraw the sample, so" in page) == (again, withdraw)
    assert ("/replace/" in text(lead.get("/sample/1/"))) == replace


def test_a_case_is_replaced_with_a_reason(contact: Desk, lead: Desk, inspection: Inspection) -> None:
    contact.send(good(inspection))
    lead.post(
        "/sample/draw/", number="6", margin="5", confidence="0.8", share="50", formula="cochran", floor="0"
    )
    case = json.loads(Sample.objects.get().receipt)["strata"][0]["drawn"][0]
    assert "<title>Error:" in text(lead.post(f"/sample/1/replace/{case}/", reason=""))
    assert lead.post(f"/sample/1/replace/{case}/", reason="the file was not there").status_code == 302
    page = text(lead.get("/sample/2/"))
    assert "Replaced: the file was not there" in page
    assert f"in the place of {case}" in page
    assert lead.get(f"/sample/2/replace/{case}/").status_code == 404
    assert "is kept, and is not in force" in text(lead.get("/sample/1/"))
    assert "changed meanwhile" in text(lead.post(f"/sample/1/replace/{case}/", reason="again"))
    told = {
        "number": "6",
        "margin": "5",
        "confidence": "0.8",
        "share": "50",
        "formula": "cochran",
        "floor": "0",
    }
    assert "Why is it drawn again?" in text(lead.post("/sample/draw/", **told))
    assert Sample.objects.count() == 2


def test_everything_wrong_is_shown_at_once_and_can_be_taken_away(contact: Desk) -> None:
    bad, worse = a_row(1), a_row(2)
    bad[3], bad[9], worse[0] = "femal", "31/02/2026", "CRN-000001"
    contact.send(as_csv([bad, worse], header=[*HEADER[:10], "ends"]))
    page = text(contact.get("/case-list/1/"))
    for words in (
        "4 things must be put right",
        "Did you mean “female”?",
        "February 2026 has 28 days",
        "stands in row 2 already",
        "did you mean “end date”?",
    ):
        assert words in page
    table = contact.get("/case-list/1/problems.csv").content.decode()
    assert table.count("\r\n") == 5


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", as_csv(rows(3))[:-20], "he last row stops in the middle"),
        ("list.csv", as_csv([[*a_row(1)[:6], "Mill\nLane", *a_row(1)[7:]]]).partition(b"Lane")[0], "is not closed"),
        ("list.xlsx", b"PK\x03\x04" + b"x" * 400, "ts end is missing"),
        ("list.pdf", b"%PDF-1.4", "send CSV, XLSX or ODS"),
        ("list.xlsx", as_csv(rows(1)), "its content is CSV"),
    ],
)  # fmt: skip
def test_half_a_file_and_no_list_are_refused_in_words(
    contact: Desk, name: str, content: bytes, words: str
) -> None:
    assert contact.send(content, name).status_code == 302
    assert words in text(contact.get("/case-list/1/"))
    assert CaseList.objects.get().state == "refused"


def test_a_list_that_waits_says_so_and_how_far_it_is(contact: Desk, inspection: Inspection) -> None:
    contact.post("/case-list/", file=SimpleUploadedFile("list.csv", good(inspection)))
    page = contact.get("/case-list/1/").content.decode()
    assert "<progress" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert contact.get("/case-list/1/progress.json").json() == {
        "state": "waiting",
        "done": 0,
        "rows": 0,
        "is_over": False,
    }
    assert "is being checked" in text(
        contact.post("/case-list/", file=SimpleUploadedFile("list.csv", b"case"))
    )
    check_waiting()
    assert contact.get("/case-list/1/progress.json").json() == {
        "state": "stored",
        "done": 41,
        "rows": 41,
        "is_over": True,
    }


def test_nothing_chosen_and_too_much_are_said_beside_the_file(contact: Desk, settings: Any) -> None:
    assert "There is a problem" in text(contact.post("/case-list/"))
    settings.EYRE_FILES_MOST_BYTES = 1_000
    assert "The file is too large" in text(
        contact.post("/case-list/", file=SimpleUploadedFile("list.csv", b"x" * 2_000))
    )
    assert not CaseList.objects.exists()


def test_a_list_without_our_token_is_refused(cast: Cast, inspection: Inspection) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(cast[CONTACT], "password", "mfa").cookies
    reply = browser.post(
        f"/desk/{inspection.pk}/case-list/", {"file": SimpleUploadedFile("list.csv", b"case")}
    )
    assert reply.status_code == 403
    assert not CaseList.objects.exists()


def test_the_seed_is_said_before_the_list(lead: Desk, contact: Desk, inspection: Inspection) -> None:
    assert "between 8 and 200" in text(lead.post("/sample/seed/", seed="a\u200eb c d e f g h"))
    assert lead.post("/sample/seed/", seed="the sea at noon").status_code == 302
    contact.send(good(inspection))
    assert "the sea at noon" in text(lead.get("/sample/"))
    assert "sent already" in text(lead.post("/sample/seed/", seed="another sentence"))
    lead.post(
        "/sample/draw/", number="6", margin="5", confidence="0.8", share="50", formula="cochran", floor="0"
    )
    assert json.loads(Sample.objects.get().receipt)["seed"] == "the sea at noon"


def test_what_cannot_be_drawn_is_said_on_the_page(lead: Desk, contact: Desk, inspection: Inspection) -> None:
    assert lead.get("/sample/draw/").status_code == 302
    contact.send(good(inspection))
    told = {"margin": "5", "confidence": "0.8", "share": "50", "formula": "cochran", "floor": "0"}
    assert "100 cases are wanted, and there are 40" in text(lead.get("/sample/draw/", **told, number="100"))
    assert "at most three columns" in text(
        lead.get("/sample/draw/", **told, by=["sex", "risk", "office", "grade"])
    )
    assert "<title>Error: Draw the sample" in text(lead.get("/sample/draw/", **told, by="name"))
    assert not Sample.objects.exists()


def test_taking_away_is_written_down_as_disclosure(lead: Desk, contact: Desk, inspection: Inspection) -> None:
    contact.send(good(inspection))
    lead.post(
        "/sample/draw/", number="6", margin="5", confidence="0.8", share="50", formula="cochran", floor="0"
    )
    before = AuditEvent.objects.latest("pk").pk
    for path in (
        "/sample/1/receipt.json",
        "/sample/1/frame.csv",
        "/case-list/1/excluded.csv",
        "/case-list/1/problems.csv",
    ):
        lead.get(path)
    rows_ = AuditEvent.objects.filter(pk__gt=before)
    assert [row.operation for row in rows_] == ["disclosure"] * 4


@pytest.fixture(autouse=True)
def _nothing_sent(cast: Cast) -> None:
    assert not CaseList.objects.filter(inspection=cast.westmarch).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/sampling/case-list/",
        "/sampling/case-list/probation-supervision-1/",
        "/sampling/case-list/youth-justice-1/",
    ],
)
def test_the_specification_is_public(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_a_template_that_is_filled_in_is_a_list(contact: Desk, inspection: Inspection) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(Client().get("/sampling/case-list/probation-supervision-1.xlsx").content))
    assert inspection.fieldwork_from is not None
    for row in rows(4, inspection.fieldwork_from):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    contact.send(out.getvalue(), "filled.xlsx")
    assert CaseList.objects.get().state == "stored", text(contact.get("/case-list/1/"))
    assert Client().get("/sampling/case-list/probation-supervision-1.pdf").status_code == 404
    assert Client().get("/sampling/case-list/none/").status_code == 404
