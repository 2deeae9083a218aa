"""How far does an interest reach, and how far a contact? Which providers are meant besides the one that is named.

An interest in a provider covers everything that is a part of it today, whoever followed it and their parts, and
whoever came before it. Somebody who worked for a company that a region took over knows the people who stayed; an
inspection under the old name may still be open when the new one begins. The two directions are never mixed: who comes
from one half of a body that was split has no interest in the other half. A part does not cover its whole.

A contact of a whole speaks for its parts too.

Worked out in SQL, in one step of the query that asks, so that nothing has to be kept in step with the register: Django
has no words for a recursive query, so the text stands here. UNION (not UNION ALL) ends it where data go in a circle.
"""

from __future__ import annotations

from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Func, QuerySet, SlugField, Subquery

from .models import Contact, Interest, PartOf, Provider, Succession

_PARTS = PartOf._meta.db_table
_SUCCESSIONS = Succession._meta.db_table


class Way(Enum):
    """One step from a provider to another, as the SELECT of (here, there)."""

    TO_PARTS = f"SELECT whole_id AS here, provider_id AS there FROM {_PARTS} WHERE until = ''"
    TO_WHOLES = f"SELECT provider_id AS here, whole_id AS there FROM {_PARTS} WHERE until = ''"
    TO_SUCCESSORS = f"SELECT predecessor_id AS here, successor_id AS there FROM {_SUCCESSIONS}"
    TO_PREDECESSORS = f"SELECT successor_id AS here, predecessor_id AS there FROM {_SUCCESSIONS}"


# Each set of steps is walked by itself from the start; what any of them reaches is covered
COVERS = ({Way.TO_PARTS, Way.TO_SUCCESSORS}, {Way.TO_PREDECESSORS})
IS_COVERED_BY = ({Way.TO_WHOLES, Way.TO_PREDECESSORS}, {Way.TO_SUCCESSORS})


def reached(start: QuerySet[Any, Any], *walks: set[Way]) -> Func:
    """The slugs reached from those of `start` (one column), itself included; for `slug__in=`."""
    walked = [_walk(number, walk) for number, walk in enumerate(walks)]
    every = " UNION ".join(f"SELECT slug FROM walk{number}" for number in range(len(walks)))
    template = f"(WITH RECURSIVE start(slug) AS %(expressions)s, {', '.join(walked)} {every})"
    return Func(Subquery(start), template=template, output_field=SlugField())


def _walk(number: int, walk: set[Way]) -> str:
    steps = " UNION ALL ".join(way.value for way in sorted(walk, key=lambda way: way.name))
    return (
        f"walk{number}(slug) AS (SELECT slug FROM start UNION "
        f"SELECT step.there FROM walk{number} JOIN ({steps}) AS step ON step.here = walk{number}.slug)"
    )


def covered_by_interests_of(person: UUID) -> Func:
    """The providers covered by the interests somebody has declared and that are in force."""
    return reached(
        Interest.objects.filter(person=person, ended_at=None).order_by().values("provider"), *COVERS
    )


def spoken_for_by(person: UUID, roles: tuple[str, ...]) -> Func:
    """The providers somebody speaks for in one of these roles: those named, and their parts."""
    named = Contact.objects.filter(person=person, until=None, role__in=roles).order_by().values("provider")
    return reached(named, {Way.TO_PARTS})


def interests_covering(provider: str) -> QuerySet[Interest]:
    """The interests in force that cover a provider, whoever declared them and in which provider."""
    return Interest.objects.filter(ended_at=None, provider__in=reached(_only(provider), *IS_COVERED_BY))


def contacts_above(provider: str) -> QuerySet[Contact]:
    """Who speaks for a provider now: its own contacts and those of what it is a part of."""
    return Contact.objects.filter(until=None, provider__in=reached(_only(provider), {Way.TO_WHOLES}))


def people_of(provider: str) -> QuerySet[Contact]:
    """The contacts of a provider, of what it is a part of, and of its parts: all of them its own people."""
    near = reached(_only(provider), {Way.TO_WHOLES}, {Way.TO_PARTS})
    return Contact.objects.filter(until=None, provider__in=near)


def _only(provider: str) -> QuerySet[Any, Any]:
    return Provider.objects.filter(pk=provider).order_by().values("pk")
