"""Zero to nine in words, from 10 in numerals; both in numerals where either is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.wording import number_in_words
from eyre.core.wording.number_words import written, written_together


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (1, "one"), (9, "nine"), (10, "ten"), (12, "twelve"), (13, "thirteen"), (15, "fifteen"),
     (18, "eighteen"), (20, "twenty"), (21, "twenty-one"), (40, "forty"), (80, "eighty"), (99, "ninety-nine"),
     (100, "one hundred")],
)  # fmt: skip
def test_the_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_every_number_has_its_own_words() -> None:
    assert len({number_in_words(number) for number in range(101)}) == 101


@pytest.mark.parametrize("number", [-1, 101])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="numerals"):
        number_in_words(number)


@pytest.mark.parametrize(
    ("numbers", "texts"), [((5, 6), ("five", "six")), ((9, 10), ("9", "10")), ((115, 1470), ("115", "1,470"))]
)
def test_one_expression_has_one_form(numbers: tuple[int, ...], texts: tuple[str, ...]) -> None:
    assert written_together(numbers, 9) == texts


@given(st.integers(0, 10**7), st.integers(0, 100))
def test_numerals_can_be_read_back(number: int, limit: int) -> None:
    text = written(number, limit)
    assert text == number_in_words(number) if number <= limit else int(text.replace(",", "")) == number
