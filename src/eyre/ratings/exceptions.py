"""What can go wrong with ratings, by name."""

from __future__ import annotations


class RatingRefused(ValueError):
    """An inspection read from files cannot be rated by its edition; the words say what is missing."""


class NothingToRate(LookupError):
    """We hold no answers about cases of this inspection."""
