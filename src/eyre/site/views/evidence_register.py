"""The register of evidence: what it holds, what it lacks, one piece with its history, and every change to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eyre.cases.queries.seconds import person
from eyre.core.frameworks import Edition
from eyre.evidence import actions, queries
from eyre.evidence.exceptions import CannotRegister
from eyre.evidence.permissions import check_keep_register, check_read_register, may_keep_register
from eyre.evidence.queries import Record, RegisterLine
from eyre.evidence.register_forms import (
    DIRECTIONS,
    AddEvidenceForm,
    ChangeEvidenceForm,
    LinkForm,
    WithdrawEvidenceForm,
)
from eyre.frameworks.queries import edition
from eyre.inspections.permissions import Check
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.audit import Operation
from eyre.platform.downloads import csv_response
from eyre.platform.filters import Choice, ChoiceFilter, Filters, TextFilter
from eyre.ratings.permissions.judgements import may_read_judgements
from eyre.ratings.queries.judgements import relied_on

from .asked import left_out
from .evidence_served import served
from .work_seen import Seen, or_not_found, refused_beside, seen

READ = ("GET", "HEAD")
WRITE = (*READ, "POST")
HEADER = (
    "number", "kind", "title", "source", "date", "says", "file", "speaks to", "added by", "added at", "version",
    "relied on by", "withdrawn because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the list shows it, with the standards whose judgement relies on it."""

    line: RegisterLine
    relied: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return str(self.line.latest.get_kind_display())

    @property
    def speaks(self) -> tuple[str, ...]:
        """What it speaks to, in words: “P1.1.2: weakness”."""
        return tuple(
            f"{link.question_ref or link.standard_ref}: {link.get_direction_display().lower()}"
            for link in self.line.links
        )


@require_safe
@or_not_found
def listing(request: HttpRequest, inspection: str) -> HttpResponse:
    """What the register holds, narrowed as chosen; what nothing relies on, and which standards nothing speaks to."""
    one = seen(request, inspection, check_read_register)
    found = one_inspection(inspection, one.standing)
    held = edition(found.edition_id)
    rows = _rows(found)
    filters = _filters(request, held, rows)
    shown = [row for row in rows if _fits(row, filters)]
    one.record("register.seen", items=len(rows))
    in_force = [row.line for row in rows if not row.line.is_withdrawn]
    context = {
        "inspection": found,
        "filters": filters,
        "left_out": left_out(filters),
        "rows": shown,
        "all": len(rows),
        "idle": [row for row in rows if not row.relied and not row.line.is_withdrawn],
        "without": [
            held.standard(ref) for ref in queries.standards_without((s.ref for s in held.standards), in_force)
        ],
        "may_keep": may_keep_register(one.standing, one.facts),
        "may_judge": may_read_judgements(one.standing, one.facts),
    }
    return render(request, "site/register_list.html", context)


@require_safe
@or_not_found
def as_csv(request: HttpRequest, inspection: str) -> HttpResponse:
    """The register as a table, narrowed as the list is."""
    one = seen(request, inspection, check_read_register)
    found = one_inspection(inspection, one.standing)
    rows = _rows(found)
    shown = [row for row in rows if _fits(row, _filters(request, edition(found.edition_id), rows))]
    one.record("register.taken", Operation.DISCLOSURE, items=len(shown))
    return csv_response(f"evidence-{inspection}.csv", HEADER, map(_cells, shown))


def _cells(row: Row) -> tuple[object, ...]:
    line, latest = row.line, row.line.latest
    return (
        line.name,
        row.kind,
        latest.title,
        latest.source,
        latest.held_on.isoformat(),
        latest.text,
        latest.file_name,
        "; ".join(row.speaks),
        line.item.added_by.name,
        localtime(line.item.added_at).isoformat(timespec="minutes"),
        latest.version,
        "; ".join(row.relied),
        line.item.withdrawn_because,
    )


def _rows(found: Any) -> list[Row]:
    relied = relied_on(found)
    return [Row(line, relied.get(line.item.pk, ())) for line in queries.register_of(found)]


def _filters(request: HttpRequest, held: Edition, rows: list[Row]) -> Filters:
    kinds = {row.line.latest.kind: row.kind for row in rows}
    people = sorted({row.line.item.added_by.name for row in rows})
    questions = [(q.ref, f"{q.ref} {q.text}"[:80]) for s in held.standards for q in s.key_questions]
    return Filters(
        (
            TextFilter("q", "Words", hint="In the title, the source or the text"),
            ChoiceFilter("kind", "Kind", _choices(sorted(kinds.items(), key=lambda pair: pair[1]))),
            ChoiceFilter(
                "standard", "Standard", _choices((s.ref, f"{s.ref} {s.title}") for s in held.standards)
            ),
            ChoiceFilter("question", "Key question", _choices(questions)),
            ChoiceFilter(
                "direction", "Shows", _choices((str(v), str(getattr(w, "label", w))) for v, w in DIRECTIONS)
            ),
            ChoiceFilter("who", "Added by", _choices((name, name) for name in people)),
            ChoiceFilter(
                "relied",
                "Relied on",
                _choices((("yes", "By a judgement"), ("no", "By nothing yet"), ("withdrawn", "Withdrawn"))),
            ),
        ),
        request.GET,
    )


def _choices(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    return [Choice(value, label) for value, label in pairs]


def _fits(row: Row, filters: Filters) -> bool:
    line, latest = row.line, row.line.latest
    words = filters.value("q").casefold()
    place = (filters.value("standard"), filters.value("question"), filters.value("direction"))
    relied = filters.value("relied")
    return (
        words in f"{line.name} {latest.title} {latest.source} {latest.text}".casefold()
        and filters.value("kind") in {"", latest.kind}
        and (not any(place) or line.speaks_to(*place))
        and filters.value("who") in {"", line.item.added_by.name}
        and relied in {"", "withdrawn" if line.is_withdrawn else "yes" if row.relied else "no"}
    )


@require_http_methods(WRITE)
@or_not_found
def add(request: HttpRequest, inspection: str) -> HttpResponse:
    """Put a piece of evidence into the register."""
    one = seen(request, inspection, check_keep_register)
    found = one_inspection(inspection, one.standing)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddEvidenceForm(posted[0], posted[1], edition=edition(found.edition_id))
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.add_evidence(
                inspection=found,
                told=form.told(),
                speaks=form.speaks(),
                content=file,
                name=file.name if file else "",
                person=person(one.standing.person),
                by=one.actor,
                at=now(),
            )
        except CannotRegister as why:
            _refused(form, why)
        else:
            messages.success(request, f"It is in the register as {made}.")
            return redirect("evidence_register:item", inspection, made.number)
    one.record("register.seen")
    return render(request, "site/register_write.html", {"inspection": found, "form": form})


@require_http_methods(WRITE)
@or_not_found
def item(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """One piece of evidence: what it says, what it speaks to, who relies on it, and its history."""
    one, found, record = _one(
        request, inspection, number, check_keep_register if request.method == "POST" else check_read_register
    )
    held = edition(found.edition_id)
    form = LinkForm(request.POST if request.method == "POST" else None, edition=held)
    if form.is_bound and form.is_valid():
        try:
            actions.link_evidence(item=record.line.item, speaks=form.speaks(), by=one.actor, at=now())
        except CannotRegister as why:
            _refused(form, why)
        else:
            messages.success(request, "That is in the register.")
            return redirect("evidence_register:item", inspection, number)
    one.record("register.seen", item=number)
    may_keep = may_keep_register(one.standing, one.facts) and not record.line.is_withdrawn
    context = {
        "inspection": found,
        "record": record,
        "line": record.line,
        "form": form if may_keep else None,
        "relied": relied_on(found).get(record.line.item.pk, ()),
        "may_keep": may_keep,
    }
    return render(request, "site/register_item.html", context)


@require_http_methods(WRITE)
@or_not_found
def change(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Say it otherwise: a new version."""
    one, found, record = _one(request, inspection, number, check_keep_register)
    latest = record.line.latest
    names = ("kind", "title", "source", "held_on", "text")
    first = {name: getattr(latest, name) for name in names} | {"seen": latest.version}
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ChangeEvidenceForm(posted[0], posted[1], initial=first)
    if latest.file is None:
        del form.fields["drop_file"]
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.change_evidence(
                item=record.line.item,
                told=form.told(),
                content=file,
                name=file.name if file else "",
                drop_file=form.cleaned_data.get("drop_file", False),
                seen=form.cleaned_data["seen"],
                person=person(one.standing.person),
                by=one.actor,
                at=now(),
            )
        except CannotRegister as why:
            _refused(form, why)
        else:
            messages.success(request, f"E{number} has a new version. What was judged on earlier ones stays.")
            return redirect("evidence_register:item", inspection, number)
    one.record("register.seen", item=number)
    context = {"inspection": found, "form": form, "line": record.line}
    return render(request, "site/register_write.html", context)


@require_http_methods(WRITE)
@or_not_found
def withdraw(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Withdraw a piece of evidence, with a reason."""
    one, found, record = _one(request, inspection, number, check_keep_register)
    form = WithdrawEvidenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = {"item": record.line.item, "reason": form.cleaned_data["reason"]}
        try:
            actions.withdraw_evidence(**told, by=one.actor, at=now())
        except CannotRegister as why:
            _refused(form, why)
        else:
            messages.success(request, f"E{number} is withdrawn. It stays in the register, marked.")
            return redirect("evidence_register:item", inspection, number)
    one.record("register.seen", item=number)
    context = {"inspection": found, "form": form, "line": record.line}
    return render(request, "site/register_withdraw.html", context)


@require_POST
@or_not_found
def unlink(request: HttpRequest, inspection: str, number: int, link: int) -> HttpResponse:
    """Say that it does not speak to this after all."""
    one, found, _ = _one(request, inspection, number, check_keep_register)
    try:
        actions.unlink_evidence(link=queries.open_link(found, number, link), by=one.actor, at=now())
    except CannotRegister as why:
        messages.info(request, str(why))
    else:
        messages.success(request, "That is taken away. It stays in the history.")
    return redirect("evidence_register:item", inspection, number)


@require_safe
@or_not_found
def file(request: HttpRequest, inspection: str, number: int, version: int) -> HttpResponseBase:
    """The file attached to one version, to be saved."""
    one, found, _ = _one(request, inspection, number, check_read_register)
    held = queries.version_of(found, number, version)
    back = reverse("evidence_register:item", args=[inspection, number])
    if held.file is None:
        return redirect(back)
    one.record("register.file_taken", Operation.DISCLOSURE, item=number, digest=held.file_id or "")
    return served(request, Named(held.file, held.file_name), back)


@dataclass(frozen=True, slots=True)
class Named:
    """A stored file with the name it came under."""

    file: object
    name: str


def _one(request: HttpRequest, inspection: str, number: int, check: Check) -> tuple[Seen, Any, Record]:
    one = seen(request, inspection, check)
    found = one_inspection(inspection, one.standing)
    return one, found, queries.evidence_record(found, number)


def _refused(form: forms.Form, why: CannotRegister) -> None:
    for problem in why.problems:
        refused_beside(form, problem.words, problem.field)
