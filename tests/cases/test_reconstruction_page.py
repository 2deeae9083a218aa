"""The analysts' page and the targets say the same, and everything carries its label."""

from pathlib import Path

from eyre.cases.reconstruction import refreshed, shipped_targets

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "analysts" / "reconstructed-data.md"
README = ROOT / "src" / "eyre" / "cases" / "data" / "north-west-2023" / "README.md"


def test_the_tables_of_the_page_are_those_of_the_targets() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == refreshed(page, shipped_targets()), "write the page again with explained.refreshed()"


def test_every_choice_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [choice.what for choice in shipped_targets().choices if choice.chosen not in page] == []


def test_readme_and_page_say_first_what_the_data_are_not() -> None:
    assert README.read_text(encoding="utf-8").startswith("# RECONSTRUCTED, NOT THE INSPECTORATE'S DATA\n")
    assert (
        PAGE.read_text(encoding="utf-8")
        .splitlines()[2]
        .startswith("> **These are not the inspectorate's data.**")
    )
