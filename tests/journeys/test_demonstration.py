"""The demonstration as its visitor meets it: be somebody, see what they see, sign out, be somebody else."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
WESTMARCH = "Westmarch (demonstration)"


def be(page: Page, name: str) -> None:
    """Come in by the door as one of the cast."""
    page.get_by_role("button", name=f"Be {name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    expect(page.locator(".eyre-notice")).to_contain_text(name)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_lead_inspector_sees_westmarch_and_the_outsider_does_not(
    open_page: OpenPage, scripts: bool
) -> None:
    page = open_page("/", scripts=scripts)
    page.get_by_role("link", name="choose a lead inspector").click()
    be(page, "Amara Thistlewood")
    page.get_by_role("main").get_by_role("link", name=WESTMARCH).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WESTMARCH)
    address = page.url
    page.get_by_role("link", name="Answers about cases").click()
    expect(page.get_by_role("main")).to_contain_text("Invented for the demonstration")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_role("link", name="choose whom to be").click()
    be(page, "Nadia Furtherfield")
    expect(page.get_by_role("main")).to_contain_text("Eastmere (demonstration)")
    expect(page.locator("body")).not_to_contain_text("Westmarch")


def test_for_the_outsider_the_address_of_westmarch_leads_nowhere(open_page: OpenPage) -> None:
    page = open_page("/demonstration/", scripts=False)
    be(page, "Nadia Furtherfield")
    reply = page.request.get(page.url + "pdu-2026-westmarch-demonstration/")
    assert reply.status == 404
    nothing = page.request.get(page.url + "pdu-2026-nowhere/")
    assert nothing.status == 404


def test_the_door_from_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/demonstration/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == "Be Gwendolen Lanternby":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    expect(page.locator(".eyre-notice")).to_contain_text("Gwendolen Lanternby")


@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_the_door_and_the_banner_are_for_everybody(open_page: OpenPage, width: str) -> None:
    """No accessibility violation, and nothing wider than the screen."""
    page = open_page("/demonstration/", width)
    for _ in range(2):
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        if page.url.endswith("/demonstration/"):
            be(page, "Alasdair Beaconfell")
