"""How far did those who assessed the same cases agree: in all, question by question, and by the type of pair?

Only the two blind assessments count, as both stood when they were complete; the reconciled record is none of them. A pair
is told by the roles of the two and never by their names: this is about questions and rules, and no table of inspectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from eyre.cases.models import Assessment
from eyre.core.cases.agreement import agreement_by_question, agreement_in_all
from eyre.core.cases.answers import Answer
from eyre.core.cases.freezing import JUDGED, VALUES
from eyre.core.cases.wording import Differing, Unclear, unclear
from eyre.core.figures import Count
from eyre.core.statistics.agreement import Agreement
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection, TeamMember
from eyre.people.roles import ROLES

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
    wording: tuple[Unclear, ...] = ()

    @property
    def misleading(self) -> tuple[Unclear, ...]:
        """The questions whose wording may mislead."""
        return tuple(each for each in self.wording if each.words)


def agreements_of(inspection: Inspection) -> Agreements:
    """How far the two assessments of each case agree, over the cases of which both are complete; three queries."""
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
        len(both),
        agreement_in_all(first, second),
        questions,
        tuple(_pairs(_roles(inspection), both, first, second)),
        unclear([_differing(ref, first[:, place], second[:, place]) for place, ref in enumerate(asked)]),
    )


def _differing(ref: str, first: Codes, second: Codes) -> Differing:
    """In how many cases two answers to one question differ, and in how many of them over whether it is relevant."""
    answered = [Answer.YES.value, Answer.NO.value, Answer.NOT_RELEVANT.value]
    both = np.isin(first, answered) & np.isin(second, answered)
    differ = both & (first != second)
    relevance = differ & ((first == Answer.NOT_RELEVANT.value) | (second == Answer.NOT_RELEVANT.value))
    return Differing(ref, Count(int(differ.sum()), int(both.sum())), int(relevance.sum()))


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


def _roles(inspection: Inspection) -> dict[UUID, str]:
    """The role of everybody who is or was on the team, as a page says it; the latest where there were several."""
    held = TeamMember.objects.filter(inspection=inspection).order_by("since", "id")
    return {person: ROLES[code].name for person, code in held.values_list("person_id", "role")}


def _pairs(roles: dict[UUID, str], both: Sequence[Parts], first: Codes, second: Codes) -> Iterable[Measured]:
    """Those who assessed the same cases by their roles, two by two, whoever of them came first."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(both):
        held = sorted(
            roles.get(_of(each, part).assessor_id, "Not on the team") for part in ("first", "second")
        )
        places.setdefault((held[0], held[1]), []).append(place)
    for (one, other), rows in sorted(places.items()):
        what = f"{one} and {other[:1].lower()}{other[1:]}"
        yield Measured(what, "", len(rows), agreement_in_all(first[rows], second[rows]))
