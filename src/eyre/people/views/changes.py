"""Changes to one account, each on a page of its own that says what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.people import actions, permissions, queries
from eyre.people.exceptions import CannotChangeAccount, CannotInvite
from eyre.people.forms import EmailForm, NameForm
from eyre.people.invitations import Issued
from eyre.people.rules import PersonFacts
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor

from .acting import found, hand_over, note

NOTHING = "Nothing was changed: somebody else was quicker, or it was so already."


@dataclass(frozen=True, slots=True)
class Step:
    """A change that is confirmed before it is made: the question, what follows, and what makes it."""

    title: str
    follows: tuple[str, ...]
    button: str
    is_grave: bool
    check: Callable[[Standing, PersonFacts], str]
    act: Callable[..., bool | Issued]
    done: str = ""


STEPS = {
    "disable": Step(
        "Disable this account?",
        (
            "They are signed out everywhere, at once.",
            "An open invitation no longer works.",
            "Their roles stay as they are and count again when the account is enabled.",
        ),
        "Disable the account",
        True,
        permissions.check_disable,
        actions.disable_account,
        "The account is disabled, and its sessions have ended.",
    ),
    "enable": Step(
        "Enable this account again?",
        ("They can sign in as before, with the roles they held.",),
        "Enable the account",
        False,
        permissions.check_enable,
        actions.enable_account,
        "The account is enabled.",
    ),
    "reset": Step(
        "Reset the sign-in of this person?",
        (
            "Do this when they can no longer sign in, because they lost their second factor or their password, and only when you know that it is them who ask.",
            "Their password and all their second factors are taken away, and they are signed out everywhere.",
            "They get a new link, by which they set both anew.",
        ),
        "Reset the sign-in",
        True,
        permissions.check_reset_sign_in,
        actions.reset_sign_in,
    ),
    "invite-again": Step(
        "Invite this person again?",
        ("They get a new link, which works for seven days.", "A link they got before no longer works."),
        "Invite again",
        False,
        permissions.check_invite_again,
        actions.invite_again,
    ),
    "withdraw": Step(
        "Withdraw the invitation?",
        ("The link no longer works.", "You can invite the person again."),
        "Withdraw the invitation",
        True,
        lambda standing, _: permissions.check_manage_accounts(standing),
        actions.withdraw_invitation,
        "The invitation is withdrawn.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, person: UUID, step: str) -> HttpResponse:
    """Asks whether to do it; then does it."""
    standing, chosen = standing_of(request), STEPS[step]
    by = standing.actor(permissions.check_manage_accounts(standing))
    about = found(person)
    if request.method == "POST":
        return _carry_out(request, chosen, about.pk, by)
    chosen.check(standing, queries.facts_of(about))
    note(about, by)
    return render(request, "people/confirm.html", {"person": about, "step": chosen})


def _carry_out(request: HttpRequest, step: Step, person: UUID, by: Actor) -> HttpResponse:
    try:
        done = step.act(person=person, by=by, at=now())
    except (CannotChangeAccount, CannotInvite) as why:
        messages.warning(request, f"Nothing was changed. {why}")
        return redirect("people:person", person)
    if isinstance(done, Issued):
        return hand_over(request, done, by)
    (messages.success if done else messages.info)(request, step.done if done else NOTHING)
    return redirect("people:person", person)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asks for the right name; then keeps it."""
    return _edit(request, person, NameForm, "name", actions.rename, "The name was changed.")


@require_http_methods(["GET", "HEAD", "POST"])
def email(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asks for the new address; then keeps it, and tells both."""
    done = "The address was changed. They are signed out everywhere; the old and the new address are told where mail is set up."
    return _edit(request, person, EmailForm, "email", actions.change_email, done)


def _edit(
    request: HttpRequest,
    person: UUID,
    kind: type[forms.Form],
    field: str,
    act: Callable[..., bool],
    done: str,
) -> HttpResponse:
    standing = standing_of(request)
    by = standing.actor(permissions.check_manage_accounts(standing))
    about = found(person)
    form = kind(request.POST if request.method == "POST" else None, initial={field: getattr(about, field)})
    if form.is_bound and form.is_valid():
        try:
            changed = act(person=person, **{field: form.cleaned_data[field]}, by=by, at=now())
        except CannotChangeAccount as why:
            form.add_error(field, ValidationError(str(why)))
        else:
            (messages.success if changed else messages.info)(request, done if changed else NOTHING)
            return redirect("people:person", person)
    note(about, by)
    return render(request, "people/edit.html", {"form": form, "person": about, "field": field})
