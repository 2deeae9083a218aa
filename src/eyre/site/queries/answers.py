"""Which answers about cases do we hold of an inspection, and what did the core make of them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from eyre.cases.frozen import matrix_of
from eyre.cases.models import FrozenAnswers
from eyre.core.cases import AnswerMatrix
from eyre.core.ratings import InspectionRating
from eyre.people.standing import NOBODY, Standing
from eyre.platform.prepared import Prepared
from eyre.ratings.models import ComputedRating
from eyre.ratings.records import rating_from_json


@dataclass(frozen=True, eq=False)
class HeldAnswers:
    """The frozen answers of one inspection. Reconstructed answers are Eyre's, not the inspectorate's."""

    matrix: AnswerMatrix
    is_reconstructed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Computed:
    """The stored result of rating the answers, and how the answers came about."""

    rating: InspectionRating
    is_reconstructed: bool
    note: str


HELD = Prepared(
    lambda inspection: (
        FrozenAnswers.objects.filter(inspection=inspection)
        .order_by()
        .values("questions", "cases", "groups", "cells", "is_reconstructed", "note")
    )
)


def answers_of(inspection: str, standing: Standing = NOBODY) -> HeldAnswers | None:
    """The frozen answers of an inspection; None where we hold none.

    To nobody in particular, and so on every public page, only reconstructed ones: what inspectors answered about single
    cases does not become public with the report.
    """
    for row in HELD.dicts(inspection):
        if not standing.is_signed_in and not row["is_reconstructed"]:
            return None
        return HeldAnswers(matrix_of(FrozenAnswers(**row)), row["is_reconstructed"], row["note"])
    return None


def _computed(inspection: str) -> QuerySet[Any, Any]:
    note = FrozenAnswers.objects.filter(inspection=OuterRef("inspection")).order_by().values("note")
    rows = ComputedRating.objects.filter(inspection=inspection).order_by().annotate(note=Subquery(note))
    return rows.values("result", "is_reconstructed", "note")


COMPUTED = Prepared(_computed)


def computed_rating(inspection: str) -> Computed | None:
    """What was computed from the answers held; None where none are held or nothing was computed."""
    for result, is_reconstructed, note in COMPUTED.rows(inspection):
        return Computed(rating_from_json(result), is_reconstructed, note or "")
    return None
