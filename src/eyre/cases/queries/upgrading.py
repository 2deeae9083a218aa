"""Which assessments are on an earlier edition of their form, and what would change for them on the later one?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from eyre.cases.forms import form_for_edition, load_form
from eyre.cases.models import AnswerNow, Assessment, FormUpgrade
from eyre.cases.models.assessments import Part
from eyre.core.assessment import Form, NothingFromCases, check_value
from eyre.frameworks.exceptions import EditionNotFound
from eyre.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that the later form does not take: it stays in the journal, and is shown on the form no more."""

    pseudonym: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What moving the open assessments of an inspection to the later edition of their form would change.

    `asked` are the keys that are new, `dropped` those that are asked no more; `kept` the answers that the later form
    does not take.
    """

    before: tuple[Form, ...]
    after: Form
    assessments: tuple[Assessment, ...]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[Kept, ...]


def earlier_forms(assessment: UUID) -> frozenset[str]:
    """The forms an assessment was on before, by id."""
    return frozenset(FormUpgrade.objects.filter(assessment=assessment).values_list("before", flat=True))


def form_now(inspection: Inspection) -> Form | None:
    """The form on which cases of an inspection are begun today; None where its edition asks nothing about cases."""
    try:
        return form_for_edition(inspection.edition_id)
    except (NothingFromCases, EditionNotFound):
        return None


def has_later_form(inspection: Inspection) -> bool:
    """Whether an open assessment is on another form than cases are begun on today."""
    form = form_now(inspection)
    return form is not None and _behind(inspection, form).exists()


def preview_of(inspection: Inspection) -> Preview | None:
    """What would change; None where every open assessment is on the form of today."""
    form = form_now(inspection)
    found = () if form is None else tuple(_behind(inspection, form).select_related("case"))
    if form is None or not found:
        return None
    before = tuple(load_form(id) for id in sorted({each.form for each in found}))
    earlier = {key for each in before for key in keys_of(each)}
    asked = tuple(key for key in keys_of(form) if key not in earlier)
    dropped = tuple(sorted(earlier.difference(keys_of(form))))
    return Preview(before, form, found, asked, dropped, tuple(_kept(found, form)))


def keys_of(form: Form) -> tuple[str, ...]:
    """Every question, prompt and fact of a form, in its order."""
    return (*form.answer_keys, *form.facts_by_key)


def not_taken(assessment: Assessment, form: Form) -> list[tuple[str, str]]:
    """The answers of an assessment that this form does not take, and why: none of them is lost."""
    held = AnswerNow.objects.filter(assessment=assessment).order_by("key").values_list("key", "value")
    found = ((key, check_value(form, key, value)) for key, value in held if value is not None)
    return [(key, words) for key, words in found if words]


def _behind(inspection: Inspection, form: Form) -> QuerySet[Assessment]:
    open_ones = Assessment.objects.filter(inspection=inspection, completed_at=None).exclude(form=form.id)
    return open_ones.exclude(part=Part.WITHDRAWN).order_by("case__pseudonym", "part")


def _kept(found: tuple[Assessment, ...], form: Form) -> list[Kept]:
    return [Kept(each.case.pseudonym, key, words) for each in found for key, words in not_taken(each, form)]
