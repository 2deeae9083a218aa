"""Tests here may ask for the loaded published data."""

from published_data import loaded

__all__ = ["loaded"]
