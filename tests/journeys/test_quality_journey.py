"""Quality assurance in a real Chromium: on a phone and a desk, and from a difference to a signature without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, follow

LEAD, QUALITY, SECOND = "lead-inspector", "quality-lead", "second-inspector"


def southfold(page: Page) -> str:
    """The address of Southfold, whose id holds the year of the day the tests run."""
    page.goto("/desk/")
    href = page.locator('a[href*="southfold-demonstration/"]').first.get_attribute("href")
    assert href is not None
    return "/desk/" + href.split("/")[2] + "/"


@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_quality_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter(QUALITY, wide)
    start = southfold(page)
    below = ("quality/", "quality/dip/", "quality/agreement/", "freeze/", "alerts/")
    for path in ("/desk/", "/desk/quality/", *(start + each for each in below)):
        come_to(page, path)
        fits_and_is_accessible(page, path)
    page.goto(f"{start}quality/")
    follow(page.get_by_role("link", name="Review C-").first)
    fits_and_is_accessible(page)
    page.goto(f"{start}alerts/")
    follow(page.locator("main th a").first)
    fits_and_is_accessible(page)


def test_a_difference_is_decided_and_signed_without_scripts(enter: Enter) -> None:
    page = enter(QUALITY, 320, scripts=False)
    page.goto(southfold(page) + "quality/")
    follow(page.locator("#differences + ul a").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Two assessments of C-")
    follow(page.get_by_role("button", name="Begin the reconciled record"))
    follow(page.get_by_role("link", name="Decide"))
    follow(page.get_by_role("button", name="Decide"))
    expect(page).to_have_title(re.compile(r"^Error: "))
    page.get_by_label("No, as in the second assessment").check()
    page.get_by_label("Why?").fill("The plan of May says nothing about it.")
    follow(page.get_by_role("button", name="Decide"))
    expect(page.locator("main")).to_contain_text("The plan of May says nothing about it.")
    follow(page.get_by_role("button", name="Sign the record"))
    expect(page.locator("main")).to_contain_text("it is the one that counts")


def test_the_second_assessor_does_not_find_the_first_assessment(enter: Enter) -> None:
    page = enter(SECOND)
    page.goto(southfold(page) + "cases/")
    follow(page.get_by_role("row", name="Second assessment").get_by_role("link").first)
    expect(page.locator("main")).not_to_contain_text("Owen")
    come_to(page, southfold(page) + "quality/", 403)


def test_an_alert_stands_on_top_until_it_is_seen(enter: Enter) -> None:
    page = enter(LEAD, scripts=False)
    banner = page.get_by_role("region", name="Immediate risk of harm")
    expect(banner).to_be_visible()
    follow(banner.get_by_role("link"))
    follow(page.get_by_role("button", name="I have seen this"))
    expect(banner).to_have_count(0)
    page.get_by_label("What was done?").fill("The duty manager of Southfold was told at once.")
    follow(page.get_by_role("button", name="Keep what was done"))
    expect(page.locator("main")).to_contain_text("The duty manager of Southfold was told at once.")
