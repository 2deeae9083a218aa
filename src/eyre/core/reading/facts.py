"""The facts of a draft, from a document taken apart: each with an id, a place, and how sure the reader is."""

from __future__ import annotations

from collections.abc import Iterator

from eyre.core.calendar import UNKNOWN

from .bodies import Body
from .claimed import Claimed, surety
from .cleaned import line_place, place_of
from .dates import find_dates
from .draft import (
    AddresseeKind,
    ClaimRead,
    DateKind,
    DateRead,
    DocumentKind,
    KindRead,
    Place,
    ProviderRead,
    RatingRead,
    RecommendationRead,
    Role,
    ScoreRead,
    StatementRead,
    Sure,
    TableRead,
)
from .parsed import Parsed
from .recommended import Group, Item
from .scale import plain_ref, without_mark
from .tables import Row, Table

_ENOUGH_SIGNS = 2


class Facts:
    """Makes the facts of one document."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.ids = {id(body): f"provider-{n}" for n, body in enumerate(parsed.bodies.bodies, 1)}

    def provider_id(self, body: Body | None) -> str:
        """The id of a body, "" for none."""
        return self.ids[id(body)] if body else ""

    def kind(self) -> KindRead:
        """What sort of document it is."""
        (kind, signs), title = self.parsed.kind, self.parsed.title
        sure = Sure.UNSURE if kind is DocumentKind.UNKNOWN else Sure.LIKELY
        if len(signs) >= _ENOUGH_SIGNS:
            sure = Sure.SURE
        because = (f"it has {', '.join(signs)}",) if signs else ("nothing in it says what it is",)
        place = title or place_of(self.parsed.given, 0, 0)
        return KindRead(id="document", place=place, sure=sure, because=because, kind=kind, title=place.words)

    def providers(self) -> Iterator[ProviderRead]:
        """The bodies in the order in which they are named."""
        for body in self.parsed.bodies.bodies:
            sure, because = self._sure_of(body)
            yield ProviderRead(
                id=self.provider_id(body), place=body.place, sure=sure, because=because, name=body.name, kind=body.kind,
                role=body.role, names=tuple(body.names),
            )  # fmt: skip

    def _sure_of(self, body: Body) -> tuple[Sure, tuple[str, ...]]:
        signs = {
            "a ratings table names it": body.tables,
            "recommendations name it": body.groups,
            "it is listed as inspected": body.is_listed,
            "the document is about it": body.is_main,
        }
        because = tuple(words for words, found in signs.items() if found)
        if any(nobody is body for nobody, _ in self.parsed.bodies.nobodys()):
            return Sure.UNSURE, ("only its name is there, and it is near that of another body",)
        if body.role is Role.INSPECTED:
            return (Sure.SURE if body.tables or body.groups or body.is_listed else Sure.LIKELY), because
        return Sure.LIKELY, because or ("the text names it",)

    def dates(self) -> Iterator[DateRead]:
        """The dates of the prose; those in tables belong to their tables."""
        main = self.provider_id(self.parsed.bodies.main)
        for n, dated in enumerate(self.parsed.times, 1):
            place = self.parsed.cleaned.place(dated.start, dated.end)
            about = main if dated.what in (DateKind.FIELDWORK, DateKind.PREVIOUS) else ""
            yield DateRead(
                id=f"date-{n}", place=place, sure=dated.sure, because=(dated.because,), what=dated.what,
                date=dated.date, time=dated.time, provider=about,
            )  # fmt: skip

    def tables(self) -> Iterator[TableRead]:
        """The ratings tables."""
        bodies = self.parsed.bodies
        of = zip(self.parsed.tables, bodies.of_tables, self.parsed.editions, strict=True)
        for n, (table, named, (edition, is_only)) in enumerate(of, 1):
            body = named or bodies.main
            because = [] if named else ["the table names no body; it is the one that the document is about"]
            if edition and not is_only:
                because.append(f"more than one edition has these standards; {edition.id} was in force")
            yield TableRead(
                id=f"table-{n}", place=self._table_place(table),
                sure=Sure.SURE if named else Sure.LIKELY if body else Sure.UNSURE, because=tuple(because),
                heading=table.heading.words if table.heading else "", provider=self.provider_id(body),
                fieldwork=self._fieldwork(table, n, self.provider_id(body)),
                overall=self._rating(table.overall, f"rating-{n}-overall") if table.overall else None,
                score=self._score(table, n), ratings=tuple(self._ratings(table, n)),
                edition=edition.id if edition else "",
            )  # fmt: skip

    def _table_place(self, table: Table) -> Place:
        lines, cell = self.parsed.lines, table.heading
        first, last = min(table.lines), max(table.lines)
        start = lines[first].given(0)
        if cell is not None and cell.line >= first - 8:
            start = min(start, lines[cell.line].given(cell.start))
        end = lines[last].span(0, len(lines[last].text.rstrip()))[1]
        words = table.heading.words if table.heading else lines[first].text
        return place_of(self.parsed.given, start, end, " ".join(words.split()))

    def _ratings(self, table: Table, n: int) -> Iterator[RatingRead]:
        seen: dict[str, int] = {}
        for row in table.rows:
            if row.ref is None or (not row.closed and row is table.rows[-1] and not row.title):
                continue
            ref = plain_ref(row.ref.words)
            seen[ref] = seen.get(ref, 0) + 1
            again = f"-{seen[ref]}" if seen[ref] > 1 else ""
            yield self._rating(row, f"rating-{n}-{ref}{again}")

    def _rating(self, row: Row, id: str) -> RatingRead:
        lines = self.parsed.lines
        cell = row.places[-1] if row.closed or row.printed else row.places[0]
        place = line_place(self.parsed.given, lines[cell.line], cell.start, cell.end)
        rating = self.parsed.shelf.band(row.printed) if row.printed else ""
        sure = Sure.SURE if rating else Sure.UNSURE
        because = (
            ()
            if rating
            else (f"“{row.printed}” is no band" if row.printed else "no rating stands beside it",)
        )
        if rating and not row.is_numbered:
            sure, because = Sure.LIKELY, ("its number is that of the edition and is not printed",)
        title = "" if row.ref is None else without_mark(row.title)
        ref = plain_ref(row.ref.words) if row.ref else ""
        return RatingRead(
            id=id,
            place=place,
            sure=sure,
            because=because,
            ref=ref,
            title=title,
            printed=row.printed,
            rating=rating,
        )

    def _score(self, table: Table, n: int) -> ScoreRead | None:
        cell = table.score
        if cell is None:
            return None
        points, out_of = (int(part) for part in cell.words.replace("out of", "/").split("/"))
        place = line_place(self.parsed.given, self.parsed.lines[cell.line], cell.start, cell.end)
        fits = points <= out_of
        because = () if fits else ("there are more points than could be had",)
        return ScoreRead(
            id=f"score-{n}", place=place, sure=Sure.SURE if fits else Sure.UNSURE, because=because, points=points, out_of=out_of
        )  # fmt: skip

    def _fieldwork(self, table: Table, n: int, provider: str) -> DateRead | None:
        cell = table.fieldwork
        if cell is None:
            return None
        line = self.parsed.lines[cell.line]
        found = next(find_dates(cell.words), None)
        date = found.date if found else UNKNOWN
        start = cell.start + (found.start if found else 0)
        end = cell.start + found.end if found else cell.end
        because = () if date else (f"“{cell.words}” holds no date that could be read",)
        return DateRead(
            id=f"fieldwork-{n}", place=line_place(self.parsed.given, line, start, end),
            sure=Sure.SURE if date else Sure.UNSURE, because=because, what=DateKind.FIELDWORK, date=date, provider=provider,
        )  # fmt: skip

    def statements(self) -> Iterator[StatementRead]:
        """The ratings that the prose gives."""
        for n, stated in enumerate(self.parsed.stated, 1):
            if stated.body is not None and not stated.standard:
                sure, because = Sure.LIKELY, "the sentence says so of it"
            elif stated.name:
                sure, because = Sure.UNSURE, f"no body that was inspected is called {stated.name}"
            else:
                sure, because = Sure.UNSURE, "the sentence does not name the body"
            yield StatementRead(
                id=f"statement-{n}", place=self.parsed.cleaned.place(stated.start, stated.end), sure=sure,
                because=(because,), provider=self.provider_id(stated.body), rating=stated.rating, standard=stated.standard,
            )  # fmt: skip

    def recommendations(self) -> Iterator[RecommendationRead]:
        """Every recommendation in order."""
        n = 0
        for group, named in zip(self.parsed.groups, self.parsed.bodies.of_groups, strict=True):
            body = named or self.parsed.bodies.main
            for item in group.items:
                n += 1
                yield self._recommendation(n, group, item, body, is_named=named is not None)

    def _recommendation(
        self, n: int, group: Group, item: Item, body: Body | None, *, is_named: bool
    ) -> RecommendationRead:
        doubts = []
        if not group.who:
            doubts.append("nobody is named to whom it is told")
        elif len(group.kinds) > 1:
            doubts.append(f"it is told to more than one: {group.who}")
        if body is None:
            doubts.append("it cannot be told whose inspection it belongs to")
        likely = (
            []
            if is_named or body is None
            else ["no body is named above it; it is the one the document is about"]
        )
        return RecommendationRead(
            id=f"recommendation-{n}", place=self.parsed.cleaned.place(item.start, item.end),
            sure=Sure.UNSURE if doubts else Sure.LIKELY if likely or not item.number else Sure.SURE,
            because=tuple(doubts + likely + ([] if item.number else ["it has no number"])),
            provider=self.provider_id(body), number=item.number,
            addressee=group.kinds[0] if group.kinds else AddresseeKind.OTHER, addressed_to=group.who, text=item.text,
        )  # fmt: skip

    def claims(self) -> Iterator[ClaimRead]:
        """Every claim in order."""
        for n, claimed in enumerate(self.parsed.claims, 1):
            yield self._claim(n, claimed)

    def _claim(self, n: int, claimed: Claimed) -> ClaimRead:
        quantity = claimed.quantity
        sure, because = surety(quantity)
        return ClaimRead(
            id=f"claim-{n}", place=self.parsed.cleaned.place(quantity.start, quantity.end), sure=sure, because=because,
            phrase=" ".join(quantity.text.split()), sentence=claimed.sentence, section=" > ".join(claimed.section),
            provider=self.provider_id(self._about(claimed)), form=quantity.form.value, hedge=quantity.hedge.value,
            x=quantity.count.x if quantity.count else None, of=quantity.count.of if quantity.count else None,
            number=quantity.number, low=quantity.low, high=quantity.high, share=quantity.share, word=quantity.word,
            unit=quantity.unit, said_of=quantity.said_of, polarity=quantity.polarity,
        )  # fmt: skip

    def _about(self, claimed: Claimed) -> Body | None:
        """The body that is named last in the headings above the claim, or the one that the document is about."""
        for heading in reversed(claimed.section):
            for body in self.parsed.bodies.bodies:
                if body.role is not Role.MENTIONED and body.name in heading:
                    return body
        bodies = self.parsed.bodies
        reviewed = next((body for body in bodies.bodies if body.role is Role.REVIEWED), None)
        return bodies.main or reviewed
