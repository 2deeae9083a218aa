"""What does a choice say beside its name?"""

from __future__ import annotations


class Option(str):
    """The label of a choice, with a hint beneath it: `choices=[("lead", Option("Lead", hint="Signs the report"))]`."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Option:
        """A label that is text like any other."""
        made = super().__new__(cls, label)
        made.hint = hint
        return made
