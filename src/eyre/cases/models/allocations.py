"""Who examines which case, and when its practitioner is interviewed."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither, in_order

from .lists import ListedCase


class CaseAllocation(models.Model):
    """A case in the hands of one inspector, from a moment on; handed over, it gets a new row and keeps this one."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case = models.ForeignKey(ListedCase, models.PROTECT, related_name="+")
    inspector = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["inspection", "case", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(until__isnull=True),
                name="case_with_one_inspector",
                violation_error_message="The case has an inspector already: hand it over.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("until", "ended_by"),
                name="allocation_end_is_whole",
                violation_error_message="A case leaves an inspector at a time, by somebody's hand.",
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="allocation_ends_after_it_began",
                violation_error_message="A case is handed over after it was given.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["inspector", "inspection"],
                condition=models.Q(until__isnull=True),
                name="allocation_of_inspector_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.inspector_id}"


class InterviewState(models.TextChoices):
    """What has become of an interview."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class CaseInterview(models.Model):
    """A conversation about a case with its practitioner. `starts` is empty while no time was found; `why` says why."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case = models.ForeignKey(ListedCase, models.PROTECT, related_name="+")
    practitioner = models.CharField(max_length=20)
    inspector = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    is_by_hand = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["inspection", "starts", "inspector", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspector", "starts"],
                condition=~models.Q(state=InterviewState.CANCELLED),
                name="interview_one_place_at_a_time",
                violation_error_message="An inspector holds one interview at a time.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=InterviewState.values),
                name="interview_state_is_known",
                violation_error_message="An interview is planned, held or cancelled.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.starts}"
