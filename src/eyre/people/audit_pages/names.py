"""Whose ids stand in the record? The record itself holds no names: they are looked up for whoever may read it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from eyre.people.models import Person

PERSON = Person._meta.label_lower


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """The names of the people among these ids; what is no person's id (a command, nobody) is left out."""
    uuids = {found for found in map(_uuid, ids) if found}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=uuids).values_list("pk", "name")}


def everybody() -> list[tuple[str, str]]:
    """Everybody who has or had an account: id and name, by name; equal names are told apart by their ids."""
    rows = [(str(pk), name) for pk, name in Person.objects.order_by("name", "pk").values_list("pk", "name")]
    names = [name for _, name in rows]
    return [(pk, f"{name} ({pk[:8]})" if names.count(name) > 1 else name) for pk, name in rows]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
