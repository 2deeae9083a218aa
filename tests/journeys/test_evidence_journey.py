"""Evidence in advance in a real Chromium: both sides on a phone and a desk, and sending files without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, follow

LEAD, CONTACT = "lead-inspector", "point-of-contact"


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
    enter: Enter, who: str, first: str, items: tuple[str, ...], wide: int
) -> None:
    page = enter(who, wide)
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
        come_to(page, path)
        fits_and_is_accessible(page, path)


def test_files_are_sent_without_scripts_and_looked_at_by_the_lead(enter: Enter, tmp_path: Path) -> None:
    """The contact finds what waits, sends three files of which one is refused; the lead accepts what came."""
    (tmp_path / "checks.csv").write_text("month,sufficient,of\nMay,31,44\n")
    (tmp_path / "checks.txt").write_text("What followed: a briefing for every team.\n")
    (tmp_path / "page.html").write_text("<!DOCTYPE html><script>alert(1)</script>")
    page = enter(CONTACT, 320, scripts=False)
    follow(page.get_by_role("link", name="Southfold (demonstration): your page"))
    follow(page.get_by_role("link", name="Your own quality checks"))
    page.get_by_label("Choose one file or several").set_input_files(sorted(tmp_path.iterdir()))
    follow(page.get_by_role("button", name="Send"))
    summary = page.get_by_role("alert").first
    expect(summary).to_contain_text("“page.html” is a web page")
    expect(page).to_have_title(re.compile(r"^Error: "))
    expect(page.locator("main")).to_contain_text("2 files were sent")
    expect(page.get_by_role("link", name="checks.csv", exact=True)).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="checks.csv", exact=True).click()
    assert taken.value.suggested_filename == "checks.csv"

    page = enter(LEAD)
    page.goto(southfold(page) + "evidence/")
    follow(page.get_by_role("link", name="Your own quality checks"))
    follow(page.get_by_role("button", name="Accept what was sent"))
    expect(page.locator("main")).to_contain_text("“Your own quality checks” is accepted")
