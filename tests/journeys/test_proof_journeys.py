"""A document is checked on the page: by keyboard, on a phone, without scripts, and its file is taken away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
DOCUMENT = """# A letter

Fieldwork began on Tuesday 2 October 2023.

In [almost two-thirds](fig:pdu-2023-cumbria/2.2.3/insufficient) of cases, work was insufficient. There were too few
staff, and 28 of 37 cases were late: averyveryveryverylongwordthatnolinecouldeverholdonanyphoneofthisworld.
"""


def checked(open_page: OpenPage, width: str, *, scripts: bool = True) -> Page:
    page = open_page("/proof/?inspection=pdu-2023-cumbria", width, scripts=scripts, status=200)
    page.fill("#id_text", DOCUMENT)
    page.get_by_role("button", name="Check the document").press("Enter")
    page.wait_for_selector("#findings")
    return page


@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_the_result_fits_and_has_no_accessibility_violation(open_page: OpenPage, width: str) -> None:
    page = checked(open_page, width)
    assert page.title().startswith("Not fit to sign")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for summary in page.locator("main summary").all():
        summary.press("Enter")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_finding_leads_to_its_place_and_back_by_keyboard(open_page: OpenPage) -> None:
    page = checked(open_page, "desk")
    page.locator("#finding-2 a").press("Enter")
    assert page.url.endswith("#place-2")
    page.locator("#place-2").press("Enter")
    assert page.url.endswith("#finding-2")


def test_the_document_stays_in_its_box_and_the_result_is_a_file(open_page: OpenPage) -> None:
    page = checked(open_page, "desk")
    assert page.input_value("#id_text") == DOCUMENT
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").press("Enter")
    assert '"fit_to_sign": false' in Path(download.value.path()).read_text("utf-8")


def test_nothing_needs_scripts(open_page: OpenPage) -> None:
    page = checked(open_page, "phone", scripts=False)
    assert page.locator("mark").first.inner_text() == "Tuesday 2 October 2023"
