"""May this value stand under this key? Asked of every operation before it is taken as an answer."""

from __future__ import annotations

import re
from datetime import date

from .expressions import BLANK, DATE, LARGEST
from .form import ANSWERS, FactField, FactType, Form

LONGEST = 20_000  # characters of a note, a quotation or a fact in words
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FIRST_DAY, LAST_DAY = "1900-01-01", "2100-12-31"  # a year beyond is a slip of the keyboard
MARKED = ("quotation", "practice", "alert")


def check_value(form: Form, key: object, value: object) -> str | None:
    """Why the value cannot stand there, in words; None where it can. Never raises, whatever is sent.

    Nothing (null) may stand everywhere: it takes an answer back.
    """
    if not isinstance(key, str):
        return "The key is not a word."
    kind, _, name = key.partition(":")
    if kind in MARKED:
        return _marked(form, name, value)
    if key in form.answer_keys:
        return (
            None if value is None or value in ANSWERS else "The answer is none of yes, no and not relevant."
        )
    if kind == "note" and (name == "case" or name in form.questions_by_ref):
        return _words(value)
    fact = form.facts_by_key.get(key)
    return f"The form asks nothing called {key[:100]}." if fact is None else _fact(fact, value)


def _words(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or BLANK.fullmatch(value):
        return "Words are expected here."
    if len(value) > LONGEST:
        return f"These are more than {LONGEST:,} characters; shorten them."
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        return "There is a character here that is no part of any text."
    return None


def _marked(form: Form, name: str, value: object) -> str | None:
    """Something marked in the case: a quotation, good practice, an alert; null where it was withdrawn."""
    if not UUID.fullmatch(name):
        return "What is marked has no id of its own."
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"text", "question"}:
        return "What is marked has a text, and the question it belongs to."
    question = value["question"]
    if question is not None and not (isinstance(question, str) and question in form.questions_by_ref):
        return "What is marked belongs to a question that the form does not ask."
    return "Words are expected here." if value["text"] is None else _words(value["text"])


def _fact(fact: FactField, value: object) -> str | None:
    if value is None:
        return None
    match fact.type:
        case FactType.CHOICE:
            is_offered = any(value == code for code, _ in fact.options)
            return None if is_offered else f"“{fact.label}” offers no such choice."
        case FactType.DATE:
            return None if _is_day(value) else f"“{fact.label}” takes a date of the calendar."
        case FactType.NUMBER:
            return _number(fact, value)
        case FactType.TEXT:
            return _words(value)


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return FIRST_DAY <= value <= LAST_DAY


def _number(fact: FactField, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        return f"“{fact.label}” takes a whole number."
    if not fact.least <= value <= fact.most:
        return f"“{fact.label}” takes a whole number from {fact.least} to {fact.most}."
    return None
