"""How secure is a band? Distances to the cuts, and the chance of each band; beside the rating and never instead of it."""

from .bands import JEFFREYS, UNIFORM, Prior, band_probabilities
from .bootstrap import resampled_bands, resampled_lowest
from .distance import FEW, NEAR, Distance, Ground, distance, grounds
from .misjudged import if_misjudged
from .scores import convolved
from .urn import HALF, NONE, ONE, Patterns, Urn, drawn_bands, frequencies, lowest, urn

__all__ = [
    "FEW",
    "HALF",
    "JEFFREYS",
    "NEAR",
    "NONE",
    "ONE",
    "UNIFORM",
    "Distance",
    "Ground",
    "Patterns",
    "Prior",
    "Urn",
    "band_probabilities",
    "convolved",
    "distance",
    "drawn_bands",
    "frequencies",
    "grounds",
    "if_misjudged",
    "lowest",
    "resampled_bands",
    "resampled_lowest",
    "urn",
]
