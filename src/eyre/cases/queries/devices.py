"""Which devices keep work, whose are they, when were they last heard of, and what waits on them since when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from eyre.cases.models import Device, LeaseTaken
from eyre.inspections.models import TeamMember
from eyre.inspections.queries import visible_to
from eyre.people.standing import Standing

# From which age waiting work is flagged, and in which colour
AGES = ((timedelta(days=7), "red"), (timedelta(days=3), "orange"), (timedelta(hours=24), "yellow"))
UNSEEN = timedelta(days=3)  # a device with cases on it that was not heard of for so long


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """A case on a device: of which inspection, under which pseudonym, and until when."""

    inspection: str
    pseudonym: str
    until: datetime


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device as pages show it. `age`: how long work has waited on it, none where nothing waits.

    `recovery` is the name of the key that opens it, `lost` how many answers waited when its browser cleared it, else 0.
    """

    id: UUID
    name: str
    person: str
    is_active: bool
    last_seen: datetime
    reported_at: datetime | None
    waiting: int
    since: datetime | None
    age: timedelta | None
    kept_apart: int
    recovery: str
    is_persisted: bool | None
    revoked_at: datetime | None
    emptied_at: datetime | None
    lost: int
    leases: tuple[LeaseRow, ...]
    is_unseen: bool

    @property
    def says(self) -> str:
        """What waits, in words."""
        if not self.waiting:
            return "Nothing waits" if self.reported_at else "Not heard of yet"
        return "1 answer waits" if self.waiting == 1 else f"{self.waiting:,} answers wait"

    @property
    def colour(self) -> str:
        """The colour of the age of what waits; "" where nothing waits for a day or longer."""
        age = self.age
        return "" if age is None else next((colour for least, colour in AGES if age >= least), "")

    @property
    def aged(self) -> str:
        """For how long, in whole days or hours."""
        if self.age is None:
            return ""
        days, hours = self.age.days, self.age.seconds // 3600
        number, unit = (days, "day") if days else (hours, "hour")
        return f"for {number} {unit}{'' if number == 1 else 's'}" if number else "for less than an hour"


def own_devices(standing: Standing, at: datetime) -> tuple[DeviceRow, ...]:
    """Somebody's own devices, with the cases on each; the latest heard of first."""
    held = _offline().filter(person=UUID(standing.person))
    return _rows(held, LeaseTaken.objects.all(), at)


def devices_seen_by(standing: Standing, at: datetime) -> tuple[DeviceRow, ...]:
    """The devices of those who look after them: what has waited longest first.

    Whoever keeps accounts sees all of them, and no case; others those of people on inspections that they may see, with
    the cases of these.
    """
    if standing.is_apart:
        return _by_age(_rows(_offline(), LeaseTaken.objects.none(), at))
    seen = visible_to(standing).order_by().values("pk")
    people = TeamMember.objects.filter(inspection__in=seen).order_by().values("person")
    leases = LeaseTaken.objects.filter(assessment__inspection__in=seen)
    return _by_age(_rows(_offline().filter(person__in=people), leases, at))


def device_seen_by(standing: Standing, id: UUID, at: datetime, *, others: bool) -> DeviceRow | None:
    """One of one's own devices, or, with `others`, of those one looks after; None where there is none of this id."""
    rows = own_devices(standing, at) + (devices_seen_by(standing, at) if others else ())
    return next((row for row in rows if row.id == id), None)


def _offline() -> QuerySet[Device]:
    return (
        Device.objects.filter(is_offline=True)
        .select_related("person", "recovery")
        .order_by("-last_seen", "pk")
    )


def _by_age(rows: Iterable[DeviceRow]) -> tuple[DeviceRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-(row.age or timedelta(-1)), row.person, str(row.id))))


def _rows(devices: QuerySet[Device], leases: QuerySet[LeaseTaken], at: datetime) -> tuple[DeviceRow, ...]:
    held = list(devices)
    by_device: dict[UUID, list[LeaseRow]] = {each.pk: [] for each in held}
    found = leases.filter(device__in=held, ended_at=None).order_by("assessment__case__pseudonym")
    columns = ("device", "assessment__inspection__name_as_printed", "assessment__case__pseudonym", "until")
    for device, inspection, pseudonym, until in found.values_list(*columns):
        by_device[device].append(LeaseRow(inspection, pseudonym, until))
    return tuple(_row(each, tuple(by_device[each.pk]), at) for each in held)


def _row(device: Device, leases: tuple[LeaseRow, ...], at: datetime) -> DeviceRow:
    since = device.waiting_since
    return DeviceRow(
        id=device.pk,
        name=device.name,
        person=device.person.name,
        is_active=device.person.is_active,
        last_seen=device.last_seen,
        reported_at=device.reported_at,
        waiting=device.waiting or 0,
        since=since,
        age=None if since is None else max(at - since, timedelta()),
        kept_apart=device.quarantined,
        recovery=device.recovery.name if device.recovery else "",
        is_persisted=device.persisted,
        revoked_at=device.revoked_at,
        emptied_at=device.emptied_at,
        lost=device.lost["waiting"] if device.lost else 0,
        leases=leases,
        is_unseen=bool(leases or device.waiting) and at - device.last_seen >= UNSEEN,
    )
