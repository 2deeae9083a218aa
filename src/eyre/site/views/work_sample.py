"""The sample of an inspection: choosing, drawing, its receipt, checking it, replacing a case, withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions import draw_sample, replace_sampled_case, withdraw_sample
from eyre.cases.efforts import efforts
from eyre.cases.exceptions import CannotDraw
from eyre.cases.lists.shipped import specification
from eyre.cases.permissions.lists import (
    check_draw_sample,
    check_see_receipt,
    may_draw_sample,
    may_see_sample,
    may_send_list,
)
from eyre.cases.queries import samples as queries
from eyre.cases.sampling.drawing import Shares, listed, read, shares
from eyre.cases.sampling.forms import PlanForm, ReasonForm, start_of
from eyre.cases.sampling.stages import open_at
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.items import Download

from .work_seen import Seen, or_not_found, refused_beside, seen


@require_safe
@or_not_found
def sample(request: HttpRequest, inspection: str) -> HttpResponse:
    """Where the sample stands: what it waits for, the receipt in force, and every receipt that was."""
    one = seen(request, inspection, check_see_receipt)
    found = one_inspection(inspection, one.standing)
    one.record("sample.seen")
    context = {
        "inspection": found,
        "in_force": queries.list_in_force(found),
        "current": queries.current_sample(found),
        "samples": queries.samples_of(found),
        "seed": queries.seed_of(found),
        "has_lists": bool(queries.lists_of(found)),
        "may_draw": may_draw_sample(one.standing, one.facts),
        "open": open_at(found.stage, is_public=found.is_public),
        "may_send": may_send_list(one.standing, one.facts),
    }
    return render(request, "site/work_sample.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def draw(request: HttpRequest, inspection: str) -> HttpResponse:
    """Choose how many and from which strata, see what each gives, and draw."""
    one = seen(request, inspection, check_draw_sample)
    found = one_inspection(inspection, one.standing)
    in_force = queries.list_in_force(found)
    if in_force is None:
        messages.info(request, "There is no case list in force yet: a sample is drawn from one.")
        return redirect("samples:sample", inspection)
    rules = specification(in_force.rules)
    is_again = bool(queries.samples_of(found))
    is_sent = request.method == "POST"
    data = request.POST if is_sent else request.GET
    form = PlanForm(data if data else start_of(rules), rules, again=is_again and is_sent)
    if is_sent and form.is_valid() and (number := _draw(request, form, one)):
        return redirect("samples:receipt", inspection, number)
    given = _preview(form, in_force)
    one.record("sample.seen")
    context = _context(found, in_force, form, given) | {"is_again": is_again, "seed": queries.seed_of(found)}
    return render(request, "site/work_draw.html", context)


def _context(found: object, in_force: Any, form: PlanForm, given: Shares | None) -> dict[str, object]:
    total = given.of if given else queries.drawable(in_force)
    return {
        "inspection": found,
        "list": in_force,
        "total": total,
        "form": form,
        "given": given,
        "efforts": efforts(form.aim(), total, (given.wanted,)) if given else (),
        "kept": [(name, value) for name in form.fields if name != "reason" for value in _values(form, name)],
    }


def _values(form: PlanForm, name: str) -> list[str]:
    """What was sent for a field, to be sent again with the draw."""
    value = form[name].value()
    if value in (None, ""):
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _preview(form: PlanForm, in_force: Any) -> Shares | None:
    """What the plan comes to; None where it cannot be had, with the words in the form."""
    if not form.is_valid() and set(form.errors) - {"reason"}:
        return None
    plan = form.plan()
    try:
        return shares(listed(in_force, plan.by), plan)
    except CannotDraw as why:
        if str(why) not in str(form.errors):
            refused_beside(form, str(why), why.field)
        return None


def _draw(request: HttpRequest, form: PlanForm, one: Seen) -> int | None:
    found = one_inspection(one.id, one.standing)
    reason = form.cleaned_data.get("reason", "")
    try:
        made = draw_sample(inspection=found, plan=form.plan(), reason=reason, by=one.actor, at=now())
    except CannotDraw as why:
        refused_beside(form, str(why), why.field)
        return None
    messages.success(request, "The sample is drawn, and its receipt is kept.")
    return made.number


@require_safe
@or_not_found
def receipt(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One receipt: how it came about, what was drawn, replaced and held in reserve; drawn again where that is asked."""
    one = seen(request, inspection, check_see_receipt)
    found = one_inspection(inspection, one.standing)
    held = queries.sample(found, number)
    one.record("sample.seen", number=number)
    told = read(held.receipt)
    is_checked = request.GET.get("check") == "yes"
    context = {
        "inspection": found,
        "sample": held,
        "receipt": told,
        "strata": queries.strata_of(held),
        "drawn": sum(len(line.cases) for line in told.strata),
        "size": _size(told.plan),
        "by": queries.columns_of(held, told.by),
        "is_checked": is_checked,
        "differences": queries.check_again(held) if is_checked else (),
        "may_replace": may_draw_sample(one.standing, one.facts)
        and held.is_current
        and open_at(found.stage, is_public=found.is_public).replace,
        "downloads": _downloads(request.path),
        "rows": () if may_see_sample(one.standing, one.facts) else queries.rows_of(held),
    }
    return render(request, "site/work_receipt.html", context)


def _size(plan: Mapping[str, str]) -> str:
    """How many cases were asked for, and why so many."""
    if "number" in plan:
        return f"{plan['number']}, as asked for"
    level, margin = float(plan["confidence"]), 100 * float(plan["margin"])
    return (
        f"{plan['needed']}, for {level:.0%} confidence and {margin:g} points either way ({plan['formula']})"
    )


def _downloads(path: str) -> list[Download]:
    return [
        Download("The receipt", f"{path}receipt.json", "JSON"),
        Download("The frame it was drawn from, under pseudonyms", f"{path}frame.csv", "CSV"),
    ]


@require_safe
@or_not_found
def receipt_file(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The receipt as the file that `eyre sample verify` reads."""
    one = seen(request, inspection, check_see_receipt)
    held = queries.sample(one_inspection(inspection, one.standing), number)
    one.record("sample.taken", Operation.DISCLOSURE, number=number)
    name = f"{inspection}-sample-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(held.receipt, content_type="application/json", headers=headers)


@require_safe
@or_not_found
def frame(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """The frame of a receipt under pseudonyms: with it, anybody can draw again."""
    one = seen(request, inspection, check_see_receipt)
    held = queries.sample(one_inspection(inspection, one.standing), number)
    header, rows = queries.frame_rows(held)
    told = list(rows)
    one.record("sample.frame_taken", Operation.DISCLOSURE, number=number, cases=len(told))
    return csv_response(f"{inspection}-frame-{number}.csv", header, told)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def replace(request: HttpRequest, inspection: str, number: int, case: str) -> HttpResponse:
    """Ask why a case is not inspected, and let the next reserve take its place."""
    one = seen(request, inspection, check_draw_sample)
    held = queries.sample(one_inspection(inspection, one.standing), number)
    drawn = queries.drawn_case(held, case)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = replace_sampled_case(
                sample=held, case=case, reason=form.cleaned_data["reason"], by=one.actor, at=now()
            )
        except CannotDraw as why:
            refused_beside(form, str(why), why.field)
        else:
            came = read(made.receipt).replaced[-1].by
            messages.success(request, f"{case} is replaced by {came}. The receipt before is kept.")
            return redirect("samples:receipt", inspection, made.number)
    one.record("sample.seen", number=number)
    context = {"inspection": held.inspection, "sample": held, "drawn": drawn, "form": form}
    return render(request, "site/work_replace.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def withdraw(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Ask why a sample is taken back, and take it back."""
    one = seen(request, inspection, check_draw_sample)
    held = queries.sample(one_inspection(inspection, one.standing), number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            withdraw_sample(sample=held, reason=form.cleaned_data["reason"], by=one.actor, at=now())
        except CannotDraw as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, "The sample is withdrawn. Its receipt is kept.")
            return redirect("samples:sample", inspection)
    one.record("sample.seen", number=number)
    context = {"inspection": held.inspection, "sample": held, "form": form}
    return render(request, "site/work_withdraw.html", context)
