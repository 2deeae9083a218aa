"""Two of the inspector's cases at Southfold are under way: one half answered, in the other two answers wait for a choice."""

from __future__ import annotations

import random
from collections.abc import Iterator

from eyre.cases.actions.journal import save
from eyre.cases.forms import load_form
from eyre.cases.journal import Change
from eyre.cases.models import Assessment
from eyre.cases.models.assessments import Part
from eyre.core.assessment import FactField, Form, check_value
from eyre.core.journal import uuid7
from eyre.core.planning import Stage
from eyre.inspections.models import Inspection

from .scene import Scene

WHO = "inspector"
LEFT = 3  # so many of his cases stay as they are, for the step that reviews some
EVIDENCE = (
    "Seen in the assessment of the first week and in three entries of the record; the interview bore it out."
)
AGAINST = "The plan is word for word that of an earlier order. Nobody spoke about it with her before the eighth week."
QUOTATION = "She was the first who asked me what I wanted to change."
PRACTICE = "The practitioner drew the week up with the person, on one sheet that both kept."


def answered(scene: Scene) -> None:
    """Half of a case is answered, with a quotation and good practice; a little of another, and one answer twice."""
    southfold = Inspection.objects.get(pk=scene.southfold.pk)
    mine = Assessment.objects.filter(
        inspection=southfold, part=Part.FIRST, assessor=scene.people[WHO], completed_at=None
    )
    found = list(mine.select_related("case__case_list", "inspection").order_by("case__pseudonym"))[LEFT:]
    if southfold.stage != Stage.FIELDWORK or len(found) < 2:
        return  # nobody has cases yet
    half, disputed = found[-2:]
    _save(scene, half, _half(load_form(half.form), half.case.kind, scene))
    question = next(load_form(disputed.form).questions()).key
    # From two windows, neither of which had seen the other's answer
    for value in ("yes", "no"):
        _save(scene, disputed, [Change(question, value)])


def _save(scene: Scene, one: Assessment, changes: list[Change]) -> None:
    by, standing = scene.actor(WHO), scene.standing(WHO)
    verdicts = save(standing=standing, assessment=one, changes=changes, by=by, at=scene.at)
    refused = [each.words for each in verdicts if not each.is_accepted]
    assert not refused, refused[0]


def _half(form: Form, kind: str, scene: Scene) -> list[Change]:
    asked = [question for section in form.sections_for(kind) for question in section.questions]
    told = [Change(fact.key, value) for fact in form.facts if (value := _fact(form, fact)) is not None]
    for place, question in enumerate(asked[: len(asked) // 2]):
        is_no = place == 3
        told += [Change(prompt.key, "no" if is_no else "yes") for prompt in question.prompts]
        told += [
            Change(question.key, "no" if is_no else "yes"),
            Change(question.note, AGAINST if is_no else EVIDENCE),
        ]
    return [*told, *_marks(asked[0].ref, scene)]


def _fact(form: Form, fact: FactField) -> object:
    """Something that fits: the third of the options where there are as many, for a risk that is not low."""
    plain: dict[str, object] = {
        "date": "2026-03-02",
        "number": max(fact.least, 1),
        "text": "As the record says.",
    }
    value = fact.options[min(2, len(fact.options) - 1)][0] if fact.options else plain[fact.type.value]
    return value if check_value(form, fact.key, value) is None else None


def _marks(ref: str, scene: Scene) -> Iterator[Change]:
    chance = random.Random(7)
    for kind, text in (("quotation", QUOTATION), ("practice", PRACTICE)):
        number = uuid7(scene.at, chance.randbytes(10))
        yield Change(f"{kind}:{number}", {"text": text, "question": ref})
