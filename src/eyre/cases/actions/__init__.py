"""Every write about the cases of an inspection and the answers about them."""

from .answers import store_answers
from .assessments import open_assessment
from .lists import refuse_case_list, say_seed, send_case_list, store_case_list

__all__ = [
    "open_assessment",
    "refuse_case_list",
    "say_seed",
    "send_case_list",
    "store_answers",
    "store_case_list",
]
