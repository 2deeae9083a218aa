"""Every write about recommendations."""

from .published import record_recommendations
from .reading import record_read_recommendations

__all__ = ["record_read_recommendations", "record_recommendations"]
