"""The page on which what was saved from a device is taken in, with the organisation's recovery key."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from eyre.cases.permissions.devices import check_rescue
from eyre.cases.recovery.forms import RescueForm
from eyre.cases.recovery.keys import WrongKey, open_key
from eyre.cases.recovery.rescue_files import NotARescueFile, read_rescue, unseal
from eyre.cases.recovery.rescuing import Outcome, take_rescued
from eyre.people.signed_in import standing_of
from eyre.platform.audit import Actor, record_read
from eyre.platform.files.receiving import dropped

from .in_memory import in_memory

TOLD = 50  # rows that could not be read, by name


@in_memory  # neither the file nor the key ever touches a disk here
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def rescue(request: HttpRequest) -> HttpResponse:
    """A rescue file, the key and its passphrase: what opens goes the way its person would have sent it."""
    standing = standing_of(request)
    by = standing.actor(check_rescue(standing))
    form = RescueForm(request.POST, request.FILES) if request.method == "POST" else RescueForm()
    outcome = _taken(request, form, by) if form.is_bound else None
    on = ("people.person", standing.person)
    record_read("rescue.seen", by=by, at=now(), on=on)
    bad = outcome.bad[:TOLD] if outcome else ()
    context = {"form": RescueForm() if outcome else form, "outcome": outcome, "bad": bad}
    return render(
        request, "site/rescue.html", context, status=422 if form.is_bound and outcome is None else 200
    )


def _taken(request: HttpRequest, form: RescueForm, by: Actor) -> Outcome | None:
    """What came of it; None where it was refused, with the words beside the answer."""
    for name in ("file", "key"):
        if dropped(request, name):
            form.errors.pop(name, None)
            form.add_error(name, "The file is too large to be what is asked for.")
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        file = read_rescue(told["file"].read())
    except NotARescueFile as why:
        form.add_error("file", str(why))
        return None
    try:
        opened = unseal(file, open_key(told["key"].read(), told["passphrase"]))
    except WrongKey as why:
        form.add_error("key", str(why))
        return None
    try:
        return take_rescued(file, opened, by=by, at=now())
    except NotARescueFile as why:
        form.add_error("file", str(why))
        return None
