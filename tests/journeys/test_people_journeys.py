"""An administrator invites somebody, who joins: with scripts and without, on a phone and at a desk."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

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
            page.get_by_role("button", name=f"Be {who}").click()
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
    page.get_by_role("button", name="Invite", exact=True).click()
    return page.get_by_label("Link").input_value()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_is_invited_and_joins(start: Start, scripts: bool) -> None:
    number = next(NUMBERS)
    administrator = start(scripts=scripts, who=ADMINISTRATOR)
    link = invite(administrator, f"Bo Ek {number}", f"bo{number}@example.org")
    invited = start(scripts=scripts)
    invited.goto(link)
    assert invited.url.endswith("/invitation/"), "the address bar holds no secret"
    for password in ("short", "seven wet umbrellas sing"):
        invited.locator("#id_password").fill(password)
        invited.locator("#id_again").fill(password)
        invited.get_by_role("button", name="Set the password").click()
        if password == "short":
            assert "There is a problem" in invited.locator("main").inner_text()
    assert "/account/second-factor/" in invited.url
    again = start(scripts=scripts)
    again.goto(link)
    assert again.locator("h1").inner_text() == "This link cannot be used"
    administrator.goto(f"/people/?q=bo{number}%40")
    assert "Active" in administrator.locator("table").inner_text()


def test_an_account_is_disabled_by_keyboard_and_signed_out_at_once(start: Start) -> None:
    theirs = start(who="Moira Candlewick")
    administrator = start(who=ADMINISTRATOR)
    administrator.goto("/people/?q=candlewick")
    administrator.get_by_role("link", name="Moira Candlewick").focus()
    for button in (None, "Disable account", "Disable the account"):
        if button:
            administrator.get_by_text(button, exact=True).focus()
        with administrator.expect_navigation():
            administrator.keyboard.press("Enter")
    assert "its sessions have ended" in administrator.locator("main").inner_text()
    theirs.goto("/account/")
    assert "/sign-in/" in theirs.url
    administrator.get_by_role("button", name="Enable account").click()
    administrator.get_by_role("button", name="Enable the account").click()
    assert "The account is enabled" in administrator.locator("main").inner_text()


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(start: Start) -> None:
    page = start(who=ADMINISTRATOR)
    page.goto("/people/invite/")
    page.get_by_role("button", name="Invite", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('govuk-error-summary')")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_email"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_about_people_is_accessible_and_fits(start: Start, width: str) -> None:
    number = next(NUMBERS)
    page, mine = start(width, who=ADMINISTRATOR), start(width)
    longest = f"{'long' * 12}{number}@{'name' * 12}.example.org"

    def look(at: Page, address: str = "") -> None:
        if address:
            at.goto(address)
        results = Axe().run(at)
        assert results.violations_count == 0, f"{at.url}: {results.generate_report()}"
        assert at.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, at.url
        assert at.locator("h1").count() == 1

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
    page.get_by_role("button", name="Invite", exact=True).click()
    look(page)
    look(mine, link)
    mine.get_by_role("button", name="Set the password").click()
    look(mine)
    look(page, link)
