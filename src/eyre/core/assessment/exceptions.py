"""What can be wrong with asking for a form."""

from __future__ import annotations


class NothingFromCases(LookupError):
    """The edition rates nothing from cases, or none of its questions about cases is known: there is nothing to ask."""
