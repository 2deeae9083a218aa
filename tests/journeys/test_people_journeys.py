"""An administrator invites somebody, who joins: with scripts and without, on a phone and at a desk."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import fits_and_is_accessible, follow, press

WIDTHS = {"phone": (320, 640), "desk": (1280, 900)}
ADMINISTRATOR = "Joseph Keyhollow"
NUMBERS = count()
Start = Callable[..., Page]


@pytest.fixture
def start(browser: Browser, site: str) -> Iterator[Start]:
    """A page of a new browser, which may be somebody's of the cast."""
    contexts: list[BrowserContext] = []

    def begin(width: str = "desk", scripts: bool = True, who: str = "") -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": across, "height": down}, java_script_enabled=scripts, base_url=site
        )
        contexts.append(context)
        page = context.new_page()
        if who:
            page.goto("/demonstration/")
            follow(page.get_by_role("button", name=f"Be {who}"))
        return page

    yield begin
    for context in contexts:
        context.close()


def invite(page: Page, name: str, email: str) -> str:
    """The link that the page shows, once."""
    page.goto("/people/invite/")
    page.get_by_label("Full name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("The inspectorate").check()
    page.get_by_label("Analyst").check()
    follow(page.get_by_role("button", name="Invite", exact=True))
    return page.get_by_label("Link").input_value()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_is_invited_and_joins(start: Start, scripts: bool) -> None:
    number = next(NUMBERS)
    administrator = start(scripts=scripts, who=ADMINISTRATOR)
    link = invite(administrator, f"Bo Ek {number}", f"bo{number}@example.org")
    invited = start(scripts=scripts)
    invited.goto(link)
    expect(invited, "the address bar holds no secret").to_have_url(re.compile(r"/invitation/$"))
    for password in ("short", "seven wet umbrellas sing"):
        invited.locator("#id_password").fill(password)
        invited.locator("#id_again").fill(password)
        follow(invited.get_by_role("button", name="Set the password"))
        if password == "short":
            expect(invited.locator("main")).to_contain_text("There is a problem")
    expect(invited).to_have_url(re.compile("/account/second-factor/"))
    again = start(scripts=scripts)
    again.goto(link)
    expect(again.locator("h1")).to_have_text("This link cannot be used")
    administrator.goto(f"/people/?q=bo{number}%40")
    expect(administrator.locator("table")).to_contain_text("Active")


def test_an_account_is_disabled_by_keyboard_and_signed_out_at_once(start: Start) -> None:
    theirs = start(who="Moira Candlewick")
    administrator = start(who=ADMINISTRATOR)
    administrator.goto("/people/?q=candlewick")
    administrator.get_by_role("link", name="Moira Candlewick").focus()
    for button in (None, "Disable account", "Disable the account"):
        if button:
            administrator.get_by_text(button, exact=True).focus()
        press(administrator)
    expect(administrator.locator("main")).to_contain_text("its sessions have ended")
    theirs.goto("/account/")
    expect(theirs).to_have_url(re.compile("/sign-in/"))
    follow(administrator.get_by_role("button", name="Enable account"))
    follow(administrator.get_by_role("button", name="Enable the account"))
    expect(administrator.locator("main")).to_contain_text("The account is enabled")


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(start: Start) -> None:
    page = start(who=ADMINISTRATOR)
    page.goto("/people/invite/")
    page.get_by_role("button", name="Invite", exact=True).focus()
    press(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_email")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_about_people_is_accessible_and_fits(start: Start, width: str) -> None:
    number = next(NUMBERS)
    page, mine = start(width, who=ADMINISTRATOR), start(width)
    longest = f"{'long' * 12}{number}@{'name' * 12}.example.org"

    def look(at: Page, address: str = "") -> None:
        if address:
            at.goto(address)
        fits_and_is_accessible(at)

    link = invite(page, "A" * 150, longest)
    look(page)
    look(page, f"/people/?q={number}%40")
    sheet = page.locator("table a").first.get_attribute("href")
    assert sheet
    for rest in ("", "name/", "email/", "roles/", "roles/analyst/end/", "disable/", "reset/", "invite-again/", "withdraw/"):  # fmt: skip
        look(page, sheet + rest)
    for address in ("/people/", "/people/?q=nobody-at-all", "/account/", "/help/roles/", "/invitation/"):
        look(page, address)
    page.goto("/people/invite/")
    follow(page.get_by_role("button", name="Invite", exact=True))
    look(page)
    look(mine, link)
    follow(mine.get_by_role("button", name="Set the password"))
    look(mine)
    look(page, link)
