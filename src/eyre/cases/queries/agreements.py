"""How far did those who assessed the same cases agree: in all, question by question, and pair by pair?

Only the two blind assessments count, as both stood when they were complete; the reconciled record is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from eyre.cases.models import Assessment
from eyre.core.cases.agreement import agreement_by_question, agreement_in_all
from eyre.core.cases.freezing import JUDGED, VALUES
from eyre.core.statistics.agreement import Agreement
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection

from .folded import Folded, folded
from .seconds import Parts, parts_of

Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Measured:
    """How far two agree: in what (a question or two names), in how many cases, and how."""

    what: str
    words: str
    cases: int
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Agreements:
    """Everything about agreement in one inspection; no case where nothing was assessed twice."""

    cases: int
    overall: Agreement | None
    questions: tuple[Measured, ...]
    pairs: tuple[Measured, ...]


def agreements_of(inspection: Inspection) -> Agreements:
    """How far the two assessments of each case agree, over the cases of which both are complete; two queries."""
    both = [each for each in parts_of(inspection).values() if each.is_comparable]
    if not both:
        return Agreements(0, None, (), ())
    held = folded(one.pk for each in both for one in (each.first, each.second) if one)
    asked = edition(inspection.edition_id).questions
    first, second = (
        _codes([_of(each, part) for each in both], tuple(asked), held) for part in ("first", "second")
    )
    by_question = agreement_by_question(first, second)
    questions = tuple(
        Measured(ref, asked[ref].text, found.pairs, found)
        for ref, found in zip(asked, by_question, strict=True)
        if found.pairs
    )
    return Agreements(
        len(both), agreement_in_all(first, second), questions, tuple(_pairs(both, first, second))
    )


def _of(parts: Parts, part: str) -> Assessment:
    found: Assessment | None = getattr(parts, part)
    assert found is not None, "only cases with both are compared"
    return found


def _codes(assessments: Iterable[Assessment], questions: Sequence[str], held: dict[UUID, Folded]) -> Codes:
    """The judgements as codes, cases down and questions across."""
    rows = [[_code(held[each.pk].values.get(JUDGED + ref)) for ref in questions] for each in assessments]
    return np.array(rows, dtype=np.uint8)


def _code(value: object) -> int:
    return VALUES[value if isinstance(value, str) and value in VALUES else None]


def _pairs(both: Sequence[Parts], first: Codes, second: Codes) -> Iterable[Measured]:
    """Those who assessed the same cases, two by two, whoever of them came first."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(both):
        names = sorted(_of(each, part).assessor.name for part in ("first", "second"))
        places.setdefault((names[0], names[1]), []).append(place)
    for (one, other), rows in sorted(places.items()):
        yield Measured(f"{one} and {other}", "", len(rows), agreement_in_all(first[rows], second[rows]))
