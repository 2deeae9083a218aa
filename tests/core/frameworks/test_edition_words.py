"""The sentences about a rule follow the rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_edition_schema import edition

from eyre.core.frameworks import Condition, build_edition, condition_in_words, scale_in_words

SMALL = build_edition(edition())


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(("bad",), 2), "at least 2 rated Bad"),
        (Condition(("fair", "bad"), 0, 0), "none rated Fair or Bad"),
        (Condition(("good",), 0, 1), "at most 1 rated Good"),
        (Condition(("good",), 3, 3), "exactly 3 rated Good"),
        (Condition(("good",), 1, 3), "from 1 to 3 rated Good"),
    ],
)
def test_conditions_in_words(condition: Condition, words: str) -> None:
    assert condition_in_words(condition, SMALL) == words


HOLDS = {
    r"at least (\d+)": lambda n, least: n >= least,
    r"none()": lambda n, _: n == 0,
    r"at most (\d+)": lambda n, most: n <= most,
    r"exactly (\d+)": lambda n, number: n == number,
}


@given(st.integers(0, 6), st.integers(0, 6), st.none() | st.integers(0, 6))
def test_a_condition_holds_where_its_words_say(n: int, least: int, most: int | None) -> None:
    condition = Condition(("good",), least, None if most is None else least + most)
    words = condition_in_words(condition, SMALL)
    span = re.match(r"from (\d+) to (\d+)", words)
    if span:
        said = int(span[1]) <= n <= int(span[2])
    else:
        said = next(
            rule(n, int(found[1] or 0)) for form, rule in HOLDS.items() if (found := re.match(form, words))
        )
    assert said is condition.holds({"good": n, "bad": 3})


def test_a_scale_in_words() -> None:
    assert SMALL.cases
    assert scale_in_words(SMALL.cases.scale, SMALL) == (
        "Bad under 50 per cent; Fair at least 50 per cent and under 80 per cent; Good at least 80 per cent"
    )


COUNTS = st.dictionaries(st.sampled_from(["good", "fair", "bad"]), st.integers(0, 6))


@given(COUNTS, st.integers(0, 6), st.none() | st.integers(0, 6))
def test_a_condition_counts_only_its_bands(counts: dict[str, int], least: int, most: int | None) -> None:
    n = counts.get("good", 0) + counts.get("fair", 0)
    expected = n >= least and (most is None or n <= most)
    assert Condition(("good", "fair"), least, most).holds(counts) is expected
