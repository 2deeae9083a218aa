"""Quality assurance in a real Chromium: on a phone and a desk, and from a difference to a signature without scripts."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

LEAD, QUALITY, SECOND = "lead-inspector", "quality-lead", "second-inspector"
Enter = Callable[..., Page]


@pytest.fixture
def come_in(browser: Browser, site: str) -> Iterator[Enter]:
    """Somebody of the cast, who has come in by the demonstration's door."""
    contexts: list[BrowserContext] = []

    def enter(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        view = {"width": wide, "height": 800}
        contexts.append(browser.new_context(base_url=site, viewport=view, java_script_enabled=scripts))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto("/demonstration/")
        page.locator(f'form[action$="/{who}/"] button').click()
        page.wait_for_url("**/desk/")
        return page

    yield enter
    for context in contexts:
        context.close()


def southfold(page: Page) -> str:
    """The address of Southfold, whose id holds the year of the day the tests run."""
    page.goto("/desk/")
    href = page.locator('a[href*="southfold-demonstration/"]').first.get_attribute("href")
    assert href is not None
    return "/desk/" + href.split("/")[2] + "/"


def is_accessible_and_fits(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_quality_are_accessible_and_fit(come_in: Enter, wide: int) -> None:
    page = come_in(QUALITY, wide)
    start = southfold(page)
    below = ("quality/", "quality/dip/", "quality/agreement/", "freeze/", "alerts/")
    for path in ("/desk/", "/desk/quality/", *(start + each for each in below)):
        reply = page.goto(path)
        assert reply is not None
        assert reply.status == 200, path
        is_accessible_and_fits(page)
    page.goto(f"{start}quality/")
    page.get_by_role("link", name="Review C-").first.click()
    is_accessible_and_fits(page)
    page.goto(f"{start}alerts/")
    page.locator("main th a").first.click()
    is_accessible_and_fits(page)


def test_a_difference_is_decided_and_signed_without_scripts(come_in: Enter) -> None:
    page = come_in(QUALITY, 320, scripts=False)
    page.goto(southfold(page) + "quality/")
    page.locator("#differences + ul a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Two assessments of C-")
    page.get_by_role("button", name="Begin the reconciled record").click()
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Decide").click()
    assert page.title().startswith("Error: ")
    page.get_by_label("No, as in the second assessment").check()
    page.get_by_label("Why?").fill("The plan of May says nothing about it.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("main")).to_contain_text("The plan of May says nothing about it.")
    page.get_by_role("button", name="Sign the record").click()
    expect(page.locator("main")).to_contain_text("it is the one that counts")


def test_the_second_assessor_does_not_find_the_first_assessment(come_in: Enter) -> None:
    page = come_in(SECOND)
    page.goto(southfold(page) + "cases/")
    page.get_by_role("row", name="Second assessment").get_by_role("link").first.click()
    expect(page.locator("main")).not_to_contain_text("Owen")
    reply = page.goto(southfold(page) + "quality/")
    assert reply is not None
    assert reply.status == 403


def test_an_alert_stands_on_top_until_it_is_seen(come_in: Enter) -> None:
    page = come_in(LEAD, scripts=False)
    banner = page.get_by_role("region", name="Immediate risk of harm")
    expect(banner).to_be_visible()
    banner.get_by_role("link").click()
    page.get_by_role("button", name="I have seen this").click()
    expect(banner).to_have_count(0)
    page.get_by_label("What was done?").fill("The duty manager of Southfold was told at once.")
    page.get_by_role("button", name="Keep what was done").click()
    expect(page.locator("main")).to_contain_text("The duty manager of Southfold was told at once.")
