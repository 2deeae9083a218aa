"""The page for editors says what the default policy says."""

from pathlib import Path

import pytest

from eyre.core.wording.explained import explain_policy
from eyre.reports.wording import load_policy, shipped_policies
from eyre.reports.wording_table import with_table

PAGE = Path(__file__).parents[2] / "docs" / "editors" / "proportions.md"


def test_the_page_holds_the_table_of_the_default_policy() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, load_policy()) == page


def test_the_table_of_another_policy_would_be_noticed() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, load_policy("estyn")) != page


@pytest.mark.parametrize("name", shipped_policies())
def test_every_word_is_explained_with_how_it_is_known(name: str) -> None:
    policy = load_policy(name)
    rows = explain_policy(policy)
    assert all(row.phrase and row.true_of and row.known for row in rows)
    assert [row.phrase.split(", ")[0] for row in rows][-len(policy.words) :] == [
        one.word for one in policy.words
    ]


def test_the_ranges_stand_in_words() -> None:
    rows = {row.phrase: row.true_of for row in explain_policy(load_policy())}
    assert rows["nearly half, almost half, just under half"] == "from 47 to under 50 per cent"
    assert rows["just over half"] == "over 50 to 52 per cent"
    assert rows["almost all, nearly all"] == (
        "from 90 to under 100 per cent; from 85 to under 100 per cent of 20 or fewer"
    )
