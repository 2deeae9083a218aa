"""The door by which a device leaves work that it cannot send any more: no session, its own secret alone."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from eyre.cases.actions.depositing import leave_work
from eyre.cases.exceptions import NotAllowedToDeposit
from eyre.cases.journal.deposits import REFUSED, device_of, read_deposit
from eyre.people.signed_in import origin_of
from eyre.platform.audit import Actor
from eyre.platform.refusals import JSON

from .journal import Refused, for_devices, json_body

APP, NAME = "eyre", "deposit"
DEVICE = "device"  # the role under which a device leaves work: nobody is signed in
PER_ADDRESS = "600/10m/key"  # batches; what is refused is counted too, so that nothing is guessed and nothing is flooded
WAIT = 600  # seconds


@never_cache  # "no-store" among it
@csrf_exempt  # a device has no page of ours here, and no cookie gives it anything
@require_POST
@for_devices
def deposit(request: HttpRequest) -> HttpResponse:
    """Keep apart what a device leaves here; the same answer for everything that is not known."""
    if request.content_type != JSON:
        # A page of another site can make a browser send a form, and nothing else without being asked
        raise Refused(403, "not-allowed", REFUSED)
    if not _may_try(request):
        reply = JsonResponse(
            {"problem": "too-many", "words": "Too much at once: send it again later."}, status=429
        )
        reply["Retry-After"] = str(WAIT)
        return reply
    told = read_deposit(json_body(request))
    try:
        device = device_of(told)
        by = Actor(str(device.person_id), DEVICE, origin_of(request))
        kept = leave_work(device=device, deposit=told, by=by, at=now())
    except NotAllowedToDeposit as why:
        raise Refused(403, "not-allowed", str(why)) from why
    return JsonResponse(kept.as_dict())


def _may_try(request: HttpRequest) -> bool:
    """Whether this network address has not sent too much: many tablets of one office share one."""
    key, config = origin_of(request), {NAME: PER_ADDRESS}
    return (
        ratelimit.consume(request, app=APP, action=NAME, config=config, key=key, limit_get=True) is not None
    )
