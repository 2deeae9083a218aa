"""The published inspections as they ship: read into rows, with providers found by name and every mistake told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from eyre.core.calendar import UNKNOWN, NotADate, PartialDate, parse_partial
from eyre.core.planning import Stage
from eyre.platform.facts import Notebook, Row, read_rows, whole_number
from eyre.providers.history import Ambiguous, Found, Register

from .models import Inspection, InspectionSource, Kind, Programme, PublishedCount

DATA = Path(__file__).parent / "data"

# What the data call a kind of body: the kind of provider, and the kind of inspection
TYPES = {
    "PDU": ("pdu", Kind.PDU),
    "Region": ("region", Kind.REGION),
    "Region (dynamic)": ("region", Kind.DYNAMIC),
    "NPS division": ("nps_division", Kind.NPS_DIVISION),
    "CRC": ("crc", Kind.CRC),
    "Youth justice service": ("youth_service", Kind.YOUTH),
    "Approved premises": ("approved_premises", Kind.APPROVED_PREMISES),
    "National": ("national", Kind.NATIONAL),
}
IN_A_REGION = {Kind.PDU, Kind.REGION, Kind.DYNAMIC}
NO_NUMBER: tuple[str, int | None] = ("", None)
NO_PERCENT: tuple[Decimal | None, Decimal | None] = (None, None)
BOUND = re.compile(r"(<=|>=|<|>)?(\d+)")

COLUMNS = {
    "programmes": "slug title kind edition note",
    "inspections": "inspection_id provider_name provider_type region edition fieldwork publication_date"
    " publication_date_basis cases_inspected previous_inspection previous_overall_rating table_complete notes",
    "sources": "inspection_id source kind what_was_read source_date read_on",
    "counts": "count_id source inspection_id provider provider_kind about section standard measure x of percent"
    " value unit polarity phrase note",
}


@dataclass(frozen=True)
class Published:
    """Everything that ships about inspections, as rows that are not yet saved."""

    programmes: list[Programme]
    inspections: list[Inspection]
    readings: list[InspectionSource]
    counts: list[PublishedCount]

    @property
    def references(self) -> set[str]:
        """The sources that are named."""
        return {reading.source_id for reading in self.readings} | {count.source_id for count in self.counts}


def read_published(register: Register, editions: Collection[str], folder: Path = DATA) -> Published:
    """The published inspections of this folder.

    Raises:
        DataMistakes: with every cell that cannot be read, name that no provider has, and edition that is unknown.
    """
    return _Reader(register, editions, folder).read()


class _Reader:
    def __init__(self, register: Register, editions: Collection[str], folder: Path) -> None:
        self.register, self.editions, self.folder = register, editions, folder
        self.notes = Notebook()

    def read(self) -> Published:
        programmes = [self._programme(i, row) for i, row in enumerate(self._rows("programmes"))]
        by_edition = {(p.edition_id, p.kind): p.slug for p in programmes}
        inspections = [self._inspection(row, by_edition) for row in self._rows("inspections")]
        self._refuse_repeated("inspections", [i.id for i in inspections])
        link_previous(inspections)
        ids = {inspection.id for inspection in inspections}
        readings = [self._reading(row, ids) for row in self._rows("sources")]
        counts = [self._count(row, ids) for row in self._rows("counts")]
        self._refuse_repeated("counts", [count.id for count in counts])
        self.notes.check()
        return Published(programmes, inspections, readings, counts)

    def _rows(self, name: str) -> list[Row]:
        return list(read_rows(self.folder / f"{name}.csv", COLUMNS[name].split(), self.notes))

    def _refuse_repeated(self, file: str, ids: list[str]) -> None:
        for number, each in enumerate(ids, start=2):
            if ids.index(each) != number - 2:
                self.notes.note(Row(f"{file}.csv", number, {}), f"the id {each} stands here a second time")

    def _programme(self, order: int, row: Row) -> Programme:
        self._edition(row)
        if row["kind"] not in Kind.values:
            self.notes.note(row, f"kind: {row['kind']!r} is none of {', '.join(Kind.values)}")
        return Programme(
            slug=row["slug"],
            title=row["title"],
            kind=row["kind"],
            edition_id=row["edition"],
            order=order,
            note=row["note"],
        )

    def _edition(self, row: Row) -> None:
        if row["edition"] not in self.editions:
            self.notes.note(row, f"edition: there is no edition {row['edition']!r}")

    def _inspection(self, row: Row, programmes: dict[tuple[str, str], str]) -> Inspection:
        self._edition(row)
        provider_kind, kind = self._type(row)
        fieldwork = row.read("fieldwork", parse_partial, self.notes, UNKNOWN)
        published = row.read("publication_date", parse_partial, self.notes, UNKNOWN)
        provider = self._provider(
            row, _without_bracket(row["provider_name"]), provider_kind, published or fieldwork
        )
        programme = programmes.get((row["edition"], kind), "")
        if not programme:
            self.notes.note(row, f"no programme is of kind {kind} under {row['edition']!r}")
        return Inspection(
            id=row["inspection_id"].lower(),
            provider_id=provider,
            region_id=self._region(row, kind, provider, published) if kind in IN_A_REGION else None,
            edition_id=row["edition"],
            programme_id=programme,
            kind=kind,
            name_as_printed=row["provider_name"],
            region_as_printed=row["region"],
            fieldwork=fieldwork.text,
            fieldwork_from=fieldwork.earliest,
            fieldwork_to=fieldwork.latest,
            published=published.text,
            published_from=published.earliest,
            published_to=published.latest,
            published_basis=row["publication_date_basis"],
            cases_inspected=row.read("cases_inspected", whole_number, self.notes, None),
            previous_as_printed=row["previous_inspection"],
            previous_overall_as_printed=row["previous_overall_rating"],
            table_is_complete=row["table_complete"] == "yes",
            is_public=True,
            stage=Stage.PUBLISHED.value,
            notes=row["notes"],
        )

    def _type(self, row: Row) -> tuple[str, str]:
        if row["provider_type"] not in TYPES:
            self.notes.note(row, f"provider_type: {row['provider_type']!r} is none of {', '.join(TYPES)}")
        return TYPES.get(row["provider_type"], ("pdu", Kind.PDU))

    def _provider(self, row: Row, name: str, kind: str, on: PartialDate) -> str:
        answer = self.register.resolve(name, kind, on)
        if isinstance(answer, Found):
            return answer.slug
        if isinstance(answer, Ambiguous):
            self.notes.note(row, f"the name {name!r} may mean {' or '.join(answer.slugs)}")
        else:
            near = f"; the nearest is {' or '.join(answer.nearest)}" if answer.nearest else ""
            self.notes.note(row, f"no {kind} is called {name!r}{near}")
        return ""

    def _region(self, row: Row, kind: str, provider: str, on: PartialDate) -> str:
        region = self._provider(row, row["region"], "region", on)
        known = self.register.whole_of(provider, on) if provider and kind == Kind.PDU else region
        if known != region:
            self.notes.note(row, f"region: the register has {provider} in {known}, not in {region}")
        return region

    def _reading(self, row: Row, ids: set[str]) -> InspectionSource:
        return InspectionSource(
            inspection_id=self._known(row, ids),
            source_id=row["source"],
            kind=row["kind"],
            what_was_read=row["what_was_read"],
            source_date=row.read("source_date", parse_partial, self.notes, UNKNOWN).text,
            read_on=row.read("read_on", date.fromisoformat, self.notes, None),
            is_shipped=True,
        )

    def _known(self, row: Row, ids: set[str]) -> str:
        found = row["inspection_id"].lower()
        if found not in ids:
            self.notes.note(row, f"inspection_id: there is no inspection {row['inspection_id']!r}")
        return found

    def _count(self, row: Row, ids: set[str]) -> PublishedCount:
        x_bound, x = row.read("x", bounded_number, self.notes, NO_NUMBER)
        of_bound, of = row.read("of", bounded_number, self.notes, NO_NUMBER)
        low, high = row.read("percent", percent_range, self.notes, NO_PERCENT)
        return PublishedCount(
            id=row["count_id"].lower(),
            source_id=row["source"],
            inspection_id=self._known(row, ids) if row["inspection_id"] else None,
            provider_id=self._provider(row, row["provider"], row["provider_kind"], UNKNOWN)
            if row["provider"]
            else None,
            about=row["about"],
            section=row["section"],
            standard_ref=row["standard"],
            measure=row["measure"],
            x=x,
            x_bound=x_bound,
            of=of,
            of_bound=of_bound,
            percent_from=low,
            percent_to=high,
            value=row["value"],
            unit=row["unit"],
            polarity=row["polarity"],
            phrase=row["phrase"],
            note=row["note"],
            is_shipped=True,
        )


def link_previous(inspections: Iterable[Inspection]) -> None:
    """Point each inspection at the latest earlier one of the same provider and kind that we hold.

    Where the source prints when the previous one was, and that is another, nothing is linked.
    """
    held = [(i.published_from, i.published_to, i) for i in inspections if i.published_from and i.published_to]
    for first, _, inspection in held:
        earlier = [
            (last, other.id, other)
            for _, last, other in held
            if (other.provider_id, other.kind) == (inspection.provider_id, inspection.kind) and last < first
        ]
        latest = max(earlier, default=None)  # ids differ, so no two rows are compared beyond them
        if latest is not None and may_be_the_one(inspection.previous_as_printed, latest[2]):
            inspection.previous_id = latest[1]


def may_be_the_one(printed: str, inspection: Inspection) -> bool:
    """Whether a printed date of a previous inspection may mean this one, by fieldwork or publication."""
    try:
        on = parse_partial(_without_bracket(printed))
    except NotADate:
        return False
    fieldwork = inspection.fieldwork_on
    return inspection.published_on.may_be(on) or (bool(fieldwork) and fieldwork.may_be(on))


def bounded_number(text: str) -> tuple[str, int | None]:
    """A whole number with the sign of its bound: "27", ">500", or nothing. Raises ValueError."""
    if not text:
        return "", None
    match = BOUND.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no whole number, nor one after < or >")
    return match[1] or "", int(match[2])


def percent_range(text: str) -> tuple[Decimal | None, Decimal | None]:
    """A per cent, or a range of them: "78", "70-75", or nothing. Raises ValueError."""
    if not text:
        return None, None
    low, _, high = text.partition("-")
    if not all(re.fullmatch(r"\d+(\.\d+)?", part) for part in (low, high or low)):
        raise ValueError(f"{text!r} is no per cent: write 78, or 70-75")
    return Decimal(low), Decimal(high or low)


def _without_bracket(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", name)
