"""Every write about the cases of an inspection and the answers about them."""

from .answers import store_answers

__all__ = ["store_answers"]
