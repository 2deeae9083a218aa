"""Tests here may ask for the loaded published data, the cast of the demonstration, and the site with them signed in."""

from matrix_sweep import place

from cast import cast
from published_data import loaded

__all__ = ["cast", "loaded", "place"]
