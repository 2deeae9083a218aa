"""What does somebody signed in work on, what waits for them, and what may they choose from?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from eyre.core.calendar import parse_partial
from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Inspection, Kind, Programme, TeamMember
from eyre.inspections.queries import conflicted, visible_to
from eyre.people.abilities import Ability
from eyre.people.models import Person
from eyre.people.roles import ROLES, LeadInspector
from eyre.people.standing import Standing
from eyre.platform.filters import Choice
from eyre.providers.models import Contact, Interest, Provider, ProviderName
from eyre.providers.models import Kind as ProviderKind
from eyre.providers.queries import interests

MOST = 20  # inspections shown on the first page of one's work
MOST_GAPS = 10
COLUMNS = ("id", "name_as_printed", "provider_id", "provider__name", "kind", "region__name", "fieldwork", "published", "programme__title", "is_public")  # fmt: skip

UNPUBLISHED, PUBLISHED = "unpublished", "published"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An inspection as it stands in a list of work. `roles` are those of whoever looks, in words."""

    id: str
    name: str
    provider: str
    kind: str
    region: str
    fieldwork: str
    published: str
    programme: str
    is_public: bool
    roles: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        """The word for how far it is: so far only whether it is published."""
        return "Published" if self.is_public else "Not published"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed by; an empty text is not narrowed."""

    q: str = ""
    stage: str = ""
    kind: str = ""
    mine: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a team that must be filled, and why."""

    inspection: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody sees first. `roles` are all roles they hold now: name, what it is for, and for what it is held."""

    mine: tuple[WorkRow, ...]
    more: int
    gaps: tuple[Gap, ...]
    more_gaps: bool
    roles: tuple[tuple[str, str, str], ...]
    interests: int


class WorkList(Sequence[WorkRow]):
    """The inspections somebody may see that fit, unpublished first, of which a paginator takes a part."""

    def __init__(self, standing: Standing, by: Narrowed) -> None:
        self.standing, self.found = standing, _narrow(visible_to(standing), standing, by)

    def __len__(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, place: int) -> WorkRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[WorkRow, ...]: ...
    def __getitem__(self, place: int | slice) -> WorkRow | tuple[WorkRow, ...]:
        part = slice(place, place + 1) if isinstance(place, int) else place
        rows = _rows(self.found, self.standing, part)
        return rows[0] if isinstance(place, int) else rows


def _narrow(found: QuerySet[Inspection], standing: Standing, by: Narrowed) -> QuerySet[Inspection]:
    if by.stage:
        found = found.filter(is_public=by.stage == PUBLISHED)
    if by.kind:
        found = found.filter(kind=by.kind)
    if by.mine:
        found = found.filter(Exists(_roles_of(standing).filter(inspection=OuterRef("pk"))))
    for word in by.q.split():
        names = ProviderName.objects.filter(provider=OuterRef("provider"), name__icontains=word)
        wanted = Q(Exists(names)) | Q(id__icontains=word) | Q(name_as_printed__icontains=word)
        found = found.filter(wanted | Q(provider__name__icontains=word) | Q(region__name__icontains=word))
    return found.order_by(
        "is_public",
        F("fieldwork_from").desc(nulls_first=True),
        F("published_from").desc(nulls_last=True),
        "id",
    )


def _roles_of(standing: Standing) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(person=UUID(standing.person), until=None)


def _rows(found: QuerySet[Inspection], standing: Standing, part: slice) -> tuple[WorkRow, ...]:
    rows = list(found.values(*COLUMNS)[part])
    held: dict[str, list[str]] = {}
    members = _roles_of(standing).filter(inspection__in=[row["id"] for row in rows])
    for inspection, role in members.values_list("inspection", "role"):
        held.setdefault(inspection, []).append(ROLES[role].name)
    return tuple(_row(row, tuple(held.get(row["id"], ()))) for row in rows)


def _row(row: dict[str, Any], roles: tuple[str, ...]) -> WorkRow:
    return WorkRow(
        row["id"],
        row["name_as_printed"],
        row["provider__name"],
        Kind(row["kind"]).label,
        row["region__name"] or "",
        str(parse_partial(row["fieldwork"])),
        str(parse_partial(row["published"])),
        row["programme__title"],
        row["is_public"],
        roles,
    )


def home_of(standing: Standing) -> Home:
    """What somebody sees first; the number of queries does not grow with their work."""
    open_now = _narrow(visible_to(standing), standing, Narrowed(stage=UNPUBLISHED))
    mine = _rows(open_now, standing, slice(0, MOST))
    waiting = gaps(standing)
    return Home(
        mine=mine,
        more=open_now.count() - len(mine),
        gaps=waiting[:MOST_GAPS],
        more_gaps=len(waiting) > MOST_GAPS,
        roles=tuple(_roles(standing)),
        interests=Interest.objects.filter(person=UUID(standing.person), ended_at=None).count(),
    )


def gaps(standing: Standing) -> tuple[Gap, ...]:
    """Which teams that they form lack a lead, or have lost somebody to an interest: the first of them; two queries."""
    open_now = visible_to(standing).filter(is_public=False)
    if not standing.role_for(Ability.FORM_TEAM):
        leads = _roles_of(standing).filter(inspection=OuterRef("pk"), role=LeadInspector.code)
        open_now = open_now.filter(Exists(leads))
    led = TeamMember.objects.filter(inspection=OuterRef("pk"), role=LeadInspector.code, until=None)
    without = open_now.filter(~Exists(led)).order_by("id").values_list("id", "name_as_printed")
    lost = conflicted().filter(inspection__in=open_now.order_by().values("pk"))
    told = lost.order_by("inspection", "pk").values_list(
        "inspection", "inspection__name_as_printed", "person__name", "role"
    )
    some = slice(0, MOST_GAPS + 1)
    return (
        *(Gap(pk, name, "has no lead inspector") for pk, name in without[some]),
        *(Gap(pk, name, _lost(person, role)) for pk, name, person, role in told[some]),
    )


def _lost(person: str, role: str) -> str:
    return f"has lost {person}, {ROLES[role].name.lower()}, who declared an interest: fill the place"


def _roles(standing: Standing) -> list[tuple[str, str, str]]:
    held = [(ROLES[code], ROLES[code].held.value) for code in ROLES if code in standing.roles]
    # Only inspections they may still see are named: an interest takes the name away too
    seen = visible_to(standing).order_by().values("pk")
    teams = _roles_of(standing).filter(inspection__in=seen).order_by("inspection")
    for role, name in teams.values_list("role", "inspection__name_as_printed"):
        held.append((ROLES[role], f"on {name}"))
    contacts = Contact.objects.filter(person=UUID(standing.person), until=None).order_by("provider")
    for role, name in contacts.values_list("role", "provider__name"):
        held.append((ROLES[role], f"for {name}"))
    return [(role.name, role.says(), where) for role, where in held]


def kinds_seen(standing: Standing) -> tuple[Choice, ...]:
    """The kinds of the inspections somebody may see."""
    kinds = set(visible_to(standing).order_by().values_list("kind", flat=True).distinct())
    return tuple(Choice(value, label) for value, label in Kind.choices if value in kinds)


# What forms offer


def people_offered(*, is_of_provider: bool | None = None) -> tuple[tuple[str, str], ...]:
    """The people with an account that is open, by name, told apart by their address."""
    people = Person.objects.filter(is_active=True)
    if is_of_provider is not None:
        people = people.filter(is_of_provider=is_of_provider)
    return tuple(
        (str(pk), f"{name} ({email})") for pk, name, email in people.values_list("pk", "name", "email")
    )


def person(number: str) -> Person:
    """The person that a form chose among those it offered."""
    return Person.objects.get(pk=UUID(number))


def providers_offered(standing: Standing) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The providers somebody may know of, kind by kind: the public ones, and those of inspections they may see."""
    known = Provider.objects.all()
    if not (standing.role_for(Ability.OPEN_INSPECTIONS) or standing.role_for(Ability.NAME_CONTACTS)):
        seen = visible_to(standing).filter(is_public=False).order_by().values("provider")
        known = known.filter(Q(is_public=True) | Q(pk__in=seen))
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for slug, name, kind in known.order_by("name", "slug").values_list("slug", "name", "kind"):
        by_kind.setdefault(kind, []).append((slug, name))
    return tuple((label, tuple(by_kind[kind])) for kind, label in ProviderKind.choices if kind in by_kind)


def programmes_offered() -> tuple[tuple[str, str], ...]:
    """Every programme with the edition it inspects by, the latest last in the list of programmes first here."""
    rows = Programme.objects.order_by("-order", "slug").values_list("slug", "title", "edition__short_title")
    return tuple((slug, f"{title}: {edition}") for slug, title, edition in rows)


def programme(slug: str) -> Programme:
    """The programme that a form chose among those it offered."""
    return Programme.objects.select_related("edition").get(pk=slug)


def edition_of(chosen: Programme) -> StoredEdition:
    """The edition a programme inspects by."""
    return chosen.edition


def interests_found(q: str) -> QuerySet[Interest]:
    """The interests of everybody whose person or provider goes by all of these words, those in force first."""
    found = interests()
    for word in q.split():
        found = found.filter(Q(person__name__icontains=word) | Q(provider__name__icontains=word))
    return found


def team_and_contacts(inspection: Inspection) -> tuple[list[TeamMember], list[Contact]]:
    """Who works on an inspection now, the lead first, and who speaks for its provider now."""
    members = TeamMember.objects.filter(inspection=inspection, until=None).select_related("person")
    order = list(ROLES)
    held = Contact.objects.filter(provider=inspection.provider_id, until=None).select_related("person")
    return sorted(members, key=lambda each: (order.index(each.role), each.since, each.pk)), list(held)
