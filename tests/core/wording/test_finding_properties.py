"""What holds of every text: places are exact, numbers come back, sentences add up, and no text is slow."""

from __future__ import annotations

import time

import finding_cases as cases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.wording import Form, find_quantities

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """A whole number in words, as British English writes it."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_ONES[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = "" if not rest else " and " if rest < 100 else ", "
    return f"{spelled(number // 1000)} thousand{joint}{spelled(rest) if rest else ''}"


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_read_as_that_number(number: int) -> None:
    words = spelled(number)
    assert [(q.text, q.number) for q in find_quantities(f"We saw {words} cases.")] == [(words, number)]


@given(st.integers(2, 999_999_999))
def test_a_number_in_figures_is_read_as_that_number(number: int) -> None:
    assert [q.number for q in find_quantities(f"We saw {number:,} cases.")] == [number]


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from(["of", "of the", "out of", "out of the"]))
def test_x_of_y_is_a_count_only_where_it_can_be_one(x: int, of: int, joint: str) -> None:
    found = find_quantities(f"It was so in {x} {joint} {of} cases.")
    whole = [(q.count.x, q.count.of) for q in found if q.form is Form.COUNT_OF and q.count]
    assert whole == ([(x, of)] if x <= of else [])


_FRAGMENTS = st.sampled_from(
    [
        *["five", "of", "the", "six", "all", "but", "two", "one", "in", "three", "per", "cent", "%", "half", "a", "third", "-", ",", ".", "(", ")", "/", "7", "24", "1,300", "almost", "over", "just", "none", "no", "not", "both", "every", "case", "cases", "staff", "many", "few", "most", "majority", "the", "and", "to", "between", "](x)", "[", "\n", "\n\n", "*", "**", "\xad", "\xa0", "“", "”", "’s", "£", "12th", "2023", "May", "July", "2.2.3", "½", "hundred", "thousand", "million", "dozen", "Of", "which", "whom", "only"],
        "<sup>1</sup>", "https://a.b/5", "İ", "ﬁ", "٣", "²",
    ]
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=40), st.sampled_from(["", " "]))
def test_places_are_exact_sorted_and_apart(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    end = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(st.text(max_size=200))
def test_no_text_is_refused(text: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text))


_PHRASES = [
    *[row[0] for table in (cases.COUNTS_OF, cases.FRACTIONS, cases.PERCENTS, cases.RATIOS) for row in table],
    *[row[0] for row in cases.ALL_BUT],
]
_NEUTRAL = "The work of the region was seen to be sound and the leaders knew it. "


@given(st.sampled_from(_PHRASES), st.integers(0, 5), st.integers(0, 5))
def test_a_phrase_in_neutral_prose_is_found_at_its_place(phrase: str, before: int, after: int) -> None:
    text = _NEUTRAL * before + "They say: " + phrase + " of the relevant cases. " + _NEUTRAL * after
    places = [(q.start, q.text) for q in find_quantities(text)]
    assert places == [(text.index(phrase), phrase)]


@given(st.lists(st.sampled_from([row[0] for row in cases.AROUND]), min_size=1, max_size=6))
def test_sentences_add_up(sentences: list[str]) -> None:
    alone = [(q.text, q.form, q.said_of, q.polarity) for s in sentences for q in find_quantities(s + ".")]
    together = find_quantities(" ".join(s + "." for s in sentences))
    assert [(q.text, q.form, q.said_of, q.polarity) for q in together] == alone


HOSTILE = [
    " ", "\n", "\n#", "1", "1,", "1,111", "](", "<a", "(5 ", "5) ", "not 5 ", "of the 39, ", "one and ", "twenty-",
    "one thousand ", "million ", "all of the ", "five of the ", "just over ", "a\u00ad", "1.", "http://", "of which 5 ",
    "\n1", "5/", "five-",
]  # fmt: skip


def seconds(text: str) -> float:
    started = time.process_time()
    find_quantities(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.slow
def test_a_hostile_text_costs_no_more_than_a_long_one(piece: str) -> None:
    small, large = piece * 2_000, piece * 16_000
    least = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 24 * max(
        least, 0.002
    )  # eight times the text; 64 if quadratic
