"""Tests here may ask for the loaded published data, and for the cast of the demonstration."""

from cast import cast, story
from published_data import loaded

__all__ = ["cast", "loaded", "story"]
