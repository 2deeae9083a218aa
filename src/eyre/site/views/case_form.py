"""The cases somebody has to assess, and one of them on its form."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.journal import save
from eyre.cases.assessing.drawing import Filling, draw_case_note, draw_sections, drawn_form
from eyre.cases.assessing.marks import MARKS, marks_of, read_marked
from eyre.cases.assessing.page import Case, kind_title, place_of, questions_offered, settings_of
from eyre.cases.assessing.posted import Posted, read_posted
from eyre.cases.assessing.reading import draw_reading
from eyre.cases.queries.assessments import answers_now, cases_of, form_of, opened_by
from eyre.cases.queries.seconds import handled
from eyre.core.assessment import missing, progress_of
from eyre.core.journal import uuid7
from eyre.inspections.permissions import check_see_cases
from eyre.inspections.queries import inspection as one_inspection
from eyre.people.exceptions import NotAllowed

from .case_form_keys import KEYS_DRAWN
from .work_seen import Seen, or_not_found, seen

SET_APART = (
    "What you wrote is not saved as an answer. It is kept apart, and the lead inspector can let it in."
)

TOLD = "The lead inspector has been told of this alert all the same."


@require_safe
@or_not_found
def mine(request: HttpRequest, inspection: str) -> HttpResponse:
    """The cases of an inspection that are with whoever looks."""
    one = seen(request, inspection, check_see_cases)
    found = one_inspection(inspection, one.standing)
    cases = cases_of(UUID(one.standing.person), found)
    one.record("cases.listed", cases=len(cases))
    rows = [(case, kind_title(found.edition_id, case.kind)) for case in cases]
    left = sum(not case.is_completed for case in cases)
    return render(request, "cases/my_cases.html", {"inspection": found, "rows": rows, "left": left})


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as somebody opened it: who, what, and why they may not write, if they may not."""

    one: Seen
    case: Case
    why_not: str


def opened(request: HttpRequest, inspection: str, number: UUID) -> Opened:
    """The assessment in the address, for whoever may read it.

    Raises:
        InspectionNotFound: for whoever may not know of the inspection.
        AssessmentNotFound: when it has none of this number, or none for whoever assesses the same case blind.
        NotAllowed: for whoever may not see its cases.
    """
    one = seen(request, inspection, check_see_cases)
    assessment, why_not = opened_by(one.standing, one.facts, number)
    case = Case(assessment, form_of(assessment), answers_now(assessment))
    return Opened(one, case, why_not)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def case(request: HttpRequest, inspection: str, number: UUID) -> HttpResponse:
    """A whole case on one page: to write for whoever has it, to read for others who may see it."""
    it = opened(request, inspection, number)
    if request.method != "POST":
        it.one.record("assessment.seen", assessment=str(number))
        return _page(request, it, Posted())
    posted = _posted(it, request)
    if not posted.mistakes and posted.changes:
        posted = _saved(request, it, posted)
        # Some of it is saved now: it is shown as it stands, and not as it stood before
        it = opened(request, inspection, number) if posted.mistakes else it
    if posted.mistakes:
        return _page(request, it, posted)
    section = request.POST.get("section", "")
    here = reverse("assessment:case", args=[inspection, number])
    return redirect(f"{here}#section-{section}" if section.replace(".", "").isalnum() else here)


def _posted(it: Opened, request: HttpRequest) -> Posted:
    sent = {name: str(value) for name, value in request.POST.items()}
    if sent.get("section") == "marks":
        return read_marked(it.case.form, it.case.answers, sent, uuid7(now(), secrets.token_bytes(10)))
    return read_posted(it.case.form, it.case.answers, sent)


def _saved(request: HttpRequest, it: Opened, posted: Posted) -> Posted:
    """Save the changes; what was set apart instead of saved comes back with the reason, and with what was typed."""
    assessment = it.case.assessment
    may = not it.why_not or all(change.settles for change in posted.changes)
    # Whoever wrote while the case was handed over, or completed elsewhere, loses nothing: it is set apart
    if not may and it.one.standing.person not in {*handled(assessment.case), str(assessment.assessor_id)}:
        raise NotAllowed(it.why_not)
    verdicts = save(
        standing=it.one.standing, assessment=assessment, changes=posted.changes, by=it.one.actor, at=now()
    )
    pairs = zip(posted.changes, verdicts, strict=True)
    refused = {change.key: verdict.words for change, verdict in pairs if not verdict.is_accepted}
    done = len(posted.changes) - len(refused)
    if done:
        messages.success(request, "1 answer saved." if done == 1 else f"{done} answers saved.")
    if not may:
        told = TOLD if any(change.key.startswith("alert:") for change in posted.changes) else ""
        messages.error(request, f"{SET_APART} {it.why_not} {told}".strip())
        return Posted()
    return posted.refused(refused)


def _page(request: HttpRequest, it: Opened, posted: Posted) -> HttpResponse:
    case = it.case
    told = missing(case.form, case.kind, case.values, case.answers.conflicts, case.held)
    context = {
        "inspection": case.assessment.inspection,
        "assessment": case.assessment,
        "missing": [(place_of(one.key), one.words) for one in told],
        "why_not": it.why_not,
        "may_write": not it.why_not,
    }
    if it.why_not:
        context |= {"case": case, "kind": kind_title(case.form.edition, case.kind)}
        context |= {"progress": progress_of(case.held, case.values), "marks": marks_of(case.answers)}
        body = draw_reading(case.form, case.kind, case.answers, case.held)
        # Drawn by ourselves, every value escaped as it goes in
        return render(request, "cases/case_reading.html", context | {"body": mark_safe(body)})
    standing = it.one.standing
    settings = json.dumps(settings_of(case, standing.person) | {"name": standing.name})
    context |= filled(case, posted, get_token(request)) | {"settings": settings}
    return render(request, "cases/case_form.html", context, status=422 if posted.mistakes else 200)


def filled(case: Case, posted: Posted, token: str = "") -> dict[str, object]:
    """What the form of a case is drawn from (cases/case_filling.html), here and for a device that takes it along."""
    filling = Filling(case.answers, case.values, case.held, token, posted.typed, posted.mistakes, posted.seen)
    body = draw_sections(drawn_form(case.form, case.kind), filling) + draw_case_note(filling)
    return {
        "case": case,
        "kind": kind_title(case.form.edition, case.kind),
        "progress": progress_of(case.held, case.values),
        "marks": marks_of(case.answers),
        "kinds_of_mark": MARKS,
        "questions": mark_safe(questions_offered(case.form, case.kind)),
        "mistakes": posted.mistakes,
        "typed_alert": posted.typed.get("mark:alert", ""),
        "typed_text": posted.typed.get("mark:text", ""),
        # Drawn by ourselves, every value escaped as it goes in
        "body": mark_safe(body),
        "keys": KEYS_DRAWN,
    }
