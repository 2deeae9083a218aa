"""How secure ratings are, in a real Chromium: on a phone and a desk, a what-if by keyboard, live and without scripts."""

import pytest
from playwright.sync_api import expect

from browsing import Enter, come_to, fits_and_is_accessible, leads_on

PAGE = "/desk/pdu-2026-westmarch-demonstration/robustness/"


@pytest.mark.parametrize("wide", [320, 1280])
def test_what_would_be_is_shown_while_somebody_chooses(enter: Enter, wide: int) -> None:
    page = enter("lead-inspector", wide)
    come_to(page, "/desk/pdu-2026-westmarch-demonstration/")
    with leads_on(page):
        page.get_by_role("link", name="How secure they are").press("Enter")
    fits_and_is_accessible(page, PAGE)
    result = page.locator("#what-if-result")
    page.get_by_label("Outstanding from, in per cent").fill("85")
    expect(result).to_contain_text("1 rating would change")
    page.get_by_label("Outstanding from, in per cent").fill("40")
    expect(result).to_contain_text("Every band begins above the one below it")
    page.get_by_label("Outstanding from, in per cent").fill("")
    expect(result).to_contain_text("Nothing is changed yet")


def test_what_would_be_without_scripts(enter: Enter) -> None:
    page = enter("panel-chair", 320, scripts=False)
    come_to(page, PAGE)
    page.get_by_label("Key question", exact=True).select_option(index=1)
    page.get_by_label("Case", exact=True).select_option("any-yes")
    page.get_by_label("Not sufficient").check(force=True)
    with leads_on(page):
        page.get_by_role("button", name="Show what would be").press("Enter")
    expect(page.locator("#what-if-result")).to_contain_text("A what-if, and not the rating.")
    expect(page.get_by_label("Key question", exact=True)).not_to_have_value("")
