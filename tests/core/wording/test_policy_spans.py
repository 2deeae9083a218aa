"""Exact sets of numbers: owned ends, the gap, the other side, the mirror."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.wording import Span, Spans

HALF = Fraction(1, 2)
NUMBERS = st.fractions(0, 1, max_denominator=6)
SPANS = st.builds(Span, NUMBERS, st.one_of(st.none(), NUMBERS), st.booleans(), st.booleans())
SETS = st.lists(SPANS, max_size=4).map(lambda spans: Spans(tuple(spans)))


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        (Span(Fraction(1, 4), HALF), ["1/4", "1/3", "1/2"], ["6/25", "51/100"]),
        (Span(Fraction(1, 4), HALF, False, False), ["26/100"], ["1/4", "1/2"]),
        (Span(HALF), ["1/2", "3", "1000"], ["49/100"]),
        (Span(HALF, None, False), ["51/100"], ["1/2"]),
        (Span(HALF, HALF), ["1/2"], ["49/100", "51/100"]),
        (Span(HALF, HALF, True, False), [], ["1/2"]),
    ],
    ids=str,
)
def test_ends_belong_to_it_or_not(span: Span, inside: list[str], outside: list[str]) -> None:
    one = Spans((span,))
    assert all(Fraction(number) in one for number in inside)
    assert not any(Fraction(number) in one for number in outside)


def test_what_touches_is_joined_and_a_gap_stays() -> None:
    quarter, third = Fraction(1, 4), Fraction(1, 3)
    joined = Spans((Span(third, HALF), Span(quarter, third, True, False)))
    assert joined == Spans((Span(quarter, HALF),))
    assert joined.edges == (quarter, HALF)
    gap = Spans((Span(quarter, third, True, False), Span(third, HALF, False)))
    assert third not in gap
    assert len(gap.spans) == 2
    assert str(gap) == "[1/4, 1/3) and (1/3, 1/2]"


def test_nothing_is_false_and_says_so() -> None:
    assert not Spans()
    assert str(Spans((Span(HALF, Fraction(1, 3)),))) == "nothing"


@given(SETS, SETS, NUMBERS)
def test_and_or_and_the_other_side_are_those_of_truth(one: Spans, other: Spans, number: Fraction) -> None:
    assert (number in (one & other)) == (number in one and number in other)
    assert (number in (one | other)) == (number in one or number in other)
    assert (number in one.complement()) == (number not in one)


@given(SETS, NUMBERS)
def test_the_mirror_holds_of_the_rest(one: Spans, number: Fraction) -> None:
    assert (number in one.mirrored()) == (1 - number in one)
    assert one.mirrored().mirrored() == one & Spans((Span(Fraction(0), Fraction(1)),))


@given(SETS)
def test_equal_sets_are_equal_however_they_were_made(one: Spans) -> None:
    shares = one & Spans((Span(Fraction(0), Fraction(1)),))
    assert shares.complement().complement() == shares
    assert Spans(tuple(reversed(one.spans))) == one
    assert one | one == one & one


@given(SETS, st.integers(1, 40), st.data())
def test_whole_numbers_and_fractions_agree(one: Spans, of: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, 2 * of))
    assert one.has(x, of) == (Fraction(x, of) in one)
    assert one.has(3 * x, 3 * of) == one.has(x, of)
