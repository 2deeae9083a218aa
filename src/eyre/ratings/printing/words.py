"""The words for an outcome and a figure, the same in every form of output."""

from __future__ import annotations

from eyre.core.cases import Tally
from eyre.core.figures import Rounding, Undefined, percent
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotKnown, NotRated, Outcome, Rated, Undetermined

# said wherever a standard is not known
WHAT_TO_DO = (
    "What was judged from other evidence is given with --with STANDARDS; where a table is complete, "
    "--complete-tables reads an absent standard as Not rated."
)


def say_outcome(edition: Edition, outcome: Outcome) -> str:
    """The label of a band, or which of the ways to have none it is."""
    match outcome:
        case Rated(band):
            return edition.band(band).label
        case NotRated():
            return "Not rated"
        case NotKnown():
            return "Not known"
        case Undetermined():
            return "Undetermined"


def say_figure(edition: Edition, tally: Tally) -> str:
    """The figure of a question, rounded as the edition rounds: "12 of 39 relevant cases (31 per cent)"."""
    share = percent(tally.count, edition.cases.rounding if edition.cases else Rounding.HALF_UP)
    if isinstance(share, Undefined):
        return "no relevant case"
    cases = "case" if tally.count.of == 1 else "cases"
    return f"{tally.count} relevant {cases} ({share} per cent)"
