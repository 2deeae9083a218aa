"""Every read of the register of evidence: its lines, one piece with its history, and what speaks to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from eyre.evidence.exceptions import EvidenceNotFound
from eyre.evidence.models import Direction, EvidenceItem, EvidenceLink, EvidenceVersion
from eyre.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One piece of evidence as it stands: its latest version, and what it speaks to."""

    item: EvidenceItem
    latest: EvidenceVersion
    links: tuple[EvidenceLink, ...]

    @property
    def name(self) -> str:
        """The number under which it is spoken of: E12."""
        return str(self.item)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.item.withdrawn_at is not None

    @property
    def standards(self) -> frozenset[str]:
        """The standards it speaks to, as a whole or by a key question."""
        return frozenset(link.standard_ref for link in self.links)

    def speaks_to(self, standard: str = "", question: str = "", direction: str = "") -> bool:
        """Whether one of its links is of this standard, key question and direction; an empty one is any."""
        return any(
            (not standard or link.standard_ref == standard)
            and (not question or link.question_ref == question)
            and (not direction or link.direction == direction)
            for link in self.links
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of evidence with its whole history: every version, the latest first, and links that ended."""

    line: RegisterLine
    versions: tuple[EvidenceVersion, ...]
    ended: tuple[EvidenceLink, ...]


def register_of(inspection: Inspection | str) -> tuple[RegisterLine, ...]:
    """The register of an inspection by number, what was withdrawn too; three queries."""
    return tuple(map(_line, _items().filter(inspection=inspection).order_by("number")))


def evidence_item(inspection: Inspection, number: int) -> RegisterLine:
    """The piece of evidence with this number. Raises EvidenceNotFound."""
    found = _items().filter(inspection=inspection, number=number).first()
    if found is None:
        raise EvidenceNotFound(f"The register of {inspection.pk} holds no E{number}.")
    return _line(found)


def evidence_record(inspection: Inspection, number: int) -> Record:
    """The piece of evidence with this number and its history. Raises EvidenceNotFound."""
    line = evidence_item(inspection, number)
    related = ("written_by", "file")
    versions = line.item.versions.select_related(*related).order_by("-version")
    # Not by line.item.links: what was fetched ahead holds the links in force only, and a filter on it narrows those
    ended = EvidenceLink.objects.filter(item=line.item, ended_at__isnull=False)
    return Record(line, tuple(versions), tuple(ended))


def version_of(inspection: Inspection, number: int, version: int) -> EvidenceVersion:
    """One version of a piece of evidence, with its file. Raises EvidenceNotFound."""
    told = {"item__inspection": inspection, "item__number": number, "version": version}
    found = EvidenceVersion.objects.select_related("file", "item").filter(**told).first()
    if found is None:
        raise EvidenceNotFound(f"E{number} has no version {version}.")
    return found


def open_link(inspection: Inspection, number: int, link: int) -> EvidenceLink:
    """A link of a piece of evidence. Raises EvidenceNotFound."""
    told = {"item__inspection": inspection, "item__number": number, "pk": link}
    found = EvidenceLink.objects.select_related("item").filter(**told).first()
    if found is None:
        raise EvidenceNotFound(f"E{number} has no link {link}.")
    return found


def standards_without(refs: Iterable[str], lines: Iterable[RegisterLine]) -> tuple[str, ...]:
    """Those of these standards to which nothing in the register speaks."""
    spoken = {ref for line in lines if not line.is_withdrawn for ref in line.standards}
    return tuple(ref for ref in refs if ref not in spoken)


def _items() -> QuerySet[EvidenceItem]:
    versions = EvidenceVersion.objects.select_related("written_by", "file").order_by("version")
    links = EvidenceLink.objects.filter(ended_at=None).order_by("standard_ref", "question_ref")
    return EvidenceItem.objects.select_related("added_by", "inspection").prefetch_related(
        Prefetch("versions", versions), Prefetch("links", links)
    )


def _line(item: EvidenceItem) -> RegisterLine:
    return RegisterLine(item, list(item.versions.all())[-1], tuple(item.links.all()))


def direction_words(direction: str) -> str:
    """A direction as pages say it."""
    return Direction(direction).label
