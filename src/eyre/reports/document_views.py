"""Published documents read back into data: taken in, laid beside their drafts, decided, stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from eyre.core.reading import Draft, Fact
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from . import actions, storing
from . import document_queries as queries
from .document_page import Page, kind_of
from .document_plan import Plan, plan_of, reference_of
from .document_text import Marked, marked_text, part_of, parts_of
from .exceptions import CannotDecide, CannotStore, CannotTakeIn, DocumentNotFound, FactNotFound
from .permissions import check_read_documents
from .read_forms import BelongingForm, MendForm, RejectForm, StoreForm, TakeInForm
from .reading import CannotRead, read_document
from .reading.shelf import shipped
from .review.comparing import State
from .review.verdicts import Reviewed

PAGE = 50
MOST_SENT = 21_000_000  # a document of the greatest size, form and all
TOO_LONG = "What was sent is too long. A document may have up to 20 MB as a file, or 2 MB as pasted text"
AROUND = 300  # characters of the text that are shown on each side of a fact
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_readers(view: View[P]) -> View[P]:
    """A page for those who may read documents; what is not there is a page with status 404, for them alone."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        check_read_documents(standing_of(request))
        try:
            return view(request, *args, **kwargs)
        except (DocumentNotFound, FactNotFound) as why:
            raise Http404(str(why)) from None

    return cast(View[P], update_wrapper(guarded, view))


def _actor(request: HttpRequest) -> Actor:
    standing: Standing = standing_of(request)
    return standing.actor(check_read_documents(standing))


@require_safe
@for_readers
def listing(request: HttpRequest) -> HttpResponse:
    """The documents taken in, and how far each is."""
    page = Paginator(queries.documents(), PAGE).get_page(request.GET.get("page"))
    rows = [(each, queries.progress_of(each)) for each in page.object_list]
    names = queries.names_of({each.taken_by for each, _ in rows})
    shown = [(each, progress, names[each.taken_by]) for each, progress in rows]
    return render(request, "reports/documents.html", {"rows": shown, "page": page})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def new(request: HttpRequest) -> HttpResponse:
    """The form that takes a document in; what is too long is refused before anything of it is read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if sent.isdecimal() and int(sent) > MOST_SENT:
        return _too_long(request)
    try:
        return _new(request)
    except RequestDataTooBig:
        return _too_long(request)


def _too_long(request: HttpRequest) -> HttpResponse:
    form = TakeInForm({})
    form.full_clean()
    form.errors.clear()
    form.add_error("file", TOO_LONG)
    return render(request, "reports/documents_new.html", {"form": form}, status=413)


@csrf_protect
def _new(request: HttpRequest) -> HttpResponse:
    form = TakeInForm(request.POST, request.FILES) if request.method == "POST" else TakeInForm()
    if form.is_bound and form.is_valid() and (digest := _take_in(request, form)):
        return redirect("documents:document", digest)
    return render(request, "reports/documents_new.html", {"form": form})


def _take_in(request: HttpRequest, form: TakeInForm) -> str:
    """The digest of the document; "" where it cannot be taken in, and the form says why."""
    told, by = form.cleaned_data, _actor(request)
    try:
        draft = read_document(told["content"], told["name"])
        if held := queries.document_with(draft.given.digest):
            messages.info(request, "These very bytes were taken in already: this is the document.")
            return held.pk
        title = told["title"] or draft.kind.title or told["name"]
        words = {"name": told["name"], "title": title, "address": told["address"]}
        document = actions.take_in(content=told["content"], draft=draft, **words, by=by, at=now())
    except CannotRead as why:
        form.add_error("file", f"The document {why}")
        return ""
    except CannotTakeIn as why:
        form.add_error("file", str(why))
        return ""
    messages.success(request, f"“{document.title}” was taken in. Decide about each fact that was read in it.")
    return document.pk


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def document(request: HttpRequest, document: str) -> HttpResponse:
    """A document and its draft side by side; a POST accepts a fact, or all of a table."""
    held = queries.document(document)
    reviewed = queries.reviewed(held)
    if request.method == "POST":
        return _accept(request, held, reviewed)
    parts = parts_of(held.text)
    number = _part(request.GET, len(parts))
    page = _page_of(held, reviewed)
    start, end = _range(held, number)
    context = {
        "document": held,
        "text": _marked(reviewed, page, start, min(end, len(held.text))),
        "groups": page.groups(start, end),
        "findings": list(enumerate(reviewed.draft.findings)),
        "decided": reviewed.decided,
        "of": len(reviewed.facts),
        "part": number,
        "parts": range(1, len(parts) + 1),
        "taken_by": queries.names_of({held.taken_by})[held.taken_by],
    }
    return render(request, "reports/documents_document.html", context)


def _part(data: QueryDict, most: int) -> int:
    """Which part was asked for: the first, where none is."""
    asked = data.get("part", "")
    return max(1, min(int(asked[:6]), most)) if asked.isascii() and asked.isdigit() else 1


def _range(held: Any, part: int) -> tuple[int, int]:
    """Where a part begins and ends; what stands behind the last character is of the last part."""
    parts = parts_of(held.text)
    start, end = parts[part - 1]
    return start, end + (part == len(parts))


def _page_of(held: Any, reviewed: Reviewed) -> Page:
    rows = list(queries.decisions_of(held))
    return Page(reviewed, rows, queries.stored_of(held), queries.names_of({row.decided_by for row in rows}))


def _marked(reviewed: Reviewed, page: Page, start: int, end: int) -> str:
    here = [f for f in reviewed.facts.values() if start <= f.place.start <= end]
    places = [
        Marked(f.id, f.place.start, f.place.end, page.line(f.id).state or "open", page.line(f.id).label)
        for f in here
    ]
    anchors = {f"place-finding-{n}": f.place.start for n, f in enumerate(reviewed.draft.findings)}
    return marked_text(reviewed.draft.given.text, start, end, places, anchors)


def _accept(request: HttpRequest, held: Any, reviewed: Reviewed) -> HttpResponse:
    one, several = request.POST.get("accept", ""), request.POST.get("accept_all", "")
    part = _part(request.POST, len(parts_of(held.text)))
    groups = _page_of(held, reviewed).groups(*_range(held, part)) if several else ()
    facts = [one] if one else [fact for group in groups if group.id == several for fact in group.easy]
    if facts:
        try:
            actions.accept_facts(
                document=held, draft=reviewed.draft, facts=facts, by=_actor(request), at=now()
            )
        except CannotDecide as why:
            messages.info(request, str(why))
    if one in reviewed.facts:
        return HttpResponseRedirect(_address_of(held, reviewed.facts[one]))
    anchor = f"#group-{several}" if any(group.id == several for group in groups) else ""
    return HttpResponseRedirect(f"{reverse('documents:document', args=[held.pk])}?part={part}{anchor}")


def _address_of(held: Any, fact: Fact) -> str:
    """A fact on the page of its document."""
    parts = parts_of(held.text)
    query = f"?part={part_of(parts, fact.place.start)}" if len(parts) > 1 else ""
    return f"{reverse('documents:document', args=[held.pk])}{query}#fact-{fact.id}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def fact(request: HttpRequest, document: str, fact: str) -> HttpResponse:
    """One fact with what stands around it: mended, rejected, or accepted as it was read."""
    held = queries.document(document)
    reviewed = queries.reviewed(held)
    found = reviewed.facts.get(fact)
    if found is None:
        raise FactNotFound(f"The document has no fact {fact[:60]!r}.")
    step = request.POST.get("step", "") if request.method == "POST" else ""
    stands = reviewed.as_it_stands(found)
    editions = {each.id: each for each in shipped()}
    mend = MendForm(request.POST if step == "mend" else None, found, stands, reviewed.draft, editions)
    reject = RejectForm(request.POST if step == "reject" else None)
    if step and _decide(request, held, reviewed.draft, found, mend, reject):
        return HttpResponseRedirect(_address_of(held, found))
    line = _page_of(held, reviewed).line(found.id)
    history = list(queries.history_of(held, found.id))
    names = queries.names_of({row.decided_by for row in history})
    context = {
        "document": held,
        "line": line,
        "kind": kind_of(found),
        "around": _around(held.text, found),
        "mend": mend,
        "reject": reject,
        "history": [(row, names[row.decided_by], _said(row)) for row in history],
        "back": _address_of(held, found),
    }
    return render(request, "reports/documents_fact.html", context)


def _said(row: Any) -> str:
    """What a mend changed, in words."""
    mended = queries.decision_of(row).mended
    return "; ".join(f"{name.replace('_', ' ')}: {text or 'nothing'}" for name, text in mended.items())


def _around(text: str, fact: Fact) -> tuple[str, str, str]:
    start, end = fact.place.start, fact.place.end
    return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]


def _decide(
    request: HttpRequest, held: Any, draft: Draft, fact: Fact, mend: MendForm, reject: RejectForm
) -> bool:
    """Whether what was asked was decided; else the form says why not."""
    common = {"document": held, "draft": draft, "by": _actor(request), "at": now()}
    try:
        if mend.is_bound and mend.is_valid():
            actions.mend_fact(**common, fact=fact.id, texts=mend.texts)
        elif reject.is_bound and reject.is_valid():
            actions.reject_fact(**common, fact=fact.id, reason=reject.cleaned_data["reason"])
        elif request.POST.get("step") == "accept":
            actions.accept_facts(**common, facts=[fact.id])
        else:
            return False
    except CannotDecide as why:
        if mend.is_bound:
            mend.refuse(why.words)
        else:
            messages.info(request, str(why))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def store(request: HttpRequest, document: str) -> HttpResponse:
    """What would become data, and how it stands to the data that are there; a POST stores it."""
    held = queries.document(document)
    reviewed = queries.reviewed(held)
    plan = plan_of(held, reviewed, _choices(request.GET))
    if request.method == "POST":
        return _store(request, held)
    context = {
        "document": held,
        "plan": plan,
        "shown": _shown(plan, _page_of(held, reviewed)),
        "counted": plan.counted(),
        "belonging": BelongingForm(None, plan),
        "form": StoreForm(None, plan),
        "decided": reviewed.decided,
        "of": len(reviewed.facts),
        "reference": reference_of(held),
    }
    return render(request, "reports/documents_store.html", context)


def _choices(data: QueryDict) -> dict[str, str]:
    return {name: str(data[name]) for name in data if name.startswith("provider-")}


def _shown(plan: Plan, page: Page) -> list[dict[str, Any]]:
    """Each body with its items by state: new, different, the same."""
    states = {State.NEW: "new", State.DIFFERS: "differs", State.STAYS: "stays", State.SAME: "same"}
    return [
        {
            "body": body,
            "is_left_out": body in plan.bodies and not body.chosen,
            "problems": [(each, page.line(each.fact).label) for each in body.problems],
        }
        | {name: [each for each in body.planned if each.state is state] for state, name in states.items()}
        for body in plan.every
        if body in plan.bodies or body.planned or body.problems
    ]


def _store(request: HttpRequest, held: Any) -> HttpResponse:
    replaced = request.POST.getlist("replace")
    try:
        rows = storing.store(held, _choices(request.POST), replaced, by=_actor(request), at=now())
    except CannotStore as why:
        messages.info(request, str(why))
    else:
        number = len({row.fact for row in rows})
        words = (
            f"{number} {'fact is' if number == 1 else 'facts are'} data now."
            if rows
            else "Nothing was new: the data stay as they are."
        )
        (messages.success if rows else messages.info)(request, words)
    return redirect("documents:document", held.pk)


@require_safe
@for_readers
def file(request: HttpRequest, document: str) -> HttpResponse:
    """The bytes as they were taken in, as a file to keep: no browser shows it as a page of Eyre."""
    held, content = queries.document(document), queries.content_of(document)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(True, held.name or "document") or "attachment"
    )
    return response
