"""Work behind the wall, in a real Chromium: each page on a phone and a desk, by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from browsing import Enter, come_to, fits_and_is_accessible, follow, press

WESTMARCH, EASTMERE = "/desk/pdu-2026-westmarch-demonstration/", "/desk/pdu-2026-eastmere-demonstration/"
PAGES = {
    "lead-inspector": [
        "/desk/", "/desk/inspections/", WESTMARCH, f"{WESTMARCH}team/", f"{WESTMARCH}ratings/",
        f"{WESTMARCH}ratings/P2.1/", f"{WESTMARCH}ratings/P1.1/", f"{WESTMARCH}answers/",
        f"{WESTMARCH}answers/P2.1.1/?answer=yes", "/desk/interests/",
    ],
    "operations-officer": [
        "/desk/", "/desk/inspections/open/", f"{EASTMERE}team/", f"{EASTMERE}team/1/end/", "/desk/interests/all/",
        "/desk/interests/1/end/", "/desk/providers/westmarch-demonstration/contacts/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_work_are_accessible_and_fit(enter: Enter, who: str, wide: int) -> None:
    page = enter(who, wide)
    for path in PAGES[who]:
        reply = page.goto(path)
        # a number in an address may be of another inspection: then the page says so, as accessibly
        assert reply is not None
        assert reply.status in {200, 404}, path
        fits_and_is_accessible(page, path)


def test_a_team_is_formed_by_keyboard_without_scripts(enter: Enter) -> None:
    """An operations officer finds what waits, is refused one inspector, and adds another; no mouse, no scripts."""
    page = enter("operations-officer", 320, scripts=False)
    page.get_by_role("link", name="Eastmere (demonstration) has no lead inspector").focus()
    press(page)
    page.get_by_label("Person").focus()
    page.keyboard.type("Owen")
    page.get_by_role("radio", name="Lead inspector").focus()
    page.keyboard.press("Space")
    press(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Owen Larkspur cannot be on this team: they declared an interest")
    expect(page).to_have_title(re.compile(r"^Error: "))
    summary.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#id_person$"))
    expect(page.get_by_role("radio", name="Lead inspector")).to_be_checked()
    page.get_by_label("Person").focus()
    page.keyboard.type("Priya")
    page.get_by_role("button", name="Go on").focus()
    press(page)
    expect(page.locator("h1")).to_have_text("Priya Fernleigh as lead inspector?")
    page.get_by_role("button", name="Add to the team").focus()
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("Priya Fernleigh is now lead inspector")


def test_an_interest_shuts_the_door_at_once(enter: Enter) -> None:
    """Declared on a phone; the next click leads nowhere, and the lead is told that a place is empty."""
    page = enter("report-editor", 320)
    follow(page.get_by_role("link", name="Westmarch (demonstration)"))
    there = page.url
    page.goto("/desk/interests/")
    follow(page.get_by_role("button", name="Declare"))
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    page.get_by_label("Provider").select_option(label="Westmarch (demonstration)")
    page.get_by_label("I worked there").check()
    follow(page.get_by_role("button", name="Declare"))
    expect(page.get_by_role("alert")).to_contain_text("is declared, and in force from now on")
    come_to(page, there, 404)
    lead = enter("lead-inspector")
    follow(lead.get_by_role("link", name="has lost Hettie Quillfeather"))
    expect(lead.get_by_role("main")).to_contain_text("A place must be filled")
