"""A newcomer's first minutes: from the home page to a rating, and from a rating down to its cases."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import follow, how_many, press, tab_to

OpenPage = Callable[..., Page]
FIVE = {
    "Cheshire West": "7/24",
    "Blackburn with Darwen": "10/27",
    "Knowsley and St Helens": "2/24",
    "Liverpool North": "4/24",
    "Cumbria": "6/27",
}


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_home_page_down_to_relevant_cases(open_page: OpenPage, scripts: bool) -> None:
    page = open_page("/", scripts=scripts)
    for name, score in FIVE.items():
        expect(page.get_by_role("main")).to_contain_text(name)
        expect(page.get_by_role("main")).to_contain_text(score)
    follow(page.get_by_role("link", name="Cheshire West").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cheshire West")
    expect(page.get_by_role("main")).to_contain_text("7/24")
    expect(page.get_by_role("main")).to_contain_text("Not rated")
    follow(page.locator("main a[href*='/standards/2.2/']").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assessment")
    expect(page.get_by_role("main")).to_contain_text("relevant cases")
    follow(page.locator("main a[href*='/questions/2.2.3/']").first)
    expect(page.get_by_role("main")).to_contain_text("relevant cases")
    expect(page.get_by_role("main")).to_contain_text("CW-0")
    expect(page.get_by_role("main")).to_contain_text("econstructed")


def test_the_list_is_filtered_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/inspections/?rating=outstanding&kind=youth", scripts=False)
    rows = page.locator("main table tbody tr")
    expect(rows.nth(2)).to_be_visible()
    for i in range(how_many(rows)):
        expect(rows.nth(i)).to_contain_text("Outstanding")


def test_from_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/inspections/pdu-2023-cheshirewest/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    tab_to(page.locator("main a[href*='/standards/2.2/']").first)
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assessment")
