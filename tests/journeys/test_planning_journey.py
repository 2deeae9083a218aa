"""Planning in a real Chromium: every page on a phone and a desk, and dates set by keyboard and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from browsing import Enter, come_to, fits_and_is_accessible, follow, leads_on

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


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_planning_are_accessible_and_fit(enter: Enter, who: str, wide: int) -> None:
    page = enter(who, wide)
    for path in PAGES[who]:
        come_to(page, path)
        fits_and_is_accessible(page, path)


@pytest.mark.parametrize("wide", [320, 1280])
def test_what_moves_is_seen_before_anything_does_without_scripts(enter: Enter, wide: int) -> None:
    page = enter("operations-officer", wide, scripts=False)
    page.goto(f"{EASTMERE}plan/dates/")
    last = page.get_by_role("group", name="Last day of fieldwork").get_by_label("Year")
    year = last.input_value()
    last.fill("2001")
    with leads_on(page):
        last.press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_role("group", name="Last day of fieldwork").get_by_label("Year").fill(year)
    with leads_on(page):
        page.get_by_role("button", name="Show what moves").press("Enter")
    expect(page.get_by_role("heading", name="Are these the dates?")).to_be_visible()
    with leads_on(page):
        page.get_by_role("button", name="Set these dates").press("Enter")
    expect(page).to_have_url(re.compile(r"/plan/$"))
    expect(page.get_by_text("The dates are set.")).to_be_visible()


@pytest.mark.parametrize("wide", [320, 1280])
def test_previews_and_refusals_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter("operations-officer", wide)
    page.goto(f"{EASTMERE}plan/panel/")
    group = page.get_by_role("group", name="Another day")
    for part, typed in (("Day", "1"), ("Month", "6"), ("Year", "2027")):
        group.get_by_label(part).fill(typed)
    follow(page.get_by_role("button", name="Show what moves"))
    expect(page.get_by_role("heading", name="Is Tuesday 1 June 2027 the day?")).to_be_visible()
    fits_and_is_accessible(page)
    page.goto(f"{ROUND}move/")
    page.get_by_label("By how many weeks?").fill("2")
    page.get_by_label("Later").check()
    follow(page.get_by_role("button", name="Show what moves"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    fits_and_is_accessible(page)
    page.goto(f"{EASTMERE}stage/")
    page.get_by_label("Announced").check()
    follow(page.get_by_role("button", name="Move the inspection"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fits_and_is_accessible(page)
