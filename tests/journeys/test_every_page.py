"""Every kind of page: no accessibility violation, nothing wider than a phone, nothing that needs scripts."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
def test_no_accessibility_violation(open_page: OpenPage, path: str, status: int, width: str) -> None:
    page = open_page(path, width, status=status)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("path", "status"), EVERY)
@pytest.mark.parametrize("width", ["tablet", "desk"])
def test_nothing_is_wider_than_its_screen(open_page: OpenPage, path: str, status: int, width: str) -> None:
    page = open_page(path, width, status=status)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("path", "status"), EVERY)
@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_is_wider_than_a_phone(open_page: OpenPage, path: str, status: int, scripts: bool) -> None:
    """320 CSS pixels are also what a 1280-pixel screen shows at 400 % zoom (WCAG 2.2, 1.4.10)."""
    page = open_page(path, "phone", scripts=scripts, status=status)
    wide = page.locator("html").bounding_box()
    assert wide is not None
    assert wide["width"] <= 320
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").count() == 1
    assert page.title()
