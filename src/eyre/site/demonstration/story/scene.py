"""What every step of the story has at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.people.queries import roles_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from eyre.site.demonstration.cast import BY_KEY, EASTMERE, SOUTHFOLD, WESTMARCH, Invented


@dataclass(frozen=True, slots=True)
class Scene:
    """The invented inspections, the cast by key, who tells the story (`by`), and the moment it is told."""

    inspections: Mapping[Invented, Inspection]
    people: Mapping[str, Person]
    by: Actor
    at: datetime

    @property
    def southfold(self) -> Inspection:
        """The inspection the story is about."""
        return self.inspections[SOUTHFOLD]

    @property
    def westmarch(self) -> Inspection:
        """The inspection whose answers are complete."""
        return self.inspections[WESTMARCH]

    @property
    def eastmere(self) -> Inspection:
        """The inspection that is only planned."""
        return self.inspections[EASTMERE]

    def standing(self, key: str) -> Standing:
        """What the permission rules see of one of the cast."""
        person = self.people[key]
        return Standing(str(person.pk), person.name, roles_of(person.pk))

    def actor(self, key: str) -> Actor:
        """One of the cast acting in their role, as the log names them."""
        return self.standing(key).actor(BY_KEY[key].role.code)
