"""The provider's own page: what is asked of it, by when, what it sent, and who comes when; and sending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.permissions.lists import may_send_list
from eyre.core.evidence import Step
from eyre.evidence import actions, queries
from eyre.evidence.exceptions import CannotAsk, SentFileNotFound
from eyre.evidence.forms import FilesForm, NotForm
from eyre.evidence.permissions import check_send_evidence
from eyre.evidence.queries import Line
from eyre.people.queries import person
from eyre.platform.audit import Operation
from eyre.platform.audit.plain import visible
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.receiving import dropped
from eyre.site.queries.provider_page import provider_page

from .evidence_lines import mark_of, marked
from .evidence_served import served
from .work_seen import Seen, or_not_found, seen

TOO_LARGE = "is too large, or was one too many at once; send it in parts"
SHOWN = 80  # letters of a file's name in a message


@require_safe
@or_not_found
def provider(request: HttpRequest, inspection: str) -> HttpResponse:
    """What the contacts of a provider see of its inspection, from the announcement on."""
    one = seen(request, inspection, check_send_evidence)
    found = queries.announced(inspection, one.standing)
    page = provider_page(found, localdate())
    one.record("provider_page.seen", items=len(page.listed.lines))
    context = {
        "inspection": found,
        "page": page,
        "asked": marked(page.listed.lines),
        "may_send_list": may_send_list(one.standing, one.facts),
    }
    return render(request, "site/work_provider.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def item(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One item: what is wanted, what was sent; files, the words that it does not apply, or what was sent before."""
    one = seen(request, inspection, check_send_evidence)
    found = queries.announced(inspection, one.standing)
    line = queries.request_of(found, number, localdate(), for_provider=True)
    step = request.POST.get("step", "send")
    is_sending, is_not = (
        request.method == "POST" and step == "send",
        request.method == "POST" and step == "not",
    )
    files = FilesForm(request.POST, request.FILES) if is_sending else FilesForm()
    does_not = NotForm(request.POST if is_not else None)
    is_done = (
        (is_sending and _send(request, one, line, files))
        or (is_not and _say_not(request, one, line, does_not))
        or (request.method == "POST" and step == "reuse" and _reuse(request, one, line))
    )
    if is_done:
        return redirect("work:provider-item", inspection, number)
    if request.method == "POST":  # some files may have been kept while others were refused
        line = queries.request_of(found, number, localdate(), for_provider=True)
    one.record("provider_page.seen", request=number)
    context = {
        "inspection": found,
        "line": line,
        "mark": mark_of(line),
        "earlier": list(queries.earlier_files(line.row, one.standing)) if line.can(Step.SEND) else [],
        "files": files if line.can(Step.SEND) else None,
        "does_not": does_not if line.can(Step.SAY_NOT) else None,
        "may_take_back": line.can(Step.TAKE_BACK),
    }
    return render(request, "site/work_provider_item.html", context)


def _send(request: HttpRequest, one: Seen, line: Line, form: FilesForm) -> bool:
    """Keep every file that may be kept, and name each that may not with the reason; whether all were kept."""
    too_large = dropped(request, "sent")
    if not form.is_valid() and not too_large:
        return False
    refused = [f"{_shown(name)} {TOO_LARGE}" for name in too_large]
    kept = 0
    for file in form.cleaned_data.get("sent", ()):
        try:
            _send_one(one, line, file, str(file.name))
        except FileRefused as why:
            refused.append(f"{_shown(str(file.name))} {why}")
        except CannotAsk as why:
            refused.append(str(why))
            break
        else:
            kept += 1
    if kept:
        messages.success(request, "1 file was sent." if kept == 1 else f"{kept} files were sent.")
    form.errors.pop("sent", None)
    for words in refused:
        form.add_error("sent", words)
    return not refused


def _send_one(one: Seen, line: Line, file: Any, name: str) -> None:
    """Each file is an act of its own: what was kept stays, whatever becomes of the next."""
    who = person(UUID(one.standing.person))
    actions.send_file(request=line.row, content=file, name=name, person=who, by=one.actor, at=now())


def _shown(name: str) -> str:
    return f"“{visible(name)[:SHOWN]}”"


def _say_not(request: HttpRequest, one: Seen, line: Line, form: NotForm) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.say_not_applicable(request=line.row, **form.cleaned_data, by=one.actor, at=now())
    except CannotAsk as why:
        form.add_error(None if why.field not in form.fields else why.field, str(why))
        return False
    messages.success(
        request, "We have your answer: this does not apply to you. We tell you here whether we agree."
    )
    return True


def _reuse(request: HttpRequest, one: Seen, line: Line) -> bool:
    """Answer by what was sent for an earlier inspection; a file that cannot be used again is said so."""
    number = request.POST.get("earlier", "")
    if not number.isdecimal() or len(number) > 18:
        raise SentFileNotFound("A file is named by its number.")
    earlier = queries.earlier_sent(line.row, int(number), one.standing)
    who = person(UUID(one.standing.person))
    try:
        actions.reuse_file(request=line.row, earlier=earlier, person=who, by=one.actor, at=now())
    except (CannotAsk, FileRefused) as why:
        messages.info(request, str(why))
    else:
        messages.success(request, f"“{earlier.name}” counts for this inspection too. It was not sent again.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def take_back(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Ask whether a file is to be taken back, and do it."""
    one = seen(request, inspection, check_send_evidence)
    found = queries.announced(inspection, one.standing)
    sent = queries.sent_file(found, number)
    if request.method == "POST":
        try:
            actions.take_file_back(file=sent, by=one.actor, at=now())
        except CannotAsk as why:
            messages.info(request, str(why))
        else:
            messages.success(request, f"“{sent.name}” is taken back. It no longer counts as sent.")
        return redirect("work:provider-item", inspection, sent.request_id)
    one.record("provider_page.seen", file=sent.pk)
    return render(request, "site/work_provider_back.html", {"inspection": found, "sent": sent})


@require_safe
@or_not_found
def file(request: HttpRequest, inspection: str, number: int) -> HttpResponseBase:
    """One file that was sent, to be saved again."""
    one = seen(request, inspection, check_send_evidence)
    found = queries.announced(inspection, one.standing)
    sent = queries.sent_file(found, number)
    one.record("provider_page.file_taken", Operation.DISCLOSURE, file=sent.pk, digest=sent.file_id)
    return served(request, sent, reverse("work:provider", args=[inspection]))
