"""The lead inspector decides between two answers, and about one that came too late: without scripts, and at 320 pixels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, fits_and_is_accessible, follow, how_many, press

Look = Callable[[Page], None]
# Width, and whether scripts run: axe is one itself, so without scripts only the way is walked
WAYS = {"phone": (320, True), "desk": (1280, True), "without scripts": (320, False)}


@pytest.mark.parametrize("way", WAYS)
def test_looking_and_deciding(enter: Enter, way: str) -> None:
    wide, scripts = WAYS[way]
    lead = enter("lead-inspector", wide, scripts)
    look = fits_and_is_accessible if scripts else _only_the_way
    lead.goto("/desk/pdu-2026-southfold-demonstration/")
    follow(lead.get_by_role("link", name="Answers that differ"))
    look(lead)
    follow(lead.get_by_role("link", name="What was kept apart"))
    look(lead)
    if how_many(lead.locator("tbody a")):
        _leave_out(lead, look)
    follow(lead.get_by_role("link", name="Answers that differ"))
    if how_many(lead.locator("tbody a")):
        _decide(lead, look)
    expect(lead.get_by_text("Nothing waits for a decision.")).to_be_visible()


def _only_the_way(page: Page) -> None:
    expect(page.locator("h1")).to_have_count(1)


def _leave_out(page: Page, look: Look) -> None:
    follow(page.locator("tbody a").first)
    look(page)
    follow(page.get_by_role("button", name="Leave it out"))
    expect(page.get_by_role("link", name="Say why it stays out")).to_be_visible()
    look(page)
    page.get_by_label("Why does it stay out?").fill("Told again in the case by whoever has it now.")
    follow(page.get_by_role("button", name="Leave it out"))
    expect(page.get_by_text("Nothing is kept apart.")).to_be_visible()


def _decide(page: Page, look: Look) -> None:
    follow(page.locator("tbody a").first)
    look(page)
    follow(page.get_by_role("button", name="Decide"))
    expect(page.get_by_role("link", name="Choose the answer that holds")).to_be_visible()
    look(page)
    # From the keyboard alone
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Decide").focus()
    press(page)
