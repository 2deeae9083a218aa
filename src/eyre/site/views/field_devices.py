"""The pages about devices that keep work: one's own, those of everybody one looks after, and what to do with a lost one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.actions.devices import revoke_device
from eyre.cases.permissions.devices import (
    check_revoke_device,
    check_see_devices,
    may_rescue,
    may_see_devices,
)
from eyre.cases.queries.devices import DeviceRow, device_seen_by, devices_seen_by, own_devices
from eyre.cases.queries.fieldwork import device_of_id
from eyre.people.signed_in import standing_of
from eyre.people.standing import Standing
from eyre.platform.audit import Operation, record_read
from eyre.platform.downloads import csv_response
from eyre.platform.lines import Task

from . import field_doors
from .asked import not_found

HEADER = [
    "person", "account", "device", "last_seen", "waiting", "waiting_since", "waiting_hours", "kept_apart",
    "cases", "revoked_at", "emptied_at", "lost",
]  # fmt: skip
DAY = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponseBase:
    """Somebody's own devices; and, for a device that is being set up, the door that takes it in."""
    if request.method == "POST":
        return field_doors.register(request)
    standing = standing_of(request)
    rows = own_devices(standing, now())
    cases = sum(len(row.leases) for row in rows)
    if cases:
        by, on = standing.actor(""), ("people.person", standing.person)
        record_read("devices.own_seen", by=by, at=now(), on=on, after={"cases": cases})
    context = {"rows": rows, "may_see_all": may_see_devices(standing)}
    return render(request, "site/devices.html", context)


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The devices of everybody one looks after, what has waited longest first."""
    standing = standing_of(request)
    rows = _seen(standing, Operation.CONSULTATION)
    late = [row for row in rows if row.colour]
    context = {
        "rows": rows,
        "late": len(late),
        "unseen": sum(row.is_unseen for row in rows),
        "waiting": sum(row.waiting for row in rows),
        "may_rescue": may_rescue(standing),
    }
    return render(request, "site/devices_all.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    rows = _seen(standing_of(request), Operation.DISCLOSURE)
    return csv_response("devices.csv", HEADER, map(_cells, rows))


def _seen(standing: Standing, operation: Operation) -> tuple[DeviceRow, ...]:
    role, at = check_see_devices(standing), now()
    rows = devices_seen_by(standing, at)
    action = "devices.seen" if operation is Operation.CONSULTATION else "devices.taken"
    by, on = standing.actor(role), ("people.person", standing.person)
    record_read(action, by=by, at=at, on=on, operation=operation, after={"devices": len(rows)})
    return rows


def _cells(row: DeviceRow) -> list[object]:
    return [
        row.person,
        "open" if row.is_active else "disabled",
        row.name,
        _moment(row.last_seen),
        row.waiting,
        _moment(row.since),
        "" if row.age is None else int(row.age.total_seconds() // 3600),
        row.kept_apart,
        len(row.leases),
        _moment(row.revoked_at),
        _moment(row.emptied_at),
        row.lost if row.emptied_at else "",
    ]


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, device: UUID) -> HttpResponse:
    """A device that was lost: what it means to revoke it, and the step that does."""
    standing = standing_of(request)
    row = device_seen_by(standing, device, now(), others=may_see_devices(standing))
    if row is None:
        return not_found(
            request, "There is no such device that you may see.", "Devices", reverse("devices:own")
        )
    held = device_of_id(device)
    is_theirs = str(held.person_id) == standing.person
    role = check_revoke_device(standing, is_theirs=is_theirs)
    back = "devices:own" if is_theirs else "devices:all"
    if request.method == "POST":
        if revoke_device(device=held, by=standing.actor(role), at=now()):
            messages.success(request, f"{row.name} is revoked.")
        return redirect(back)
    return render(
        request, "site/device_revoke.html", {"row": row, "is_theirs": is_theirs, "back": reverse(back)}
    )


def device_tasks(standing: Standing, at: datetime) -> Iterator[Task]:
    """What waits for somebody: work on a device of theirs for a day or longer, and that of everybody they look after."""
    if not standing.is_signed_in:
        return
    for row in own_devices(standing, at):
        if row.waiting and (row.age or timedelta()) >= DAY:
            hint = f"{row.says} on it {row.aged}: open fieldwork there, with a network"
            yield Task(f"Send what waits on {row.name}", "To send", reverse("devices:own"), hint, row.colour)
    if may_see_devices(standing):
        late = [row for row in devices_seen_by(standing, at) if row.colour]
        status = f"{len(late)} late" if late else "Nothing late"
        hint = "Work that has not arrived, devices not heard of, and lost ones"
        yield Task("Devices", status, reverse("devices:all"), hint, late[0].colour if late else "")
