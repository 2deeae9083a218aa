"""Evidence in advance as the inspectorate sees it: the list, one item, asking, settling, and taking it all away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eyre.core.evidence import Step
from eyre.evidence import actions, queries
from eyre.evidence.exceptions import CannotAsk
from eyre.evidence.forms import AddForm, AgainForm, NotForm, SendForm
from eyre.evidence.packing import packed
from eyre.evidence.permissions import check_ask_evidence, check_see_evidence, may_ask_evidence
from eyre.evidence.queries import Line
from eyre.evidence.telling import tell_contacts
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.files.exceptions import FileDamaged
from eyre.platform.files.serving import guard

from .evidence_lines import mark_of, marked
from .evidence_served import not_whole, served
from .work_seen import Seen, or_not_found, refused_beside, seen

ASKED = "We ask you for evidence in advance of our inspection."
AGAIN = "We have looked at what you sent, and something is missing: we ask you for one item again."


@require_safe
@or_not_found
def evidence(request: HttpRequest, inspection: str) -> HttpResponse:
    """What is asked, item by item, with whose turn it is; and for those who ask, what is still to be sent out."""
    one = seen(request, inspection, check_see_evidence)
    found = one_inspection(inspection, one.standing)
    listed = queries.lines_of(found, localdate())
    one.record("evidence.seen", items=len(listed.lines))
    context = {
        "inspection": found,
        "listed": listed,
        "asked": marked(listed.asked),
        "has_files": any(line.files for line in listed.lines),
        "may_ask": may_ask_evidence(one.standing, one.facts),
    }
    return render(request, "site/work_evidence.html", context)


@require_POST
@or_not_found
def prepare(request: HttpRequest, inspection: str) -> HttpResponse:
    """Begin with the list of the inspection's edition."""
    one = seen(request, inspection, check_ask_evidence)
    found = one_inspection(inspection, one.standing)
    try:
        made = actions.prepare_requests(inspection=found, by=one.actor, at=now())
    except CannotAsk as why:  # somebody else was quicker
        messages.info(request, str(why))
    else:
        messages.success(
            request, f"{len(made)} items are on the list. Take out what you do not need, then send it."
        )
    return redirect("work:evidence", inspection)


@require_POST
@or_not_found
def drop(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Take an item off the list that was not sent out."""
    one, line = _line(request, inspection, number, check_ask_evidence)
    try:
        actions.drop_request(request=line.row, by=one.actor, at=now())
    except CannotAsk as why:
        messages.info(request, str(why))
    else:
        messages.success(request, f"“{line.row.title}” is off the list.")
    return redirect("work:evidence", inspection)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def add(request: HttpRequest, inspection: str) -> HttpResponse:
    """An item of one's own."""
    one = seen(request, inspection, check_ask_evidence)
    found = one_inspection(inspection, one.standing)
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_request(inspection=found, **form.cleaned_data, by=one.actor, at=now())
        except CannotAsk as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, "The item is on the list. It goes out when you send the list.")
            return redirect("work:evidence", inspection)
    one.record("evidence.seen")
    return render(request, "site/work_evidence_add.html", {"inspection": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def send(request: HttpRequest, inspection: str) -> HttpResponse:
    """Ask for everything on the list that was not asked for yet."""
    one = seen(request, inspection, check_ask_evidence)
    found = one_inspection(inspection, one.standing)
    form = SendForm(
        request.POST if request.method == "POST" else None, initial={"due": queries.requests_due(found)}
    )
    if form.is_bound and form.is_valid():
        due: date = form.cleaned_data["due"]
        try:
            sent = actions.send_requests(inspection=found, due=due, by=one.actor, at=now())
        except CannotAsk as why:
            refused_beside(form, str(why), why.field)
        else:
            items = "1 item is" if len(sent) == 1 else f"{len(sent)} items are"
            messages.success(request, f"{items} asked for, and on the provider’s page.")
            _tell(request, one, "evidence in advance", ASKED, due)
            return redirect("work:evidence", inspection)
    listed = queries.lines_of(found, localdate())
    one.record("evidence.seen", items=len(listed.lines))
    return render(
        request, "site/work_evidence_send.html", {"inspection": found, "form": form, "listed": listed}
    )


def _tell(request: HttpRequest, one: Seen, what: str, in_full: str, due: date) -> None:
    """Tell the provider by mail, and say on the next page who could not be told."""
    address = request.build_absolute_uri(reverse("work:provider", args=[one.id]))
    for reason in tell_contacts(one_inspection(one.id, one.standing), what, in_full, due, address):
        messages.warning(request, reason)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def item(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One item: what was asked and sent, and for those who ask, what is made of it."""
    check = check_ask_evidence if request.method == "POST" else check_see_evidence
    one, line = _line(request, inspection, number, check)
    step = request.POST.get("step", "")
    again = AgainForm(request.POST if request.method == "POST" and step in {"", "again"} else None)
    does_not = NotForm(request.POST if step == "not" else None)
    if request.method == "POST" and _settle(request, one, line, step, again, does_not):
        return redirect("work:evidence", inspection)
    one.record("evidence.seen", request=number)
    context = {
        "inspection": one_inspection(inspection, one.standing),
        "line": line,
        "mark": mark_of(line),
        "earlier": list(queries.earlier_files(line.row, one.standing)),
        "may_accept": line.can(Step.ACCEPT),
        "again": again if line.can(Step.ASK_AGAIN) else None,
        "does_not": does_not if line.can(Step.AGREE_NOT) else None,
        "may_ask": may_ask_evidence(one.standing, one.facts),
    }
    return render(request, "site/work_evidence_item.html", context)


def _settle(
    request: HttpRequest, one: Seen, line: Line, step: str, again: AgainForm, does_not: NotForm
) -> bool:
    """Do what was chosen; False where something is to be mended first."""
    form = {"again": again, "not": does_not}.get(step)
    if (form is not None and not form.is_valid()) or step not in {"accept", "again", "not"}:
        return False
    try:
        words = _settled(one, line, step, again, does_not)
    except CannotAsk as why:
        if form is None:
            messages.info(request, str(why))
            return True
        refused_beside(form, str(why), why.field)
        return False
    messages.success(request, f"“{line.row.title}” {words}.")
    if step == "again":
        _tell(request, one, "an item of evidence is asked for again", AGAIN, again.cleaned_data["due"])
    return True


def _settled(one: Seen, line: Line, step: str, again: AgainForm, does_not: NotForm) -> str:
    if step == "accept":
        actions.accept(request=line.row, by=one.actor, at=now())
        return "is accepted"
    if step == "again":
        actions.ask_again(request=line.row, **again.cleaned_data, by=one.actor, at=now())
        return "is asked for again"
    actions.agree_not_applicable(request=line.row, **does_not.cleaned_data, by=one.actor, at=now())
    return "does not apply"


def _line(request: HttpRequest, inspection: str, number: int, check: Callable[..., str]) -> tuple[Seen, Line]:
    one = seen(request, inspection, check)
    return one, queries.request_of(one_inspection(inspection, one.standing), number, localdate())


@require_safe
@or_not_found
def file(request: HttpRequest, inspection: str, number: int) -> HttpResponseBase:
    """One file that was sent, to be saved."""
    one = seen(request, inspection, check_see_evidence)
    sent = queries.sent_file(one_inspection(inspection, one.standing), number)
    one.record("evidence.file_taken", Operation.DISCLOSURE, file=sent.pk, digest=sent.file_id)
    return served(request, sent, reverse("work:evidence", args=[inspection]))


@require_safe
@or_not_found
def everything(request: HttpRequest, inspection: str) -> HttpResponseBase:
    """Every file that counts, in one ZIP with a list of their digests."""
    one = seen(request, inspection, check_see_evidence)
    sent = list(queries.sent_files(one_inspection(inspection, one.standing)).filter(taken_back_at=None))
    one.record("evidence.all_taken", Operation.DISCLOSURE, files=len(sent))
    try:
        pieces = packed(sent, now())
    except FileDamaged as why:
        return not_whole(request, why, reverse("work:evidence", args=[inspection]))
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"evidence-{inspection}.zip"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    guard(response)
    return response
