"""How far do two assessors of the same cases agree, and how much of that would chance alone give?

Percent agreement and Gwet's AC1 are said together with Cohen's kappa, which misleads on its own when nearly all
judgements fall one way (Feinstein and Cicchetti 1990): 94 % agreement can come with a kappa below nothing.
"""

from .measures import FEWEST, Agreement, agreements
from .ratings import MISSING, Ratings, ratings_of
from .values import Coefficient, Weights

__all__ = [
    "FEWEST",
    "MISSING",
    "Agreement",
    "Coefficient",
    "Ratings",
    "Weights",
    "agreements",
    "ratings_of",
]
