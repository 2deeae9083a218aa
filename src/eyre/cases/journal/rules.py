"""Is an operation an answer that its form allows, and which answers count?"""

from __future__ import annotations

from collections.abc import Callable, Collection

from eyre.cases.forms import load_form
from eyre.core.assessment import check_value
from eyre.core.journal import Operation

from . import verdicts

COUNTED = ("question:", "prompt:", "fact:")  # kinds of keys that count as answered


class Kept(Exception):
    """An operation is no answer, and why: it is kept apart."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def is_counted(key: str) -> bool:
    """Whether an answer to this counts as one that was asked for, and is no note or mark."""
    return key.startswith(COUNTED)


def check_form(form: str, said: Operation, earlier: Callable[[], Collection[str]] = frozenset) -> None:
    """Nothing where the operation was made on this form, and its value is one that the form allows.

    `earlier` gives the forms the assessment was on before it was moved to this one: what was written on one of them
    counts as long as this form still allows it. It is asked only where an operation names another form.

    Raises:
        Kept: with the reason.
    """
    if said.edition != form and said.edition not in earlier():
        raise Kept(verdicts.EDITION, f"The assessment is made on the form {form}.")
    if words := check_value(load_form(form), said.key, said.value):
        raise Kept(verdicts.VALUE, words)
