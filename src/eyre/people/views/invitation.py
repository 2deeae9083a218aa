"""How somebody who was invited gets in: the link, then a password, then the second factor.

The secret stands in the link only. Opening it keeps its digest in the session and leads on to an address without it, so
that it is in no history that is shown, no referrer and no page. Opening changes nothing: mail scanners open links too.
"""

from __future__ import annotations

from contextlib import suppress

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from eyre.people import actions, queries
from eyre.people.exceptions import InvitationNotValid
from eyre.people.forms import AcceptForm
from eyre.people.invitations import digest_of
from eyre.people.queries import Invitation, Person
from eyre.people.signed_in import origin_of
from eyre.platform.audit import Actor

KEPT = "eyre_invitation"  # where the session keeps the digest


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps what the link says, and leads on to the page without it; a link of no use leads there too."""
    request.session.pop(KEPT, None)
    with suppress(InvitationNotValid):
        request.session[KEPT] = queries.invitation(digest_of(token), now()).token_digest
    return redirect("invitation:accept")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Asks for a password; then signs the person in, as far as the second factor."""
    try:
        invited = queries.invitation(request.session.get(KEPT, ""), now())
        if request.user.is_authenticated:
            return render(request, "people/invitation_signed_in.html", {"invited": invited})
        form = AcceptForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and (person := _accepted(request, form, invited)):
            request.session.pop(KEPT, None)
            return _sign_in(request, person)
    except InvitationNotValid:
        request.session.pop(KEPT, None)
        return render(request, "people/invitation_not_valid.html", status=404)
    return render(request, "people/invitation.html", {"form": form, "invited": invited})


def _accepted(request: HttpRequest, form: AcceptForm, invited: Invitation) -> Person | None:
    """The person, who now has this password; None where it breaks the rules, and the form says which."""
    by = Actor(str(invited.person_id), "", origin_of(request))
    password = form.cleaned_data["password"]
    try:
        return actions.accept_invitation(digest=invited.token_digest, password=password, by=by, at=now())
    except ValidationError as why:
        form.add_error("password", why)
        return None


def _sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """By the way that every sign-in takes, so that the second factor is asked for next."""
    login = Login(user=person, email=person.email, redirect_url=reverse("account:profile"))
    response: HttpResponse = perform_password_login(request, {"email": person.email}, login)
    return response
