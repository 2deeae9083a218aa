"""Does a condition of a form hold? Expressions as data, with three answers: yes, no, and not yet known.

An expression is true, false, or a mapping with one operator:

| operator | holds |
|---|---|
| `{"and": [e, …]}`, `{"or": [e, …]}`, `{"not": e}` | as Kleene's logic has it: what is not known stays so until it no longer matters |
| `{"eq": [key, value]}`, `{"in": [key, [value, …]]}` | what stands under the key is the value, one of the values |
| `{"at_least": [key, value]}` | a whole number, or a date as 2026-10-01, is not below the value |
| `{"answered": key}` | something stands under the key; this is always known |

A key is one of the journal (`fact:…`, `question:…`, `prompt:…`, `note:…`), an `attribute:…` of the case list, or `kind`.
The browser computes the same in static/cases/form/rules.js; tests/vectors/relevance.json holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Expression = object  # plain data as JSON has them; `check_expression` says what is wrong with any
Values = Mapping[str, object]
Known = str | int | bool

LARGEST = 2**53 - 1  # the whole numbers that a browser holds exactly
MAX_DEPTH = 20
BLANK = re.compile("[ \t\r\n\xa0]*")  # the same in the browser, whose own idea of white space is another
KEY = re.compile(r"kind|(?:fact|question|prompt|note|attribute):[A-Za-z0-9._/{}_-]+")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def known(value: object) -> Known | None:
    """The value, if it says anything: words, a whole number, a truth. None for nothing, blanks and whatever else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():  # 1.0, which JSON and a browser do not tell from 1
        value = int(value)
    if isinstance(value, int):
        return value if abs(value) <= LARGEST else None
    if isinstance(value, str):
        return None if BLANK.fullmatch(value) else value
    return None


def same(one: Known, other: object) -> bool:
    """Whether two values are equal and of one kind: 1 is not true."""
    second = known(other)
    return isinstance(one, bool) == isinstance(second, bool) and one == second


def evaluate(expression: Expression, values: Values) -> bool | None:
    """Whether it holds; None where the values do not tell. Never raises: what is no expression is not known."""
    return _evaluate(expression, values, 0)


def _evaluate(expression: Expression, values: Values, depth: int) -> bool | None:
    if isinstance(expression, bool):
        return expression
    if not isinstance(expression, dict) or len(expression) != 1 or depth > MAX_DEPTH:
        return None
    ((operator, operand),) = expression.items()
    match operator:
        case "and" | "or" if isinstance(operand, list):
            return _together([_evaluate(one, values, depth + 1) for one in operand], operator == "or")
        case "not":
            held = _evaluate(operand, values, depth + 1)
            return None if held is None else not held
        case "answered" if isinstance(operand, str):
            return known(values.get(operand)) is not None
        case "eq" | "in" | "at_least" if isinstance(operand, list) and len(operand) == 2:
            return _compared(operator, operand[0], operand[1], values)
    return None


def _together(held: list[bool | None], decides: bool) -> bool | None:
    """One `decides` decides; else what is not known leaves it open."""
    if decides in held:
        return decides
    return None if None in held else not decides


def _compared(operator: str, key: object, wanted: object, values: Values) -> bool | None:
    value = known(values.get(key)) if isinstance(key, str) else None
    if value is None:
        return None
    if operator == "eq":
        return same(value, wanted)
    if operator == "in":
        return any(same(value, one) for one in wanted) if isinstance(wanted, list) else None
    return _at_least(value, known(wanted))


def _at_least(value: Known, least: Known | None) -> bool | None:
    if isinstance(value, bool) or isinstance(least, bool):
        return None
    if isinstance(value, int) and isinstance(least, int):
        return value >= least
    if isinstance(value, str) and isinstance(least, str) and DATE.fullmatch(value) and DATE.fullmatch(least):
        return value >= least
    return None


def keys_of(expression: Expression) -> Iterator[str]:
    """Every key that an expression asks for."""
    if not isinstance(expression, dict):
        return
    for operator, operand in expression.items():
        if operator == "answered":
            yield str(operand)
        elif operator == "not":
            yield from keys_of(operand)
        elif isinstance(operand, list) and operator in ("and", "or"):
            for one in operand:
                yield from keys_of(one)
        elif isinstance(operand, list) and operand:
            yield str(operand[0])


def filled(expression: Expression, names: Mapping[str, str]) -> Expression:
    """The expression with `{ref}` and such in its keys replaced: a rule for each question becomes one for this question."""
    if isinstance(expression, str):
        return fill(expression, names)
    if isinstance(expression, list):
        return [filled(one, names) for one in expression]
    if isinstance(expression, dict):
        return {operator: filled(operand, names) for operator, operand in expression.items()}
    return expression


def fill(words: str, names: Mapping[str, str]) -> str:
    """Words with each `{name}` that is given replaced."""
    for name, value in names.items():
        words = words.replace("{" + name + "}", value)
    return words


def check_expression(expression: Expression, depth: int = 0) -> Iterator[str]:
    """What is wrong with an expression, in sentences; nothing where it can be computed."""
    if isinstance(expression, bool):
        return
    if depth > MAX_DEPTH:
        yield f"this is nested more than {MAX_DEPTH} deep; say it in fewer steps"
        return
    if not isinstance(expression, dict) or len(expression) != 1:
        yield "a condition is true, false, or one of and, or, not, eq, in, at_least, answered with its operand"
        return
    ((operator, operand),) = expression.items()
    yield from _check_operand(str(operator), operand, depth)


def _check_operand(operator: str, operand: object, depth: int) -> Iterator[str]:
    if operator in ("and", "or"):
        if not isinstance(operand, list) or not operand:
            yield f"{operator!r} takes a list of conditions"
            return
        for one in operand:
            yield from check_expression(one, depth + 1)
    elif operator == "not":
        yield from check_expression(operand, depth + 1)
    elif operator == "answered":
        yield from _check_key(operand)
    elif operator in ("eq", "in", "at_least"):
        if not isinstance(operand, list) or len(operand) != 2:
            yield f"{operator!r} takes a key and what it is compared with"
            return
        yield from _check_key(operand[0])
        yield from _check_wanted(operator, operand[1])
    else:
        yield f"{operator!r} is not an operator; known are and, or, not, eq, in, at_least, answered"


def _check_key(key: object) -> Iterator[str]:
    if not isinstance(key, str) or not KEY.fullmatch(key):
        yield f"{key!r} is not a key; write kind, or fact:…, question:…, prompt:…, note:…, attribute:… with a name"


def _check_wanted(operator: str, wanted: object) -> Iterator[str]:
    if operator == "in" and not (
        isinstance(wanted, list) and wanted and all(known(one) is not None for one in wanted)
    ):
        yield "'in' takes a list of values that are not empty"
    if operator == "eq" and known(wanted) is None:
        yield "'eq' takes a value that is not empty"
    if (
        operator == "at_least"
        and _at_least(0, known(wanted)) is None
        and _at_least("2000-01-01", known(wanted)) is None
    ):
        yield "'at_least' takes a whole number, or a date as 2026-10-01"
