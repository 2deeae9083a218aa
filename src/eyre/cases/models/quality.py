"""Second assessments and what was decided between two, dip samples, and the freeze that nothing changes after."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person

from .assessments import Assessment


class DipPurpose(models.TextChoices):
    """What becomes of the cases that a dip sample draws."""

    REVIEW = "review", "Reviewed"
    SECOND = "second", "Assessed again, blind"


class DipSample(models.Model):
    """Completed cases drawn for quality assurance; `receipt` lets anybody draw them again. None is ever changed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, choices=DipPurpose)
    receipt = models.TextField()
    digest = models.CharField(max_length=64)
    cases = models.JSONField()
    drawn_by = models.CharField(max_length=100)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="dip_sample_number_once",
                violation_error_message="Somebody drew a dip sample at the same moment. Try again.",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=DipPurpose.values),
                name="dip_sample_purpose_is_known",
                violation_error_message="A dip sample is drawn to review cases, or to assess them again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: dip sample {self.number}"


class SecondAsked(models.Model):
    """Who asked for a second assessment, and in which dip sample the case was drawn, where it was in one."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="+")
    dip = models.ForeignKey(DipSample, models.PROTECT, related_name="+", null=True)
    asked_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return str(self.assessment_id)


class SecondWithdrawn(models.Model):
    """Who withdrew a second assessment that was not complete, and why. What was written in it stays in the journal."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="+")
    reason = models.TextField()
    withdrawn_by = models.CharField(max_length=100)
    withdrawn_at = models.DateTimeField()

    class Meta:
        ordering = ["withdrawn_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="second_withdrawn_says_why",
                violation_error_message="Say why the second assessment is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.assessment_id)


class Decision(models.Model):
    """What was decided where two assessments differ, and why; a later one on the same key takes its place.

    `assessment` is the reconciled record; its answer itself is an operation in the journal, named here.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    operation = models.UUIDField()
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="decision_says_why",
                violation_error_message="Say why the difference is decided like this.",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "key"], name="decision_of_assessment")]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.key}"


class Signature(models.Model):
    """One of those who decide a reconciled record holds it to be right as it stands."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person"],
                name="signature_once",
                violation_error_message="You signed this record already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.person_id}"


class Freeze(models.Model):
    """The answers of an inspection as they were frozen: the matrix, its digest, and up to which entry of the journal.

    Triggers refuse to change or delete one; only its end can be set, once, with who, when and why, where fieldwork was
    reopened. A later freeze stands beside it. `sources` says which assessment gave each case's answers.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    cases = models.JSONField()
    groups = models.JSONField(default=dict)
    cells = models.BinaryField()
    digest = models.CharField(max_length=64)
    sources = models.JSONField()
    journal_digest = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField()
    frozen_by = models.CharField(max_length=100)
    frozen_at = models.DateTimeField()
    ended_by = models.CharField(max_length=100, null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(null=True)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="freeze_number_once",
                violation_error_message="Somebody froze these answers at the same moment.",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(ended_at__isnull=True),
                name="freeze_one_in_force",
                violation_error_message="The answers of this inspection are frozen already.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True, ended_at__isnull=True, ended_because__isnull=True)
                | (
                    models.Q(ended_by__isnull=False, ended_at__isnull=False, ended_because__isnull=False)
                    & ~models.Q(ended_because="")
                ),
                name="freeze_ends_with_reason",
                violation_error_message="A freeze ends at a time, by somebody's hand, with a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: freeze {self.number}"
