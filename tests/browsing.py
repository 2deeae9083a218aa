"""What every test with a real Chromium does with a page, however slow the machine: wait, then look.

A click or a key returns before the page it leads to is there. What is read straight after it may be of the page
before, so nothing is: `expect` of Playwright asks until it is so, and `leads_on` waits for the next page.
tests/structure/test_browser_waits.py holds every test to it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

Enter = Callable[..., Page]


@contextmanager
def leads_on(page: Page) -> Iterator[None]:
    """What is done inside leads to another page, which is whole when this ends."""
    with page.expect_navigation(wait_until="load"):
        yield


def follow(what: Locator) -> None:
    """Click on what leads to another page, and wait until that is whole."""
    with leads_on(what.page):
        what.click()


def press(page: Page, key: str = "Enter") -> None:
    """Press a key that leads to another page, and wait until that is whole."""
    with leads_on(page):
        page.keyboard.press(key)


def how_many(of: Locator) -> int:
    """How many of these are on a page that has come: for a choice of ways, never for a check."""
    of.page.wait_for_load_state()
    return of.count()


def tab_to(what: Locator, most: int = 60) -> None:
    """Reach this with the tab key, as often as it takes."""
    for _ in range(most):
        what.page.keyboard.press("Tab")
        if what.evaluate("(each) => each === document.activeElement"):
            return
    raise AssertionError(f"{what} is not reached by the tab key")


def come_to(page: Page, path: str, status: int = 200) -> None:
    """Go to an address, which answers with this status."""
    reply = page.goto(path)
    assert reply is not None, path
    assert reply.status == status, f"{path} answered {reply.status}"


def fits_and_is_accessible(page: Page, path: str = "") -> None:
    """Nothing for axe, no wider than its screen, and one main heading."""
    page.wait_for_load_state()
    where = path or page.url
    expect(page.locator("h1"), where).to_have_count(1)
    results = Axe().run(page)
    assert results.violations_count == 0, f"{where}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, where
