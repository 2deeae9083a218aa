"""Who works on an inspection, or did."""

from __future__ import annotations

from django.db import models

from eyre.people.models import Person
from eyre.people.roles import Held, LeadInspector, held_for
from eyre.platform.constraints import both_or_neither, in_order

from .inspections import Inspection

TEAM_ROLES = tuple(role.code for role in held_for(Held.INSPECTION))


class TeamMember(models.Model):
    """Who works on an inspection, or did, and in which role. Who has left sees nothing more."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["inspection", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person", "role"],
                condition=models.Q(until__isnull=True),
                name="team_role_held_once",
                violation_error_message="This person holds this role on the inspection already.",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(until__isnull=True, role=LeadInspector.code),
                name="team_has_one_lead",
                violation_error_message="The inspection has a lead inspector already: end that first.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=TEAM_ROLES),
                name="team_role_is_of_an_inspection",
                violation_error_message="This role is not one that is held on an inspection.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("until", "ended_by"),
                name="team_end_is_whole",
                violation_error_message="Who left a team did so at a time, and somebody ended it.",
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="team_ends_after_it_began",
                violation_error_message="Somebody leaves a team after joining it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "inspection"],
                condition=models.Q(until__isnull=True),
                name="team_of_person_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.role}"
