"""Conditions that many tables promise."""

from __future__ import annotations

from django.db import models


def both_or_neither(one: str, two: str) -> models.Q:
    """Both columns are set, or both are empty."""
    return models.Q(**{f"{one}__isnull": True, f"{two}__isnull": True}) | models.Q(
        **{f"{one}__isnull": False, f"{two}__isnull": False}
    )


def in_order(one: str, two: str) -> models.Q:
    """The first is not after the second, where both are set."""
    return models.Q(**{f"{one}__isnull": True}) | models.Q(**{f"{two}__gte": models.F(one)})
