"""Does every document name bodies and ratings as they are? Held against the register and what was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from eyre.core.calendar import PartialDate
from eyre.core.frameworks import Edition
from eyre.core.ratings.consistency import PublishedFacts, check_published
from eyre.inspections.published import Published
from eyre.providers.history import Found, NotFound, Register

from ..models import DataFinding, PublishedOverall
from ..published import outcome_named
from ..queries import score_of
from .statements import Statement, slug


class Documents:
    """What each document says of bodies, against the register and what was published of each."""

    def __init__(
        self,
        register: Register,
        published: Published,
        overalls: Mapping[str, PublishedOverall],
        edition_of: Mapping[str, Edition],
        statements: Sequence[Statement],
    ) -> None:
        self.register, self.overalls, self.statements = register, overalls, statements
        self.inspections = {i.id: i for i in published.inspections}
        self.editions = {edition.id: edition for edition in edition_of.values()}
        self.in_document: defaultdict[str, set[str]] = defaultdict(set)
        for reading in published.readings:
            self.in_document[reading.source_id].add(reading.inspection_id)

    def findings(self) -> Iterator[DataFinding]:
        for statement in self.statements:
            answer = self.register.resolve(statement.name, statement.kind, statement.on)
            if not isinstance(answer, Found):
                near = answer.nearest if isinstance(answer, NotFound) else answer.slugs
                yield self._no_provider(statement, near)
                continue
            inspection = self._inspection(statement, answer.slug)
            yield from self._variant(statement, answer.slug, inspection)
            yield from self._band(statement, inspection)
            yield from self._against_score(statement, inspection)
            yield from self._against_published(statement, inspection)
        yield from self._against_each_other()

    def _inspection(self, statement: Statement, provider: str) -> str | None:
        """The inspection a statement is about: that of the provider which was read in its document."""
        among = self.in_document[statement.source]
        return next((i for i in sorted(among) if self.inspections[i].provider_id == provider), None)

    def _no_provider(self, statement: Statement, nearest: Sequence[str]) -> DataFinding:
        named = {
            self._inspection(other, answer.slug)
            for other in self.statements
            if (other.source, other.place) == (statement.source, statement.place)
            and isinstance(answer := self.register.resolve(other.name, other.kind, other.on), Found)
        }
        left = sorted(self.in_document[statement.source] - named)
        text = f"“{statement.name}” is named, and no provider of that kind has or had this name."
        resolution = f"The nearest name is {nearest[0]}." if nearest else ""
        only = left[0] if len(left) == 1 else None
        if only is not None:
            resolution = (
                f"It can only mean {self.inspections[only].name_as_printed}: every other inspection of the document "
                f"is named beside it{self._named_elsewhere(statement.source, only)}."
            )
        return self._finding("unknown_name", "error", statement, only, text, resolution)

    def _named_elsewhere(self, source: str, inspection: str) -> str:
        places = [
            f"{other.name} ({other.place})"
            for other in self.statements
            if other.source == source
            and isinstance(answer := self.register.resolve(other.name, other.kind, other.on), Found)
            and self._inspection(other, answer.slug) == inspection
        ]
        return f", and the document also calls it {', '.join(places)}" if places else ""

    def _variant(self, statement: Statement, provider: str, inspection: str | None) -> Iterator[DataFinding]:
        names = [n for n in self.register.names if n.provider == provider and n.name == statement.name]
        if any(n.use == "variant" for n in names):
            official = self.register.name_on(provider, statement.on)
            text = f"“{statement.name}” is printed for {official}: one provider under two names."
            yield self._finding("name_variant", "note", statement, inspection, text)

    def _band(self, statement: Statement, inspection: str | None) -> Iterator[DataFinding]:
        edition = self.editions[statement.edition]
        if statement.overall and not edition.has_band(outcome_named(edition, statement.overall)):
            text = f"The overall rating of {statement.name} is printed as “{statement.overall}”, which is no band."
            overall = self.overalls.get(inspection or "")
            known = (
                f"Published elsewhere as {edition.band(overall.band).label}."
                if overall and overall.band
                else ""
            )
            yield self._finding("overall_is_no_band", "error", statement, inspection, text, known)

    def _against_score(self, statement: Statement, inspection: str | None) -> Iterator[DataFinding]:
        edition = self.editions[statement.edition]
        band = outcome_named(edition, statement.overall)
        if statement.score is None or not edition.has_band(band):
            return
        for found in check_published(edition, PublishedFacts({}, band=band, score=statement.score)):
            yield self._finding(found.kind.value, found.severity.value, statement, inspection, found.text)

    def _against_published(self, statement: Statement, inspection: str | None) -> Iterator[DataFinding]:
        overall = self.overalls.get(inspection or "")
        edition = self.editions[statement.edition]
        band = outcome_named(edition, statement.overall)
        if overall is None:
            return
        if edition.has_band(band) and overall.band and band != overall.band:
            text = (
                f"{statement.name} is called {edition.band(band).label} here, and was published as "
                f"{edition.band(overall.band).label}."
            )
            yield self._finding("overall_differs", "error", statement, inspection, text)
        if statement.score is not None and statement.score != score_of(overall):
            text = f"The score of {statement.name} is {statement.score} here, and was published as {score_of(overall)}."
            yield self._finding("score_differs", "error", statement, inspection, text)

    def _against_each_other(self) -> Iterator[DataFinding]:
        about: defaultdict[tuple[str, PartialDate], list[Statement]] = defaultdict(list)
        for statement in self.statements:
            edition = self.editions[statement.edition]
            if edition.has_band(outcome_named(edition, statement.overall)):
                about[statement.name, statement.on].append(statement)
        for (name, on), said in about.items():
            sources = {statement.source: statement for statement in said}
            if len({statement.overall for statement in sources.values()}) > 1:
                yield DataFinding(
                    key=f"sources_differ:{slug(name)}:{on.text}",
                    kind="sources_differ",
                    severity="error",
                    place=", ".join(dict.fromkeys(statement.place for statement in said)),
                    text=f"Sources disagree about the overall rating of {name}, {on}.",
                    resolution="The inspectorate's own publication stands.",
                    sides=[{"says": _said(each), "source": each.source} for each in said],
                )

    def _finding(
        self,
        kind: str,
        severity: str,
        statement: Statement,
        inspection: str | None,
        text: str,
        resolution: str = "",
    ) -> DataFinding:
        return DataFinding(
            key=f"{kind}:{statement.source[-60:]}:{slug(statement.place)}:{slug(statement.name)}",
            kind=kind,
            severity=severity,
            inspection_id=inspection,
            place=statement.place,
            text=text,
            resolution=resolution,
            sides=[{"says": _said(statement), "source": statement.source}],
        )


def _said(statement: Statement) -> str:
    return ", ".join(filter(None, (statement.name, statement.overall, str(statement.score or ""))))
