"""Which ratings does the prose give, and to whom? "We rated A and B as 'Requires improvement'"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .bodies import Bodies, Body
from .draft import Role
from .scale import Shelf

_SAYS = re.compile(r"rat(?:ed|ing)|judged|assessed|assessing|graded|overall|retained", re.I)
_Q = r"[‘'“\"]?"
_LONGEST = 5_000  # characters: no sentence is longer
_REACH = 300  # characters before the verb in which the body is named
_CLAUSE = re.compile(r"[;:.]\s+|\b(?:while|whereas|but)\b\s*")
_CAPITALS = re.compile(r"[A-Z][\w’'&-]+(?: (?:with |and |upon )?[A-Z][\w’'&-]+)*")
_OVERALL = re.compile(r"\boverall\b|\brating of\b|\bperformance\b", re.I)
_IT = re.compile(r"^(?:(?:it|this|the|we|they|its|that)\b|$)", re.I)
_PART = re.compile(r"\b(?:the )?(?P<part>quality of [\w\s-]{3,60}|(?:its|their) [\w\s-]{3,40})$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A rating in the prose at `start` to `end`. `body` is None and `name` the words where they name nobody known."""

    start: int
    end: int
    rating: str
    body: Body | None
    name: str = ""
    standard: str = ""


class Statements:
    """Finds them sentence by sentence."""

    def __init__(self, shelf: Shelf, bodies: Bodies) -> None:
        bands = shelf.band_spellings()
        self.bands = re.compile(rf"\b(?:{bands})\b", re.I)
        self.shelf, self.bodies = shelf, bodies
        self.active = re.compile(
            rf"\b(?:rated|judged|assessed|graded)\s+(?P<who>[^.;]{{2,160}}?)\s+(?:as|to be)\s+(?:overall\s+)?{_Q}(?P<band>{bands})\b",
            re.I,
        )
        self.passive = re.compile(
            rf"\b(?:was|were|is|are|been|be|being)\s+(?:all\s+|also\s+|again\s+|both\s+)?(?:rated|judged|assessed|graded)"
            rf"\s+(?:overall\s+)?(?:as\s+|to be\s+)?(?:overall\s+)?{_Q}(?P<band>{bands})\b(?!\s+(?:practice|work))", re.I,
        )  # fmt: skip
        self.noun = re.compile(
            rf"\b(?P<what>overall rating (?:of|was|is|as)|(?:an? )?(?:overall )?rating of|overall performance as|retained (?:its|an?|the)|rating remains|overall:)\s+{_Q}(?P<band>{bands})\b", re.I
        )  # fmt: skip
        self.headline = re.compile(rf"[–-]\s+rated\s+{_Q}(?P<band>{bands})\b", re.I)
        self.patterns = (self.active, self.passive, self.noun, self.headline)
        names = {name for body in bodies.bodies for name in body.names}
        spelt = sorted((re.escape(name) for name in names), key=len, reverse=True)
        self.names = re.compile(rf"\b(?:{'|'.join(spelt)})\b" if spelt else r"(?!)")

    def find(self, text: str, at: int) -> Iterator[Stated]:
        """The ratings that a sentence gives; `at` is where it begins."""
        if len(text) > _LONGEST or not (self.bands.search(text) and _SAYS.search(text)):
            return
        done = 0
        matches = (match for pattern in self.patterns for match in pattern.finditer(text))
        for match in sorted(matches, key=lambda match: match.start("band")):
            if match.start("band") >= done:
                yield from self._of(match, done, at)
                done = match.end("band")

    def _of(self, match: re.Match[str], done: int, at: int) -> Iterator[Stated]:
        """What one match says; of whom stands in it, or before it since the match before."""
        if match.re is self.active:
            first, clause = match.start("who"), match["who"]
        else:
            first, clause = _before(match, done)
        rating = self.shelf.band(match["band"])
        found = list(self._bodies(clause))
        for start, name, body in found:
            yield Stated(at + first + start, at + first + start + len(name), rating, body, name)
        if not found:
            yield from self._of_nobody(match, clause.strip(), rating, at)

    def _of_nobody(self, match: re.Match[str], words: str, rating: str, at: int) -> Iterator[Stated]:
        """A rating of a part ("the quality of …"), or of what the document is about."""
        start, end = at + match.start("band"), at + match.end("band")
        if part := _PART.search(words):
            yield Stated(start, end, rating, self.bodies.main, standard=" ".join(part["part"].split()))
        elif (
            match.re in (self.noun, self.headline)
            or _OVERALL.search(match[0])
            or (_IT.match(words) and len(words.split()) < 6)
        ):
            yield Stated(start, end, rating, self.bodies.main)

    def _bodies(self, clause: str) -> Iterator[tuple[int, str, Body | None]]:
        """Each name in the words, known or not."""
        for match in self.names.finditer(clause):
            body = self.bodies.find(match[0])
            is_nobody = body is not None and body.role is Role.MENTIONED and self.bodies.twin(match[0])
            yield match.start(), match[0], None if is_nobody else body
        rest = self.names.sub(lambda match: "." * len(match[0]), clause)
        for match in _CAPITALS.finditer(rest):
            if self.bodies.twin(match[0]):
                yield match.start(), match[0], None


def _before(match: re.Match[str], done: int) -> tuple[int, str]:
    """The clause before a match: where it begins, and its words."""
    first = max(done, match.start() - _REACH)
    who = match.string[first : match.start()]
    cut = max((cut.end() for cut in _CLAUSE.finditer(who)), default=0)
    return first + cut, who[cut:]
