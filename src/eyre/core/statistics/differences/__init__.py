"""Do two shares differ, or did one move? Said only where the figures carry it; beside a rating and never instead of it."""

from .adjusting import benjamini_hochberg, bonferroni, holm, rejected, two_stage
from .contrasts import FEWEST, SIMILAR, Contrast, Verdict, contrasts
from .fisher import Fisher, fisher
from .moved import LIKELY, VERY_LIKELY, Moved, moved
from .newcombe import Difference, Pairs, newcombe, newcombe_paired

__all__ = [
    "FEWEST",
    "LIKELY",
    "SIMILAR",
    "VERY_LIKELY",
    "Contrast",
    "Difference",
    "Fisher",
    "Moved",
    "Pairs",
    "Verdict",
    "benjamini_hochberg",
    "bonferroni",
    "contrasts",
    "fisher",
    "holm",
    "moved",
    "newcombe",
    "newcombe_paired",
    "rejected",
    "two_stage",
]
