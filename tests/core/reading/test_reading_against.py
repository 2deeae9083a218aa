"""Recall and precision of claims against counts that somebody else noted."""

from __future__ import annotations

from fractions import Fraction

import pytest
from draft_of import draft_of

from eyre.core.reading import Met, measure, read_rows

TEXT = "In **32 out of 87** cases it was late. Almost half of staff left. It was so in all relevant cases, and in all relevant cases again. Over 1,300 requests wait."


@pytest.mark.parametrize(
    ("row", "met"),
    [
        ({"phrase": "32 out of 87 cases", "x": "32", "of": "87"}, Met.WHOLE),
        ({"phrase": "32 out of 87 cases", "x": "32", "of": "88"}, Met.PART),
        ({"phrase": "32 out of 87 cases", "x": "33", "of": "88"}, Met.DIFFERS),
        ({"phrase": "Almost half of staff"}, Met.WHOLE),
        ({"phrase": "Almost half of staff", "percent": "50"}, Met.WHOLE),
        ({"phrase": "it was late"}, Met.MISSED),
        ({"phrase": "it was early"}, Met.ABSENT),
        ({"phrase": "Over 1,300 requests", "value": ">1300"}, Met.WHOLE),
        ({"phrase": "In 32 out of 87 ... was late", "x": "32"}, Met.WHOLE),
    ],
)
def test_a_row_meets_the_claim_at_its_words(row: dict[str, str], met: Met) -> None:
    (outcome,) = measure(draft_of(TEXT), read_rows([row], "a.txt")).outcomes
    assert outcome.met is met


def test_rows_with_the_same_words_take_one_place_after_another() -> None:
    rows = read_rows([{"phrase": "all relevant cases"}] * 2, "a.txt")
    measured = measure(draft_of(TEXT), rows)
    assert measured.recall == 1
    assert (measured.confirmed, measured.claims, measured.precision) == (2, 5, Fraction(2, 5))


def test_rows_of_other_documents_are_left_out() -> None:
    rows = [{"verbatim": "a", "seed_file": "a.txt"}, {"verbatim": "b", "seed_file": "b.txt"}]
    assert [row.phrase for row in read_rows(rows, "a.txt")] == ["a"]
    assert read_rows([], "a.txt") == []
    assert measure(draft_of(""), []).recall is None


def test_a_table_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="phrase"):
        read_rows([{"x": "1"}], "a.txt")
