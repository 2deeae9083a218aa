"""How secure is a rating, counted from a sample of cases? Beside the rating and never instead of it.

For each key question: its distance to the cuts beside it, the interval of its share, and the chance of each band. For each
standard, for the total score and for the overall rating: how often each came out when the cases that were not inspected
were drawn from Pólya's urn (`core.statistics.robustness`), once for all standards that rest on the same kind of case.
Standards rated on other evidence stay as they were given. What the judgements themselves could differ by is not in it.
"""

from .changing import (
    CannotChange,
    Change,
    Drop,
    Evidence,
    Flip,
    Population,
    Threshold,
    WhatIf,
    changed,
    inspected,
    what_if,
)
from .drawing import patterns_of
from .judging import IfMisjudged, if_judgements_err
from .reckoning import DRAWS, Populations, another_sample, interval_of, robustness
from .results import (
    NO_BAND,
    RATHER_SECURE,
    SECURE,
    AnotherSample,
    QuestionRobustness,
    Robustness,
    StandardRobustness,
    held,
    say_secure,
)
from .turning import Move, Turn, moved, turns

__all__ = [
    "DRAWS",
    "NO_BAND",
    "RATHER_SECURE",
    "SECURE",
    "AnotherSample",
    "CannotChange",
    "Change",
    "Drop",
    "Evidence",
    "Flip",
    "IfMisjudged",
    "Move",
    "Population",
    "Populations",
    "QuestionRobustness",
    "Robustness",
    "StandardRobustness",
    "Threshold",
    "Turn",
    "WhatIf",
    "another_sample",
    "changed",
    "held",
    "if_judgements_err",
    "inspected",
    "interval_of",
    "moved",
    "patterns_of",
    "robustness",
    "say_secure",
    "turns",
    "what_if",
]
