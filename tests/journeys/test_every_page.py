"""Every kind of page: no accessibility violation, nothing wider than a phone, nothing that needs scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import fits_and_is_accessible

OpenPage = Callable[..., Page]
PAGES = [
    "/",
    "/help/",
    "/about-the-data/",
    "/accessibility/",
    "/data-findings/",
    "/inspections/",
    "/inspections/?kind=pdu&rating=inadequate&year=2023",
    "/inspections/pdu-2023-cheshirewest/",
    "/inspections/pdu-2023-knowsleysthelens/",
    "/inspections/yjs-2024-ceredigion/",
    "/inspections/nps-2019-northwest/",
    "/inspections/dipp-2026-wm/",
    "/inspections/pdu-2023-blackburn/standards/2.1/",
    "/inspections/pdu-2023-cheshirewest/standards/2.2/",
    "/inspections/pdu-2023-cheshirewest/questions/2.2.3/",
    "/providers/",
    "/providers/north-west-region/",
    "/regions/north-west-region/pdu-2021/",
    "/sampling/",
    "/sampling/case-list/",
    "/sampling/case-list/probation-supervision-1/",
    "/league-tables/",
    "/league-tables/pdu-2021/",
    "/proof/",
    "/proof/?inspection=pdu-2023-cumbria",
    "/frameworks/",
    "/frameworks/hmip-probation-pdu-2021/",
    "/frameworks/hmip-probation-pdu-2021/method/",
    "/frameworks/cqc-adult-social-care-2022/method/",
    "/frameworks/hmip-dipp-2025/",
    "/frameworks/compare/?a=hmip-probation-pdu-2021&b=hmip-probation-pdu-2023",
]
ERRORS = {"/no-such-page/": 404, "/sampling/?cases=x": 400, "/frameworks/compare/?a=x&b=y": 400}
EVERY = [*((path, 200) for path in PAGES), *ERRORS.items()]


@pytest.mark.parametrize(("path", "status"), EVERY)
@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_accessible_and_not_wider_than_its_screen(
    open_page: OpenPage, path: str, status: int, width: str
) -> None:
    page = open_page(path, width, status=status)
    fits_and_is_accessible(page, path)
    expect(page).to_have_title(re.compile("."))
    if width == "phone":
        assert across(page) <= 320


@pytest.mark.parametrize(("path", "status"), EVERY)
def test_not_wider_than_a_phone_without_scripts(open_page: OpenPage, path: str, status: int) -> None:
    """320 CSS pixels are also what a 1280-pixel screen shows at 400 % zoom (WCAG 2.2, 1.4.10)."""
    page = open_page(path, "phone", scripts=False, status=status)
    assert across(page) <= 320
    expect(page.locator("h1")).to_have_count(1)
    expect(page).to_have_title(re.compile("."))


def across(page: Page) -> float:
    """How wide the page came out, in CSS pixels."""
    wide = page.locator("html").bounding_box()
    assert wide is not None
    return wide["width"]
