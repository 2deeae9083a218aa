"""Every read about the cases of an inspection that is asked twice."""

from .allocations import allocated_to, allocations_now, sampled_cases, workload
from .answers import answers_of, frozen_answers, inspections_with_answers
from .writing import may_write, why_not_write

__all__ = [
    "allocated_to",
    "allocations_now",
    "answers_of",
    "frozen_answers",
    "inspections_with_answers",
    "may_write",
    "sampled_cases",
    "why_not_write",
    "workload",
]
