"""Calibration: those who look after quality write vignettes and open sessions; those who are asked answer for themselves,
and afterwards everybody sees how many answered what, and nobody who."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.calibration import answer_vignette, close_session, open_session, write_vignette
from eyre.cases.exceptions import CalibrationNotFound, CannotCalibrate, FormNotFound
from eyre.cases.queries import calibration as queries
from eyre.inspections.queries import roles_anywhere
from eyre.people.abilities import Ability
from eyre.people.queries import person as one_person
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, record_read
from eyre.platform.lines import Task
from eyre.site.calibration_forms import AnswerForm, CloseForm, KindForm, SessionForm, VignetteForm

from .asked import not_found
from .work_seen import refused_beside

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
WRITES = ["GET", "HEAD", "POST"]


def _or_not_found(view: View[P]) -> View[P]:
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (CalibrationNotFound, FormNotFound):
            words = "There is nothing of this address that you may see."
            return not_found(request, words, "See your work", reverse("work:home"))

    return cast(View[P], update_wrapper(guarded, view))


def _keeper(request: HttpRequest) -> tuple[Standing, Actor]:
    standing = standing_of(request)
    return standing, standing.actor(standing.check(Ability.ASSURE_QUALITY))


def _answerer(standing: Standing) -> Actor:
    """Whoever was asked, in the role in which they examine cases."""
    return standing.actor(standing.role_for(Ability.SEE_CASES, roles_anywhere(standing)) or "")


def _read(action: str, by: Actor, person: str, **after: int) -> None:
    record_read(action, by=by, at=now(), on=("people.person", person), after=after or None)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every vignette and session."""
    standing, by = _keeper(request)
    sessions = list(queries.sessions())
    _read("calibration.listed", by, standing.person, sessions=len(sessions))
    return render(request, "site/calibration.html", {"vignettes": queries.vignettes(), "sessions": sessions})


@require_http_methods(WRITES)
@_or_not_found
def write(request: HttpRequest) -> HttpResponse:
    """Write a vignette: first on which form and for which kind of case, then the case and its questions."""
    standing, by = _keeper(request)
    on = request.GET.get("on", "")
    chosen = KindForm({"on": on} if "on" in request.GET else None, offered=queries.offered())
    form = None
    if chosen.is_bound and chosen.is_valid():
        form_id, _, kind = on.partition("/")
        asked = queries.questions_of(form_id, kind)
        form = VignetteForm(request.POST if request.method == "POST" else None, asked=asked)
        if form.is_bound and form.is_valid():
            writer = one_person(UUID(standing.person))
            write_vignette(form=form_id, kind=kind, writer=writer, **form.cleaned_data, by=by, at=now())
            messages.success(request, f"“{form.cleaned_data['title']}” is written.")
            return redirect("calibration:home")
    _read("calibration.listed", by, standing.person)
    context = {"chosen": chosen, "form": form, "on": dict(queries.offered()).get(on, "")}
    return render(request, "site/calibration_vignette.html", context)


@require_http_methods(WRITES)
@_or_not_found
def begin(request: HttpRequest) -> HttpResponse:
    """Open a session."""
    standing, by = _keeper(request)
    vignettes = {str(each.pk): each for each in queries.vignettes()}
    people = {str(each.pk): each for each in queries.examiners()}
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        vignettes=[(key, each.title) for key, each in vignettes.items()],
        people=[(key, each.name) for key, each in people.items()],
    )
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            made = open_session(
                title=told["title"],
                vignettes=[vignettes[key] for key in told["vignettes"]],
                people=[people[key] for key in told["people"]],
                opener=one_person(UUID(standing.person)),
                by=by,
                at=now(),
            )
        except CannotCalibrate as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, f"“{made.title}” is open. Those who are asked see it under their work.")
            return redirect("calibration:session", made.pk)
    _read("calibration.listed", by, standing.person)
    return render(request, "site/calibration_open.html", {"form": form, "has_vignettes": bool(vignettes)})


@require_http_methods(WRITES)
@_or_not_found
def session(request: HttpRequest, number: int) -> HttpResponse:
    """How many answered so far, and the button that closes it; closed, what was answered. For those who keep quality."""
    standing, by = _keeper(request)
    one = queries.session(number)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            close_session(session=one, notes=form.cleaned_data["notes"], by=by, at=now())
        except CannotCalibrate as why:
            refused_beside(form, str(why), why.field)
        else:
            messages.success(request, "The session is closed. Those who were asked see what was answered.")
            return redirect("calibration:session", number)
    _read("calibration.seen", by, standing.person, session=number)
    context = {"session": one, "outcome": queries.outcome(one), "form": form, "asked": one.invited.count()}
    return render(request, "site/calibration_session.html", context)


@require_safe
@_or_not_found
def mine(request: HttpRequest, number: int) -> HttpResponse:
    """A session in which the reader was asked: what is left to answer; closed, how many answered what."""
    standing = standing_of(request)
    one = queries.session_for(number, UUID(standing.person))
    by = _answerer(standing)
    _read("calibration.seen", by, standing.person, session=number)
    answers = queries.answered_by(one, UUID(standing.person))
    vignettes = [(each, len(answers.get(each.pk, {})), len(each.questions)) for each in one.vignettes.all()]
    outcome = queries.outcome(one, UUID(standing.person)) if one.closed_at else None
    return render(
        request, "site/calibration_mine.html", {"session": one, "vignettes": vignettes, "outcome": outcome}
    )


@require_http_methods(WRITES)
@_or_not_found
def answer(request: HttpRequest, number: int, vignette: int) -> HttpResponse:
    """One vignette, and the reader's own answers on it."""
    standing = standing_of(request)
    one = queries.session_for(number, UUID(standing.person))
    found = queries.vignette_of(one, vignette)
    by = _answerer(standing)
    asked = queries.asked_on(found)
    held = queries.answered_by(one, UUID(standing.person)).get(found.pk, {})
    form = AnswerForm(request.POST if request.method == "POST" else None, asked=asked, held=held)
    if form.is_bound and form.is_valid():
        try:
            kept = answer_vignette(
                session=one,
                vignette=found,
                person=one_person(UUID(standing.person)),
                answers=form.answers(),
                by=by,
                at=now(),
            )
        except CannotCalibrate as why:
            refused_beside(form, str(why), "")
        else:
            messages.success(request, f"Saved: {kept} of {len(asked)} questions on “{found.title}”.")
            return redirect("calibration:mine", number)
    _read("calibration.seen", by, standing.person, session=number)
    return render(request, "site/calibration_answer.html", {"session": one, "vignette": found, "form": form})


def calibration_tasks(standing: Standing) -> Iterator[Task]:
    """What waits for somebody who was asked in a session, and the way in for whoever keeps quality."""
    for one, left in queries.waiting(UUID(standing.person)):
        hint = f"{left} question{'s' if left > 1 else ''} left; nobody sees what you answer"
        yield Task(
            f"Calibration: {one.title}",
            "To do",
            reverse("calibration:mine", args=[one.pk]),
            hint,
            colour="yellow",
        )
    if standing.role_for(Ability.ASSURE_QUALITY):
        says = "Invented cases that everybody assesses, to learn where they differ"
        yield Task("Calibration", "Sessions and vignettes", reverse("calibration:home"), says)
