"""At Southfold two cases are complete: one waits for its second assessment, in the other two assessors differ.

An inspector also raised an alert, which waits for the lead inspector.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from eyre.cases.actions.completing import complete
from eyre.cases.actions.journal import save
from eyre.cases.actions.second import ask_second
from eyre.cases.forms import load_form
from eyre.cases.journal import Change
from eyre.cases.models import AnswerNow, Assessment, CaseAllocation
from eyre.cases.models.assessments import Part
from eyre.core.assessment import FactField, Form
from eyre.core.journal import MOST_OPERATIONS
from eyre.core.planning import Stage
from eyre.inspections.models import Inspection

from .scene import Scene

FIRST, AGAIN = "inspector", "second-inspector"
EVERY = 5  # each fifth judgement is a no, so that it looks like work
SEEN = "Seen in the case record, and said so by the practitioner in the interview."
NOT_SEEN = "Nothing in the case record, and the practitioner knew of nothing."
DANGER = "The practitioner says that the person moved in with an earlier victim last night. The office was told by telephone."


def reviewed(scene: Scene) -> None:
    """Two cases are completed, both are to be assessed again, one of them is; and an alert is raised."""
    southfold = Inspection.objects.get(pk=scene.southfold.pk)
    mine = Assessment.objects.filter(
        inspection=southfold, part=Part.FIRST, assessor=scene.people[FIRST], completed_at=None
    )
    # Whoever had a case in their hands would not judge it blind
    had = CaseAllocation.objects.filter(inspector=scene.people[AGAIN]).values("case")
    mine = mine.exclude(case__in=had)
    chosen = list(mine.select_related("case__case_list", "inspection").order_by("case__pseudonym")[:3])
    if southfold.stage != Stage.FIELDWORK or len(chosen) < 3:
        return  # nothing to review: the story is told without cases under way
    waits, differs, alarming = chosen
    for one in (waits, differs):
        _assess(scene, one, FIRST)
    quality = scene.actor("quality-lead")
    ask_second(case=waits.case, assessor=scene.people[AGAIN], by=quality, at=scene.at)
    second = ask_second(case=differs.case, assessor=scene.people[AGAIN], by=quality, at=scene.at)
    _assess(scene, second, AGAIN, but=_last_question(second))
    _alert(scene, alarming)


def _assess(scene: Scene, one: Assessment, who: str, but: str = "") -> None:
    """Answer everything and complete it; `but` is a question that this assessor judges the other way."""
    form = load_form(one.form)
    held = {row.key: row.heads[0] for row in AnswerNow.objects.filter(assessment=one) if row.heads}
    changes = [Change(key, value, base=held.get(key)) for key, value in _answers(form, one.case.kind, but)]
    for start in range(0, len(changes), MOST_OPERATIONS):
        _save(scene, one, who, changes[start : start + MOST_OPERATIONS])
    complete(assessment=one, by=scene.actor(who), at=scene.at)


def _save(scene: Scene, one: Assessment, who: str, changes: list[Change]) -> None:
    by = scene.actor(who)
    verdicts = save(standing=scene.standing(who), assessment=one, changes=changes, by=by, at=scene.at)
    refused = [each.words for each in verdicts if not each.is_accepted]
    assert not refused, refused[0]


def _answers(form: Form, kind: str, but: str) -> Iterator[tuple[str, object]]:
    for fact in form.facts:
        yield fact.key, _fact(fact)
    for place, question in enumerate(q for section in form.sections_for(kind) for q in section.questions):
        is_no = (place % EVERY == EVERY - 1) != (question.ref == but)
        yield from ((prompt.key, "yes") for prompt in question.prompts)
        yield question.key, "no" if is_no else "yes"
        yield question.note, NOT_SEEN if is_no else SEEN


def _fact(fact: FactField) -> object:
    told: dict[str, object] = {"date": "2026-03-02", "number": fact.least, "text": "As the case record says."}
    return told.get(fact.type.value, fact.options[0][0] if fact.options else "")


def _last_question(one: Assessment) -> str:
    sections = load_form(one.form).sections_for(one.case.kind)
    return sections[-1].questions[-1].ref


def _alert(scene: Scene, one: Assessment) -> None:
    """An alert of an hour ago, so that it is plain that it waits."""
    raised = scene.at - timedelta(hours=1)
    change = Change(f"alert:{uuid4()}", {"text": DANGER, "question": None})
    save(
        standing=scene.standing(FIRST),
        assessment=one,
        changes=[change],
        by=scene.actor(FIRST),
        at=raised,
    )
