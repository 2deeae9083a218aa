"""Which answers of which inspections are frozen now, and how many cases stood on the lists they were drawn from?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, QuerySet

from eyre.cases.frozen import matrix_of
from eyre.cases.models import Freeze, FrozenAnswers, ListedCase, Sample
from eyre.core.cases import AnswerMatrix
from eyre.inspections.models import Inspection


def frozen_now(inspections: Collection[str]) -> dict[str, AnswerMatrix]:
    """The frozen answers of these inspections, by id; one query.

    Left out is whose answers were frozen here and are no more, because fieldwork was reopened. What came as a file was
    frozen when it was taken in.
    """
    freezes = Freeze.objects.filter(inspection=OuterRef("inspection")).order_by()
    held = FrozenAnswers.objects.filter(inspection__in=inspections).annotate(
        was_frozen=Exists(freezes), is_frozen=Exists(freezes.filter(ended_at=None))
    )
    return {row.inspection_id: matrix_of(row) for row in held if row.is_frozen or not row.was_frozen}


def listed_number(inspection: Inspection) -> int | None:
    """How many cases could be drawn where the frozen ones were drawn; None where they were assessed elsewhere."""
    found = _frame(inspection)
    return found.count() if found is not None else None


def listed_by(inspection: Inspection, columns: Collection[str]) -> Mapping[str, Mapping[str, int]]:
    """How many of them stood under each label of these columns; empty where the cases were assessed elsewhere."""
    found = _frame(inspection)
    if found is None:
        return {}
    attributes = list(found.values_list("attributes", flat=True))
    return {name: Counter(str(each[name]) for each in attributes if each.get(name)) for name in columns}


def _frame(inspection: Inspection) -> QuerySet[ListedCase] | None:
    """The cases that could be drawn, of the lists that the current samples were drawn from."""
    here = Freeze.objects.filter(inspection=inspection, ended_at=None).exclude(entries=0)
    if not here.exists():
        return None
    samples = Sample.objects.filter(inspection=inspection, is_current=True)
    return ListedCase.objects.filter(case_list__in=samples.values("case_list"), excluded="").order_by()
