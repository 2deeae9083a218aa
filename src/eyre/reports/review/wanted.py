"""Which data follow from the facts that people accepted, body by body, and what of them cannot be kept?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.frameworks import Edition
from eyre.core.reading import (
    AddresseeKind,
    ClaimRead,
    DateKind,
    DateRead,
    ProviderRead,
    RatingRead,
    RecommendationRead,
    Role,
    StatementRead,
    TableRead,
)

from .verdicts import Reviewed, parts_of

NOT_RATED = "not_rated"
BOUNDS = {"over": ">", "under": "<", "at_least": ">=", "at_most": "<="}
ADDRESSEES = (AddresseeKind.PDU, AddresseeKind.REGION, AddresseeKind.HMPPS, AddresseeKind.MINISTRY)
MOST_PERCENT = 9_999
LONGEST_VALUE = 40  # letters


class Part(StrEnum):
    """What sort of data."""

    FIELDWORK = "fieldwork"
    PUBLISHED = "published"
    OVERALL = "overall"
    SCORE = "score"
    RATING = "rating"
    RECOMMENDATION = "recommendation"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Advice:
    """Who is told what."""

    addressee: str
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim in the columns of published counts; numbers that these cannot hold stand in `value`."""

    section: str
    measure: str
    phrase: str
    x: int | None = None
    x_bound: str = ""
    of: int | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    value: str = ""
    unit: str = ""
    polarity: str = ""


Value = str | tuple[int, int] | Advice | Counted


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be kept: `key` is the standard, the number or the claim; `facts` are what it follows from.

    `words` is the value for people, `title` what a standard is called in the document.
    """

    part: Part
    key: str
    facts: tuple[str, ...]
    value: Value
    words: str
    title: str = ""

    @property
    def id(self) -> str:
        """The item among those of its body."""
        return f"{self.part.value}-{self.key}" if self.key else self.part.value


@dataclass(frozen=True, slots=True)
class Problem:
    """An accepted fact that cannot be kept as data, and why."""

    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What follows about one body, or about none (`provider` is None)."""

    provider: ProviderRead | None
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    facts: tuple[str, ...] = ()  # what says that there was an inspection: the body and its tables


def inspected(reviewed: Reviewed) -> tuple[ProviderRead, ...]:
    """The bodies that were inspected, as accepted."""
    accepted = reviewed.accepted(reviewed.draft.providers)
    return tuple(provider for provider in accepted if provider.role is Role.INSPECTED)


def tables_of(reviewed: Reviewed, provider: str) -> tuple[TableRead, ...]:
    """The accepted tables of a body."""
    return tuple(t for t in reviewed.accepted(reviewed.draft.tables) if t.provider == provider)


def edition_read(reviewed: Reviewed, provider: str) -> str:
    """The edition that the accepted tables of a body are of; "" where they name none, or more than one."""
    found = {table.edition for table in tables_of(reviewed, provider) if table.edition}
    return found.pop() if len(found) == 1 else ""


def wanted_of(reviewed: Reviewed, provider: ProviderRead, edition: Edition | None) -> Wanted:
    """The data about the inspection of one body. Without an edition nothing can be rated: that is a problem each."""
    tables = tables_of(reviewed, provider.id)
    found: list[Item | Problem] = [
        *_dates(reviewed, provider, tables),
        *(each for table in tables for each in _of_table(reviewed, table, edition)),
        *_statements(reviewed, provider, edition),
        *_recommendations(reviewed, provider.id),
        *_counts(reviewed, (provider.id,)),
    ]
    facts = (provider.id, *(table.id for table in tables))
    return _whole(provider, found, facts)


def wanted_besides(reviewed: Reviewed) -> tuple[Wanted, ...]:
    """What is said of bodies that were not inspected, of none, or of one that nobody accepted."""
    own = {provider.id for provider in inspected(reviewed)}
    others = [p for p in reviewed.accepted(reviewed.draft.providers) if p.id not in own]
    about = [_whole(p, [*_counts(reviewed, (p.id,)), *_homeless(reviewed, (p.id,))], ()) for p in others]
    known = own | {provider.id for provider in others}
    lost = tuple(p.id for p in reviewed.draft.providers if p.id not in known)
    words = "It is about a body that is not accepted."
    unsaid = [Problem(claim.id, words) for claim in _claims(reviewed, lost)]
    nobody = _whole(None, [*_counts(reviewed, ("",)), *unsaid, *_homeless(reviewed, ("", *lost))], ())
    return (*about, nobody)


def facts_about(reviewed: Reviewed, provider: str) -> frozenset[str]:
    """Every fact about a body, by id, whatever was decided about it."""
    draft = reviewed.draft
    tables = [t for t in draft.tables if reviewed.as_it_stands(t).provider == provider]
    others = [*draft.dates, *draft.statements, *draft.recommendations, *draft.claims]
    found = [e.id for e in others if getattr(reviewed.as_it_stands(e), "provider", "") == provider]
    return frozenset({provider, *found, *(p.id for t in tables for p in (t, *parts_of(t)))})


def is_complete(items: Iterable[Item], edition: Edition) -> bool:
    """Whether every standard of the edition has its rating among these."""
    return {standard.ref for standard in edition.standards} <= {i.key for i in items if i.part is Part.RATING}


def _whole(provider: ProviderRead | None, found: Iterable[Item | Problem], facts: tuple[str, ...]) -> Wanted:
    """Facts that say the same are one item; facts that say different things are a problem each, and no item."""
    problems = [each for each in found if isinstance(each, Problem)]
    said: dict[str, list[Item]] = {}
    for each in found:
        if isinstance(each, Item):
            said.setdefault(each.id, []).append(each)
    items = []
    for same in said.values():
        if len({item.value for item in same}) == 1:
            items.append(_joined(same))
        else:
            told = " and ".join(dict.fromkeys(item.words for item in same))
            words = f"Accepted facts contradict each other: {told}. Reject or mend one of them."
            problems += [Problem(fact, words) for item in same for fact in item.facts]
    return Wanted(provider, tuple(items), tuple(problems), facts)


def _joined(same: list[Item]) -> Item:
    first = same[0]
    facts = tuple(dict.fromkeys(fact for item in same for fact in item.facts))
    return Item(first.part, first.key, facts, first.value, first.words, first.title)


def _dates(reviewed: Reviewed, provider: ProviderRead, tables: Iterable[TableRead]) -> Iterator[Item]:
    read = [table.fieldwork for table in tables if table.fieldwork]
    dates = [
        date for date in reviewed.draft.dates if reviewed.as_it_stands(date).provider in ("", provider.id)
    ]
    accepted = list(reviewed.accepted([*read, *dates]))
    own = [d for d in accepted if d.what is DateKind.FIELDWORK and d.provider == provider.id]
    common = [d for d in accepted if d.what is DateKind.FIELDWORK]
    yield from (_date(Part.FIELDWORK, date) for date in own or common)
    yield from (_date(Part.PUBLISHED, date) for date in accepted if date.what is DateKind.PUBLISHED)


def _date(part: Part, date: DateRead) -> Item:
    return Item(part, "", (date.id,), date.date.text, str(date.date))


def _of_table(reviewed: Reviewed, table: TableRead, edition: Edition | None) -> Iterator[Item | Problem]:
    overall = reviewed.as_decided(table.overall) if table.overall else None
    score = reviewed.as_decided(table.score) if table.score else None
    if overall:
        yield _rating(Part.OVERALL, "", overall, edition)
    if score:
        yield Item(
            Part.SCORE, "", (score.id,), (score.points, score.out_of), f"{score.points}/{score.out_of}"
        )
    for rating in reviewed.accepted(table.ratings):
        yield _rating(Part.RATING, rating.ref, rating, edition)


def _statements(
    reviewed: Reviewed, provider: ProviderRead, edition: Edition | None
) -> Iterator[Item | Problem]:
    for each in reviewed.accepted(reviewed.draft.statements):
        if each.provider != provider.id:
            continue
        if not each.standard:
            yield _rating(Part.OVERALL, "", each, edition)
            continue
        called = each.standard.casefold()
        refs = [s.ref for s in edition.standards if s.title.casefold() == called] if edition else []
        if len(refs) == 1:
            yield _rating(Part.RATING, refs[0], each, edition)
        else:
            yield Problem(each.id, f"No one standard of the edition is called {each.standard}.")


def _rating(
    part: Part, ref: str, rating: RatingRead | StatementRead, edition: Edition | None
) -> Item | Problem:
    if edition is None:
        return Problem(rating.id, "It is not said which edition these ratings are by.")
    if part is Part.RATING and ref not in {standard.ref for standard in edition.standards}:
        return Problem(rating.id, f"{edition.id} has no standard {ref}.")
    if not rating.rating:
        return Problem(rating.id, "No band was read here. Mend it, or reject it.")
    plain = rating.rating.casefold()
    bands = {band.label.casefold(): band.id for band in edition.bands}
    if part is Part.RATING:
        bands |= {"not rated": NOT_RATED}
    if plain not in bands:
        return Problem(rating.id, f"“{rating.rating}” is no band of {edition.id}.")
    title = rating.title if isinstance(rating, RatingRead) else ""
    return Item(part, ref, (rating.id,), bands[plain], rating.rating, title)


def _recommendations(reviewed: Reviewed, provider: str) -> Iterator[Item | Problem]:
    for each in reviewed.accepted(reviewed.draft.recommendations):
        if each.provider == provider:
            yield _recommendation(each)


def _recommendation(each: RecommendationRead) -> Item | Problem:
    if each.addressee not in ADDRESSEES:
        who = each.addressed_to or "nobody"
        return Problem(
            each.id, f"Eyre keeps what PDUs, regions, HMPPS and the Ministry are told; this tells {who}."
        )
    if each.number < 1:
        return Problem(each.id, "It has no number. Mend it, so that it can be kept in its place.")
    advice = Advice(each.addressee.value, each.text)
    return Item(Part.RECOMMENDATION, str(each.number), (each.id,), advice, each.text)


def _homeless(reviewed: Reviewed, providers: tuple[str, ...]) -> Iterator[Problem]:
    """Accepted ratings and recommendations of a body that was not inspected, or of none."""
    words = "It belongs to no body that was inspected and accepted. Accept or mend the body."
    tables = [t for t in reviewed.draft.tables if reviewed.as_it_stands(t).provider in providers]
    of_tables = [part for t in tables for part in (t, t.overall, t.score, *t.ratings) if part]
    yield from (Problem(part.id, words) for part in reviewed.accepted(of_tables))
    said = reviewed.accepted(reviewed.draft.statements)
    told = reviewed.accepted(reviewed.draft.recommendations)
    yield from (Problem(each.id, words) for each in said if each.provider in providers)
    yield from (Problem(each.id, words) for each in told if each.provider in providers)


def _claims(reviewed: Reviewed, providers: tuple[str, ...]) -> Iterator[ClaimRead]:
    return (claim for claim in reviewed.accepted(reviewed.draft.claims) if claim.provider in providers)


def _counts(reviewed: Reviewed, providers: tuple[str, ...]) -> Iterator[Item | Problem]:
    for claim in _claims(reviewed, providers):
        if claim.x is not None and claim.of is not None and claim.x > claim.of:
            yield Problem(claim.id, "x is not more than y in “x of y”. Mend it, or reject it.")
            continue
        words = f"“{claim.phrase}”: {_short(claim.sentence, 160)}"
        yield Item(Part.COUNT, claim.id, (claim.id,), counted(claim), words)


def counted(claim: ClaimRead) -> Counted:
    """A claim in the columns of published counts. A bent number ("almost") keeps its words in `phrase`."""
    x, of, low, high = claim.x, claim.of, claim.low, claim.high
    value = ""
    if x is None and claim.number is not None and claim.form == "count":
        x = claim.number
    if claim.form != "percent" or (high or 0) > MOST_PERCENT:
        value = "" if low is None else str(low) if low == high else f"{low}-{high}"
        low = high = None
    if claim.form not in ("count", "count_of", "score", "percent") and not value:
        value = str(claim.share) if claim.share is not None else claim.word or claim.phrase
    if x is not None and max(x, of or 0) > 2_147_483_647:
        x, of, value = None, None, str(x)
    return Counted(
        section=_short(claim.section, 100),
        measure=claim.sentence,
        phrase=claim.phrase,
        x=x,
        x_bound=BOUNDS.get(claim.hedge, "") if x is not None else "",
        of=of,
        low=_two_places(low),
        high=_two_places(high),
        value=_short(value, LONGEST_VALUE),
        unit=_short(claim.said_of, 60),
        polarity=_short(", ".join(claim.polarity), 60),
    )


def _two_places(number: Fraction | None) -> Fraction | None:
    """Per cents are kept to two places."""
    return None if number is None else Fraction(round(number * 100), 100)


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
