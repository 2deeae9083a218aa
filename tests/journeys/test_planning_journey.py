"""Planning in a real Chromium: every page on a phone and a desk, and dates set by keyboard and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from test_work_journey import Enter, enter

__all__ = ["enter"]
SOUTHFOLD = "/desk/pdu-2026-southfold-demonstration/"
EASTMERE = "/desk/pdu-2026-eastmere-demonstration/"
ROUND = "/desk/programmes/pdu-2023/"
PAGES = {
    "lead-inspector": [
        "/desk/", f"{SOUTHFOLD}plan/", f"{SOUTHFOLD}plan/dates/", f"{SOUTHFOLD}plan/panel/", f"{SOUTHFOLD}stage/",
        ROUND, "/desk/workload/",
    ],
    "operations-officer": [
        "/desk/programmes/", ROUND, f"{ROUND}calendar/?month=2026-11&show=all", f"{ROUND}move/",
        f"{ROUND}review/", f"{ROUND}review/?region=wales-region", "/desk/programmes/open/", "/desk/workload/",
        f"{EASTMERE}plan/", f"{EASTMERE}stage/",
    ],
}  # fmt: skip


def fits_and_is_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert page.locator("h1").count() == 1, page.url


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_planning_are_accessible_and_fit(enter: Enter, who: str, wide: int) -> None:
    page = enter(who, wide)
    for path in PAGES[who]:
        reply = page.goto(path)
        assert reply is not None
        assert reply.status == 200, path
        fits_and_is_accessible(page)


@pytest.mark.parametrize("wide", [320, 1280])
def test_what_moves_is_seen_before_anything_does_without_scripts(enter: Enter, wide: int) -> None:
    page = enter("operations-officer", wide, scripts=False)
    page.goto(f"{EASTMERE}plan/dates/")
    last = page.get_by_role("group", name="Last day of fieldwork").get_by_label("Year")
    year = last.input_value()
    last.fill("2001")
    last.press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_role("group", name="Last day of fieldwork").get_by_label("Year").fill(year)
    page.get_by_role("button", name="Show what moves").press("Enter")
    expect(page.get_by_role("heading", name="Are these the dates?")).to_be_visible()
    page.get_by_role("button", name="Set these dates").press("Enter")
    page.wait_for_url(re.compile(r"/plan/$"))
    expect(page.get_by_text("The dates are set.")).to_be_visible()


@pytest.mark.parametrize("wide", [320, 1280])
def test_previews_and_refusals_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter("operations-officer", wide)
    page.goto(f"{EASTMERE}plan/panel/")
    group = page.get_by_role("group", name="Another day")
    for part, typed in (("Day", "1"), ("Month", "6"), ("Year", "2027")):
        group.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Show what moves").click()
    expect(page.get_by_role("heading", name="Is Tuesday 1 June 2027 the day?")).to_be_visible()
    fits_and_is_accessible(page)
    page.goto(f"{ROUND}move/")
    page.get_by_label("By how many weeks?").fill("2")
    page.get_by_label("Later").check()
    page.get_by_role("button", name="Show what moves").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    fits_and_is_accessible(page)
    page.goto(f"{EASTMERE}stage/")
    page.get_by_label("Announced").check()
    page.get_by_role("button", name="Move the inspection").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fits_and_is_accessible(page)
