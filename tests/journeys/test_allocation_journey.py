"""Sharing out cases in a real Chromium: accessible on a phone and a desk, done without scripts, a key shown once."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

LEAD, INSPECTOR = "lead-inspector", "inspector"
Enter = Callable[..., Page]


@pytest.fixture
def be(browser: Browser, site: str) -> Iterator[Enter]:
    """Somebody of the cast, by the demonstration's door, on the page of Southfold's cases."""
    contexts: list[BrowserContext] = []

    def enter(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        view = {"width": wide, "height": 800}
        contexts.append(browser.new_context(base_url=site, viewport=view, java_script_enabled=scripts))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto("/demonstration/")
        page.locator(f'form[action$="/{who}/"] button').click()
        page.wait_for_url("**/desk/")
        href = page.locator('a[href*="southfold-demonstration/"]').first.get_attribute("href")
        assert href
        page.goto("/desk/" + href.split("/")[2] + "/")
        page.get_by_role("link", name="Who has which case", exact=True).click()
        return page

    yield enter
    for context in contexts:
        context.close()


def case_of(page: Page, name: str, take: int = 0) -> str:
    """The pseudonym of a case that somebody has."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Key of")).filter(has_text=name)
    return row.nth(take).get_by_role("rowheader").inner_text().strip()


def check(page: Page, path: str) -> None:
    """It is there, axe finds nothing, and it is no wider than the screen."""
    reply = page.goto(path)
    assert reply is not None
    assert reply.status == 200, path
    results = Axe().run(page)
    assert results.violations_count == 0, f"{path}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_allocation_are_accessible_and_fit(be: Enter, wide: int) -> None:
    page = be(LEAD, wide)
    here, case = page.url.removesuffix("allocation/"), case_of(page, "Owen Larkspur")
    inspectors = f"{here}allocation/inspectors/"
    page.goto(inspectors)
    person = page.get_by_role("link", name="Change what is said of Priya").get_attribute("href")
    page.goto(f"{here}interviews/")
    interview = page.locator("td a", has_text="change the interview").first.get_attribute("href")
    assert person
    assert interview
    for path in (
        f"{here}allocation/",
        f"{here}allocation/propose/",
        inspectors,
        person,
        f"{here}allocation/knows/",
        f"{here}cases/{case}/inspector/",
        f"{here}cases/{case}/give-back/",
        f"{here}cases/{case}/key/",
        f"{here}interviews/",
        f"{here}interviews/?by=practitioner",
        f"{here}interviews/plan/",
        interview,
    ):
        check(page, path)


def test_a_case_given_back_is_proposed_and_given_anew_without_scripts(be: Enter) -> None:
    page = be(LEAD, 320, scripts=False)
    here, case = page.url, case_of(page, "Priya Fernleigh")
    page.get_by_role("link", name=f"Give back {case}").click()
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Why?").fill("She is ill this week.")
    page.get_by_role("button", name="Give it back").click()
    expect(page.locator("main")).to_contain_text(f"Nobody has the case {case} now")
    page.get_by_role("button", name="Propose who gets them").click()
    expect(page.get_by_role("rowheader", name=case)).to_be_visible()
    page.get_by_role("button", name="Give these cases").click()
    assert page.url == here
    expect(page.locator("main")).to_contain_text("1 case was given.")
    expect(page.locator("main")).to_contain_text("Every case has an inspector.")


def test_an_inspector_opens_a_key_and_going_back_shows_it_no_more(be: Enter) -> None:
    page = be(INSPECTOR)
    case = case_of(page, "Owen Larkspur", take=1)
    page.get_by_role("link", name=f"Key of {case}").click()
    page.get_by_role("button", name="Open the key").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what you open it for")
    page.get_by_label("To open the case file").check()
    page.get_by_role("button", name="Open the key").click()
    expect(page.get_by_role("heading", name=f"Key of {case}", exact=True)).to_be_visible()
    name = page.locator("dl div").filter(has_text="Name").first.locator("dd").inner_text()
    assert name
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("link", name="Close the key").click()
    expect(page.get_by_role("heading", name="Who has which case")).to_be_visible()
    assert name not in page.content()
    # The browser kept nothing, and asks before it would send the form again
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
