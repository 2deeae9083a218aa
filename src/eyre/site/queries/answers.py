"""Which answers about cases do we hold of an inspection, and what does the core make of them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eyre.cases.models import FrozenAnswers
from eyre.core.cases import AnswerMatrix, Tally
from eyre.core.frameworks import Edition
from eyre.core.ratings import InspectionRating, Outcome, rate_inspection


@dataclass(frozen=True, eq=False)
class HeldAnswers:
    """The frozen answers of one inspection. Reconstructed answers are Eyre's, not the inspectorate's."""

    matrix: AnswerMatrix
    is_reconstructed: bool
    note: str


def answers_of(inspection: str) -> HeldAnswers | None:
    """The frozen answers of an inspection; None where we hold none."""
    columns = ("cases", "questions", "groups", "cells", "is_reconstructed", "note")
    row = FrozenAnswers.objects.filter(inspection=inspection).values_list(*columns).first()
    if row is None:
        return None
    cases, questions, groups, cells, is_reconstructed, note = row
    codes = np.frombuffer(bytes(cells), dtype=np.uint8).reshape(len(cases), len(questions))
    labels = {name: tuple(column) for name, column in groups.items()}
    return HeldAnswers(AnswerMatrix(tuple(cases), tuple(questions), codes, labels), is_reconstructed, note)


def rate_answers(
    edition: Edition, tallies: Mapping[str, Tally], given: Mapping[str, Outcome]
) -> InspectionRating:
    """The whole rating from answers about cases; standards that no case was asked about are taken as published."""
    asked = {s.ref for s in edition.case_standards if any(_was_put(tallies, q.ref) for q in s.key_questions)}
    others = {ref: outcome for ref, outcome in given.items() if ref not in asked}
    return rate_inspection(edition, tallies=tallies, given=others)


def _was_put(tallies: Mapping[str, Tally], question: str) -> bool:
    return question in tallies and tallies[question].cases > 0
