"""Letters, plans on paper and calendars in a real Chromium: accessible, narrow, by keyboard, and printed."""

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from browsing import Enter, come_to, fits_and_is_accessible, follow, press

SOUTHFOLD, EASTMERE = "/desk/pdu-2026-southfold-demonstration/", "/desk/pdu-2026-eastmere-demonstration/"
A4 = (595, 842)  # points


@pytest.mark.parametrize("wide", [320, 1280])
def test_the_pages_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter("operations-officer", wide)
    page.goto(f"{EASTMERE}letters/")
    draft = page.get_by_role("link", name="Announcement of the inspection").first.get_attribute("href")
    page.goto(f"{SOUTHFOLD}letters/")
    sent = page.get_by_role("link", name="Announcement of the inspection").first.get_attribute("href")
    page.goto(f"{EASTMERE}team/")
    page.get_by_label("Person").select_option(index=2)
    page.get_by_role("radio", name="Panel member").check()
    follow(page.get_by_role("button", name="Go on"))
    proposal = page.url
    paths = [f"{EASTMERE}letters/", draft, f"{draft}send/", f"{draft}discard/", sent, proposal]
    for path in [*paths, f"{SOUTHFOLD}plan/print/", "/account/calendar/"]:
        come_to(page, str(path))
        fits_and_is_accessible(page, str(path))


def test_a_letter_is_written_by_keyboard_without_scripts(enter: Enter) -> None:
    """On a phone: begun, filled with one's own words, read, and thrown away again; then the feed is made."""
    page = enter("lead-inspector", 320, scripts=False)
    page.goto(f"{SOUTHFOLD}letters/")
    page.get_by_role("button", name="Write the letter: Reminder of the case list").focus()
    press(page)
    page.get_by_label("Your own words").focus()
    page.keyboard.type("The list we have is of last month.")
    page.keyboard.press("Tab")
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("Your words stand in the letter")
    expect(page.get_by_role("article")).to_contain_text("The list we have is of last month.")
    page.get_by_role("link", name="Throw this draft away").focus()
    press(page)
    page.get_by_role("button", name="Throw it away").focus()
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("The draft is thrown away")
    page.goto("/account/calendar/")
    page.get_by_role("button", name=re.compile("Make a")).focus()
    press(page)
    expect(page.get_by_label("Address of your feed")).to_have_value(re.compile(r"/calendar/[\w-]{43}\.ics$"))


def test_the_plan_is_printed_on_two_sheets_of_a4(enter: Enter) -> None:
    page = enter("lead-inspector")
    page.goto(f"{SOUTHFOLD}plan/print/")
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in printed] == [A4, A4]
    words = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in printed)
    for said in ("Send the case list", "Blessing Waymarker", "Owen Larkspur", "Not public."):
        assert said in words
    for furniture in ("Print this page", "Accessibility", "Sign out", "Be somebody else"):
        assert furniture not in words
