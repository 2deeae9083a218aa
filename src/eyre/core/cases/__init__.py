"""What was answered about the cases, and how are the answers counted?"""

from .answers import WORDS, Answer, Tally
from .matrix import AnswerMatrix, InspectionAnswers

__all__ = ["WORDS", "Answer", "AnswerMatrix", "InspectionAnswers", "Tally"]
