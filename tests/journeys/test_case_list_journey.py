"""A case list from the upload to a replaced case, in a real Chromium: with scripts, and without them on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Enter, come_to, fits_and_is_accessible, follow
from case_lists_made import a_row, as_csv, rows

SOUTHFOLD, EASTMERE = "/desk/pdu-2026-southfold-demonstration", "/desk/pdu-2026-eastmere-demonstration"
OFFICER = "operations-officer"
WAIT = 60_000  # milliseconds, on a busy machine


def send(page: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    page.goto(f"{EASTMERE}/case-list/")
    page.get_by_label("The case list").set_input_files(path)
    follow(page.get_by_role("button", name="Send the list"))


def test_a_list_is_refused_in_words_and_then_watched_until_it_is_stored(enter: Enter, tmp_path: Path) -> None:
    page = enter(OFFICER, 320, scripts=False)
    bad = a_row(1)
    bad[3], bad[9] = "femal", "31/02/2026"
    send(page, tmp_path / "bad.csv", as_csv([bad]))
    # Without scripts the page asks again by itself, and shows the problems once they are there
    expect(page.get_by_text("2 things must be put right")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Did you mean “female”?")).to_be_visible()
    desk = enter(OFFICER)
    desk.goto(f"{EASTMERE}/case-list/")
    version = desk.get_by_role("link", name="Version").count() + 1
    send(desk, tmp_path / "good.csv", as_csv(rows(3_000)))
    expect(desk).to_have_url(re.compile(rf"/case-list/{version}/$"))
    expect(desk.get_by_text("Why cases are excluded")).to_be_visible(timeout=WAIT)
    expect(desk.get_by_text("3,000", exact=True).first).to_be_visible()


@pytest.mark.parametrize("wide", [320, 1280])
def test_every_page_of_list_and_sample_is_accessible_and_fits(enter: Enter, wide: int) -> None:
    page = enter(OFFICER, wide)
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
        come_to(page, path)
        fits_and_is_accessible(page, path)
    page.goto(f"{SOUTHFOLD}/sample/2/")
    follow(page.get_by_role("link", name="Replace").first)
    fits_and_is_accessible(page)


def test_a_receipt_is_checked_and_leaves_as_two_files(enter: Enter, tmp_path: Path) -> None:
    page = enter(OFFICER, 320, scripts=False)
    page.goto(f"{SOUTHFOLD}/")
    follow(page.get_by_role("link", name="Sample", exact=True))
    follow(page.get_by_role("link", name="receipt", exact=True))
    follow(page.get_by_role("button", name="Draw it again now"))
    expect(page.get_by_text("The receipt holds")).to_be_visible()
    for words in ("The receipt", "The frame it was drawn from"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=words).click()
        assert Path(taken.value.path()).stat().st_size > 500
