"""A newcomer's first minutes: from the home page to a rating, and from a rating down to its cases."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
    page.get_by_role("link", name="Cheshire West").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cheshire West")
    expect(page.get_by_role("main")).to_contain_text("7/24")
    expect(page.get_by_role("main")).to_contain_text("Not rated")
    page.locator("main a[href*='/standards/2.2/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assessment")
    expect(page.get_by_role("main")).to_contain_text("relevant cases")
    page.locator("main a[href*='/questions/2.2.3/']").first.click()
    expect(page.get_by_role("main")).to_contain_text("relevant cases")
    expect(page.get_by_role("main")).to_contain_text("CW-0")
    expect(page.get_by_role("main")).to_contain_text("econstructed")


def test_the_list_is_filtered_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/inspections/?rating=outstanding&kind=youth", scripts=False)
    rows = page.locator("main table tbody tr")
    assert rows.count() >= 3
    for i in range(rows.count()):
        expect(rows.nth(i)).to_contain_text("Outstanding")


def test_from_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/inspections/pdu-2023-cheshirewest/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href') || ''"))
        if "/standards/2.2/" in reached[-1]:
            break
    assert "/standards/2.2/" in reached[-1], reached
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assessment")
