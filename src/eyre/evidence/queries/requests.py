"""What is asked for an inspection, item by item, with what was sent, whose turn it is, and what is overdue?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from eyre.core.evidence import State, Step, is_due, is_open, is_overdue, steps_from
from eyre.evidence.exceptions import RequestNotFound, SentFileNotFound
from eyre.evidence.models import Request, RequestFile
from eyre.evidence.permissions import check_is_open
from eyre.inspections.models import Inspection, PlannedTask
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.standing import Standing

TASK = "evidence"  # the task of the plan whose day is the last one for evidence


@dataclass(frozen=True, slots=True)
class Line:
    """An item on a page: the row, its state, the files that count, those that were taken back, and whether it is late."""

    row: Request
    state: State
    files: tuple[RequestFile, ...]
    taken_back: tuple[RequestFile, ...]
    is_overdue: bool

    @property
    def is_due(self) -> bool:
        """Whether it is the provider's turn."""
        return is_due(self.state)

    def can(self, step: Step) -> bool:
        """Whether the table has this step from here."""
        return step in steps_from(self.state)


@dataclass(frozen=True, slots=True)
class Listed:
    """All items of an inspection, in their order."""

    lines: tuple[Line, ...]

    @property
    def prepared(self) -> tuple[Line, ...]:
        """Those that were not sent out yet."""
        return tuple(line for line in self.lines if line.state is State.PREPARED)

    @property
    def asked(self) -> tuple[Line, ...]:
        """Those the provider knows of."""
        return tuple(line for line in self.lines if line.state is not State.PREPARED)

    @property
    def due(self) -> tuple[Line, ...]:
        """Those that wait for the provider."""
        return tuple(line for line in self.lines if line.is_due)

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Those that wait for the inspectorate."""
        return tuple(line for line in self.lines if is_open(line.state) and not line.is_due)

    @property
    def overdue(self) -> tuple[Line, ...]:
        """Those the provider should have answered before today."""
        return tuple(line for line in self.lines if line.is_overdue)

    @property
    def settled(self) -> tuple[Line, ...]:
        """Those that were accepted or agreed not to apply."""
        return tuple(line for line in self.asked if not is_open(line.state))


def announced(inspection_id: str, standing: Standing) -> Inspection:
    """The inspection for its provider's page, which is there from the announcement on.

    Raises:
        InspectionNotFound: where they may not know of it.
        NotOpenYet: before it is announced.
    """
    found = one_inspection(inspection_id, standing)
    check_is_open(found.stage)
    return found


def lines_of(inspection: Inspection, on: date, *, for_provider: bool = False) -> Listed:
    """The items of an inspection as they stand on a day; two queries. The provider sees those that were sent to it."""
    files = RequestFile.objects.select_related("file", "sent_by", "reused__request__inspection")
    rows = Request.objects.filter(inspection=inspection).prefetch_related(Prefetch("files", files))
    if for_provider:
        rows = rows.exclude(state=State.PREPARED)
    return Listed(tuple(_line(row, on) for row in rows))


def _line(row: Request, on: date) -> Line:
    files, state = list(row.files.all()), State(row.state)
    return Line(
        row,
        state,
        tuple(file for file in files if file.taken_back_at is None),
        tuple(file for file in files if file.taken_back_at is not None),
        is_overdue(state, row.due, on),
    )


def request_of(inspection: Inspection, number: int, on: date, *, for_provider: bool = False) -> Line:
    """One item of the inspection.

    Raises:
        RequestNotFound: where it has none of this number, or the provider is not asked for it yet.
    """
    found = [
        line for line in lines_of(inspection, on, for_provider=for_provider).lines if line.row.pk == number
    ]
    if not found:
        raise RequestNotFound(f"{inspection.pk} asks for nothing of the number {number}.")
    return found[0]


def sent_file(inspection: Inspection, number: int) -> RequestFile:
    """A file that was sent for this inspection, one that was taken back too.

    Raises:
        SentFileNotFound: where there is none of this number.
    """
    found = sent_files(inspection).filter(pk=number).first()
    if found is None:
        raise SentFileNotFound(f"Nothing of the number {number} was sent for {inspection.pk}.")
    return found


def sent_files(inspection: Inspection) -> QuerySet[RequestFile]:
    """Everything that was sent for an inspection, in the order of the list."""
    sent = RequestFile.objects.filter(request__inspection=inspection).select_related(
        "file", "request", "sent_by"
    )
    return sent.order_by("request__position", "request", "sent_at", "pk")


def requests_due(inspection: Inspection) -> date | None:
    """The day on which evidence is due by the plan of the inspection; None where it has no such task."""
    return PlannedTask.objects.filter(inspection=inspection, code=TASK).values_list("due", flat=True).first()
