"""The ratings panel in a real Chromium: its pages fit and are accessible; called, decided and signed by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, press, tab_to

CHAIR, SECOND, CONTACT = "panel-chair", "outsider", "point-of-contact"
REASONS = "The other key questions are on the other side of the boundary."
SIGNED = ("panel/", "panel/1/", "panel/1/papers/1/", "panel/1/minutes/")
OPEN = (
    "panel/1/",
    "panel/1/change/",
    "panel/1/cancel/",
    "panel/1/meeting/",
    "panel/1/decide/P2.1/",
    "panel/1/sign/",
)


def at(page: Page, name: str) -> str:
    """The address of one of the two services, whose id holds the year of the day the tests run."""
    page.goto("/desk/inspections/")
    href = page.locator(f'a[href*="{name}-demonstration/"]').first.get_attribute("href")
    assert href is not None
    return "/desk/" + href.split("/")[2] + "/"


@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_the_panel_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter(CHAIR, wide)
    northgate, brookmere = at(page, "northgate"), at(page, "brookmere")
    below = OPEN if wide == 320 else OPEN[-2:]  # a form that fits a telephone fits a desk
    for path in (*(northgate + each for each in SIGNED), *(brookmere + each for each in below)):
        come_to(page, path)
        fits_and_is_accessible(page, path)
    contact = enter(CONTACT, wide)
    come_to(contact, f"{northgate}what-happened/")
    fits_and_is_accessible(contact)
    expect(contact.locator("main")).to_contain_text("The panel departed from")
    come_to(contact, f"{brookmere}what-happened/", 404)


def test_a_panel_is_called_decides_and_is_signed_by_the_keyboard_without_scripts(enter: Enter) -> None:
    page = enter(CHAIR, 320, scripts=False)
    start = at(page, "brookmere")
    _cancelled(page, start)
    _called(page, start)
    one = f"{start}panel/2/"
    tab_to(page.get_by_role("button", name="Prepare the papers"))
    press(page)
    expect(page.locator("main")).to_contain_text("The papers are prepared, version 1.")
    _met(page, one)
    _departed(page, one)
    tab_to(page.get_by_role("button", name="Accept all others as proposed"))
    press(page)
    expect(page.locator("main")).to_contain_text("Accepted as proposed: 6 standards.")
    _signed(page, one)
    expect(page.locator("main")).to_contain_text("You have signed.")
    other = enter(SECOND, 320, scripts=False)
    expect(other.locator("main")).to_contain_text("sign what the panel decided")
    _signed(other, one)
    expect(other.locator("main")).to_contain_text("nothing of them changes any more")


def _cancelled(page: Page, start: str) -> None:
    page.goto(f"{start}panel/1/cancel/")
    tab_to(page.get_by_label("Cancel this panel"))
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="Cancel this panel"))
    press(page)
    expect(page.locator("main")).to_contain_text("The panel is cancelled.")


def _called(page: Page, start: str) -> None:
    """Called with nothing chosen first, and everything is said; then with a chair and a member."""
    page.goto(f"{start}panel/call/")
    tab_to(page.get_by_role("button", name="Call the panel"))
    press(page)
    expect(page).to_have_title(re.compile(r"^Error: "))
    tab_to(page.get_by_label("Day"))
    for words in ("27", "11", "2026", "York"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    for name, seat in (("Kwame Hollowell", "Chair"), ("Nadia Furtherfield", "Member")):
        tab_to(page.get_by_label(name))
        page.keyboard.type(seat)
    tab_to(page.get_by_role("button", name="Call the panel"))
    press(page)
    expect(page.locator("main")).to_contain_text("The panel is called.")


def _met(page: Page, one: str) -> None:
    page.goto(f"{one}meeting/")
    for name in ("Kwame Hollowell", "Nadia Furtherfield"):
        tab_to(page.get_by_label(f"{name} came"))
        page.keyboard.press("Space")
    tab_to(page.get_by_label("Minutes"))
    page.keyboard.type("Every standard was gone through.")
    tab_to(page.get_by_role("button", name="Save"))
    press(page)
    expect(page.locator("main")).to_contain_text("The meeting is noted.")


def _departed(page: Page, one: str) -> None:
    """Without a ground it is refused; on one that holds it is written down."""
    page.goto(f"{one}decide/P2.1/")
    tab_to(page.get_by_label("Requires improvement"))
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Good", exact=True)).to_be_checked()
    tab_to(page.get_by_role("button", name="Write this down as decided"))
    press(page)
    expect(page.locator("main")).to_contain_text("choose the ground on which the panel departs")
    tab_to(page.get_by_label("None: the panel confirms what is proposed"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(REASONS)
    page.keyboard.press("Tab")
    press(page)
    expect(page.locator("main")).to_contain_text("Decided: Good.")
    expect(page.locator("main")).to_contain_text("Differs")


def _signed(page: Page, one: str) -> None:
    page.goto(f"{one}sign/")
    tab_to(page.get_by_label("I was there, I have read this"))
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="Sign", exact=True))
    press(page)
