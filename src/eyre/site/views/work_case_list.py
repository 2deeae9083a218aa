"""The case list of an inspection: sending it, how far its check is, what was wrong, what may be drawn and why not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions import say_seed, send_case_list
from eyre.cases.exceptions import CannotSaySeed, CannotSendList
from eyre.cases.lists.forms import ListForm, SeedForm
from eyre.cases.lists.shipped import NoSpecification, specification_for
from eyre.cases.permissions.lists import (
    check_draw_sample,
    check_see_sample,
    check_send_list,
    may_draw_sample,
    may_see_sample,
)
from eyre.cases.queries import samples as queries
from eyre.core.cases.listed import Specification
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.files.receiving import dropped

from .in_memory import in_memory
from .work_seen import Seen, or_not_found, refused_beside, seen

UNDER_WAY = ("waiting", "checking")
TOO_LARGE = "The file is too large. Save it as CSV, which is smaller, and choose it again."


@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def case_list(request: HttpRequest, inspection: str) -> HttpResponse:
    """The list as it stands, every version of it, and the form that sends one."""
    one = seen(request, inspection, check_send_list)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and (version := _send(request, form, one)):
        return redirect("samples:version", inspection, version)
    found = one_inspection(inspection, one.standing)
    one.record("case_list.seen")
    return render(request, "site/work_case_list.html", _page(found, one, form))


def _page(found: Any, one: Seen, form: ListForm) -> dict[str, object]:
    may_draw = may_draw_sample(one.standing, one.facts)
    versions = queries.lists_of(found)
    return {
        "inspection": found,
        "rules": _rules(found.edition_id),
        "versions": versions,
        "under_way": next((each for each in versions if each.state in UNDER_WAY), None),
        "in_force": queries.list_in_force(found),
        "sample": queries.current_sample(found),
        "may_draw": may_draw,
        "may_say_seed": may_draw and not versions and queries.seed_of(found) is None,
        "form": form,
    }


def _rules(edition: str) -> Specification | None:
    try:
        return specification_for(edition)
    except NoSpecification:
        return None


def _send(request: HttpRequest, form: ListForm, one: Seen) -> int | None:
    """The version that was taken in; None where it was refused, with the words beside the file."""
    if dropped(request, "file"):
        form.errors.clear()
        form.add_error("file", TOO_LARGE)
    if not form.is_valid():
        return None
    sent = form.cleaned_data["file"]
    found = one_inspection(one.id, one.standing)
    try:
        made = send_case_list(inspection=found, content=sent.read(), name=sent.name, by=one.actor, at=now())
    except CannotSendList as why:
        refused_beside(form, str(why), "file")
        return None
    return made.version


@require_safe
@or_not_found
def version(request: HttpRequest, inspection: str, version: int) -> HttpResponse:
    """One version: how far its check is, what was wrong with it, or what may be drawn and what may not."""
    one = seen(request, inspection, check_send_list)
    found = one_inspection(inspection, one.standing)
    held = queries.case_list(found, version)
    problems = queries.problems_of(held)
    one.record("case_list.seen", version=version, problems=len(problems))
    kept = queries.kept_out(held)
    context = {
        "inspection": found,
        "list": held,
        "is_under_way": held.state in UNDER_WAY,
        "problems": problems[: queries.MOST_SHOWN],
        "listed": len(problems),
        "kept": kept,
        "out": sum(each.cases for each in kept),
        "may": held.rows - sum(each.cases for each in kept),
        "may_draw": may_draw_sample(one.standing, one.facts),
        "may_see_cases": may_see_sample(one.standing, one.facts),
        "sample": queries.current_sample(found),
    }
    return render(request, "site/work_case_list_version.html", context)


@require_safe
@or_not_found
def progress(request: HttpRequest, inspection: str, version: int) -> HttpResponse:
    """How far the check of a list is, as numbers, for the script of the page that waits."""
    one = seen(request, inspection, check_send_list)
    held = queries.case_list(one_inspection(inspection, one.standing), version)
    return JsonResponse(
        {"state": held.state, "done": held.done, "rows": held.rows, "is_over": held.state not in UNDER_WAY}
    )


@require_safe
@or_not_found
def problems(request: HttpRequest, inspection: str, version: int) -> HttpResponse:
    """Every problem of a list as a file."""
    one = seen(request, inspection, check_send_list)
    held = queries.case_list(one_inspection(inspection, one.standing), version)
    found = queries.problems_of(held)
    one.record("case_list.problems_taken", Operation.DISCLOSURE, version=version, problems=len(found))
    rows = [(each.row or "", each.column, each.text) for each in found]
    if held.problem_count > len(found):
        rows.append(("", "", f"and {held.problem_count - len(found):,} more"))
    return csv_response(f"{inspection}-case-list-{version}-problems.csv", ("row", "column", "problem"), rows)


@require_safe
@or_not_found
def excluded(request: HttpRequest, inspection: str, version: int) -> HttpResponse:
    """The cases that cannot be drawn, by pseudonym, with the rule that keeps each out."""
    one = seen(request, inspection, check_see_sample)
    held = queries.case_list(one_inspection(inspection, one.standing), version)
    why = {each.rule.code: each.rule.why for each in queries.kept_out(held)}
    rows = [
        (case.pseudonym, case.excluded, why.get(case.excluded, ""), case.started, case.ended)
        for case in queries.excluded_cases(held).iterator()
    ]
    one.record("case_list.excluded_taken", Operation.DISCLOSURE, version=version, cases=len(rows))
    header = ("case", "rule", "why", "started", "ended")
    return csv_response(f"{inspection}-case-list-{version}-excluded.csv", header, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def seed(request: HttpRequest, inspection: str) -> HttpResponse:
    """Say what the draw hangs on, before the list is known."""
    one = seen(request, inspection, check_draw_sample)
    found = one_inspection(inspection, one.standing)
    form = SeedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            say_seed(inspection=found, seed=form.cleaned_data["seed"], by=one.actor, at=now())
        except CannotSaySeed as why:
            refused_beside(form, str(why), "seed")
        else:
            messages.success(request, "The seed is kept. It is shown with the sample.")
            return redirect("samples:sample", inspection)
    one.record("sample.seen")
    context = {"inspection": found, "form": form, "held": queries.seed_of(found)}
    return render(request, "site/work_seed.html", context)
