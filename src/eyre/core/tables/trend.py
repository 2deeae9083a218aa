"""How do ratings develop from year to year? Counts of bands, and the median share of the maximum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from eyre.core.figures import Rounding, Undefined, round_fraction
from eyre.core.frameworks import Band

from .comparability import Comparable, check_comparable
from .entries import Entry


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One year (None: not known): overall ratings in each band, and the median share of those with a score."""

    year: int | None
    bands: tuple[tuple[str | None, int], ...]
    inspections: int
    scored: int
    median_share: Fraction | Undefined
    sentence: str


def band_counts(entries: Iterable[Entry], bands: Sequence[Band]) -> tuple[tuple[str | None, int], ...]:
    """How many entries have each band, in the order of `bands`; last those whose overall rating is not known.

    Raises:
        ValueError: when an entry has a band that is none of `bands`.
    """
    counts = Counter(entry.band for entry in entries)
    known = [band.id for band in bands]
    strange = sorted(str(band) for band in counts if band is not None and band not in known)
    if strange:
        raise ValueError(f"no band of this edition: {', '.join(strange)}")
    return (*((band, counts[band]) for band in known), (None, counts[None]))


def trend(entries: Iterable[Entry], *, bands: Sequence[Band], comparable: Comparable) -> tuple[TrendRow, ...]:
    """One row per year in which there was an inspection, earliest first; inspections of unknown year come last.

    Raises:
        IncomparableEditions: when two entries were rated under editions that cannot be compared.
        ValueError: when a band is none of `bands`.
    """
    many = list(entries)
    check_comparable((entry.edition for entry in many), comparable)
    years = sorted({entry.year for entry in many}, key=lambda year: (year is None, year))
    return tuple(_row(year, [entry for entry in many if entry.year == year], bands) for year in years)


def _row(year: int | None, entries: Sequence[Entry], bands: Sequence[Band]) -> TrendRow:
    shares = [share for entry in entries if (share := entry.share) is not None]
    middle = Fraction(median(shares)) if shares else Undefined("no score is known")
    counts = band_counts(entries, bands)
    sentence = _say(year, counts, bands, len(entries)) + _say_median(middle, len(shares))
    return TrendRow(year, counts, len(entries), len(shares), middle, sentence)


def _say(
    year: int | None, counts: Iterable[tuple[str | None, int]], bands: Sequence[Band], inspections: int
) -> str:
    labels: dict[str | None, str] = {band.id: band.label for band in bands} | {None: "not known"}
    parts = ", ".join(f"{number} {labels[band]}" for band, number in counts if number)
    when = "Year not known" if year is None else str(year)
    return f"{when}: {inspections} inspection{'' if inspections == 1 else 's'} ({parts})"


def _say_median(middle: Fraction | Undefined, scored: int) -> str:
    if isinstance(middle, Undefined):
        return "; no score is known."
    per_cent = round_fraction(100 * middle, Rounding.HALF_UP)
    return f"; median {per_cent} per cent of the maximum, of {scored} with a score."
