"""The lead inspector decides between two answers, and about one that came too late: without scripts, and at 320 pixels."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

LEAD = "Amara Thistlewood"
# Width, height, and whether scripts run: axe is one itself, so without scripts only the way is walked
WAYS = {"phone": (320, 640, True), "desk": (1280, 900, True), "without scripts": (320, 640, False)}


@pytest.fixture(params=WAYS)
def lead(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """Southfold as the lead inspector sees it."""
    across, down, scripts = WAYS[request.param]
    context = browser.new_context(
        viewport={"width": across, "height": down}, java_script_enabled=scripts, base_url=site
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/demonstration/")
    page.get_by_role("button", name=f"Be {LEAD}").click()
    page.goto("/desk/pdu-2026-southfold-demonstration/")
    yield page
    context.close()


def is_well(page: Page) -> None:
    """Nothing for axe, and no wider than the screen."""
    if page.locator("html.js-enabled, body.js-enabled").count() == 0:
        return
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).violations_count == 0


def test_looking_and_deciding(lead: Page) -> None:
    lead.get_by_role("link", name="Answers that differ").click()
    is_well(lead)
    waits = lead.locator("tbody a")
    lead.get_by_role("link", name="What was kept apart").click()
    is_well(lead)
    if lead.locator("tbody a").count():
        _leave_out(lead)
    lead.get_by_role("link", name="Answers that differ").click()
    if waits.count():
        _decide(lead)
    expect(lead.get_by_text("Nothing waits for a decision.")).to_be_visible()


def _leave_out(page: Page) -> None:
    page.locator("tbody a").first.click()
    is_well(page)
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_role("link", name="Say why it stays out")).to_be_visible()
    is_well(page)
    page.get_by_label("Why does it stay out?").fill("Told again in the case by whoever has it now.")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("Nothing is kept apart.")).to_be_visible()


def _decide(page: Page) -> None:
    page.locator("tbody a").first.click()
    is_well(page)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("link", name="Choose the answer that holds")).to_be_visible()
    is_well(page)
    # From the keyboard alone
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Decide").press("Enter")
