"""The team of an inspection: who works on it, who cannot and why, adding somebody and taking them off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from eyre.inspections import permissions, queries
from eyre.inspections.actions import join_team, leave_team
from eyre.inspections.exceptions import CannotJoin
from eyre.inspections.forms import TeamForm
from eyre.people.roles import ROLES
from eyre.providers.permissions import may_see_interests
from eyre.site.queries import work
from eyre.site.queries.proposals import proposal, why_not

from .work_seen import Seen, or_not_found, refused_beside, seen


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def team(request: HttpRequest, inspection: str) -> HttpResponse:
    """Who works on it, and for those who form the team the form that proposes somebody."""
    check = permissions.check_form_team if request.method == "POST" else permissions.check_see_team
    one = seen(request, inspection, check)
    may_form = permissions.may_form_team(one.standing, one.facts)
    people = work.people_offered() if may_form else ()
    form = TeamForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid() and _may_propose(form, one):
        query = {name: form.cleaned_data[name] for name in ("person", "role")}
        return redirect(f"{reverse('work:propose', args=[inspection])}?{urlencode(query)}")
    one.record("team.seen")
    return render(request, "site/work_team.html", _page(one, form, may_form, dict(people)))


def _page(one: Seen, form: TeamForm, may_form: bool, people: dict[str, str]) -> dict[str, object]:
    found = queries.inspection(one.id, one.standing)
    members = [(each, ROLES[each.role]) for each in queries.team_of(found)]
    order = list(ROLES)
    now_on_it = [(each, role) for each, role in members if each.until is None]
    with_kinds = may_see_interests(one.standing)
    lost = queries.conflicts(found) if may_form else ()
    return {
        "inspection": found,
        "members": sorted(now_on_it, key=lambda pair: order.index(pair[1].code)),
        "former": [(each, role) for each, role in members if each.until is not None] if may_form else [],
        "lost": [(each, ROLES[each.role].name.lower()) for each in lost],
        "has_lead": any(role.code == "lead-inspector" for _, role in now_on_it),
        "hindered": _named(queries.hindrances(found, with_kinds=with_kinds), people) if may_form else [],
        "form": form if may_form else None,
    }


def _named(told: dict[UUID, str], people: dict[str, str]) -> list[tuple[str, str]]:
    """Who cannot be on the team, by name, and why."""
    return sorted((people[str(each)], why) for each, why in told.items() if str(each) in people)


def _may_propose(form: TeamForm, one: Seen) -> bool:
    """Whether nothing stands against it; else that stands beside the answer it is about."""
    person, role = work.person(form.cleaned_data["person"]), form.cleaned_data["role"]
    found = queries.inspection(one.id, one.standing)
    try:
        queries.check_join(found, person, role, one.standing.person)
    except CannotJoin as why:
        refused_beside(form, why_not(found, person, role, one.standing), why.field)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def propose(request: HttpRequest, inspection: str) -> HttpResponse:
    """What is to be known before somebody joins, and the button with which they do."""
    one = seen(request, inspection, permissions.check_form_team)
    form = TeamForm(request.POST if request.method == "POST" else request.GET, people=work.people_offered())
    if not form.is_valid():
        return redirect("work:team", inspection)
    person, role = work.person(form.cleaned_data["person"]), form.cleaned_data["role"]
    found = queries.inspection(inspection, one.standing)
    if request.method == "POST":
        try:
            join_team(inspection=found, person=person, role=role, by=one.actor, at=now())
        except CannotJoin:  # somebody else was quicker, or an interest was declared: the page says which
            pass
        else:
            messages.success(request, f"{person.name} is now {ROLES[role].name.lower()} on this inspection.")
            return redirect("work:team", inspection)
    one.record("proposal.seen", person=str(person.pk), role=role)
    shown = proposal(found, person, role, one.standing, localdate())
    asked = {"person": str(person.pk), "role": role}
    return render(request, "site/work_propose.html", {"inspection": found, "proposal": shown, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def leave(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Ask whether somebody is to be taken off the team, and do it."""
    one = seen(request, inspection, permissions.check_form_team)
    found = queries.inspection(inspection, one.standing)
    member = queries.member(found, number)
    if member.until is not None:
        messages.info(request, f"{member.person.name} has left the team already.")
        return redirect("work:team", inspection)
    if request.method == "POST":
        try:
            leave_team(member=member, by=one.actor, at=now())
        except CannotJoin as why:  # somebody else was quicker
            messages.info(request, str(why))
        else:
            messages.success(request, f"{member.person.name} is off the team and sees nothing more of it.")
        # Whoever takes themself off may not see the page they came from any more
        is_self = str(member.person_id) == one.standing.person
        return redirect("work:home") if is_self else redirect("work:team", inspection)
    one.record("team.seen")
    context = {"inspection": found, "member": member, "role": ROLES[member.role]}
    return render(request, "site/work_leave_team.html", context)
