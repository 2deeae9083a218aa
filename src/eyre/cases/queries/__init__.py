"""Every read about the cases of an inspection that is asked twice."""

from .answers import answers_of, frozen_answers, inspections_with_answers

__all__ = ["answers_of", "frozen_answers", "inspections_with_answers"]
