"""The key of one's own calendar feed: made, shown this once, made anew, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from eyre.people import queries
from eyre.people.exceptions import NotSignedIn
from eyre.people.feeds.actions import end_feed_key, make_feed_key
from eyre.people.feeds.queries import feed_key as key_of
from eyre.people.signed_in import standing_of

FEED = "calendar:feed"  # of another area, by its name


@require_http_methods(["GET", "HEAD", "POST"])
def feed_key(request: HttpRequest) -> HttpResponse:
    """Whether you have one; the two buttons; and, right after it was made, its address."""
    standing = standing_of(request)
    if not standing.is_signed_in:
        raise NotSignedIn("Sign in to go on.")
    person, by = queries.person(UUID(standing.person)), standing.actor("")
    link = ""
    if request.POST.get("step") == "make":
        made = make_feed_key(person=person, by=by, at=now())
        link = request.build_absolute_uri(reverse(FEED, args=[made.token]))
    elif request.POST.get("step") == "end":
        if end_feed_key(person=person, by=by, at=now()):
            messages.success(request, "The address opens nothing any more.")
        return redirect("account:calendar")
    return render(request, "people/calendar.html", {"key": key_of(person), "link": link})
