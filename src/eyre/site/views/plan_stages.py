"""Where an inspection stands, where it can go, and moving it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from eyre.core.planning import Refused, Stage
from eyre.inspections import permissions
from eyre.inspections.actions import move_stage
from eyre.inspections.plan_forms import StageForm
from eyre.inspections.queries import inspection as one_inspection
from eyre.inspections.queries.stages import Way, history_of, ways_from
from eyre.people.exceptions import NotAllowed
from eyre.platform.forms import Option
from eyre.site.queries.planning import ceased

from .work_seen import Seen, or_not_found, seen


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def stage(request: HttpRequest, inspection: str) -> HttpResponse:
    """Where it stands, what is not yet true of each way on, and the form for whoever may go one."""
    one = seen(request, inspection, permissions.check_see_plan)
    found = one_inspection(inspection, one.standing)
    ways = ways_from(found, permissions.roles_held(one.standing, one.facts), localdate(), ceased(found))
    mine = [way for way in ways if way.role]
    if request.method == "POST" and not mine:
        raise NotAllowed(_who_moves(ways))
    form = StageForm(request.POST if request.method == "POST" else None, ways=[_choice(way) for way in mine])
    if form.is_bound and form.is_valid() and _move(request, one, form, mine):
        return redirect("planning:stage", inspection)
    one.record("stage.seen")
    context = {
        "inspection": found,
        "stage": Stage(found.stage),
        "stages": _line(Stage(found.stage)),
        "ways": ways,
        "form": form if mine else None,
        "history": history_of(found),
    }
    return render(request, "site/plan_stage.html", context)


def _choice(way: Way) -> tuple[str, Option]:
    back = "Back to " if way.is_back else ""
    words = way.to.words.lower() if back else way.to.words
    lacking = len(way.lacking)
    hint = f"{lacking} condition{'s' if lacking != 1 else ''} not yet met" if lacking else ""
    return way.to.value, Option(f"{back}{words}", hint=hint)


def _who_moves(ways: tuple[Way, ...]) -> str:
    names = sorted({name for way in ways for name in way.done_by})
    if not names:
        return "From here an inspection is not moved by anybody’s hand."
    return f"From here an inspection is moved by another role: {', '.join(names)}."


def _line(now_at: Stage) -> list[tuple[str, str]]:
    """Every stage in words, and whether it lies behind, is now, or is to come."""
    order = list(Stage)
    place = order.index(now_at)
    said = ("behind", "now", "ahead")
    return [(one.words, said[(number >= place) + (number > place)]) for number, one in enumerate(order)]


def _move(request: HttpRequest, one: Seen, form: StageForm, mine: list[Way]) -> bool:
    to = Stage(form.cleaned_data["to"])
    way = next(way for way in mine if way.to is to)
    if way.lacking:
        for words in way.lacking:
            form.add_error("to", f"Not yet: {words}")
        return False
    found = one_inspection(one.id, one.standing)
    try:
        move_stage(
            inspection=found,
            to=to,
            reason=form.cleaned_data["reason"],
            by=one.standing.actor(way.role),
            at=now(),
        )
    except Refused as why:
        for reason in why.reasons:
            form.add_error("to", f"{reason[:1].upper()}{reason[1:]}")
        return False
    messages.success(request, f"{found.name_as_printed} is now at: {to.words.lower()}.")
    return True
