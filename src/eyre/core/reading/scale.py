"""What the cells of a ratings table may say: bands, standards by number and title, scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from eyre.core.frameworks import Edition, Standard

NOT_RATED = "Not rated"
_NOT_RATED = frozenset({"notrated", "na", "unrated", "norating", "notapplicable", "nr"})
_OTHER_SCALES = frozenset(
    {
        "excellent", "verygood", "satisfactory", "adequate", "weak", "unsatisfactory", "poor", "fair",
        "exceptional", "unacceptable", "requiringimprovement", "needsimprovement", "strong",
    }
)  # fmt: skip
_MARK = re.compile(r"(?<=[A-Za-z])\s*(?:\[?\d{1,2}\]?|[*†‡●⬤■])+\s*$")


def folded(words: str) -> str:
    """The letters and figures alone: "Out-of-court disposals" and "Outofcourt disposals" are one."""
    return re.sub(r"[\W_]+", "", words.casefold().replace("&", "and"))


def without_mark(words: str) -> str:
    """Without the number of a footnote at its end: "Good1"."""
    return _MARK.sub("", words).strip()


@dataclass(frozen=True)
class Shelf:
    """The editions that a table may be of."""

    editions: tuple[Edition, ...]

    @cached_property
    def bands(self) -> dict[str, str]:
        """The names of bands by their letters."""
        return {folded(band.label): band.label for edition in self.editions for band in edition.bands}

    @cached_property
    def refs(self) -> frozenset[str]:
        """The numbers of standards."""
        return frozenset(plain_ref(each.ref) for edition in self.editions for each in edition.standards)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of standards by their letters."""
        return {folded(each.title): each.title for edition in self.editions for each in edition.standards}

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """A title at the beginning of a cell, hyphens, blanks and capitals aside; the longest first."""
        forms = sorted((_loose(title) for title in self.titles.values()), key=len, reverse=True)
        return re.compile("|".join(forms) or r"(?!)", re.I)

    @cached_property
    def band_pattern(self) -> re.Pattern[str]:
        """A band, or "Not rated", at the end of a cell."""
        forms = sorted((_loose(label) for label in (*self.bands.values(), NOT_RATED)), key=len, reverse=True)
        return re.compile(
            rf"(?:^|(?<=[\s:–-]))({'|'.join(forms)}|N/A)\s*(?:\[?\d{{1,2}}\]?|[*†‡●⬤■.]+)?\s*$", re.I
        )

    def band(self, words: str) -> str:
        """The band a cell names, "Not rated", or ""."""
        for said in (folded(words), folded(without_mark(words))):
            if said in _NOT_RATED:
                return NOT_RATED
            if said in self.bands:
                return self.bands[said]
        return ""

    def band_spellings(self) -> str:
        """The bands as alternatives of a pattern."""
        return "|".join(_loose(label) for label in self.bands.values())

    def refs_of(self, titles: Sequence[str]) -> list[str] | None:
        """The numbers of standards that are printed by their titles alone, by the edition that leaves out the fewest."""
        found: list[tuple[int, list[str]]] = []
        for edition in self.editions:
            refs: list[str] = []
            for title in titles:
                free = (
                    e.ref for e in edition.standards if e.ref not in refs and folded(e.title) == folded(title)
                )
                refs.append(next(free, ""))
            if all(refs):
                found.append((len(edition.standards) - len(refs), refs))
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def fits(self, ratings: Sequence[tuple[str, str]]) -> list[tuple[int, Edition]]:
        """The editions that have every standard (number, title) of a table, each with how many it leaves out."""
        found = []
        for edition in self.editions:
            known = {plain_ref(each.ref): each for each in edition.standards}
            if all(ref in known and same_title(known[ref], title) for ref, title in ratings):
                found.append((len(known) - len(ratings), edition))
        return sorted(found, key=lambda pair: pair[0])


def is_of_another_scale(words: str) -> bool:
    """Is it a word of another inspectorate's scale, or of a reporter's?"""
    return folded(words) in _OTHER_SCALES


def plain_ref(ref: str) -> str:
    """A standard's number without blanks and without the final stop: "P 1.1." is P1.1."""
    return ref.replace(" ", "").rstrip(".").upper()


def same_title(standard: Standard, title: str) -> bool:
    """Does a printed title name the standard? It may be cut short or drawn out, but not another."""
    one, two = folded(standard.title), folded(without_mark(title))
    return not two or one == two or (len(two) > 4 and (one.startswith(two) or two.startswith(one)))


def _loose(words: str) -> str:
    """A pattern for words however they are joined: "out-of-court" as "outofcourt" or "out of court"."""
    parts = [re.escape(part) for part in re.split(r"[\s\-/–‐]+", words)]
    return r"[\s\-/–‐]*".join(parts)
