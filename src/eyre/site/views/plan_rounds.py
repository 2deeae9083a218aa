"""The rounds of inspections: all of them, one on a day and in a month, opening one, and moving it as a whole."""

from __future__ import annotations

import re
from datetime import date, timedelta
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.core.calendar import parse_partial
from eyre.inspections import permissions
from eyre.inspections.actions import move_round, open_programme
from eyre.inspections.exceptions import CannotOpen, CannotPlan
from eyre.inspections.plan_dates import AFTERWARDS
from eyre.inspections.plan_forms import MoveRoundForm, ProgrammeForm, put_faults
from eyre.inspections.plan_rounds import RoundMove, check_weeks, round_moves
from eyre.inspections.queries import roles_anywhere
from eyre.inspections.queries.months import Show, month_of
from eyre.inspections.queries.programmes import planned_for, programme_of, round_of, rounds
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, record_read
from eyre.site.queries.planning import edition_row, editions_offered, region_row, regions_offered

from .work_seen import or_not_found, refused_beside

MOST = 20  # tasks listed at once on the page of a round
SHOWN = {
    Show.FIELDWORK: "Fieldwork",
    Show.EVENTS: "Fieldwork and events",
    Show.ALL: "Fieldwork and every task",
}
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 1)


def _reader(request: HttpRequest) -> tuple[Standing, Actor]:
    """Whoever may read rounds, and as whom they do."""
    standing = standing_of(request)
    return standing, standing.actor(permissions.check_see_programmes(standing, roles_anywhere(standing)))


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The rounds, the latest first."""
    standing, actor = _reader(request)
    found = rounds(standing, localdate())
    after = {"shown": len(found)}
    record_read("programmes.seen", by=actor, at=now(), on=("inspections.programme", "all"), after=after)
    context = {"rounds": found, "may_open": permissions.may_open_inspection(standing)}
    return render(request, "site/plan_programmes.html", context)


@require_safe
@or_not_found
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One round: how far each inspection is, what is due and overdue, and what cannot work as it is planned."""
    standing, actor = _reader(request)
    today = localdate()
    found = round_of(slug, standing, today)
    after = {"inspections": len(found.inspections)}
    record_read("round.seen", by=actor, at=now(), on=found.programme, after=after)
    names = found.clashes.names
    context = {
        "round": found,
        "ahead": [row for row in found.inspections if row.stage not in AFTERWARDS],
        "published": [row for row in found.inspections if row.stage in AFTERWARDS],
        "today": today,
        "overdue": found.overdue[:MOST],
        "this_week": found.this_week[:MOST],
        "more_overdue": max(0, len(found.overdue) - MOST),
        "more_due": max(0, len(found.this_week) - MOST),
        "overlaps": [
            (names[one.person], [names[pk] for pk in one.inspections], one.first, one.last)
            for one in found.clashes.overlaps
        ],
        "without_lead": [(pk, names[pk]) for pk in found.clashes.without_lead],
        "crowded": [
            (one.monday, [names[pk] for pk in one.inspections], one.inspectors)
            for one in found.clashes.crowded
        ],
        "may_open": permissions.may_open_inspection(standing),
        "is_of_units": found.programme.kind == "pdu",
    }
    return render(request, "site/plan_programme.html", context)


@require_safe
@or_not_found
def month(request: HttpRequest, slug: str) -> HttpResponse:
    """A month of a round, day by day; `month` is 2027-03, this one without."""
    standing, actor = _reader(request)
    found = programme_of(slug, standing)
    show = next((one for one in Show if one.value == request.GET.get("show")), Show.EVENTS)
    page = month_of(slug, standing, _first_day(request.GET.get("month", "")), show)
    record_read("round.seen", by=actor, at=now(), on=found, after={"month": f"{page.first:%Y-%m}"})
    context = {
        "programme": found,
        "month": page,
        "words": str(parse_partial(f"{page.first:%Y-%m}")),
        "show": show,
        "shows": list(SHOWN.items()),
        "today": localdate(),
    }
    return render(request, "site/plan_month.html", context)


def _first_day(told: str) -> date:
    """The first of the month that an address asks for; of this one where it asks for none there is."""
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", told)
    asked = date(int(match[1]), int(match[2]), 1) if match and int(match[1]) else localdate().replace(day=1)
    return min(max(asked, EARLIEST), LATEST)


@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    standing = standing_of(request)
    role = permissions.check_open_programme(standing)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        editions=editions_offered(),
        regions=regions_offered(standing),
    )
    if form.is_bound and form.is_valid() and (slug := _open(form, standing.actor(role))):
        messages.success(
            request, "The programme is open. Next: open inspections in it, or a review of a region."
        )
        return redirect("planning:programme", slug)
    return render(request, "site/plan_open_programme.html", {"form": form})


def _open(form: ProgrammeForm, by: Actor) -> str:
    """The name of the round in addresses; "" where it was refused, with the words beside the answer they are about."""
    chosen = form.cleaned_data
    try:
        made = open_programme(
            title=chosen["title"],
            kind=chosen["kind"],
            edition=edition_row(chosen["edition"]),
            planned_from=chosen["planned_from"],
            planned_to=chosen["planned_to"],
            region=region_row(chosen["region"]) if chosen["region"] else None,
            by=by,
            at=now(),
        )
    except CannotOpen as why:
        refused_beside(form, str(why), why.field)
        return ""
    return made.pk


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask by how much the round moves, show what that does, and move it once somebody has seen that."""
    standing = standing_of(request)
    actor = standing.actor(permissions.check_open_programme(standing))
    found = programme_of(slug, standing)
    form = MoveRoundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        among = planned_for(standing).filter(programme=slug, is_public=False)
        try:
            check_weeks(form.signed())
            moved = round_moves(among, timedelta(weeks=form.signed()))
            if moved.faults:
                raise CannotPlan(moved.faults)
            if request.POST.get("seen") == _seen(moved):
                move_round(programme=found, among=among, weeks=form.signed(), by=actor, at=now())
                messages.success(request, f"The round has moved: {len(moved.moves)} inspections.")
                return redirect("planning:programme", slug)
        except CannotPlan as why:
            put_faults(form, why.faults)
        else:
            record_read("round.seen", by=actor, at=now(), on=found)
            context = {"programme": found, "form": form, "moved": moved, "seen": _seen(moved)}
            return render(request, "site/plan_move_preview.html", context)
    record_read("round.seen", by=actor, at=now(), on=found)
    return render(request, "site/plan_move.html", {"programme": found, "form": form})


def _seen(moved: RoundMove) -> str:
    """What was shown, in few letters: which inspections, on which dates, and how many tasks."""
    told = "\n".join(f"{one.inspection.pk} {one.was} {one.dates}" for one in moved.moves)
    return sha256(f"{told}\n{moved.tasks}".encode()).hexdigest()[:16]
