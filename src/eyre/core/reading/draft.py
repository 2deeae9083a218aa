"""The draft that reading a published document gives: facts, each with its place and how sure the reader is.

A draft decides nothing. A person accepts, mends or drops each fact; what does not fit is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.calendar import UNKNOWN, PartialDate

from .codes import ReadingCode, Severity
from .given import Given

SCHEMA = "eyre-draft/1"


class Sure(StrEnum):
    """How sure the reader is. Three words, each with its meaning; never a percentage that nobody measured."""

    SURE = "sure"  # the document says it so, in the form such documents have, and nothing in it speaks against it
    LIKELY = "likely"  # it follows from words or a heading near it; another reading is possible
    UNSURE = "unsure"  # something speaks against it, or a part of it is missing: look before accepting

    @property
    def says(self) -> str:
        """The word's meaning in one sentence."""
        return _SAYS[self]


_SAYS = {
    Sure.SURE: "The document says so, and nothing in it speaks against it.",
    Sure.LIKELY: "It follows from what stands near; another reading is possible.",
    Sure.UNSURE: "Something speaks against it or is missing: look before accepting.",
}


class DocumentKind(StrEnum):
    """What sort of document it is."""

    LETTER = "letter"
    REPORT = "report"
    PRESS_NOTICE = "press_notice"
    ARTICLE = "article"
    UNKNOWN = "unknown"


class ProviderKind(StrEnum):
    """What sort of body: the codes of `eyre.providers`."""

    REGION = "region"
    PDU = "pdu"
    NPS_DIVISION = "nps_division"
    CRC = "crc"
    YOUTH_SERVICE = "youth_service"
    APPROVED_PREMISES = "approved_premises"
    NATIONAL = "national"
    UNKNOWN = ""


class Role(StrEnum):
    """What a body has to do with the document."""

    INSPECTED = "inspected"  # the document gives its ratings, recommendations or results
    REVIEWED = "reviewed"  # the region that a regional letter concludes on
    MENTIONED = "mentioned"


class DateKind(StrEnum):
    """What a date says."""

    PUBLISHED = "published"  # when the document came out, or the letter's date
    EMBARGO = "embargo"  # nothing is public before; with a time of day
    FIELDWORK = "fieldwork"
    PREVIOUS = "previous"  # when the body was inspected before


class AddresseeKind(StrEnum):
    """Who a recommendation tells to act; the first four are the codes of `eyre.recommendations`."""

    PDU = "pdu"
    REGION = "region"
    HMPPS = "hmpps"
    MINISTRY = "ministry"
    NPS_DIVISION = "nps_division"
    CRC = "crc"
    YOUTH_SERVICE = "youth_service"
    APPROVED_PREMISES = "approved_premises"
    OTHER = "other"  # a council, a management board, a health board, the police: `name` says who


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was read: the characters `start` to `end` of the text; line and column of the text, from 1.

    `mark` is the page, paragraph or line of the HTML in the file itself, by the form; 0 where there is none.
    `words` is what stands there, with single spaces.
    """

    start: int
    end: int
    line: int
    column: int
    mark: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has. `id` is the same whenever the same text is read, and once in a draft ("rating-3-2.2")."""

    id: str
    place: Place
    sure: Sure
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRead(Fact):
    """What sort of document it is, and its title where it has one."""

    kind: DocumentKind
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRead(Fact):
    """A body, by its first full name in print without its kind ("Cheshire West"); `names` are all its spellings."""

    name: str
    kind: ProviderKind
    role: Role
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRead(Fact):
    """A date as exactly as the document gives it. `provider` is the id of a provider, "" for the document itself."""

    what: DateKind
    date: PartialDate = UNKNOWN
    time: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRead(Fact):
    """One rated standard, or the overall rating where `ref` is "".

    `printed` is the cell as it stands; `rating` the band's name, "Not rated", or "" where the cell holds neither.
    """

    ref: str
    title: str
    printed: str
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRead(Fact):
    """A printed score: 7/24."""

    points: int
    out_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead(Fact):
    """A ratings table. `heading` is as printed; `edition` the id of the edition its standards fit, or ""."""

    heading: str
    provider: str
    fieldwork: DateRead | None
    overall: RatingRead | None
    score: ScoreRead | None
    ratings: tuple[RatingRead, ...]
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRead(Fact):
    """A rating that prose gives: an overall rating, or that of the standard `standard` as it is called there."""

    provider: str
    rating: str
    standard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRead(Fact):
    """A recommendation under the inspection of `provider` (an id, "" where none), told to `addressee`.

    `number` is as printed; 0 where the item has none. `addressed_to` is the addressee's name as printed.
    """

    provider: str
    number: int
    addressee: AddresseeKind
    addressed_to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRead(Fact):
    """A quantity of the prose with what it claims. Exactly what the form needs is set, as in `core.wording.Quantity`.

    `phrase` is as it stands, `sentence` what it stands in, `section` the headings above it. `form` and `hedge` are
    the values of `Form` and `Hedge`; `x` of `of`; `low` to `high` in per cent, or of a range of a count; `share` of
    a fraction or ratio. `polarity` holds the words that turn it round, `said_of` what it is said of, `provider`
    the id of the body whose section it is, "" where none.
    """

    phrase: str
    sentence: str
    section: str
    provider: str
    form: str
    hedge: str = ""
    x: int | None = None
    of: int | None = None
    number: int | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    share: Fraction | None = None
    word: str = ""
    unit: str = ""
    said_of: str = ""
    polarity: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not fit, where, and why; `mend` is what would be right where that follows, `about` the id of a fact."""

    code: ReadingCode
    place: Place
    reason: str
    mend: str = ""
    about: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.code.severity


@dataclass(frozen=True)
class Draft:
    """Everything read from one document, each part in the order of the text."""

    given: Given
    kind: KindRead
    providers: tuple[ProviderRead, ...] = ()
    dates: tuple[DateRead, ...] = ()
    tables: tuple[TableRead, ...] = ()
    statements: tuple[StatementRead, ...] = ()
    recommendations: tuple[RecommendationRead, ...] = ()
    claims: tuple[ClaimRead, ...] = ()
    findings: tuple[Finding, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact with an id of its own: the cells of a table after the table."""
        yield self.kind
        yield from self.providers
        yield from self.dates
        for table in self.tables:
            yield table
            parts = (table.fieldwork, table.overall, table.score, *table.ratings)
            yield from (part for part in parts if part is not None)
        yield from self.statements
        yield from self.recommendations
        yield from self.claims

    def provider(self, id: str) -> ProviderRead | None:
        """The body with this id."""
        return next((provider for provider in self.providers if provider.id == id), None)
