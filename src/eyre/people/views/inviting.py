"""Inviting somebody."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.people import actions
from eyre.people.exceptions import CannotInvite
from eyre.people.forms import InviteForm
from eyre.people.invitations import Issued
from eyre.people.permissions import check_give_roles, check_manage_accounts
from eyre.people.signed_in import standing_of
from eyre.platform.audit import Actor

from .acting import hand_over


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Asks whom to invite; then sends, or shows, the link."""
    standing = standing_of(request)
    by = standing.actor(check_manage_accounts(standing))
    check_give_roles(standing)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (issued := _invited(form, by)):
        return hand_over(request, issued, by)
    return render(request, "people/invite.html", {"form": form})


def _invited(form: InviteForm, by: Actor) -> Issued | None:
    """The invitation; None where it cannot be, and the form says why."""
    told = form.cleaned_data
    try:
        return actions.invite(
            name=told["name"],
            email=told["email"],
            roles=told["roles"],
            of_provider=form.is_of_provider,
            by=by,
            at=now(),
        )
    except CannotInvite as why:
        form.add_error(why.field or None, ValidationError(str(why)))
        return None
