"""The auditor's pages: the record of who did and who saw what. Looking here is written down too."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from eyre.people.audit_pages.forms import SearchForm
from eyre.people.audit_pages.lines import details, lines, seal_lines, utc, values
from eyre.people.permissions import check_read_audit
from eyre.people.signed_in import standing_of
from eyre.platform.addresses import link_with
from eyre.platform.audit import Actor, Operation, record_read
from eyre.platform.audit.disclosing import MOST, disclosed
from eyre.platform.audit.exceptions import EventNotFound
from eyre.platform.audit.heads import heads_text, latest_heads
from eyre.platform.audit.queries import ChainState, chain_states, event, seal_of
from eyre.platform.audit.searching import MOST_COUNTED, Asked, Found, how_many, search

LOG = "audit.log"
TYPES = {"csv": "text/csv; charset=utf-8; header=present", "jsonl": "application/x-ndjson"}


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The newest rows that fit a question, page by page; the question is written down."""
    by = _auditor(request)
    form = SearchForm(request.GET)
    if not form.is_valid():
        # The form names everybody, so it is a look too
        _read("audit.searched", by, "both", {"understood": False})
        return render(request, "people/audit.html", {"form": form, "is_open": True})
    asked = form.asked()
    older, newer = _number(request, "older"), _number(request, "newer")
    found = search(asked, older_than=older, newer_than=newer)
    _read("audit.searched", by, asked.chain or "both", {**asked.as_ids(), **_page(older, newer)})
    return render(request, "people/audit.html", _listed(request, form, asked, found))


@require_safe
def audit_event(request: HttpRequest, id: int) -> HttpResponse:
    """One row: who, what, on what, before and after, and where it is sealed."""
    by = _auditor(request)
    try:
        row = event(id)
    except EventNotFound as why:
        raise Http404(str(why)) from why
    _read("audit.opened", by, row.chain, {"row": row.pk})
    seal = seal_of(row)
    context = {
        "row": row,
        "details": details(row),
        "before": values(row.before),
        "after": values(row.after),
        "seal": seal,
        "seal_lines": seal_lines(seal) if seal else [],
    }
    return render(request, "people/audit_event.html", context)


@require_safe
def audit_export(request: HttpRequest) -> HttpResponseBase:
    """The rows that fit a question as a file; that they were taken away is written down first.

    A question that is not understood comes back as a page.
    """
    by = _auditor(request)
    form, file = SearchForm(request.GET), request.GET.get("file", "csv")
    if not form.is_valid() or file not in TYPES:
        return audit_list(request)
    pieces = disclosed(form.asked(), file, by=by, at=now(), most=MOST)
    name = f"audit-{now():%Y-%m-%d-%H%M}.{file}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=TYPES[file], headers=headers)


@require_safe
def audit_heads(request: HttpRequest) -> HttpResponse:
    """How far the chains are sealed, and when each was verified."""
    _read("heads.seen", _auditor(request), "both", {})
    return render(request, "people/audit_heads.html", {"chains": list(map(_chain, chain_states()))})


@require_safe
def audit_heads_file(request: HttpRequest) -> HttpResponse:
    """The latest heads as a file to keep elsewhere."""
    by, at = _auditor(request), now()
    heads = latest_heads()
    told = {head.chain: head.number for head in heads}
    record_read("heads.exported", by=by, at=at, on=(LOG, "both"), operation=Operation.DISCLOSURE, after=told)
    headers = {"Content-Disposition": f'attachment; filename="audit-heads-{at:%Y-%m-%d-%H%M}.json"'}
    return HttpResponse(heads_text(heads, at), content_type="application/json", headers=headers)


def _auditor(request: HttpRequest) -> Actor:
    standing = standing_of(request)
    return standing.actor(check_read_audit(standing))


def _read(action: str, by: Actor, what: str, told: Mapping[str, str | int]) -> None:
    record_read(action, by=by, at=now(), on=(LOG, what), after=told or None)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _page(older: int, newer: int) -> dict[str, int]:
    return {"older_than": older} if older else {"newer_than": newer} if newer else {}


def _listed(request: HttpRequest, form: SearchForm, asked: Asked, found: Found) -> dict[str, object]:
    count = how_many(asked)

    def to(**change: str) -> str:
        return link_with(request.GET, {"older": None, "newer": None, **change})

    return {
        "form": form,
        "is_open": bool(asked.as_ids()),
        "lines": lines(found.rows),
        "count": min(count, MOST_COUNTED),
        "is_more": count > MOST_COUNTED,
        "most": MOST,
        "newer": to(newer=str(found.newer)) if found.newer else "",
        "older": to(older=str(found.older)) if found.older else "",
        "csv": reverse("audit:export") + to(file="csv"),
        "jsonl": reverse("audit:export") + to(file="jsonl"),
    }


def _chain(state: ChainState) -> dict[str, object]:
    return {
        "name": "Acts" if state.chain == "writes" else "Readings",
        "head": state.head,
        "sealed_at": utc(state.head.sealed_at) if state.head and state.head.sealed_at else "",
        "verified_at": utc(state.verified_at) if state.verified_at else "",
        "faults": state.faults,
        "verification": state.verification,
    }
