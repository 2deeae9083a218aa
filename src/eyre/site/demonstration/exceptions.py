"""What the demonstration refuses, each with a name."""

from eyre.people.exceptions import NotAllowed


class CannotBe(NotAllowed):
    """One of the cast cannot be entered as; the words say why, and what to do."""
