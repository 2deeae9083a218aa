"""By what rule does an edition rate? The method page as text, made from the edition and the engine's own scales.

Nothing here restates a threshold: every border, table and example is asked of the same `Scale` that rates, so
the published rule and the computed rule cannot differ.
"""

from .cases import CaseMethod, case_method
from .combination import CombinationMethod, Share, combination_method
from .page import Gap, Method, Note, describe_method
from .scales import Border, Example, Place, ScoreTable
from .sums import SumMethod, sum_method

__all__ = [
    "Border",
    "CaseMethod",
    "CombinationMethod",
    "Example",
    "Gap",
    "Method",
    "Note",
    "Place",
    "ScoreTable",
    "Share",
    "SumMethod",
    "case_method",
    "combination_method",
    "describe_method",
    "sum_method",
]
