"""How does a scale read? Its borders in words, and exact examples placed by the scale itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Count, Cut, Owner, Rounding, Scale, Undefined, percent
from eyre.core.figures.words import Say, say_per_cent, say_span
from eyre.core.frameworks import Edition

MOST_CASES = 200  # an example with more cases than this helps nobody


@dataclass(frozen=True, slots=True)
class Border:
    """One cut: where it lies, between which bands, and whose it is, with the sentence that says so."""

    at: str
    below: str
    above: str
    owner: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """One band on the scale: from where to where, and the phrase the edition has for it."""

    band: str
    where: str
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A count placed by the scale: exactly, and as it would be had the per cent been rounded first.

    `rounded` is empty where the edition speaks of no per cents. `differs` marks where rounding would change the band.
    """

    figure: str
    share: str
    band: str
    rounded: str = ""
    rounded_band: str = ""
    on_cut: bool = False

    @property
    def differs(self) -> bool:
        """Whether rounding first would give another band."""
        return bool(self.rounded_band) and self.rounded_band != self.band


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The bands in points for one maximum, best band first: (label, least, greatest)."""

    maximum: int
    standards: int
    rows: tuple[tuple[str, int, int], ...]
    is_printed: bool


def borders(edition: Edition, scale: Scale, say: Say) -> tuple[Border, ...]:
    """Every cut in words, from the lowest."""
    return tuple(_border(edition, scale, n, say) for n in range(len(scale.cuts)))


def _border(edition: Edition, scale: Scale, n: int, say: Say) -> Border:
    cut = scale.cuts[n]
    below, above = (edition.band(band).label for band in scale.bands[n : n + 2])
    owner, other = (above, below) if cut.owner is Owner.UPPER else (below, above)
    at = say(cut.at)
    sentence = f"Exactly {at} is {owner}, not {other}: the cut belongs to the {cut.owner} band."
    return Border(at, below, above, owner, sentence)


def places(edition: Edition, scale: Scale, say: Say, phrases: dict[str, str]) -> tuple[Place, ...]:
    """Every band with its span, the best first."""
    spans = [
        Place(edition.band(band).label, say_span(scale, band, say), phrases.get(band, ""))
        for band in scale.bands
    ]
    return tuple(reversed(spans))


def case_examples(edition: Edition, scale: Scale, rounding: Rounding) -> tuple[Example, ...]:
    """Counts of cases at every cut: half a per cent short of it, the nearest that rounding carries over, and on it."""
    counts = {count: cut for cut in scale.cuts for count in _around(scale, cut, rounding)}
    return tuple(
        place_example(edition, scale, str(count), count, rounding, cut) for count, cut in counts.items()
    )


def _around(scale: Scale, cut: Cut, rounding: Rounding) -> Iterator[Count]:
    half = cut.at + (Fraction(-1, 200) if cut.owner is Owner.UPPER else Fraction(1, 200))
    if 0 <= half <= 1 and (half * MOST_CASES).denominator == 1:
        yield Count(int(half * MOST_CASES), MOST_CASES)
    carried = _smallest_carried(scale, cut, rounding)
    if carried:
        yield carried
    of = cut.at.denominator * -(-20 // cut.at.denominator)
    yield Count(int(cut.at * of), of)


def _smallest_carried(scale: Scale, cut: Cut, rounding: Rounding) -> Count | None:
    """The count out of the fewest cases that lies beside this cut and would cross it, were it rounded first."""
    for of in range(1, MOST_CASES + 1):
        x = of * cut.at.numerator // cut.at.denominator
        for count in (Count(each, of) for each in (x - 1, x, x + 1) if 0 <= each <= of):
            if _crosses(scale, cut, count, rounding):
                return count
    return None


def _crosses(scale: Scale, cut: Cut, count: Count, rounding: Rounding) -> bool:
    whole = percent(count, rounding)
    assert not isinstance(whole, Undefined), "an example has cases"
    return cut.is_passed_by(count.x, count.of) != cut.is_passed_by(whole, 100)


def place_example(
    edition: Edition, scale: Scale, figure: str, count: Count, rounding: Rounding | None, cut: Cut
) -> Example:
    """One count with the band the scale gives it, and the band after rounding where the edition rounds."""
    band, share = scale.place(count), count.share
    assert isinstance(band, str), "an example counts from something"
    assert isinstance(share, Fraction), "an example counts from something"
    on_cut = share == cut.at
    label = edition.band(band).label
    if rounding is None:
        return Example(figure, say_per_cent(share), label, on_cut=on_cut)
    would_be = scale.place_rounded(count, rounding)
    assert isinstance(would_be, str), "100 cases are not none"
    whole = f"{percent(count, rounding)} per cent"
    return Example(figure, say_per_cent(share), label, whole, edition.band(would_be).label, on_cut)
