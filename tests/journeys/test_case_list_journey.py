"""A case list from the upload to a replaced case, in a real Chromium: with scripts, and without them on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from case_lists_made import a_row, as_csv, rows

SOUTHFOLD, EASTMERE = "/desk/pdu-2026-southfold-demonstration", "/desk/pdu-2026-eastmere-demonstration"
WAIT = 60_000  # milliseconds, on a busy machine
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    """The operations officer, who has come in by the demonstration's door."""
    contexts: list[BrowserContext] = []

    def come_in(wide: int = 1280, scripts: bool = True) -> Page:
        told = {"viewport": {"width": wide, "height": 800}, "java_script_enabled": scripts}
        contexts.append(browser.new_context(base_url=site, **told))
        page = contexts[-1].new_page()
        page.goto("/demonstration/")
        page.locator('form[action$="/operations-officer/"] button').click()
        return page

    yield come_in
    for context in contexts:
        context.close()


def looks_well(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert page.locator("h1").count() == 1, page.url


def send(page: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    page.goto(f"{EASTMERE}/case-list/")
    page.get_by_label("The case list").set_input_files(path)
    page.get_by_role("button", name="Send the list").click()


def test_a_list_is_refused_in_words_and_then_watched_until_it_is_stored(enter: Enter, tmp_path: Path) -> None:
    page = enter(320, scripts=False)
    bad = a_row(1)
    bad[3], bad[9] = "femal", "31/02/2026"
    send(page, tmp_path / "bad.csv", as_csv([bad]))
    # Without scripts the page asks again by itself, and shows the problems once they are there
    expect(page.get_by_text("2 things must be put right")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Did you mean “female”?")).to_be_visible()
    desk = enter()
    desk.goto(f"{EASTMERE}/case-list/")
    version = desk.get_by_role("link", name="Version").count() + 1
    send(desk, tmp_path / "good.csv", as_csv(rows(3_000)))
    desk.wait_for_url(f"**/case-list/{version}/")
    expect(desk.get_by_text("Why cases are excluded")).to_be_visible(timeout=WAIT)
    expect(desk.get_by_text("3,000", exact=True).first).to_be_visible()


@pytest.mark.parametrize("wide", [320, 1280])
def test_every_page_of_list_and_sample_is_accessible_and_fits(enter: Enter, wide: int) -> None:
    page = enter(wide)
    for path in (
        f"{SOUTHFOLD}/case-list/",
        f"{SOUTHFOLD}/case-list/1/",
        f"{SOUTHFOLD}/sample/",
        f"{SOUTHFOLD}/sample/draw/?margin=10&confidence=0.8&share=50&formula=cochran&floor=1&by=sex&by=risk",
        f"{SOUTHFOLD}/sample/draw/?number=10000&margin=10&confidence=0.8&share=50&formula=cochran&floor=1",
        f"{SOUTHFOLD}/sample/2/?check=yes",
        f"{SOUTHFOLD}/sample/2/withdraw/",
        f"{SOUTHFOLD}/sample/seed/",
        f"{EASTMERE}/case-list/",
    ):
        reply = page.goto(path)
        assert reply is not None
        assert reply.status == 200, path
        looks_well(page)
    page.goto(f"{SOUTHFOLD}/sample/2/")
    page.get_by_role("link", name="Replace").first.click()
    looks_well(page)


def test_a_receipt_is_checked_and_leaves_as_two_files(enter: Enter, tmp_path: Path) -> None:
    page = enter(320, scripts=False)
    page.goto(f"{SOUTHFOLD}/")
    page.get_by_role("link", name="Sample", exact=True).click()
    page.get_by_role("link", name="receipt", exact=True).click()
    page.get_by_role("button", name="Draw it again now").click()
    expect(page.get_by_text("The receipt holds")).to_be_visible()
    for words in ("The receipt", "The frame it was drawn from"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=words).click()
        assert Path(taken.value.path()).stat().st_size > 500
