"""What do the journals of assessments come to, as values that the core counts and compares?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from eyre.cases.forms import load_form
from eyre.cases.models import AnswerNow, Assessment, JournalEntry, ListedCase
from eyre.core.assessment import Form, Missing, missing, relevance
from eyre.core.cases.freezing import JUDGED, CaseAnswers
from eyre.core.journal import Step, canonical, fold

Values = dict[str, object]
GROUPS = ("sex", "disposal", "risk", "office", "grade")


@dataclass(frozen=True, slots=True)
class Folded:
    """The answers of one assessment, and the keys on which a person must decide."""

    values: Values
    conflicts: frozenset[str]


def folded(assessments: Iterable[UUID]) -> dict[UUID, Folded]:
    """The answers of these assessments; one query."""
    ids = list(assessments)
    values: dict[UUID, Values] = {each: {} for each in ids}
    conflicts: dict[UUID, set[str]] = {each: set() for each in ids}
    rows = AnswerNow.objects.filter(assessment__in=ids).order_by()
    for assessment, key, value, is_conflict in rows.values_list("assessment", "key", "value", "is_conflict"):
        if is_conflict:
            conflicts[assessment].add(key)
        elif value is not None:
            values[assessment][key] = value
    return {each: Folded(values[each], frozenset(conflicts[each])) for each in ids}


def folded_again(assessments: Iterable[UUID]) -> dict[UUID, Folded]:
    """The same answers from the events themselves, every entry of the journal read and folded anew; one query."""
    ids = list(assessments)
    steps: dict[UUID, dict[str, list[Step]]] = {each: {} for each in ids}
    entries = JournalEntry.objects.filter(assessment__in=ids).order_by("number")
    for assessment, key, content in entries.values_list("assessment", "key", "content").iterator(2000):
        told = json.loads(bytes(content))
        names = frozenset(filter(None, (told["base"], *told.get("settles", ()))))
        step = Step(told["id"], canonical(told["value"]), names)
        steps[assessment].setdefault(key, []).append(step)
    return {each: _stand(steps[each]) for each in ids}


def _stand(steps: Mapping[str, Iterable[Step]]) -> Folded:
    stands = {key: fold(each) for key, each in steps.items()}
    values = {key: json.loads(one.value) for key, one in stands.items() if one.value != "null"}
    return Folded(values, frozenset(key for key, one in stands.items() if one.is_conflict))


def with_attributes(case: ListedCase, values: Mapping[str, object]) -> Values:
    """The answers, and what the case list says of the case, as the rules of a form read them."""
    return {**{f"attribute:{name}": value for name, value in case.attributes.items()}, **values}


def missing_of(assessment: Assessment) -> tuple[Missing, ...]:
    """Everything that keeps an assessment from being complete, in the order of its form."""
    found = folded([assessment.pk])[assessment.pk]
    case = assessment.case
    return missing(
        load_form(assessment.form), case.kind, with_attributes(case, found.values), found.conflicts
    )


def case_answers(assessment: Assessment, found: Folded) -> CaseAnswers:
    """The answers of an assessment as they are frozen: what the form puts to such a case, and what it spares it."""
    form, case = load_form(assessment.form), assessment.case
    relevant = relevance(form, case.kind, with_attributes(case, found.values))
    return CaseAnswers(
        case.pseudonym,
        found.values,
        _refs(form, case.kind),
        frozenset(key.removeprefix(JUDGED) for key, held in relevant.items() if held is False),
        {name: str(case.attributes[name]) for name in GROUPS if case.attributes.get(name)},
    )


def _refs(form: Form, kind: str) -> frozenset[str]:
    return frozenset(one.ref for section in form.sections_for(kind) for one in section.questions)
