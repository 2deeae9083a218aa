"""Which values may stand under which key."""

import pytest

from eyre.cases.forms import form_for_edition
from eyre.core.assessment import check_value

FORM = form_for_edition("hmip-probation-pdu-2021")
ID = "018f3c00-0000-7000-8000-000000000001"
TAKEN = [
    ("question:2.2.1", "yes"),
    ("question:2.2.1", "not-relevant"),
    ("prompt:2.2.1/a", "no"),
    ("question:V0", "yes"),
    ("fact:risk_judged", "very-high"),
    ("fact:began", "2026-02-28"),
    ("fact:practitioners", 3),
    ("note:2.2.1", "Seen in the record.\nTwice."),
    ("note:case", "x" * 20_000),
    (f"quotation:{ID}", {"text": "They listened", "question": "2.2.1"}),
    (f"practice:{ID}", {"text": "A visit each week", "question": None}),
    (f"alert:{ID}", {"text": "A child at home", "question": None}),
    (f"alert:{ID}", None),
]
REFUSED = [
    ("question:2.2.1", "maybe", "none of yes"),
    ("question:2.2.1", True, "none of yes"),
    ("question:2.2.1", ["yes"], "none of yes"),
    ("question:9.9.9", "yes", "nothing called"),
    ("prompt:2.2.1/z", "yes", "nothing called"),
    ("fact:unknown", "yes", "nothing called"),
    ("fact:risk_judged", "enormous", "no such choice"),
    ("fact:began", "2026-02-30", "date of the calendar"),
    ("fact:began", "3202-02-07", "date of the calendar"),
    ("fact:began", "28 February", "date of the calendar"),
    ("fact:began", "２026-02-28", "date of the calendar"),
    ("fact:practitioners", 0, "from 1 to 40"),
    ("fact:practitioners", True, "whole number"),
    ("fact:practitioners", "3", "whole number"),
    ("fact:practitioners", 10**30, "whole number"),
    ("note:2.2.1", " \n", "Words"),
    ("note:2.2.1", 1, "Words"),
    ("note:case", "x" * 20_001, "more than 20,000"),
    ("note:case", "a\0b", "no part of any text"),
    ("note:case", "\ud800", "no part of any text"),
    ("quotation:1", {"text": "x", "question": None}, "no id"),
    (f"quotation:{ID}", "x", "has a text"),
    (f"quotation:{ID}", {"text": "x"}, "has a text"),
    (f"quotation:{ID}", {"text": None, "question": None}, "Words"),
    (f"quotation:{ID}", {"text": "x", "question": "9"}, "does not ask"),
    (f"quotation:{ID}", {"text": "x", "question": ["2.2.1"]}, "does not ask"),
    (7, "yes", "not a word"),
]


@pytest.mark.parametrize(("key", "value"), TAKEN)
def test_an_answer_of_the_form_is_taken(key: str, value: object) -> None:
    assert check_value(FORM, key, value) is None


@pytest.mark.parametrize(("key", "value", "words"), REFUSED)
def test_anything_else_is_refused_in_words(key: object, value: object, words: str) -> None:
    assert words in str(check_value(FORM, key, value))
