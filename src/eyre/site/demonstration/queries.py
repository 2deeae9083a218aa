"""Every read about the cast that is asked twice."""

from __future__ import annotations

from eyre.people.models import Person

from .cast import BY_EMAIL, BY_KEY, Member

# The door's headings, each with who stands under it
HEADINGS = (
    ("On the inspection of Westmarch", ("lead-inspector", "inspector", "second-inspector", "local-assessor", "panel-chair", "report-editor")),
    ("Across all inspections", ("operations-officer", "quality-lead", "publications-officer", "analyst")),
    ("Behind the scenes", ("administrator", "auditor")),
    ("In the service that is inspected", ("point-of-contact", "accountable-director")),
    ("On another inspection", ("outsider",)),
)  # fmt: skip


def member(key: str) -> Member | None:
    """The one of the cast with this key."""
    return BY_KEY.get(key)


def groups() -> tuple[tuple[str, tuple[Member, ...]], ...]:
    """The cast as the door shows it, under its headings."""
    return tuple((heading, tuple(BY_KEY[key] for key in keys)) for heading, keys in HEADINGS)


def persons() -> dict[str, Person]:
    """The accounts of the cast that the database holds, by the key of the member."""
    return {BY_EMAIL[p.email].key: p for p in Person.objects.filter(email__in=BY_EMAIL)}


def person_of(member: Member) -> Person | None:
    """The account of one of the cast."""
    return Person.objects.filter(email=member.email).first()
