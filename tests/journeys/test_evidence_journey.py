"""Evidence in advance in a real Chromium: both sides on a phone and a desk, and sending files without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

LEAD, CONTACT = "lead-inspector", "point-of-contact"
Enter = Callable[..., Page]


@pytest.fixture
def come_in(browser: Browser, site: str) -> Iterator[Enter]:
    """Somebody of the cast, who has come in by the demonstration's door."""
    contexts: list[BrowserContext] = []

    def enter(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        view = {"width": wide, "height": 800}
        contexts.append(browser.new_context(base_url=site, viewport=view, java_script_enabled=scripts))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto("/demonstration/")
        page.locator(f'form[action$="/{who}/"] button').click()
        page.wait_for_url("**/desk/")
        return page

    yield enter
    for context in contexts:
        context.close()


def southfold(page: Page) -> str:
    """The address of Southfold, whose id holds the year of the day the tests run."""
    page.goto("/desk/")
    href = page.locator('a[href*="southfold-demonstration/"]').first.get_attribute("href")
    assert href is not None
    return "/desk/" + href.split("/")[2] + "/"


@pytest.mark.parametrize("wide", [320, 1280])
@pytest.mark.parametrize(
    ("who", "first", "items"),
    [(LEAD, "evidence/", ("Staffing figures", "Business or delivery plan")), (CONTACT, "provider/", ("Staffing figures", "Your own quality checks"))],
)  # fmt: skip
def test_pages_of_evidence_are_accessible_and_fit(
    come_in: Enter, who: str, first: str, items: tuple[str, ...], wide: int
) -> None:
    page = come_in(who, wide)
    start = southfold(page) + first
    page.goto(start)
    paths = [
        start,
        *(page.get_by_role("link", name=item, exact=True).get_attribute("href") for item in items),
    ]
    if who == LEAD:
        paths += [f"{start}send/", f"{start}add/"]
    for path in paths:
        assert path is not None
        reply = page.goto(path)
        assert reply is not None
        assert reply.status == 200, path
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_files_are_sent_without_scripts_and_looked_at_by_the_lead(come_in: Enter, tmp_path: Path) -> None:
    """The contact finds what waits, sends three files of which one is refused; the lead accepts what came."""
    (tmp_path / "checks.csv").write_text("month,sufficient,of\nMay,31,44\n")
    (tmp_path / "checks.txt").write_text("What followed: a briefing for every team.\n")
    (tmp_path / "page.html").write_text("<!DOCTYPE html><script>alert(1)</script>")
    page = come_in(CONTACT, 320, scripts=False)
    page.get_by_role("link", name="Southfold (demonstration): your page").click()
    page.get_by_role("link", name="Your own quality checks").click()
    page.get_by_label("Choose one file or several").set_input_files(sorted(tmp_path.iterdir()))
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert").first
    expect(summary).to_contain_text("“page.html” is a web page")
    assert page.title().startswith("Error: ")
    expect(page.locator("main")).to_contain_text("2 files were sent")
    expect(page.get_by_role("link", name="checks.csv", exact=True)).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="checks.csv", exact=True).click()
    assert taken.value.suggested_filename == "checks.csv"

    page = come_in(LEAD)
    page.goto(southfold(page) + "evidence/")
    page.get_by_role("link", name="Your own quality checks").click()
    page.get_by_role("button", name="Accept what was sent").click()
    expect(page.locator("main")).to_contain_text("“Your own quality checks” is accepted")
