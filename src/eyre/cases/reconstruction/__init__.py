"""Which made-up answers about cases fit what was published of the North West inspections of 2023?

The inspectorate's answers about single cases are not public. These are reconstructed from the published
ratings and the counts of the regional letter: right in their sums, invented in every single case.
"""

from .draw import CannotReconstruct, Case, Reconstruction, Row, reconstruct
from .explained import as_markdown, refreshed
from .table import COLUMNS, as_csv, as_rows
from .targets import BadTargets, Choice, GroupTargets, Targets, UnitTargets, read_targets, shipped_targets

__all__ = [
    "COLUMNS",
    "BadTargets",
    "CannotReconstruct",
    "Case",
    "Choice",
    "GroupTargets",
    "Reconstruction",
    "Row",
    "Targets",
    "UnitTargets",
    "as_csv",
    "as_markdown",
    "as_rows",
    "read_targets",
    "reconstruct",
    "refreshed",
    "shipped_targets",
]
