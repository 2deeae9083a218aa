"""The doors for devices that keep work without a network: who am I, what may I take along, what waits on me.

Everything is JSON, refusals too; docs/developers/journal.md is for whoever writes a client.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from eyre.cases.actions.devices import Report, note_report, set_up_device
from eyre.cases.actions.leases import begin_again, take_along
from eyre.cases.assessing.page import Case, kind_title, settings_of
from eyre.cases.assessing.posted import Posted
from eyre.cases.exceptions import CannotOpenAssessment, NoRecoveryKey, NotYourDevice
from eyre.cases.queries.assessments import answers_now, form_of
from eyre.cases.queries.fieldwork import (
    Assessment,
    Device,
    Inspection,
    RecoveryKey,
    asked_for,
    kept_until,
    not_begun,
    own_device,
    recovery_key,
    to_take_along,
)
from eyre.cases.queries.journal import state_of
from eyre.core.assessment import form_data
from eyre.core.journal import is_uuid
from eyre.people.exceptions import NotSignedIn
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Operation, record_read
from eyre.platform.epochs.queries import current_epoch

from .case_form import filled
from .journal import LONGEST_NAME, Refused, for_devices, json_body, json_object

MOST_LEASES = 20  # cases in one request
MOST_NAMED = 2000  # cases that a device may say it holds
MOST_COUNTED = 2**31 - 1
DIGEST = 64  # hexadecimal digits of a SHA-256
ROLE = "inspector"
NOT_THEIRS = "This case is not with you now, or its inspection is not in fieldwork."


def somebody(request: HttpRequest) -> Standing:
    """Whoever is signed in. Raises NotSignedIn."""
    standing = standing_of(request)
    if not standing.is_signed_in:
        raise NotSignedIn("Sign in to go on.")
    return standing


@require_safe
@for_devices
def hello(request: HttpRequest) -> HttpResponse:
    """Who is signed in here, what the server knows of this device, and what may be taken along now."""
    standing = somebody(request)
    told = request.GET.get("device", "")
    device = own_device(standing, UUID(told)) if is_uuid(told) else None
    at = now()
    work = [_inspection(one, held, at) for one, held in to_take_along(standing, at)]
    return JsonResponse(
        {
            "person": {"id": standing.person, "name": standing.name},
            "csrf": get_token(request),
            "epoch": current_epoch(),
            "now": at.isoformat(timespec="milliseconds"),
            "device": device and _device(device),
            "recovery": _key(recovery_key()),
            "work": work,
        }
    )


def _device(device: Device) -> dict[str, object]:
    return {
        "id": str(device.pk),
        "name": device.name,
        "revoked": device.revoked_at is not None,
        "recovery": device.recovery.name if device.recovery else "",
        "last": _last(device),
    }


def _last(device: Device) -> dict[str, object] | None:
    """What waited on it when it was last heard of, before its browser cleared it if it did."""
    if device.lost is not None:
        return dict(device.lost)
    if device.reported_at is None:
        return None
    since = device.waiting_since
    return {
        "waiting": device.waiting,
        "since": since and since.isoformat(),
        "at": device.reported_at.isoformat(),
    }


def _key(key: RecoveryKey | None) -> dict[str, str] | None:
    return {"name": key.name, "spki": key.spki} if key else None


def _inspection(one: Inspection, held: list[Assessment], at: datetime) -> dict[str, object]:
    return {
        "inspection": one.pk,
        "title": one.name_as_printed,
        "until": kept_until(one, at.date()).isoformat(),
        "journal": reverse("journal:batch", args=[one.pk]),
        "assessments": [
            {
                "id": str(each.pk),
                "pseudonym": each.case.pseudonym,
                "part": each.part,
                "kind": kind_title(one.edition_id, each.case.kind),
                "form": each.form,
                "digest": each.form_digest,
                "answered": each.answered,
                "conflicts": each.conflicts,
            }
            for each in held
        ],
    }


@require_POST
@for_devices
def register(request: HttpRequest) -> HttpResponse:
    """Set this device up for work without a network; the same again changes nothing."""
    standing = somebody(request)
    told = json_object(json_body(request))
    id, name, digest = told.get("id"), told.get("name", ""), told.get("digest")
    vault = told.get("vault")
    recovery = vault.get("recovery") if isinstance(vault, dict) else None
    if not (is_uuid(id) and _is_text(name) and _is_text(recovery) and _is_digest(digest)):
        words = (
            f"A device has an id, a UUID in lower case; a name of at most {LONGEST_NAME} characters; a vault with the "
            "name of its recovery key; and the digest of its secret, a SHA-256 in hexadecimal."
        )
        raise Refused(400, "not-a-device", words)
    told = {"id": UUID(str(id)), "name": str(name), "recovery": str(recovery), "digest": str(digest)}
    try:
        held = set_up_device(standing=standing, by=standing.actor(ROLE), at=now(), **told)
    except NotYourDevice as why:
        raise Refused(403, "not-yours", str(why)) from why
    except NoRecoveryKey as why:
        raise Refused(409, "no-recovery-key", str(why)) from why
    return JsonResponse({"id": str(held.pk), "name": held.name, "epoch": current_epoch()})


def _is_text(told: object) -> bool:
    return isinstance(told, str) and len(told) <= LONGEST_NAME and "\0" not in told


def _is_digest(told: object) -> bool:
    return isinstance(told, str) and len(told) == DIGEST and not told.strip("0123456789abcdef")


@require_POST
@for_devices
def report(request: HttpRequest) -> HttpResponse:
    """Keep what a device tells of the work that waits on it."""
    standing = somebody(request)
    told = json_object(json_body(request))
    device = _own(standing, told)
    held = note_report(device=device, report=_report(told), by=standing.actor(ROLE), at=now())
    return JsonResponse({"epoch": current_epoch(), "revoked": held.revoked_at is not None})


def _own(standing: Standing, told: Mapping[str, Any]) -> Device:
    id = told.get("device")
    device = own_device(standing, UUID(id)) if isinstance(id, str) and is_uuid(id) else None
    if device is None:
        raise Refused(403, "not-yours", "This device is not set up as yours.")
    return device


def _report(told: Mapping[str, Any]) -> Report:
    counts = [told.get(name, 0) for name in ("waiting", "quarantined")]
    stored, persisted, leases = (told.get(name) for name in ("stored_bytes", "persisted", "leases"))
    is_right = all(map(_is_count, counts)) and (stored is None or _is_count(stored, 2**53))
    emptied = told.get("emptied", False)
    if not is_right or persisted not in (None, True, False) or emptied not in (True, False):
        raise Refused(400, "not-a-report", "waiting, quarantined and stored_bytes are whole numbers from 0.")
    since = _since(told)
    return Report(counts[0], since, counts[1], stored, persisted, _leases(leases), bool(emptied))


def _since(told: Mapping[str, Any]) -> datetime | None:
    since = told.get("since")
    try:
        moment = None if since is None else datetime.fromisoformat(str(since))
    except ValueError:
        moment = None
    if since is not None and (moment is None or moment.tzinfo is None):
        raise Refused(400, "not-a-report", "since is a moment with its offset, or null.")
    return moment


def _is_count(told: object, most: int = MOST_COUNTED) -> bool:
    return type(told) is int and 0 <= told <= most


def _leases(told: object) -> frozenset[UUID] | None:
    return None if told is None else frozenset(_ids(told, MOST_NAMED))


def _ids(told: object, most: int) -> list[UUID]:
    if not isinstance(told, list) or len(told) > most or not all(map(is_uuid, told)):
        raise Refused(
            400, "no-assessments", f"Name at most {most:,} assessments, each by its UUID in lower case."
        )
    return [UUID(each) for each in told]


# Taking cases along


@require_POST
@for_devices
def lease(request: HttpRequest) -> HttpResponse:
    """Hand out cases that are with whoever asks, whole: form, answers, and the page to write on."""
    standing = somebody(request)
    told = json_object(json_body(request))
    device = _own(standing, told)
    if device.revoked_at is not None:
        raise Refused(403, "not-yours", "This device was revoked.")
    refused: list[dict[str, str]] = []
    at = now()
    ids = _ids(told.get("assessments", []), MOST_LEASES) + _begun(
        standing, told.get("cases", []), refused, at
    )
    if len(ids) > MOST_LEASES:
        raise Refused(400, "too-many", f"At most {MOST_LEASES} cases are taken along at once.")
    taken = _taken(standing, ids, refused)
    return JsonResponse(_lease(standing, device, taken, at) | {"refused": refused})


def _begun(standing: Standing, told: object, refused: list[dict[str, str]], at: datetime) -> list[UUID]:
    """The assessments of cases that are named by their pseudonym: begun now, where nobody has begun them."""
    if not isinstance(told, list) or len(told) > MOST_LEASES or not all(map(_is_case, told)):
        raise Refused(
            400, "no-cases", f"Name at most {MOST_LEASES} cases, each with inspection and pseudonym."
        )
    found = []
    for each in told:
        id = each.get("assessment")
        case = not_begun(standing, each["inspection"], each["pseudonym"])
        if case is None:
            # It may have been begun meanwhile, by this very device among others
            found += [UUID(id)] if id else []
            refused += [] if id else [{"id": each["pseudonym"], "words": NOT_THEIRS}]
            continue
        try:
            known = UUID(id) if id else None
            made = begin_again(case=case, standing=standing, id=known, by=standing.actor(ROLE), at=at)
        except CannotOpenAssessment as why:
            refused.append({"id": each["pseudonym"], "words": str(why)})
        else:
            found.append(made.pk)
    return found


def _is_case(told: object) -> bool:
    if not isinstance(told, dict):
        return False
    texts = [told.get("inspection"), told.get("pseudonym")]
    return all(map(_is_text, texts)) and (told.get("assessment") is None or is_uuid(told["assessment"]))


def _taken(standing: Standing, ids: list[UUID], refused: list[dict[str, str]]) -> list[Assessment]:
    found = asked_for(standing, ids)
    taken = []
    for id in dict.fromkeys(ids):
        words = found[id].why_not if id in found else NOT_THEIRS
        if words:
            refused.append({"id": str(id), "words": words})
        else:
            taken.append(found[id].assessment)
    return taken


def _lease(standing: Standing, device: Device, taken: list[Assessment], at: datetime) -> dict[str, object]:
    by = standing.actor(ROLE)
    until = take_along(device=device, assessments=taken, by=by, at=at) if taken else {}
    leases = [_one(standing, each, until[each.pk], at) for each in taken]
    for each in taken:
        on, after = ("inspections.inspection", each.inspection_id), {"assessment": str(each.pk)}
        record_read(
            "assessment.taken_along", by=by, at=at, on=on, operation=Operation.DISCLOSURE, after=after
        )
    forms = {each.form: form_of(each) for each in taken}
    told = {id: form_data(form) | {"digest": form.digest} for id, form in forms.items()}
    return {"epoch": current_epoch(), "leases": leases, "forms": told}


def _one(standing: Standing, assessment: Assessment, until: datetime, at: datetime) -> dict[str, object]:
    case = Case(assessment, form_of(assessment), answers_now(assessment))
    state = state_of(assessment)
    inspection, id = assessment.inspection, assessment.pk
    return {
        "assessment": str(id),
        "inspection": inspection.pk,
        "title": inspection.name_as_printed,
        "pseudonym": assessment.case.pseudonym,
        "part": assessment.part,
        "kind": kind_title(inspection.edition_id, case.kind),
        "until": until.isoformat(),
        "at": at.isoformat(timespec="milliseconds"),
        "form": {"id": case.form.id, "digest": case.form.digest},
        "html": render_to_string("cases/case_filling.html", filled(case, Posted())),
        "settings": settings_of(case, standing.person),
        "state": {"number": state.number, "answers": {each.key: each.as_dict() for each in state.answers}},
        "addresses": {
            "journal": reverse("journal:batch", args=[inspection.pk]),
            "state": reverse("assessment:state", args=[inspection.pk, id]),
            "form": reverse("assessment:form", args=[inspection.pk, case.form.id]),
        },
    }
