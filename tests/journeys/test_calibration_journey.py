"""Calibration without scripts at 320: a vignette is written, a session opened, answered by one of those asked, and closed."""

import re

import pytest
from playwright.sync_api import expect

from browsing import Enter, come_to, fits_and_is_accessible, follow


@pytest.mark.parametrize("wide", [320, 1280])
def test_pages_of_calibration_are_accessible_and_fit(enter: Enter, wide: int) -> None:
    page = enter("quality-lead", wide)
    for path in ("", "open/", "vignettes/new/", "sessions/1/"):
        come_to(page, f"/desk/calibration/{path}")
        fits_and_is_accessible(page)
    page = enter("inspector", wide)
    come_to(page, "/desk/calibration/1/")
    fits_and_is_accessible(page)
    come_to(page, "/desk/calibration/2/")
    follow(page.get_by_role("link", name="Alex"))
    fits_and_is_accessible(page)


def test_a_vignette_is_assessed_by_those_who_are_asked(enter: Enter) -> None:
    page = enter("quality-lead", 320, scripts=False)
    page.goto("/desk/")
    follow(page.get_by_role("link", name="Calibration"))
    follow(page.get_by_role("link", name="Before the summer"))
    expect(page.locator("main")).to_contain_text("4 answered")
    page.goto("/desk/calibration/")
    follow(page.get_by_role("link", name="Write a vignette"))
    follow(page.get_by_role("button", name="Go on"))
    expect(page).to_have_title(re.compile(r"^Error: "))
    page.get_by_label("On which form").select_option(index=1)
    follow(page.get_by_role("button", name="Go on"))
    page.get_by_label("Title").fill("Robin")
    page.get_by_role("textbox", name="The case").fill("Robin, 30, has an order of eighteen months.")
    follow(page.get_by_role("button", name="Keep the vignette"))
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one question")
    page.get_by_role("checkbox").first.check()
    follow(page.get_by_role("button", name="Keep the vignette"))
    follow(page.get_by_role("link", name="Open a session"))
    page.get_by_label("Title").fill("Spring")
    page.get_by_role("checkbox", name="Robin").check()
    page.get_by_role("checkbox", name="Owen").check()
    follow(page.get_by_role("button", name="Open the session"))
    expect(page.get_by_role("alert")).to_contain_text("at least three people")
    for name in ("Priya", "Tobias"):
        page.get_by_role("checkbox", name=name).check()
    follow(page.get_by_role("button", name="Open the session"))
    expect(page.locator("main")).to_contain_text("0 of 3 people have begun")

    other = enter("inspector", 320, scripts=False)
    other.goto("/desk/")
    follow(other.get_by_role("link", name="Calibration: Spring"))
    follow(other.get_by_role("link", name="Robin"))
    other.get_by_role("radio", name="No", exact=True).check()
    follow(other.get_by_role("button", name="Save"))
    expect(other.get_by_role("alert")).to_contain_text("Saved: 1 of 1 questions")

    page.reload()
    expect(page.locator("main")).to_contain_text("1 of 3 people have begun")
    follow(page.get_by_role("button", name="Close the session"))
    expect(page.locator("main")).to_contain_text("Fewer than three answered")
