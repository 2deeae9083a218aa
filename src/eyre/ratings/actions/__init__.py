"""Every write about ratings."""

from .published import compute_rating, record_findings, record_published_ratings
from .reading import record_read_ratings

__all__ = ["compute_rating", "record_findings", "record_published_ratings", "record_read_ratings"]
