"""Sharing out cases in a real Chromium: accessible on a phone and a desk, done without scripts, a key shown once."""

import pytest
from playwright.sync_api import Error, Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, follow

LEAD, INSPECTOR = "lead-inspector", "inspector"


@pytest.fixture
def be(enter: Enter) -> Enter:
    """Somebody of the cast on the page of Southfold's cases."""

    def at_the_cases(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        page = enter(who, wide, scripts)
        href = page.locator('a[href*="southfold-demonstration/"]').first.get_attribute("href")
        assert href
        page.goto("/desk/" + href.split("/")[2] + "/")
        follow(page.get_by_role("link", name="Who has which case", exact=True))
        return page

    return at_the_cases


def case_of(page: Page, name: str, take: int = 0) -> str:
    """The pseudonym of a case that somebody has."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Key of")).filter(has_text=name)
    return row.nth(take).get_by_role("rowheader").inner_text().strip()


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
        come_to(page, path)
        fits_and_is_accessible(page, path)


def test_a_case_given_back_is_proposed_and_given_anew_without_scripts(be: Enter) -> None:
    page = be(LEAD, 320, scripts=False)
    here, case = page.url, case_of(page, "Priya Fernleigh")
    follow(page.get_by_role("link", name=f"Give back {case}"))
    follow(page.get_by_role("button", name="Give it back"))
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Why?").fill("She is ill this week.")
    follow(page.get_by_role("button", name="Give it back"))
    expect(page.locator("main")).to_contain_text(f"Nobody has the case {case} now")
    follow(page.get_by_role("button", name="Propose who gets them"))
    expect(page.get_by_role("rowheader", name=case)).to_be_visible()
    follow(page.get_by_role("button", name="Give these cases"))
    expect(page).to_have_url(here)
    expect(page.locator("main")).to_contain_text("1 case was given.")
    expect(page.locator("main")).to_contain_text("Every case has an inspector.")


def test_an_inspector_opens_a_key_and_going_back_shows_it_no_more(be: Enter) -> None:
    page = be(INSPECTOR)
    case = case_of(page, "Owen Larkspur", take=1)
    follow(page.get_by_role("link", name=f"Key of {case}"))
    follow(page.get_by_role("button", name="Open the key"))
    expect(page.get_by_role("alert")).to_contain_text("Choose what you open it for")
    page.get_by_label("To open the case file").check()
    follow(page.get_by_role("button", name="Open the key"))
    expect(page.get_by_role("heading", name=f"Key of {case}", exact=True)).to_be_visible()
    name = page.locator("dl div").filter(has_text="Name").first.locator("dd").inner_text()
    assert name
    fits_and_is_accessible(page)
    follow(page.get_by_role("link", name="Close the key"))
    expect(page.get_by_role("heading", name="Who has which case")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(name)
    # The browser kept nothing, and asks before it would send the form again
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
