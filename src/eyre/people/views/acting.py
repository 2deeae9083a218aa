"""What the pages of administrators have in common: whom they are about, and how a link is handed over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now

from eyre.people import letters, queries
from eyre.people.exceptions import PersonNotFound
from eyre.people.invitations import Issued
from eyre.people.queries import Person
from eyre.platform.audit import Actor, Operation, record_read


def found(person: UUID) -> Person:
    """The person of this address. Raises Http404; ask for the permission first."""
    try:
        return queries.person(person)
    except PersonNotFound as why:
        raise Http404(str(why)) from why


def note(person: Person, by: Actor) -> None:
    """Write down that somebody is looked at: the name or address of one person is on the page (DPA 2018, s.62)."""
    record_read("person.seen", by=by, at=now(), on=person)


def hand_over(request: HttpRequest, issued: Issued, by: Actor) -> HttpResponse:
    """Send somebody their link; where that cannot be done, show it this once, which is written down."""
    link = request.build_absolute_uri(reverse("invitation:open", args=[issued.token]))
    if letters.send_invitation(issued, link):
        messages.success(request, "The link is on its way by e-mail. It works for seven days.")
        return redirect("people:person", issued.person)
    on = ("people.invitation", issued.id)
    record_read("invitation.shown", by=by, at=now(), on=on, operation=Operation.DISCLOSURE)
    return render(request, "people/link.html", {"issued": issued, "link": link})
