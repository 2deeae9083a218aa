"""Every write about the cases of an inspection and the answers about them."""

from .answers import store_answers
from .assessments import open_assessment

__all__ = ["open_assessment", "store_answers"]
