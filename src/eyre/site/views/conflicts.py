"""Answers that differ, side by side until a person decides; and what was kept apart, until the lead inspector does."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.journal import save
from eyre.cases.actions.quarantine import leave_out, let_in
from eyre.cases.deciding import ANEW, DecideForm, LeaveOutForm, in_words, question_of, short
from eyre.cases.exceptions import CannotLetIn
from eyre.cases.forms import load_form
from eyre.cases.journal import Change
from eyre.cases.permissions.quality import check_assure_quality, may_assure_quality
from eyre.cases.queries.journal import (
    AnswerState,
    answer_state,
    cases_named,
    conflict,
    conflicts_of,
    kept_apart,
    names_of,
    one_kept_apart,
)
from eyre.cases.queries.writing import why_not_write
from eyre.core.journal import Operation, read_operation
from eyre.inspections import queries
from eyre.inspections.permissions import check_see_cases
from eyre.people.roles import LeadInspector

from .work_seen import Seen, or_not_found, seen


@dataclass(frozen=True, slots=True)
class Line:
    """One answer that waits, as a list shows it."""

    number: int
    case: str
    part: str
    question: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing that was kept apart, as a list shows it."""

    number: int
    case: str
    question: str
    says: str
    why: str
    who: str
    when: object


@require_safe
@or_not_found
def every(request: HttpRequest, inspection: str) -> HttpResponse:
    """The answers that wait for a decision; while one does, the panel cannot be held."""
    one = seen(request, inspection, check_see_cases)
    rows = list(conflicts_of(one.id, one.standing))
    lines = [
        Line(
            row.pk,
            row.assessment.case.pseudonym,
            row.assessment.get_part_display(),
            question_of(load_form(row.assessment.form), row.key),
            tuple(short(each.value, 80) for each in answer_state(row).rivals),
        )
        for row in rows
    ]
    one.record("conflicts.seen", conflicts=len(lines))
    found = queries.inspection(one.id, one.standing)
    may_see_apart = may_assure_quality(one.standing, one.facts)
    context = {"inspection": found, "lines": lines, "may_see_apart": may_see_apart}
    return render(request, "site/work_conflicts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def decide(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Two answers side by side, and the form by which one of them holds."""
    one = seen(request, inspection, check_see_cases)
    row = conflict(one.id, number, one.standing)
    it = answer_state(row)
    why_not = why_not_write(row.assessment, one.standing, settles=True)
    are_words = it.key.startswith("note:")
    form = DecideForm(
        request.POST if request.method == "POST" else None, rivals=it.rivals, are_words=are_words
    )
    if request.method == "POST" and not why_not and form.is_valid():
        change = Change(it.key, _chosen(it, form.cleaned_data), settles=it.heads)
        (verdict,) = save(
            standing=one.standing, assessment=row.assessment, changes=[change], by=one.actor, at=now()
        )
        if verdict.is_accepted:
            messages.success(request, "Decided. Both answers stay in the journal.")
            return redirect("journal:conflicts", inspection)
        form.add_error(None, verdict.words)
    one.record("conflict.seen", assessment=str(row.assessment_id), number=it.number)
    context = {
        "inspection": queries.inspection(one.id, one.standing),
        "row": row,
        "question": question_of(load_form(row.assessment.form), row.key),
        "rivals": [(each, in_words(each.value)) for each in it.rivals],
        "form": None if why_not else form,
        "why_not": why_not,
    }
    return render(request, "site/work_conflict.html", context)


def _chosen(it: AnswerState, told: dict[str, str]) -> object:
    if told["holds"] == ANEW:
        return told["words"]
    return next(each.value for each in it.rivals if each.operation == told["holds"])


@require_safe
@or_not_found
def apart(request: HttpRequest, inspection: str) -> HttpResponse:
    """What was sent and could not be taken as an answer, with the reasons; nothing of it is lost."""
    one = seen(request, inspection, check_assure_quality)
    rows = kept_apart(one.id, one.standing)
    cases, names = cases_named(rows), names_of(row.received_from for row in rows)
    lines = []
    for row in rows:
        about, (key, says) = cases.get(row.assessment), _said(bytes(row.content))
        lines.append(
            Apart(
                row.pk,
                about.case.pseudonym if about else "",
                question_of(load_form(about.form), key) if about and key else key,
                says,
                row.reason,
                names.get(row.received_from, ""),
                row.received_at,
            )
        )
    one.record("kept_apart.seen", operations=len(lines))
    context = {"inspection": queries.inspection(one.id, one.standing), "lines": lines}
    return render(request, "site/work_kept_apart.html", context)


def _said(content: bytes) -> tuple[str, str]:
    """Which answer it would be, and what it says, where it can be read."""
    said = read_operation(content.decode("utf-8", "surrogateescape"))
    return (said.key, short(said.value)) if isinstance(said, Operation) else ("", "")


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def decide_apart(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One thing that was kept apart: let it in as an answer, or say why it stays out."""
    one = seen(request, inspection, check_assure_quality)
    row = one_kept_apart(one.id, number, one.standing)
    is_lead = LeadInspector.code in one.facts.roles_here
    lets_in = request.POST.get("step") == "let-in"
    form = LeaveOutForm(request.POST if request.method == "POST" and not lets_in else None)
    if request.method == "POST" and is_lead and (lets_in or form.is_valid()):
        try:
            _settle(one, row.pk, "" if lets_in else form.cleaned_data["reason"])
        except CannotLetIn as why:
            messages.error(request, str(why))
            return redirect("journal:decide-apart", inspection, number)
        messages.success(request, "It is an answer now." if lets_in else "It stays out, and is kept.")
        return redirect("journal:apart", inspection)
    key, says = _said(bytes(row.content))
    case = cases_named([row]).get(row.assessment)
    one.record("kept_apart.read", number=row.pk)
    context = {
        "inspection": queries.inspection(one.id, one.standing),
        "row": row,
        "who": names_of([row.received_from]).get(row.received_from, ""),
        "question": question_of(load_form(case.form), key) if case and key else key,
        "says": says,
        "raw": bytes(row.content[:2000]).decode("utf-8", "replace").replace("\0", "�"),
        "case": case.case.pseudonym if case else "",
        "form": form if is_lead else None,
    }
    return render(request, "site/work_kept_one.html", context)


def _settle(one: Seen, number: int, reason: str) -> None:
    kept = one_kept_apart(one.id, number, one.standing)
    if reason:
        leave_out(kept=kept, reason=reason, by=one.actor, at=now())
    else:
        let_in(kept=kept, standing=one.standing, by=one.actor, at=now())
