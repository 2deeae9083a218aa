"""A later edition of the form: what it changes for the open assessments of an inspection, and the step that moves them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.cases.actions.upgrading import upgrade_form
from eyre.cases.deciding import question_of
from eyre.cases.exceptions import CannotUpgrade
from eyre.cases.permissions.quality import check_assure_quality
from eyre.cases.queries.upgrading import Preview, preview_of
from eyre.inspections.queries import inspection as one_inspection

from .work_seen import Seen, or_not_found, seen


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def upgrade(request: HttpRequest, inspection: str) -> HttpResponse:
    """What would change, assessment by assessment; nothing is moved before somebody has seen it."""
    one = seen(request, inspection, check_assure_quality)
    found = one_inspection(inspection, one.standing)
    preview = preview_of(found)
    if request.method == "POST" and preview is not None:
        try:
            _upgrade(one, preview)
        except CannotUpgrade as why:
            messages.error(request, str(why))
            return redirect("quality:form", inspection)
        count = len(preview.assessments)
        messages.success(
            request, f"{count} assessment{'' if count == 1 else 's'} moved to {preview.after.title}."
        )
        return redirect("quality:queue", inspection)
    one.record("form.previewed", assessments=len(preview.assessments) if preview else 0)
    return render(request, "site/form_upgrade.html", {"inspection": found, "told": _told(preview)})


@transaction.atomic
def _upgrade(one: Seen, preview: Preview) -> None:
    for each in preview.assessments:
        upgrade_form(assessment=each, by=one.actor, at=now())


def _told(preview: Preview | None) -> dict[str, object] | None:
    if preview is None:
        return None
    before = preview.before[0]
    return {
        "title": preview.after.title,
        "form": preview.after.id,
        "before": [each.id for each in preview.before],
        "cases": [each.case.pseudonym for each in preview.assessments],
        "asked": [question_of(preview.after, key) for key in preview.asked],
        "dropped": [question_of(before, key) for key in preview.dropped],
        "kept": [(each.pseudonym, question_of(before, each.key), each.words) for each in preview.kept],
    }
