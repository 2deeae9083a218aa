"""Documents of several years and kinds say the same in every form of file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import published_forms as forms
import pytest
from playwright.sync_api import Browser

from eyre.core.reading import Draft
from eyre.reports.reading import read_document

WRITERS: dict[str, Callable[[tuple[forms.Part, ...]], bytes]] = {
    "txt": forms.as_text, "md": forms.as_markdown, "html": forms.as_html, "docx": forms.as_docx,
}  # fmt: skip
EXPECTED: dict[str, dict[str, object]] = {
    "report-2022": {
        "kind": "report",
        "bodies": {"Wexmouth": ("pdu", "inspected"), "South Mercia": ("region", "mentioned")},
        "tables": [("Wexmouth", 9, (8, 27), "Requires improvement", "2022-06", "hmip-probation-pdu-2021")],
        "told": [(1, "pdu"), (2, "pdu"), (3, "region"), (4, "hmpps"), (5, "hmpps")],
        "claims": ["only 12 of the 30", "five", "2,300", "Almost two-thirds", "40", "31"],
        "dates": {"published": "2022-10"},
        "codes": set(),
    },
    "youth-2021": {
        "kind": "report",
        "bodies": {"Harborough Vale": ("youth_service", "inspected")},
        "tables": [("Harborough Vale", 13, (24, 36), "Good", "", "hmip-youth-2021")],
        "told": [(1, "youth_service"), (2, "youth_service"), (3, "other")],
        "claims": ["four-year", "26"],
        "dates": {"published": "2021-03", "fieldwork": "2020-11-09"},
        "codes": set(),
    },
    "division-2019": {
        "kind": "report",
        "bodies": {"North Mercia": ("nps_division", "inspected")},
        "tables": [("North Mercia", 10, None, "Good", "", "hmip-probation-nps-2018")],
        "told": [(1, "nps_division"), (2, "hmpps"), (3, "ministry")],
        "claims": ["three"],
        "dates": {"published": "2019-05-14"},
        "codes": {"no-score"},
    },
    "region-2024": {
        "kind": "report",
        "bodies": {"South Mercia": ("region", "inspected")},
        "tables": [("South Mercia", 8, (8, 24), "Requires improvement", "2024-02", "hmip-probation-region-2023")],
        "told": [(1, "region"), (2, "region"), (3, "hmpps")],
        "claims": [],
        "dates": {"published": "2024-05"},
        "codes": set(),
    },
    "letter-2022": {
        "kind": "letter",
        "bodies": {
            "Barton North": ("pdu", "inspected"), "Ashby with Farley": ("pdu", "inspected"),
            "Holme and Kirk": ("pdu", "inspected"), "South Mercia": ("region", "reviewed"),
        },
        "tables": [
            ("Barton North", 8, (7, 24), "Requires improvement", "2022-06", "hmip-probation-pdu-2021"),
            ("Ashby with Farley", 8, (9, 24), "Requires improvement", "2022-07", "hmip-probation-pdu-2021"),
            ("Holme and Kirk", 8, (2, 24), "", "2022-08", "hmip-probation-pdu-2021"),
        ],
        "told": [(1, "pdu"), (2, "pdu"), (3, "region"), (1, "pdu"), (2, "hmpps"), (1, "pdu")],
        "claims": ["61 out of 80", "Three-quarters", "nearly half", "120", "all but one", "one of 14"],
        "dates": {"published": "2022-11-09"},
        "codes": {"bracket-exception", "unknown-name", "names-differ", "not-a-band", "ratings-differ", "standard-missing"},
    },
    "notice-2023": {
        "kind": "press_notice",
        "bodies": {"Tamford": ("youth_service", "inspected")},
        "tables": [],
        "told": [],
        "claims": ["all but two of the 31", "Nine out of ten", "4 per cent"],
        "dates": {"embargo": "2023-07-06", "published": "2023-07-06", "previous": "2016-03", "fieldwork": "2023-04-17"},
        "codes": set(),
    },
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", forms.DOCUMENTS)
def test_a_document_says_the_same_in_every_form(name: str, ending: str) -> None:
    check(read_document(WRITERS[ending](forms.DOCUMENTS[name]), f"document.{ending}"), EXPECTED[name])


@pytest.fixture(scope="module")
def printed(browser: Browser) -> dict[str, bytes]:
    """Each document as the browser prints it, with a head and a page number."""
    edge = "<span style='font-size:8px;margin-left:25mm'>{}</span>"
    page = browser.new_page()
    made = {}
    for name, parts in forms.DOCUMENTS.items():
        page.set_content(forms.as_html(parts, bare=True).decode())
        made[name] = page.pdf(
            format="A4", display_header_footer=True, header_template=edge.format("An inspection 7 of 9"),
            footer_template=edge.format("<span class='pageNumber'></span>"),
            margin=dict.fromkeys(("top", "bottom", "left", "right"), "25mm"),
        )  # fmt: skip
    page.close()
    return made


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", forms.DOCUMENTS)
def test_a_printed_pdf_says_the_same(name: str, printed: dict[str, bytes]) -> None:
    draft = read_document(printed[name], "document.pdf")
    check(draft, EXPECTED[name])
    assert all(table.place.mark for table in draft.tables), "a fact of a PDF names its page"


def check(draft: Draft, expected: dict[str, object]) -> None:
    """Hold a draft against what the document says."""
    names = {provider.id: provider.name for provider in draft.providers}
    assert draft.kind.kind.value == expected["kind"]
    assert {p.name: (p.kind.value, p.role.value) for p in draft.providers} == expected["bodies"]
    assert [
        (
            names[table.provider], len(table.ratings), table.score and (table.score.points, table.score.out_of),
            table.overall and table.overall.rating, table.fieldwork.date.text if table.fieldwork else "", table.edition,
        )
        for table in draft.tables
    ] == expected["tables"]  # fmt: skip
    assert [(each.number, each.addressee.value) for each in draft.recommendations] == expected["told"]
    claims = [claim.phrase for claim in draft.claims if "7 of 9" not in claim.phrase]
    assert claims == expected["claims"]
    assert {each.what.value: each.date.text for each in draft.dates} == expected["dates"]
    assert {finding.code.value for finding in draft.findings} == expected["codes"]


def test_lists_that_word_numbers_itself_are_counted_as_word_counts_them() -> None:
    document = docx.Document()
    document.add_paragraph("Lea PDU should:")
    for words in ("plan well", "review well"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("HMPPS should:")
    document.add_paragraph("pay well", style="List Number")
    document.add_paragraph("a point", style="List Bullet")
    stream = BytesIO()
    document.save(stream)
    draft = read_document(stream.getvalue(), "a.docx")
    assert [(each.number, each.addressee.value) for each in draft.recommendations] == [
        (1, "pdu"), (2, "pdu"), (3, "hmpps"), (0, "hmpps"),
    ]  # fmt: skip
    assert draft.recommendations[2].place.mark == 5
