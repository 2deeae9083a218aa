"""What number does a phrase name, is it true of a count, and which phrase would be right?"""

from .finding import find_quantities
from .holding import Verdict, holds, holds_share
from .judging import Kind
from .meaning import meaning
from .meant import Meaning, NoMeaning, NumberMeaning, ShareMeaning
from .number_words import number_in_words
from .phrases import Phrase, phrases_for
from .policy import ProportionWord, Proposed, WordingPolicy
from .policy_data import build_policy
from .quantity import Form, Hedge, Quantity
from .reasons import spans_in_words
from .spans import Span, Spans

__all__ = [
    "Form",
    "Hedge",
    "Kind",
    "Meaning",
    "NoMeaning",
    "NumberMeaning",
    "Phrase",
    "ProportionWord",
    "Proposed",
    "Quantity",
    "ShareMeaning",
    "Span",
    "Spans",
    "Verdict",
    "WordingPolicy",
    "build_policy",
    "find_quantities",
    "holds",
    "holds_share",
    "meaning",
    "number_in_words",
    "phrases_for",
    "spans_in_words",
]
