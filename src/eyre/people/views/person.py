"""One person: who they are, which roles they hold, how far they are with their account."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.people import actions, permissions, queries
from eyre.people.exceptions import CannotChangeRole
from eyre.people.forms import GiveRoleForm
from eyre.people.queries import RoleHeld
from eyre.people.roles import ROLES, Held, held_for
from eyre.people.rules import PersonFacts
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from .acting import found, note

OFFERED = tuple(role.code for role in held_for(Held.ORGANISATION))


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role somebody holds, and whether whoever looks may end it."""

    code: str
    name: str
    says: str
    may_end: bool


@require_safe
def person_sheet(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person with what may be done about their account; that they were looked at is written down."""
    standing, at = standing_of(request), now()
    by = standing.actor(permissions.check_manage_accounts(standing))
    shown = found(person)
    note(shown, by)
    facts, open_one = queries.facts_of(shown), queries.open_invitation(shown.pk, at)
    context = {
        "person": shown,
        "state": queries.state_of(shown, open_one is not None),
        "open_invitation": open_one,
        "roles": _lines(standing, facts),
        "ended": [_ended(held) for held in queries.roles_held(shown.pk) if held.ended_at],
        "is_own": facts.id == standing.person,
        "may": _what_may_be_done(standing, facts),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give_role(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asks which role, of those that may be given; then gives it."""
    standing = standing_of(request)
    by = standing.actor(permissions.check_give_roles(standing))
    to = found(person)
    offered = _offered(standing, queries.facts_of(to))
    form = GiveRoleForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_bound and form.is_valid() and _given(form, to.pk, by):
        messages.success(request, "The role was given. It holds from the next page on.")
        return redirect("people:person", person)
    note(to, by)
    return render(request, "people/give_role.html", {"form": form, "person": to})


def _given(form: GiveRoleForm, person: UUID, by: Actor) -> bool:
    try:
        actions.give_role(person=person, role=form.cleaned_data["role"], by=by, at=now())
    except CannotChangeRole as why:
        form.add_error("role", ValidationError(str(why)))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, person: UUID, role: str) -> HttpResponse:
    """Asks whether to end a role; then ends it."""
    standing = standing_of(request)
    by = standing.actor(permissions.check_give_roles(standing))
    of = found(person)
    if request.method != "POST":
        permissions.check_end_role(standing, queries.facts_of(of), role)
        note(of, by)
        return render(request, "people/end_role.html", {"person": of, "role": ROLES[role]})
    try:
        actions.end_role(person=person, role=role, by=by, at=now())
    except CannotChangeRole as why:
        messages.warning(request, f"Nothing was changed. {why}")
    else:
        messages.success(request, "The role was ended. What it allowed is closed from the next page on.")
    return redirect("people:person", person)


def _offered(standing: Standing, facts: PersonFacts) -> list[str]:
    """The roles that may be given. Raises NotAllowed, with the reason, where none may."""
    offered = [code for code in OFFERED if permissions.may_give_role(standing, facts, code)]
    if not offered:
        left = [code for code in OFFERED if code not in facts.roles]
        permissions.check_give_role(standing, facts, left[0])
    return offered


def _lines(standing: Standing, facts: PersonFacts) -> list[RoleLine]:
    return [
        RoleLine(code, role.name, role.says(), permissions.may_end_role(standing, facts, code))
        for code, role in ROLES.items()
        if code in facts.roles
    ]


def _ended(held: RoleHeld) -> dict[str, object]:
    return {"name": ROLES[held.role].name, "given_at": held.given_at, "ended_at": held.ended_at}


def _what_may_be_done(standing: Standing, facts: PersonFacts) -> dict[str, bool]:
    """Which of the ways to go on the page offers."""
    may_give = any(permissions.may_give_role(standing, facts, code) for code in OFFERED)
    return {
        "give_role": may_give,
        "invite_again": permissions.may_invite_again(standing, facts),
        "reset": facts.has_joined and permissions.may_reset_sign_in(standing, facts),
        "disable": facts.is_active and permissions.may_disable(standing, facts),
        "enable": not facts.is_active and permissions.may_enable(standing, facts),
    }
