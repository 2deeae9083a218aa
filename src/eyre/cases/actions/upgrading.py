"""Moving assessments to a later edition of their form, with work in hand: no draft is ever orphaned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.cases.exceptions import CannotUpgrade
from eyre.cases.models import Assessment, FormUpgrade
from eyre.cases.models.assessments import Part
from eyre.cases.queries.freezing import is_frozen
from eyre.cases.queries.upgrading import form_now, not_taken
from eyre.core.planning import Stage
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def upgrade_form(*, assessment: Assessment, by: Actor, at: datetime) -> Assessment:
    """Move an open assessment to the edition of its form on which cases are begun today.

    Every answer stays, under its question; what the later form does not ask stays in the journal. What a device still
    writes on the earlier form is taken as long as the later one allows it.

    Raises:
        CannotUpgrade: where it is on that form, complete or frozen, or its inspection is not in fieldwork.
    """
    held = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("inspection", "case")
        .get(pk=assessment.pk)
    )
    form = form_now(held.inspection)
    if form is None or form.id == held.form or not form.asks_of(held.case.kind):
        raise CannotUpgrade("There is no later edition of the form for this case.")
    if held.completed_at is not None or held.part == Part.WITHDRAWN:
        raise CannotUpgrade("The assessment is closed: it stays on the form it was made on.")
    if held.inspection.stage != Stage.FIELDWORK or is_frozen(held.inspection_id):
        raise CannotUpgrade("Forms are changed during fieldwork, before the answers are frozen.")
    if FormUpgrade.objects.filter(assessment=held, before=form.id).exists():
        raise CannotUpgrade("The assessment has left this form before.")
    FormUpgrade.objects.create(
        assessment=held, before=held.form, before_digest=held.form_digest,
        after=form.id, after_digest=form.digest, made_at=at, made_by=by.id,
    )  # fmt: skip
    before: Ids = {"form": held.form, "digest": held.form_digest}
    held.form, held.form_digest = form.id, form.digest
    held.save(update_fields=["form", "form_digest"])
    after: Ids = {"form": form.id, "digest": form.digest, "not_asked": len(not_taken(held, form))}
    record("form.upgraded", by=by, at=at, operation=Operation.ALTERATION, on=held, before=before, after=after)
    return held
