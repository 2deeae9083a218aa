"""The format of a wording policy: what is right is built, what is wrong is named, all of it at once."""

from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.editions import EditionInvalid, Mistake
from eyre.core.figures import Count
from eyre.core.wording import Proposed, Span, Spans, WordingPolicy, build_policy, phrases_for

Data = dict[str, Any]
PARTS = ("anchors", "tolerances", "numbers", "borderline", "small_numbers", "numerals", "evaluative")
KNOWN = [{"part": "range", "status": "ours"}]


def policy() -> Data:
    """A small policy with one of everything."""
    return {
        "schema": "eyre-wording/1", "id": "test-2026", "title": "Words for tests", "inspectorate": "Nobody",
        "licence": "CC0",
        "anchors": [{"share": "1/4", "phrase": "a quarter", "ratio": "one in four"}, {"share": "1/2", "phrase": "half"}],
        "tolerances": {"equal": "0.5 %", "nearly": "3 %", "just_over": "2 %", "about": "2 %"},
        "numbers": {"nearly": "5 %", "just_over": "5 %", "about": "5 %"},
        "borderline": {"points": "0.5 %", "one_case": "true"},
        "small_numbers": {"counts_up_to": "20", "all_but_of_each": "4"},
        "numerals": {"words_up_to": "9", "per_cent": "per cent"},
        "words": [
            {"word": "almost all", "synonyms": ["nearly all"], "from": "90 %", "below": "100 %", "proposed": "first",
             "small": {"from": "85 %", "below": "100 %", "up_to": "20"}, "provenance": KNOWN},
            {"word": "few", "to": "15 %", "provenance": KNOWN},
        ],
        "evaluative": ["too few"],
        "provenance": [{"part": part, "status": "ours"} for part in PARTS],
    }  # fmt: skip


def built(data: Data) -> WordingPolicy:
    return build_policy(data)


def mistakes(data: object) -> list[str]:
    with pytest.raises(EditionInvalid) as caught:
        build_policy(data)
    assert all(isinstance(one, Mistake) for one in caught.value.mistakes)
    return [str(one) for one in caught.value.mistakes]


def test_what_is_right_is_built() -> None:
    made = built(policy())
    assert repr(made) == "WordingPolicy('test-2026')"
    assert made.tolerances.nearly == Fraction(3, 100)
    assert made.fractions == (Fraction(1, 4), Fraction(1, 2))
    all_but = made.word("Nearly  ALL")
    assert all_but is made.word("almost-all")
    assert all_but is not None
    assert all_but.proposed is Proposed.FIRST
    assert all_but.shares == Spans((Span(Fraction(9, 10), Fraction(1), True, False),))
    assert made.is_evaluative("Too few")
    assert not made.is_evaluative("few")


@pytest.mark.parametrize(
    ("phrase", "judges"),
    [("too few", True), ("far too few", True), ("Too-few", True), ("few", False), ("almost all", False), ("too", False),
     ("a small number", True), ("just a small number", True), ("just over half", False), ("small", True)],
)  # fmt: skip
def test_a_phrase_judges_if_a_word_in_it_does(phrase: str, judges: bool) -> None:
    made = built(policy() | {"evaluative": ["too few", "small", "just"]})
    assert made.is_evaluative(phrase) is judges


def drop(*path: str | int) -> Callable[[Data], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


def put(value: object, *path: str | int) -> Callable[[Data], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (drop("words"), "the edition: 'words' is missing; add it"),
        (drop("tolerances"), "the edition: 'tolerances' is missing; add it"),
        (drop("tolerances", "nearly"), "tolerances: 'nearly' is missing; add it"),
        (put("3", "tolerances", "nearly"), "tolerances.nearly: '3' is not an exact share; write it as 1/6, 65/100 or 65 %"),
        (put("eyre-edition/1", "schema"), "schema: the format 'eyre-edition/1' is not known; write eyre-wording/1"),
        (put("1/8", "anchors", 1, "share"), "anchors[1].share: the anchors do not rise; put them in order"),
        (put("80 %", "words", 1, "above"), "words[1]: nothing lies between these ends; the lower one comes first"),
        (put("80 %", "words", 0, "above"), "words[0].above: 'from' and 'above' stand side by side; keep one of them"),
        (drop("words", 1, "to"), "words[1]: no end is said; write one of from, above, to, below"),
        (put("nearly all", "words", 1, "word"), "words[1]: 'nearly all' has a meaning already; a word means one thing in a policy"),
        (drop("words", 1, "provenance"), "words[1]: nothing says how 'few' is known; add its status under provenance"),
        (drop("provenance", 0), "provenance: nothing says how 'anchors' is known; add an entry with part: anchors"),
        (put("sometimes", "words", 0, "proposed"), "words[0].proposed: 'sometimes' is not one of first, also, never; known are first, also, never"),
        (put("120", "numerals", "words_up_to"), "numerals.words_up_to: words are kept for 0 to 100; write a number between"),
        (put("0", "small_numbers", "all_but_of_each"), "small_numbers.all_but_of_each: write 1 or more: all but one of at least so many"),
        (put("-1", "small_numbers", "counts_up_to"), "small_numbers.counts_up_to: less than no case is not a number of cases"),
        (put(["almost all"], "evaluative"), "words[0].proposed: 'almost all' is evaluative and is never proposed"),
        (put("x", "colour"), "colour: the key 'colour' is not known here"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_the_way_out(
    change: Callable[[Data], None], expected: str
) -> None:
    data = deepcopy(policy())
    change(data)
    assert any(found.startswith(expected) for found in mistakes(data)), mistakes(data)


def test_every_mistake_comes_at_once() -> None:
    data = policy()
    del data["licence"]
    data["words"][0]["from"] = "ninety"
    data["numerals"]["words_up_to"] = "nine"
    assert len(mistakes(data)) == 3


@pytest.mark.parametrize("data", [None, [], "words", {}, 7])
def test_what_is_no_policy_at_all_is_refused(data: object) -> None:
    assert mistakes(data)


ANYTHING = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(-5, 200),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@given(st.sampled_from([*policy()]), ANYTHING)
def test_whatever_stands_anywhere_it_is_built_or_refused(key: str, value: object) -> None:
    data = policy() | {key: value}
    try:
        made = build_policy(data)
    except EditionInvalid:
        return
    assert phrases_for(made, Count(1, 3))
