"""The doors for devices: answers come in, what they come to goes out, and a device says that it is there.

Everything is JSON, refusals too: {"problem": a word for programs, "words": for people}. docs/developers/journal.md is
for whoever writes a client.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from eyre.cases.actions.devices import register_device
from eyre.cases.actions.journal import receive
from eyre.cases.exceptions import AssessmentNotFound, NotYourDevice
from eyre.cases.queries.blind import readable
from eyre.cases.queries.journal import state_of
from eyre.core.journal import LARGEST_BATCH, NotABatch, is_uuid
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.permissions import check_see_cases
from eyre.people.exceptions import NotAllowed
from eyre.platform.epochs.queries import current_epoch
from eyre.platform.refusals import JSON, refusal
from eyre.platform.unpacking import NotPacked, TooMuch, unpacked

from .work_seen import seen

LONGEST_NAME = 100
LONGEST_NUMBER = 18  # digits
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Refused(Exception):
    """The request is answered with this status and these words."""

    def __init__(self, status: int, problem: str, words: str) -> None:
        super().__init__(words)
        self.status, self.problem = status, problem


def for_devices(view: View[P]) -> View[P]:
    """Whatever stands against a request is said in JSON, so that a device can tell what to do."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as why:
            return refusal(why.status, why.problem, str(why))
        except NotABatch as why:
            return refusal(400, "not-a-batch", str(why))
        except NotAllowed as why:
            return refusal(403, "not-allowed", str(why))
        except (InspectionNotFound, AssessmentNotFound):
            return refusal(404, "not-found", "There is nothing of this address that you may see.")
        except RequestDataTooBig:
            return refusal(413, "too-large", f"At most {LARGEST_BATCH:,} bytes are taken at once.")
        except OperationalError:
            # Busy, full or stopped: nothing was taken, and the same may be sent again
            return refusal(503, "busy", "The store cannot take it now. Keep it, and send it again.")

    return update_wrapper(guarded, view)  # type: ignore[return-value]


@require_POST
@for_devices
def batch(request: HttpRequest, inspection: str) -> HttpResponse:
    """Take a batch of answers. What is answered is true: the transaction was committed before."""
    one = seen(request, inspection, check_see_cases)
    reply = receive(
        inspection=one.id,
        standing=one.standing,
        content=json_body(request),
        facts=one.facts,
        by=one.actor,
        at=now(),
    )
    return JsonResponse(reply.as_dict())


@require_POST
@for_devices
def device(request: HttpRequest, inspection: str) -> HttpResponse:
    """Register the device on which somebody writes; the same again changes nothing."""
    one = seen(request, inspection, check_see_cases)
    told = json_object(json_body(request))
    id, name = told.get("id"), told.get("name", "")
    if not is_uuid(id) or not isinstance(name, str) or len(name) > LONGEST_NAME or "\0" in name:
        words = f"A device has an id, a UUID in lower case, and a name of at most {LONGEST_NAME} characters."
        raise Refused(400, "not-a-device", words)
    try:
        held = register_device(id=UUID(str(id)), standing=one.standing, name=name, by=one.actor, at=now())
    except NotYourDevice as why:
        raise Refused(403, "not-yours", str(why)) from why
    return JsonResponse({"id": str(held.pk), "name": held.name, "epoch": current_epoch()})


@require_safe
@for_devices
def state(request: HttpRequest, inspection: str) -> HttpResponse:
    """What the answers of an assessment come to, those that changed since a number of this epoch."""
    one = seen(request, inspection, check_see_cases)
    id = request.GET.get("assessment", "")
    if not is_uuid(id):
        raise Refused(400, "no-assessment", "Say which assessment: ?assessment= and its UUID in lower case.")
    assessment = readable(one.id, UUID(id), one.standing)
    epoch = current_epoch()
    told = state_of(assessment, _since(request, epoch))
    if told.answers:
        one.record("answers.seen", assessment=id, answers=len(told.answers))
    answers = {each.key: each.as_dict() for each in told.answers}
    return JsonResponse({"epoch": epoch, "number": told.number, "answers": answers})


def _since(request: HttpRequest, epoch: str) -> int:
    """After which number; from the beginning where that number was given in another life of the store."""
    told = request.GET.get("since", "0")
    if not (told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER):
        raise Refused(400, "no-number", "Say since which number: ?since= and a whole number.")
    return int(told) if request.GET.get("epoch", epoch) == epoch else 0


def json_body(request: HttpRequest) -> bytes:
    """What was sent, where it is JSON, plain or packed by gzip, and not too large. Raises Refused and RequestDataTooBig."""
    if request.content_type != JSON:
        raise Refused(415, "not-json", f"What is sent here is {JSON}.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BATCH:
        raise RequestDataTooBig
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding == "identity":
        return request.body
    if encoding != "gzip":
        raise Refused(415, "not-json", "What is sent here is plain, or packed by gzip.")
    try:
        return unpacked(request.body, LARGEST_BATCH)
    except TooMuch as why:
        raise RequestDataTooBig from why
    except NotPacked as why:
        raise Refused(400, "not-json", str(why)) from why


def json_object(content: bytes) -> dict[str, Any]:
    """The fields of an object. Raises Refused where the bytes hold none."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as why:
        raise Refused(400, "not-json", "This is no JSON.") from why
    if not isinstance(told, dict):
        raise Refused(400, "not-json", "An object with fields is expected.")
    return told
