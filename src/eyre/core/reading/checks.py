"""What does not fit in what was read: tables that do not add up, names, numbers, dates that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eyre.core.frameworks import Edition
from eyre.core.ratings import CannotRate, InspectionRating, NotRated, Outcome, Rated, rate_inspection
from eyre.core.reports.codes import Code
from eyre.core.reports.context import Context
from eyre.core.reports.numbers import check_brackets, check_sums, check_weekdays

from .cleaned import Cleaned
from .codes import ReadingCode
from .draft import (
    DateKind,
    DateRead,
    Finding,
    ProviderRead,
    RatingRead,
    RecommendationRead,
    StatementRead,
    TableRead,
)
from .scale import NOT_RATED, is_of_another_scale, plain_ref

_SHARED = frozenset({Code.BRACKET_EXCEPTION, Code.BRACKET_DISAGREES, Code.SUM, Code.WEEKDAY})


def check_numbers(context: Context, cleaned: Cleaned, tail: int) -> Iterator[Finding]:
    """What the proof-reader says of numbers that stand beside each other, and of weekdays."""
    for rule in (check_brackets, check_sums, check_weekdays):
        for found in rule(context):
            if found.code in _SHARED and found.start < tail:
                place = cleaned.place(found.start, found.end)
                yield Finding(ReadingCode(found.code.value), place, found.reason, found.mend)


def check_cells(table: TableRead, bands: Sequence[str]) -> Iterator[Finding]:
    """Cells that hold no band, a missing overall rating or score, a standard that stands twice."""
    rows = [*table.ratings, *([table.overall] if table.overall else [])]
    scale = ", ".join(bands)
    for row in rows:
        if not row.rating:
            said = f"“{row.printed}” is no band" if row.printed else "no rating stands beside it"
            code = ReadingCode.OTHER_SCALE if is_of_another_scale(row.printed) else ReadingCode.NOT_A_BAND
            yield Finding(code, row.place, f"{said}; the bands are {scale}", about=row.id)
    if table.overall is None:
        yield Finding(ReadingCode.NO_OVERALL, table.place, "the table has no overall rating", about=table.id)
    if table.score is None:
        yield Finding(ReadingCode.NO_SCORE, table.place, "the table has no score", about=table.id)
    seen: dict[str, RatingRead] = {}
    for row in table.ratings:
        if row.ref and seen.setdefault(row.ref, row) is not row:
            yield Finding(
                ReadingCode.STANDARD_TWICE, row.place, f"{row.ref} stands in the table before", about=row.id
            )


def check_sum(table: TableRead, edition: Edition | None) -> Iterator[Finding]:
    """Whether score and overall rating are what the edition makes of the standards."""
    rating = _rating(table, edition) if edition else None
    if rating is None or edition is None:
        return
    score, outcome = rating.overall.score, rating.overall.outcome
    if table.score and score and (table.score.points, table.score.out_of) != (score.points, score.out_of):
        reason = f"the standards of the table make {score}, and the table says {table.score.points}/{table.score.out_of}"
        yield Finding(ReadingCode.SCORE, table.score.place, reason, str(score), table.score.id)
    if table.overall and table.overall.rating not in ("", NOT_RATED) and isinstance(outcome, Rated):
        right = next(band.label for band in edition.bands if band.id == outcome.band)
        if right != table.overall.rating:
            reason = f"by {edition.id} the standards make {right}, and the table says {table.overall.rating}"
            yield Finding(ReadingCode.OVERALL, table.overall.place, reason, right, table.overall.id)


def _rating(table: TableRead, edition: Edition) -> InspectionRating | None:
    """What the edition makes of the standards; None where one has no band or the edition cannot rate."""
    by_ref = {plain_ref(each.ref): each.ref for each in edition.standards}
    by_label = {band.label: band.id for band in edition.bands}
    given: dict[str, Outcome] = {}
    for row in table.ratings:
        ref = by_ref.get(plain_ref(row.ref))
        if not row.rating or ref is None or ref in given:
            return None
        given[ref] = NotRated("the table says so") if row.rating == NOT_RATED else Rated(by_label[row.rating])
    try:
        return rate_inspection(edition, given=given)
    except CannotRate:
        return None


def check_missing(table: TableRead, edition: Edition | None) -> Iterator[Finding]:
    """Standards of the edition that the table leaves out; a table with more than half missing is only partly read."""
    if edition is None:
        reason = "no edition has these standards under these numbers; nothing could be added up"
        yield Finding(ReadingCode.NO_EDITION, table.place, reason, about=table.id)
        return
    there = {plain_ref(row.ref) for row in table.ratings}
    missing = [each for each in edition.standards if plain_ref(each.ref) not in there]
    if missing:
        names = ", ".join(f"{each.ref} {each.title}" for each in missing)
        reason = f"{edition.id} also has {names}; what is absent is not known, never Not rated"
        yield Finding(ReadingCode.STANDARD_MISSING, table.place, reason, about=table.id)


@dataclass(frozen=True, slots=True)
class _Said:
    rating: str
    where: str
    fact: RatingRead | StatementRead


def check_ratings(
    tables: Sequence[TableRead], statements: Sequence[StatementRead], providers: Sequence[ProviderRead]
) -> Iterator[Finding]:
    """Overall ratings of one body that differ between a table and the prose, or between two places of the prose."""
    names = {provider.id: provider.name for provider in providers}
    first: dict[str, _Said] = {}
    for table in tables:
        if table.provider and table.overall and table.overall.rating:
            first.setdefault(table.provider, _Said(table.overall.rating, "the table", table.overall))
    for stated in statements:
        if not stated.provider or stated.standard:
            continue
        said = first.setdefault(stated.provider, _Said(stated.rating, f"line {stated.place.line}", stated))
        if said.rating != stated.rating:
            reason = f"{names[stated.provider]} is {stated.rating} here and {said.rating} in {said.where}"
            yield Finding(ReadingCode.RATINGS_DIFFER, stated.place, reason, about=stated.id)
    for table in tables:  # a cell that holds no band, where the prose says what belongs there
        yield from _supplied(table, statements)


def _supplied(table: TableRead, statements: Sequence[StatementRead]) -> Iterator[Finding]:
    if table.overall is None or table.overall.rating or not table.provider:
        return
    for stated in statements:
        if stated.provider == table.provider and not stated.standard:
            reason = (
                f"the table says “{table.overall.printed}”, and line {stated.place.line} says {stated.rating}"
            )
            yield Finding(
                ReadingCode.RATINGS_DIFFER, table.overall.place, reason, stated.rating, table.overall.id
            )
            return


def check_numbering(recommendations: Sequence[RecommendationRead]) -> Iterator[Finding]:
    """Numbers that neither run on within a body's list nor begin again at 1 for another addressee."""
    for before, after in pairwise(recommendations):
        if not after.number or before.provider != after.provider:
            continue
        is_new = (before.addressee, before.addressed_to) != (after.addressee, after.addressed_to)
        if after.number != before.number + 1 and not (after.number == 1 and is_new):
            reason = f"{after.number} follows {before.number}"
            yield Finding(ReadingCode.NUMBERING, after.place, reason, about=after.id)


def check_dates(dates: Sequence[DateRead]) -> Iterator[Finding]:
    """Fieldwork that begins after the document came out, and two days of publication."""
    published = [each for each in dates if each.what is DateKind.PUBLISHED and each.date]
    for each in dates:
        last = published[0].date.latest if published else None
        if each.what is DateKind.FIELDWORK and each.date.earliest and last and each.date.earliest > last:
            reason = f"fieldwork of {each.date} began after the document came out ({published[0].date})"
            yield Finding(ReadingCode.DATES_CONFLICT, each.place, reason, about=each.id)
    for each in published[1:]:
        if not each.date.may_be(published[0].date):
            reason = (
                f"published on {each.date} here, and on {published[0].date} in line {published[0].place.line}"
            )
            yield Finding(ReadingCode.DATES_CONFLICT, each.place, reason, about=each.id)
