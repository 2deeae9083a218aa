"""Every form in which prose states a quantity, found whole; and what only looks like one, left alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import finding_cases as cases
import pytest

from eyre.core.figures import Count
from eyre.core.wording import Form, Hedge, Quantity, find_quantities

OF = " of the staff were seen."  # what a share is said of


def the_one_in(phrase: str, after: str) -> Quantity:
    """The one quantity found in a sentence with the phrase, which must be the phrase, whole."""
    text = f"Inspectors say: {phrase}{after}"
    found = find_quantities(text)
    assert [q.text for q in found] == [phrase]
    return found[0]


@pytest.mark.parametrize(("phrase", "x", "of"), cases.COUNTS_OF)
def test_counts_of_a_whole(phrase: str, x: int, of: int) -> None:
    found = the_one_in(phrase, " cases were good.")
    assert (found.form, found.count) == (Form.COUNT_OF, Count(x, of))


@pytest.mark.parametrize(("phrase", "hedge", "share"), cases.FRACTIONS)
def test_fractions(phrase: str, hedge: Hedge, share: Fraction) -> None:
    found = the_one_in(phrase, OF)
    assert (found.form, found.hedge, found.share, found.said_of) == (Form.FRACTION, hedge, share, "staff")


@pytest.mark.parametrize(("phrase", "hedge", "share"), cases.RATIOS)
def test_ratios(phrase: str, hedge: Hedge, share: Fraction) -> None:
    found = the_one_in(phrase, " cases were good.")
    assert (found.form, found.hedge, found.share, found.count) == (Form.RATIO, hedge, share, None)


@pytest.mark.parametrize(("phrase", "hedge", "low", "high"), cases.PERCENTS)
def test_per_cent(phrase: str, hedge: Hedge, low: Fraction, high: Fraction) -> None:
    found = the_one_in(phrase, OF)
    assert (found.form, found.hedge, found.low, found.high) == (Form.PERCENT, hedge, low, high)


@pytest.mark.parametrize(("phrase", "hedge", "number", "unit"), cases.COUNTS)
def test_counts_without_a_whole(phrase: str, hedge: Hedge, number: int, unit: str) -> None:
    found = the_one_in(phrase, " were seen.")
    assert (found.form, found.hedge, found.number, found.unit) == (Form.COUNT, hedge, number, unit)


@pytest.mark.parametrize(("phrase", "number", "count"), cases.ALL_BUT)
def test_all_but(phrase: str, number: int, count: Count | None) -> None:
    found = the_one_in(phrase, " relevant cases")
    assert (found.form, found.number, found.count) == (Form.ALL_BUT, number, count)


@pytest.mark.parametrize(("phrase", "word"), cases.WORDS)
def test_words(phrase: str, word: str) -> None:
    found = the_one_in(phrase, OF if phrase != "several" else " staff")
    assert (found.form, found.word, found.said_of) == (Form.WORD, word, "staff")


@pytest.mark.parametrize(("phrase", "x", "of"), cases.SCORES)
def test_scores(phrase: str, x: int, of: int) -> None:
    found = the_one_in(phrase, ".")
    assert (found.form, found.count) == (Form.SCORE, Count(x, of))


@pytest.mark.parametrize("text", ["a score of 7 out of 24 points", "It scored 7 of 24."])
def test_scores_said_as_counts(text: str) -> None:
    assert [(q.form, q.count) for q in find_quantities(text)] == [(Form.SCORE, Count(7, 24))]


@pytest.mark.parametrize(
    ("text", "form", "phrase"),
    [
        ("It was so in all relevant cases.", Form.ALL, "all"),
        ("It was so in every case.", Form.ALL, "every"),
        ("It was so in each of the cases.", Form.ALL, "each"),
        ("It was so in none of the cases.", Form.NONE, "none"),
        ("It was so in no case.", Form.NONE, "no"),
        ("Not one of the divisions was staffed.", Form.NONE, "Not one"),
        ("Not a single case was closed.", Form.NONE, "Not a single"),
        ("Almost every case was closed.", Form.WORD, "Almost every"),
        ("Everyone we met agreed.", Form.ALL, "Everyone"),
        ("Almost everyone agreed.", Form.WORD, "Almost everyone"),
        ("Not everybody agreed.", Form.WORD, "Not everybody"),
        ("Nobody had a plan.", Form.NONE, "Nobody"),
        ("No one was told.", Form.NONE, "No one"),
        ("No-one had a plan.", Form.NONE, "No-one"),
        ("Almost nobody had a plan.", Form.WORD, "Almost nobody"),
        ("None of them had a plan.", Form.NONE, "None"),
        ("They were told that almost none were closed.", Form.WORD, "almost none"),
    ],
)
def test_all_and_none(text: str, form: Form, phrase: str) -> None:
    assert [(q.form, q.text) for q in find_quantities(text)] == [(form, phrase)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Both PDUs were rated.", Count(2, 2)),
        ("It improved both of these areas.", Count(2, 2)),
        ("Neither case was closed.", Count(0, 2)),
        ("Neither of the PDUs improved.", Count(0, 2)),
    ],
)
def test_both_and_neither_count_out_of_two(text: str, count: Count) -> None:
    assert [q.count for q in find_quantities(text)] == [count]


@pytest.mark.parametrize("text", cases.APART)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(("text", "phrase", "said_of", "polarity"), cases.AROUND)
def test_what_stands_around(text: str, phrase: str, said_of: str, polarity: tuple[str, ...]) -> None:
    found = {q.text.lower(): q for q in find_quantities(text)}[phrase.lower()]
    assert (found.said_of, found.polarity) == (said_of, polarity)


# Short phrases of HM Inspectorate of Probation's letter on the North West region, 2023 (Open Government Licence v3.0)
LETTER: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("in all but one relevant case (one of 10 cases)", [("all but one", 1), ("one of 10", Count(1, 10))]),
    ("in almost all cases (14 of 16 had no or partial information recorded)",
     [("almost all", "almost all"), ("14 of 16", Count(14, 16))]),
    ("in almost three-quarters of the 196 cases inspected", [("almost three-quarters", Fraction(3, 4)), ("196", 196)]),
    ("13 PDUs within the region, of which we inspected five", [("13", 13), ("five", Count(5, 13))]),
    ("of the 39 staff who said that they needed reasonable adjustments, 28 had their needs met",
     [("39", 39), ("28", Count(28, 39))]),
    ("183 cases in the region (four per cent)", [("183", 183), ("four per cent", 4)]),
    ("three former CRCs and one NPS division", [("three", 3), ("one", 1)]),
    ("with some MAPPA level 1 case reviews", []),
    ("two PDUs identified as 'red', and six as 'amber' sites", [("two", 2), ("six", 6)]),
]  # fmt: skip


def stated(found: Quantity) -> object:
    """The number or word a quantity states."""
    for value in (found.count, found.number, found.share, found.low):
        if value is not None:
            return value
    return found.word


@pytest.mark.parametrize(("text", "expected"), LETTER)
def test_the_letter(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(q.text, stated(q)) for q in find_quantities(text)] == expected


def test_a_part_told_apart_from_its_whole_knows_its_place() -> None:
    text = "Of the 39 staff who asked for 3 things, 28 had them. Another 12 did not."
    found = {q.text: q for q in find_quantities(text)}
    assert (found["28"].count, found["28"].said_of) == (Count(28, 39), "staff")
    assert text[slice(*(found["28"].whole or (0, 0)))] == "39"
    assert (found["3"].form, found["12"].form) == (Form.COUNT, Form.COUNT)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Of 32 cases, eight had a plan.", [Count(8, 32)]),
        ("There were 60 cases; of these, 21 were female and 39 male.", [Count(21, 60), Count(39, 60)]),
        ("A total of 27 cases were reviewed. Of these, 17 were good.", [Count(17, 27)]),
        ("We saw 110 staff, 22 of whom were new.", [Count(22, 110)]),
        ("There were 7,543 people, of whom 1,204 were female.", [Count(1204, 7543)]),
        ("It was so in 14 (70%) of the 20 cases.", [Count(14, 20)]),
        ("Of the 12 cases, 40 had a plan.", []),
        ("There were 60 cases. Another 12 were closed.", []),
        ("Of the 39 staff, 28 cases were held.", []),
    ],
)
def test_parts_of_a_whole_that_stands_apart(text: str, parts: list[Count]) -> None:
    assert [q.count for q in find_quantities(text) if q.form is Form.COUNT_OF] == parts


def test_a_share_knows_the_whole_it_is_of() -> None:
    text = "in almost three-quarters of the 196 cases"
    share, whole = find_quantities(text)
    assert share.whole == (whole.start, whole.end)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("He waited for six months.", "month"),
        ("It was fixed within 10 working days.", "day"),
        ("a first offence when aged 14", "year"),
        ("Its score has dropped by three points.", "point"),
        ("There were 14 cases.", ""),
        ("In the unit 12 cases were seen.", ""),
    ],
)
def test_what_measures_something_has_a_unit(text: str, unit: str) -> None:
    assert [q.unit for q in find_quantities(text)] == [unit]


@pytest.mark.parametrize("phrase", ["11 to 20", "11-20", "11–20", "between 11 and 20"])
def test_a_range_of_a_count_has_two_ends_and_no_number(phrase: str) -> None:
    found = the_one_in(phrase, " members of staff.")
    assert (found.form, found.number, found.low, found.high) == (Form.COUNT, None, 11, 20)


@pytest.mark.parametrize(
    ("phrase", "after", "value", "unit"),
    [
        ("3.5", " cases each were seen", Fraction(7, 2), ""),
        ("12.5", " working days were lost", Fraction(25, 2), "day"),
        ("over 2.5 times", " the national rate", Fraction(5, 2), "times"),
        ("£1.55", " was spent", Fraction(155, 100), "£"),
    ],
)
def test_a_decimal_is_a_range_from_itself_to_itself(
    phrase: str, after: str, value: Fraction, unit: str
) -> None:
    (found,) = find_quantities(f"Staff say: {phrase}{after}.")
    assert (found.form, found.number, found.low, found.high) == (Form.COUNT, None, value, value)
    assert (found.text, found.unit) == (phrase, unit)


@pytest.mark.parametrize(
    ("phrase", "number"),
    [("£1.5m", 1_500_000), ("£300k", 300_000), ("£2bn", 2 * 10**9), ("£1.5 million", 1_500_000)],
)
def test_sums_of_money(phrase: str, number: int) -> None:
    found = the_one_in(phrase, " was spent.")
    assert (found.form, found.number, found.unit) == (Form.COUNT, number, "£")


@pytest.mark.parametrize(
    ("text", "phrase", "number"),
    [
        ("Three times as many women were seen.", "Three times", 3),
        ("It was almost twice the national rate.", "almost twice", 2),
        ("It was more than double the target.", "more than double", 2),
        ("They were twice as likely to be seen.", "twice", 2),
        ("It is five times higher.", "five times", 5),
    ],
)
def test_multiples_measure_one_number_by_another(text: str, phrase: str, number: int) -> None:
    assert [(q.text, q.number, q.unit) for q in find_quantities(text)] == [(phrase, number, "times")]


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("between a third and a half", Fraction(1, 3), Fraction(1, 2)),
        ("between one-third and two-thirds", Fraction(1, 3), Fraction(2, 3)),
        ("a quarter to a third", Fraction(1, 4), Fraction(1, 3)),
    ],
)
def test_a_range_of_fractions_is_one_share(phrase: str, low: Fraction, high: Fraction) -> None:
    found = the_one_in(phrase, OF)
    assert (found.form, found.share, found.low, found.high) == (Form.FRACTION, None, 100 * low, 100 * high)
    assert found.said_of == "staff"


def test_a_change_is_two_figures() -> None:
    assert [q.text for q in find_quantities("It rose from 60 per cent to 70 per cent.")] == [
        "60 per cent",
        "70 per cent",
    ]


def test_a_bound_figure_ends_with_its_link() -> None:
    text = "[almost three-quarters](fig:nw/2.2.3/insufficient) of the [196](fig:nw/cases) cases"
    assert [(q.text, q.said_of) for q in find_quantities(text)] == [
        ("almost three-quarters", "cases"),
        ("196", "cases"),
    ]


def test_half_of_all_cases_states_only_the_half() -> None:
    assert [q.text for q in find_quantities("in almost half of all cases")] == ["almost half"]
