"""Reads of the frozen answers of an inspection."""

from __future__ import annotations

from eyre.cases.frozen import matrix_of
from eyre.cases.models import FrozenAnswers
from eyre.core.cases import InspectionAnswers
from eyre.inspections.models import Inspection


def frozen_answers(inspection: Inspection) -> FrozenAnswers | None:
    """The row that holds its answers, without the answers themselves: note, digest, and whether reconstructed."""
    return FrozenAnswers.objects.filter(inspection=inspection).defer("cells").first()


def answers_of(inspection: Inspection) -> InspectionAnswers | None:
    """The frozen answers of an inspection as the core counts them; None where we hold none."""
    row = FrozenAnswers.objects.filter(inspection=inspection).first()
    if row is None:
        return None
    return InspectionAnswers(inspection.id, inspection.edition_id, matrix_of(row))


def inspections_with_answers() -> set[str]:
    """The ids of the inspections whose answers we hold."""
    return set(FrozenAnswers.objects.values_list("inspection_id", flat=True))
