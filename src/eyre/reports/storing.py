"""Accepted facts become data: through the actions of the areas that hold them, each traced to fact, person and moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils.text import slugify

from eyre.core.reading import ProviderRead
from eyre.frameworks.queries import edition as edition_with_id
from eyre.inspections.actions import (
    record_read_counts,
    record_read_inspection,
    record_reading,
    record_source,
    redate_read_inspection,
)
from eyre.inspections.models import Inspection, Programme, PublishedCount, Source
from eyre.platform.audit import Actor
from eyre.providers.actions import record_provider
from eyre.providers.models import Provider
from eyre.providers.queries import provider as provider_of
from eyre.ratings.actions import record_read_ratings
from eyre.ratings.models import PublishedOverall, PublishedRating
from eyre.recommendations.actions import record_read_recommendations
from eyre.recommendations.models import Recommendation

from .actions import Trace, note_stored
from .document_plan import BodyPlan, body_of, count_id, plan_of, reference_of
from .document_queries import reviewed as reviewed_of
from .exceptions import CannotStore
from .models import ReadDocument, StoredFact
from .review.comparing import Planned, State
from .review.wanted import Advice, Counted, Part, is_complete

AS_PRINTED = "as printed in the document"
# how the register names bodies of a kind, and how their addresses end where that is not the kind itself
KIND_WORDS = {"pdu": "PDU", "region": "region", "crc": "CRC", "youth_service": "Youth Justice Service"}
ADDRESS_ENDS = {"youth_service": "youth-justice"}
RATED = (Part.RATING, Part.OVERALL, Part.SCORE)
NAMES = {
    Part.FIELDWORK: "when it was",
    Part.PUBLISHED: "when it was published",
    Part.OVERALL: "overall rating",
    Part.SCORE: "score",
    Part.RATING: "ratings of standards",
    Part.RECOMMENDATION: "recommendations",
    Part.COUNT: "counts",
}


def replaced_name(body: BodyPlan, planned: Planned) -> str:
    """What a difference is called in the form in which somebody chooses."""
    return f"{body.provider.id if body.provider else 'document'}.{planned.item.id}"


def printed_name(provider: ProviderRead) -> str:
    """The name of a body as the data have names: with its kind behind it."""
    kind = KIND_WORDS.get(provider.kind.value, "")
    return provider.name if not kind or provider.name.endswith(kind) else f"{provider.name} {kind}"


@transaction.atomic
def store(
    document: ReadDocument,
    choices: Mapping[str, str],
    replaced: Collection[str],
    *,
    by: Actor,
    at: datetime,
) -> list[StoredFact]:
    """Store what is new, and put what somebody chose in the place of what an earlier document gave.

    `choices` say for each body to which inspection its facts belong; `replaced` names the differences in which the
    document is to win. What did not come from a document is never changed. A second time nothing changes.

    Raises:
        CannotStore: where a recommendation is for a body that the register does not have.
    """
    # Two who store the same document wait for each other here
    ReadDocument.objects.select_for_update().only("pk").get(pk=document.pk)
    plan = plan_of(document, reviewed_of(document), choices)
    keeper = _Keeper(document, by, at)
    for body in plan.every:
        if body.chosen or body in plan.besides:
            due = [each for each in body.planned if _is_due(body, each, replaced)]
            keeper.keep(body, due)
    return keeper.finish()


def _is_due(body: BodyPlan, planned: Planned, replaced: Collection[str]) -> bool:
    if planned.state is State.DIFFERS:
        return replaced_name(body, planned) in replaced
    return planned.state is State.NEW


@dataclass
class _Keeper:
    """Stores body after body; traces and counts are written at the end, once for the document."""

    document: ReadDocument
    by: Actor
    at: datetime
    traces: list[Trace] = field(default_factory=list)
    counts: list[PublishedCount] = field(default_factory=list)
    source: Source | None = None

    def keep(self, body: BodyPlan, due: list[Planned]) -> None:
        """Everything about one body."""
        inspection = self._inspection(body, due)
        if inspection is not None and due:
            parts = [part for part in Part if any(each.item.part is part for each in due)]
            self._ratings(inspection, due)
            self._advice(inspection, body, due)
            self._reading(inspection, parts)
        for each in due:
            if each.item.part is Part.COUNT:
                self._count(inspection, body, each)

    def finish(self) -> list[StoredFact]:
        """The counts of all bodies, and where every fact went."""
        if self.counts:
            record_read_counts(counts=self.counts, by=self.by, at=self.at)
        return note_stored(document=self.document, traces=self.traces, by=self.by, at=self.at)

    def _source(self) -> Source:
        if self.source is None:
            reference = reference_of(self.document)
            citation, url = self.document.title, self.document.address
            self.source = record_source(
                reference=reference, citation=citation, url=url, by=self.by, at=self.at
            )
        return self.source

    def _inspection(self, body: BodyPlan, due: list[Planned]) -> Inspection | None:
        if body.programme:
            return self._new_inspection(body, due)
        if not body.inspection:
            return None
        inspection = Inspection.objects.get(pk=body.inspection)
        dates = [each for each in due if each.item.part in (Part.FIELDWORK, Part.PUBLISHED)]
        if dates:
            new = {each.item.part: str(each.item.value) for each in dates}
            inspection = redate_read_inspection(
                inspection=inspection,
                fieldwork=new.get(Part.FIELDWORK, inspection.fieldwork),
                published=new.get(Part.PUBLISHED, inspection.published),
                by=self.by,
                at=self.at,
            )
            self._trace(dates, inspection, inspection)
        return inspection

    def _new_inspection(self, body: BodyPlan, due: list[Planned]) -> Inspection:
        assert body.provider is not None, "an inspection is of a body"
        programme = Programme.objects.select_related("edition").get(pk=body.programme)
        provider = self._new_provider(body) if body.is_new_body else provider_of(body.slug)
        items = {each.item.part: str(each.item.value) for each in due}
        inspection = record_read_inspection(
            provider=provider,
            region=provider_of(body.region) if body.region and body.region != provider.pk else None,
            programme=programme,
            name=printed_name(body.provider),
            fieldwork=items.get(Part.FIELDWORK, ""),
            published=items.get(Part.PUBLISHED, ""),
            basis=AS_PRINTED if Part.PUBLISHED in items else "",
            is_complete=_is_complete(programme.edition_id, due),
            by=self.by,
            at=self.at,
        )
        dates = [each for each in due if each.item.part in (Part.FIELDWORK, Part.PUBLISHED)]
        self.traces += [Trace(fact, inspection, inspection) for fact in body.facts]
        self._trace(dates, inspection, inspection)
        return inspection

    def _new_provider(self, body: BodyPlan) -> Provider:
        assert body.provider is not None, "a new body was read in the document"
        name, kind = printed_name(body.provider), body.provider.kind.value
        end = ADDRESS_ENDS.get(kind, kind.replace("_", "-"))
        slug = _free_slug(f"{slugify(body.provider.name)[:80]}-{end}".strip("-"))
        note = f"Named in “{self.document.title}”"
        made = record_provider(
            slug=slug, kind=kind, name=name, note=note, is_public=True, by=self.by, at=self.at
        )
        self.traces.append(Trace(body.provider.id, made))
        return made

    def _reading(self, inspection: Inspection, parts: list[Part]) -> None:
        """Say on the inspection's page where this was read."""
        document = self.document.draft["document"]
        words = ", ".join(NAMES[part] for part in parts)
        record_reading(
            inspection=inspection,
            source=self._source(),
            kind=document["kind"].replace("_", " ") if document["kind"] != "unknown" else "document",
            what=f"{words[:1].upper()}{words[1:]}",
            source_date=inspection.published,
            by=self.by,
            at=self.at,
        )

    def _ratings(self, inspection: Inspection, due: list[Planned]) -> None:
        rated = [each for each in due if each.item.part in RATED]
        if not rated:
            return
        rows = [
            PublishedRating(
                inspection=inspection,
                standard_ref=each.item.key,
                title_as_printed=each.item.title[:200],
                outcome=str(each.item.value),
                source=self._source(),
            )
            for each in rated
            if each.item.part is Part.RATING
        ]
        wholes = [each for each in rated if each.item.part is not Part.RATING]
        overall = _overall(inspection, wholes) if wholes else None
        record_read_ratings(inspection=inspection, ratings=rows, overall=overall, by=self.by, at=self.at)
        of_rows = [each for each in rated if each.item.part is Part.RATING]
        for each, row in zip(of_rows, rows, strict=True):
            self._trace([each], row, inspection)
        if overall is not None:
            self._trace(wholes, overall, inspection)

    def _advice(self, inspection: Inspection, body: BodyPlan, due: list[Planned]) -> None:
        told = [each for each in due if each.item.part is Part.RECOMMENDATION]
        if not told:
            return
        rows = [self._recommendation(inspection, body, each) for each in told]
        record_read_recommendations(inspection=inspection, recommendations=rows, by=self.by, at=self.at)
        for each, row in zip(told, rows, strict=True):
            self._trace([each], row, inspection)

    def _recommendation(self, inspection: Inspection, body: BodyPlan, planned: Planned) -> Recommendation:
        advice = planned.item.value
        assert isinstance(advice, Advice), "a recommendation tells somebody something"
        to = body_of(advice, body, inspection.provider_id)
        if to is None and advice.addressee in ("pdu", "region"):
            raise CannotStore(
                f"Recommendation {planned.item.key} is for a {advice.addressee} the register has not."
            )
        return Recommendation(
            inspection=inspection,
            number=int(planned.item.key),
            addressee=advice.addressee,
            addressed_to_id=to,
            text=advice.text,
            is_paraphrase=False,
            source=self._source(),
        )

    def _count(self, inspection: Inspection | None, body: BodyPlan, planned: Planned) -> None:
        count = planned.item.value
        assert isinstance(count, Counted), "a count is counted"
        name = body.provider.name if body.provider else self.document.title
        row = PublishedCount(
            id=count_id(self.document, planned.item),
            source=self._source(),
            inspection=inspection,
            provider_id=inspection.provider_id if inspection else body.slug or None,
            about=name[:200],
            section=count.section,
            measure=count.measure,
            x=count.x,
            x_bound=count.x_bound,
            of=count.of,
            percent_from=_decimal(count.low),
            percent_to=_decimal(count.high),
            value=count.value,
            unit=count.unit,
            polarity=count.polarity,
            phrase=count.phrase,
        )
        self.counts.append(row)
        self._trace([planned], row, inspection)

    def _trace(
        self,
        planned: list[Planned],
        row: Inspection | PublishedRating | PublishedOverall | Recommendation | PublishedCount,
        inspection: Inspection | None,
    ) -> None:
        for each in planned:
            self.traces += [Trace(fact, row, inspection, each.held) for fact in each.item.facts]


def _overall(inspection: Inspection, wholes: list[Planned]) -> PublishedOverall:
    """The overall rating and score, with what is there already and was not replaced."""
    row = PublishedOverall.objects.filter(inspection=inspection).first()
    row = row or PublishedOverall(inspection=inspection, basis="not in the document")
    for each in wholes:
        if each.item.part is Part.OVERALL:
            row.band, row.basis = str(each.item.value), AS_PRINTED
        elif isinstance(each.item.value, tuple):
            (row.score_points, row.score_out_of), row.score_basis = each.item.value, AS_PRINTED
    return row


def _is_complete(edition: str, due: list[Planned]) -> bool:
    return is_complete((each.item for each in due), edition_with_id(edition))


def _free_slug(first: str) -> str:
    taken = set(Provider.objects.filter(slug__startswith=first).values_list("slug", flat=True))

    def others() -> Iterator[str]:
        yield first
        yield from (f"{first}-{number}" for number in range(2, len(taken) + 3))

    return next(each for each in others() if each not in taken)


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else Decimal(number.numerator) / Decimal(number.denominator)
