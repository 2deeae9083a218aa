"""How do providers compare? League tables with joint places, movement, trends; never across incomparable editions."""

from .comparability import Comparability, IncomparableEditions, check_comparable, comparable_sets
from .entries import Entry, Place, place_shares
from .league import LeagueTable, Row, Unplaced, league_table
from .movement import CannotSay, Moved, Movement, WhyNot
from .trend import TrendRow, band_counts, trend

__all__ = [
    "CannotSay",
    "Comparability",
    "Entry",
    "IncomparableEditions",
    "LeagueTable",
    "Moved",
    "Movement",
    "Place",
    "Row",
    "TrendRow",
    "Unplaced",
    "WhyNot",
    "band_counts",
    "check_comparable",
    "comparable_sets",
    "league_table",
    "place_shares",
    "trend",
]
