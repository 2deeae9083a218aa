"""A document is checked on the page: by keyboard, on a phone, without scripts, and its file is taken away."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import fits_and_is_accessible, leads_on

OpenPage = Callable[..., Page]
DOCUMENT = """# A letter

Fieldwork began on Tuesday 2 October 2023.

In [almost two-thirds](fig:pdu-2023-cumbria/2.2.3/insufficient) of cases, work was insufficient. There were too few
staff, and 28 of 37 cases were late: averyveryveryverylongwordthatnolinecouldeverholdonanyphoneofthisworld.
"""


def checked(open_page: OpenPage, width: str, *, scripts: bool = True) -> Page:
    page = open_page("/proof/?inspection=pdu-2023-cumbria", width, scripts=scripts, status=200)
    page.fill("#id_text", DOCUMENT)
    with leads_on(page):
        page.get_by_role("button", name="Check the document").press("Enter")
    expect(page.locator("#findings")).to_have_count(1)
    return page


@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_the_result_fits_and_has_no_accessibility_violation(open_page: OpenPage, width: str) -> None:
    page = checked(open_page, width)
    expect(page).to_have_title(re.compile("^Not fit to sign"))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for summary in page.locator("main summary").all():
        summary.press("Enter")
    fits_and_is_accessible(page)


def test_a_finding_leads_to_its_place_and_back_by_keyboard(open_page: OpenPage) -> None:
    page = checked(open_page, "desk")
    page.locator("#finding-2 a").press("Enter")
    expect(page).to_have_url(re.compile("#place-2$"))
    page.locator("#place-2").press("Enter")
    expect(page).to_have_url(re.compile("#finding-2$"))


def test_the_document_stays_in_its_box_and_the_result_is_a_file(open_page: OpenPage) -> None:
    page = checked(open_page, "desk")
    expect(page.locator("#id_text")).to_have_value(DOCUMENT)
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").press("Enter")
    assert '"fit_to_sign": false' in Path(download.value.path()).read_text("utf-8")


def test_nothing_needs_scripts(open_page: OpenPage) -> None:
    page = checked(open_page, "phone", scripts=False)
    expect(page.locator("mark").first).to_have_text("Tuesday 2 October 2023")
