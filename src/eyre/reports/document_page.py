"""What the page of a document shows: every fact as a line in words, by kind, with what is decided and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from eyre.core.reading import (
    ClaimRead,
    DateRead,
    Fact,
    Finding,
    KindRead,
    ProviderRead,
    RatingRead,
    RecommendationRead,
    ScoreRead,
    Severity,
    StatementRead,
    Sure,
    TableRead,
)
from eyre.providers.models import Kind as ProviderKinds
from eyre.recommendations.models import Addressee

from .models import FactDecision, StoredFact
from .review.mending import as_text, fields_of
from .review.verdicts import Reviewed, Verdict, parts_of, why_not_accept

STATES = {
    "": ("To decide", "blue"),
    Verdict.ACCEPTED.value: ("Accepted", "green"),
    Verdict.MENDED.value: ("Mended", "turquoise"),
    Verdict.REJECTED.value: ("Rejected", "grey"),
}
SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}


STORED = {
    "providers.provider": "a body of the register",
    "inspections.inspection": "the inspection",
    "inspections.publishedcount": "a published count",
    "ratings.publishedrating": "a published rating",
    "ratings.publishedoverall": "the overall rating and score",
    "recommendations.recommendation": "a recommendation",
}


@dataclass(frozen=True, slots=True)
class StoredLine:
    """Where a fact went: as what, with which inspection ("" for none), when, and in place of what."""

    what: str
    inspection: str
    at: str
    before: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact for people. `read` is what was read where it was mended since; `stored` where it went."""

    id: str
    kind: str
    words: str
    sure: str
    sure_says: str
    because: tuple[str, ...]
    place: str
    state: str
    tag: tuple[str, str]
    decided: str
    reason: str
    read: str
    why_not: str
    findings: tuple[Finding, ...]
    stored: tuple[StoredLine, ...]

    @property
    def label(self) -> str:
        """Kind and words, for whoever does not see them beside each other."""
        return f"{self.kind}: {self.words}"

    @property
    def may_accept(self) -> bool:
        """Whether one click accepts it as it was read."""
        return not self.why_not and self.state != Verdict.ACCEPTED

    @property
    def is_easy(self) -> bool:
        """Whether it is accepted along with others: undecided, and nothing speaks against it."""
        return not (self.state or self.why_not or any(f.severity is Severity.ERROR for f in self.findings))


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of a kind, or of one table. `easy` are those that one button accepts, `button` its words."""

    id: str
    title: str
    lines: tuple[FactLine, ...]
    easy: tuple[str, ...]
    button: str
    is_table: bool = False

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return sum(bool(line.state) for line in self.lines)


class Page:
    """The lines of a reviewed draft, each made when it is asked for: a long report has thousands."""

    def __init__(
        self,
        reviewed: Reviewed,
        decisions: Iterable[FactDecision],
        stored: Mapping[str, list[StoredFact]],
        names: Mapping[str, str],
    ) -> None:
        self.reviewed, self.stored, self.names = reviewed, stored, names
        self.rows = {row.fact: row for row in decisions}
        self.about: dict[str, list[Finding]] = {}
        for finding in reviewed.draft.findings:
            self.about.setdefault(finding.about, []).append(finding)
        self._made: dict[str, FactLine] = {}

    def groups(self, start: int, end: int) -> tuple[Group, ...]:
        """The facts whose places begin between two characters, by kind; a table is a group of its own."""
        draft = self.reviewed.draft
        kinds: list[tuple[str, str, Iterable[Fact]]] = [
            ("document", "The document", [draft.kind]),
            ("providers", "Bodies", draft.providers),
            ("dates", "Dates", draft.dates),
            *((table.id, f"Ratings table: {table.heading or 'without heading'}", (table, *parts_of(table))) for table in draft.tables),
            ("statements", "Ratings in the text", draft.statements),
            *self._recommendations(),
            ("claims", "Counted claims", draft.claims),
        ]  # fmt: skip
        made = (
            self._group(id, title, [f for f in facts if start <= f.place.start < end])
            for id, title, facts in kinds
        )
        return tuple(group for group in made if group.lines)

    def _recommendations(self) -> Iterator[tuple[str, str, list[Fact]]]:
        """By body, in the order of the text."""
        found: dict[str, list[Fact]] = {}
        for each in self.reviewed.draft.recommendations:
            found.setdefault(each.provider, []).append(each)
        for provider, facts in found.items():
            name = self._provider(provider) or "no body"
            yield f"recommendations-{provider}", f"Recommendations: {name}", facts

    def _group(self, id: str, title: str, facts: list[Fact]) -> Group:
        lines = tuple(self.line(fact.id) for fact in facts)
        is_table = any(isinstance(fact, TableRead) for fact in facts)
        sure = {fact.id for fact in facts if is_table or fact.sure is Sure.SURE}
        easy = tuple(line.id for line in lines if line.is_easy and line.id in sure)
        number = f"all {len(easy)}" if len(easy) != 1 else "the one"
        button = (
            f"Accept {number} of this table" if is_table else f"Accept {number} that the reader is sure of"
        )
        return Group(id, title, lines, easy if len(easy) > 1 else (), button, is_table)

    def line(self, id: str) -> FactLine:
        """The line of one fact. Raises KeyError where there is no such fact."""
        if id not in self._made:
            self._made[id] = self._line(self.reviewed.facts[id])
        return self._made[id]

    def _line(self, fact: Fact) -> FactLine:
        row = self.rows.get(fact.id)
        stands, words = self.reviewed.as_it_stands(fact), self.say(fact)
        state = row.verdict if row else ""
        now = self.say(stands)
        return FactLine(
            id=fact.id,
            kind=kind_of(fact),
            words=now,
            sure=fact.sure.value.capitalize(),
            sure_says=fact.sure.says,
            because=fact.because,
            place=self._place(fact),
            state=state,
            tag=STATES[state],
            decided=f"{self.names.get(row.decided_by, row.decided_by)}, {_say(row.decided_at)}"
            if row
            else "",
            reason=row.reason if row else "",
            read=words if words != now else "",
            why_not=why_not_accept(fact),
            findings=tuple(self.about.get(fact.id, ())),
            stored=tuple(_stored(row) for row in self.stored.get(fact.id, ())),
        )

    def _place(self, fact: Fact) -> str:
        unit = self.reviewed.draft.given.unit
        mark = f"{unit[:1].upper()}{unit[1:]} {fact.place.mark}, line" if fact.place.mark else "Line"
        return f"{mark} {fact.place.line}"

    def _provider(self, id: str) -> str:
        found = self.reviewed.draft.provider(id)
        return self.reviewed.as_it_stands(found).name if found else ""

    def say(self, fact: Fact) -> str:
        """A fact in words."""
        match fact:
            case KindRead():
                title = f", “{fact.title}”" if fact.title else ""
                return f"{fact.kind.value.replace('_', ' ').capitalize()}{title}"
            case ProviderRead():
                kind = dict(ProviderKinds.choices).get(fact.kind.value, "body of a kind that is not known")
                return f"{fact.name}, {kind[:1].lower()}{kind[1:]}, {fact.role.value}"
            case DateRead():
                of = f", of {self._provider(fact.provider)}" if fact.provider else ""
                return f"{fact.what.value.capitalize()}: {fact.date or 'no date'}{f' at {fact.time}' if fact.time else ''}{of}"
            case TableRead():
                of = self._provider(fact.provider) or "no body"
                return f"Is of {of}, by {fact.edition or 'no edition'}"
            case RatingRead():
                name = f"{fact.ref} {fact.title}".strip() if fact.ref else "Overall"
                return f"{name}: {fact.rating or f'no band (“{fact.printed}”)'}"
            case ScoreRead():
                return f"Score: {fact.points}/{fact.out_of}"
            case StatementRead():
                of = self._provider(fact.provider) or "no body"
                return f"{of}, {fact.standard or 'overall'}: {fact.rating or 'no band'}"
            case RecommendationRead():
                to = dict(Addressee.choices).get(fact.addressee.value, "")
                return f"{fact.number or 'No number'}, to {fact.addressed_to or to or 'nobody'}: {fact.text}"
            case ClaimRead():
                return self._claim(fact)
        raise TypeError(fact)

    def _claim(self, claim: ClaimRead) -> str:
        numbers = ", ".join(
            f"{field.label[:1].lower()}{field.label[1:]}: {as_text(value)}"
            for field in fields_of(claim)
            if field.name in ("x", "of", "number", "low", "high", "share")
            and (value := getattr(claim, field.name)) is not None
        )
        said = f" of {claim.said_of}" if claim.said_of else ""
        return f"“{claim.phrase}”{said}{f' ({numbers})' if numbers else ''}"


def kind_of(fact: Fact) -> str:
    """What sort of fact it is, in a word or two."""
    return {
        KindRead: "Document",
        ProviderRead: "Body",
        DateRead: "Date",
        TableRead: "Ratings table",
        RatingRead: "Rating",
        ScoreRead: "Score",
        StatementRead: "Rating in the text",
        RecommendationRead: "Recommendation",
        ClaimRead: "Claim",
    }[type(fact)]


def _stored(row: StoredFact) -> StoredLine:
    what = STORED.get(row.subject_kind, row.subject_kind)
    return StoredLine(what, row.inspection_id or "", _say(row.stored_at), row.before)


def _say(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
