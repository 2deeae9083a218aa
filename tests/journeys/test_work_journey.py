"""Work behind the wall, in a real Chromium: each page on a phone and a desk, by keyboard, and without scripts."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

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
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    """Somebody of the cast, who has come in by the demonstration's door."""
    contexts: list[BrowserContext] = []

    def come_in(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        contexts.append(
            browser.new_context(
                base_url=site, viewport={"width": wide, "height": 800}, java_script_enabled=scripts
            )
        )
        page = contexts[-1].new_page()
        page.goto("/demonstration/")
        page.locator(f'form[action$="/{who}/"] button').click()
        page.wait_for_url("**/desk/")
        return page

    yield come_in
    for context in contexts:
        context.close()


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_work_are_accessible_and_fit(enter: Enter, who: str, wide: int) -> None:
    page = enter(who, wide)
    for path in PAGES[who]:
        reply = page.goto(path)
        # a number in an address may be of another inspection: then the page says so, as accessibly
        assert reply is not None
        assert reply.status in {200, 404}, path
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.locator("h1").count() == 1, path


def test_a_team_is_formed_by_keyboard_without_scripts(enter: Enter) -> None:
    """An operations officer finds what waits, is refused one inspector, and adds another; no mouse, no scripts."""
    page = enter("operations-officer", 320, scripts=False)
    page.get_by_role("link", name="Eastmere (demonstration) has no lead inspector").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Person").focus()
    page.keyboard.type("Owen")
    page.get_by_role("radio", name="Lead inspector").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    assert "Owen Larkspur cannot be on this team: they declared an interest" in summary.inner_text()
    assert page.title().startswith("Error: ")
    summary.get_by_role("link").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#id_person")
    assert page.get_by_role("radio", name="Lead inspector").is_checked()
    page.get_by_label("Person").focus()
    page.keyboard.type("Priya")
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Priya Fernleigh as lead inspector?"
    page.get_by_role("button", name="Add to the team").focus()
    page.keyboard.press("Enter")
    assert "Priya Fernleigh is now lead inspector" in page.get_by_role("alert").inner_text()


def test_an_interest_shuts_the_door_at_once(enter: Enter) -> None:
    """Declared on a phone; the next click leads nowhere, and the lead is told that a place is empty."""
    page = enter("report-editor", 320)
    page.get_by_role("link", name="Westmarch (demonstration)").click()
    there = page.url
    page.goto("/desk/interests/")
    page.get_by_role("button", name="Declare").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 2
    page.get_by_label("Provider").select_option(label="Westmarch (demonstration)")
    page.get_by_label("I worked there").check()
    page.get_by_role("button", name="Declare").click()
    assert "is declared, and in force from now on" in page.get_by_role("alert").inner_text()
    reply = page.goto(there)
    assert reply is not None
    assert reply.status == 404
    lead = enter("lead-inspector")
    lead.get_by_role("link", name="has lost Hettie Quillfeather").click()
    assert "A place must be filled" in lead.get_by_role("main").inner_text()
