"""Every read about people that is asked twice."""

from __future__ import annotations

from uuid import UUID

from .models import RoleHeld


def roles_of(person: UUID | str) -> frozenset[str]:
    """The codes of the roles somebody holds now for the whole inspectorate."""
    return frozenset(RoleHeld.objects.filter(person=person, ended_at=None).values_list("role", flat=True))
