"""The register and the judgements in a real Chromium: their pages fit and are accessible; one way by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, follow, press, tab_to

LEAD, READER = "lead-inspector", "second-inspector"
BELOW = (
    "evidence-register/",
    "judgements/",
    "judgements/P1.1/",
    "judgements/P1.1/write/",
    "evidence-register/add/",
    "evidence-register/2/",
    "evidence-register/2/change/",
    "judgements/consistency/",
    "judgements/P1.1/versions/",
    "judgements/P2.4/write/",
)


def westmarch(page: Page) -> str:
    """The address of Westmarch, whose id holds the year of the day the tests run."""
    page.goto("/desk/")
    href = page.locator('a[href*="westmarch-demonstration/"]').first.get_attribute("href")
    assert href is not None
    return "/desk/" + href.split("/")[2] + "/"


@pytest.mark.parametrize(("wide", "many"), [(320, len(BELOW)), (1280, 4)])
def test_pages_of_judgement_are_accessible_and_fit(enter: Enter, wide: int, many: int) -> None:
    page = enter(LEAD, wide)
    start = westmarch(page)
    for path in BELOW[:many]:
        come_to(page, start + path)
        fits_and_is_accessible(page, path)


def test_evidence_is_added_and_a_judgement_refused_by_the_keyboard_without_scripts(enter: Enter) -> None:
    page = enter(LEAD, 320, scripts=False)
    start = westmarch(page)
    page.goto(f"{start}judgements/P1.3/write/")
    tab_to(page.get_by_role("button", name="Submit to be read"), most=120)
    press(page)
    expect(page).to_have_title(re.compile(r"^Error: "))
    expect(page.get_by_role("link", name="Choose the band of P1.3.1")).to_be_visible()
    page.goto(f"{start}evidence-register/add/")
    tab_to(page.get_by_label("What kind of evidence is it?"))
    page.keyboard.type("Obs")
    for words in ("A visit", "The workshop of Westmarch", "9", "11", "2026", "Six of eight came."):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    tab_to(page.get_by_role("button", name="Put into the register"))
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("E12 A visit")
    expect(page.locator("main")).to_contain_text("Six of eight came.")


def test_a_second_person_reads_and_says_no(enter: Enter) -> None:
    page = enter(READER, scripts=False)
    follow(page.get_by_role("link", name=re.compile("read the judgement of P1.2")))
    page.get_by_label("No", exact=True).check()
    follow(page.get_by_role("button", name="Say so"))
    expect(page).to_have_title(re.compile(r"^Error: "))
    page.get_by_label("Your words").fill("The vacancies of the north are missing.")
    follow(page.get_by_role("button", name="Say so"))
    expect(page.locator("main")).to_contain_text("Priya Fernleigh does not agree")
