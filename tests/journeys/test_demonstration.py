"""The demonstration as its visitor meets it: be somebody, see what they see, sign out, be somebody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import fits_and_is_accessible, follow, press, tab_to

OpenPage = Callable[..., Page]
WESTMARCH = "Westmarch (demonstration)"


def be(page: Page, name: str) -> None:
    """Come in by the door as one of the cast."""
    follow(page.get_by_role("button", name=f"Be {name}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    expect(page.locator(".eyre-notice")).to_contain_text(name)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_lead_inspector_sees_westmarch_and_the_outsider_does_not(
    open_page: OpenPage, scripts: bool
) -> None:
    page = open_page("/", scripts=scripts)
    follow(page.get_by_role("link", name="choose a lead inspector"))
    be(page, "Amara Thistlewood")
    follow(page.get_by_role("main").get_by_role("link", name=WESTMARCH, exact=True).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text(WESTMARCH)
    address = page.url
    follow(page.get_by_role("link", name="Answers about cases"))
    expect(page.get_by_role("main")).to_contain_text("Invented for the demonstration")
    follow(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    follow(page.get_by_role("link", name="choose whom to be"))
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
    tab_to(page.get_by_role("button", name="Be Gwendolen Lanternby"))
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    expect(page.locator(".eyre-notice")).to_contain_text("Gwendolen Lanternby")


@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_the_door_and_the_banner_are_for_everybody(open_page: OpenPage, width: str) -> None:
    """No accessibility violation, and nothing wider than the screen."""
    page = open_page("/demonstration/", width)
    fits_and_is_accessible(page)
    be(page, "Alasdair Beaconfell")
    fits_and_is_accessible(page)
