"""How secure is a band? Distances to the cuts, and the chance of each band; beside the rating and never instead of it."""

from .bands import JEFFREYS, Prior, band_probabilities
from .bootstrap import resampled_lowest
from .distance import FEW, NEAR, Distance, Ground, distance, grounds
from .scores import convolved
from .urn import NONE, Patterns, Urn, drawn_bands, frequencies, lowest, urn

__all__ = [
    "FEW",
    "JEFFREYS",
    "NEAR",
    "NONE",
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
    "lowest",
    "resampled_lowest",
    "urn",
]
