"""Assessments of cases, what their journals come to now, reviews of them, and alerts."""

from __future__ import annotations

import uuid

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither

from .lists import ListedCase


class Part(models.TextChoices):
    """Which assessment of a case it is. One that was withdrawn is kept and counts nowhere."""

    FIRST = "first", "First assessment"
    SECOND = "second", "Second assessment, blind"
    RECONCILED = "reconciled", "Reconciled record"
    WITHDRAWN = "withdrawn", "Second assessment, withdrawn"


class Assessment(models.Model):
    """One assessment of a case by one inspector, with the form it was opened under; its answers are in the journal.

    `form_digest` pins the form: the questions, rules and guidance an inspector saw. `version` grows with every fold,
    so that a page that knows it can ask what is new.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case = models.ForeignKey(ListedCase, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    form = models.CharField(max_length=80)
    form_digest = models.CharField(max_length=64)
    version = models.PositiveBigIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    conflicts = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=100)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["inspection", "case", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "part"],
                # A case may have a second assessment after others were withdrawn
                condition=~models.Q(part=Part.WITHDRAWN),
                name="assessment_part_once",
                violation_error_message="The case has this assessment already.",
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values),
                name="assessment_part_is_known",
                violation_error_message="An assessment is the first, the second, the reconciled or a withdrawn one.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("completed_at", "completed_by"),
                name="assessment_completed_whole",
                violation_error_message="A completed assessment says when and by whom.",
            ),
        ]
        indexes = [models.Index(fields=["assessor", "inspection"], name="assessment_of_assessor")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.part}"


class AnswerNow(models.Model):
    """What the journal comes to for one key of an assessment: kept for reading, rebuilt from the journal at will.

    `heads` are the operations that nothing supersedes; where their values differ, `is_conflict`, and `value` is empty.
    `missing` are operations that others came after and that have not arrived.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    value = models.JSONField(null=True)
    heads = models.JSONField()
    missing = models.JSONField(default=list)
    is_conflict = models.BooleanField(default=False)
    number = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["assessment", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "key"],
                name="answer_now_once",
                violation_error_message="A key of an assessment has one state.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.key}"


class ReviewOutcome(models.TextChoices):
    """What a review came to."""

    FINE = "fine", "Nothing to change"
    REOPENED = "reopened", "Reopened, with a reason"


class Review(models.Model):
    """Somebody else looked at a completed assessment, for its quality. `draw` names the dip sample it was drawn in."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    draw = models.CharField(max_length=100, blank=True)
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, blank=True)
    notes = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["assessment", "opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *ReviewOutcome.values]),
                name="review_outcome_is_known",
                violation_error_message="A review finds nothing to change, or reopens the assessment.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(outcome="")),
                name="review_ends_with_outcome",
                violation_error_message="A review that has ended has an outcome.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.outcome}"


class Alert(models.Model):
    """An immediate risk of harm that an assessor raised; the lead inspector is told at once.

    `kept`: the operation was no answer and was kept apart; then its words stand there.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    operation = models.UUIDField(unique=True)
    kept = models.ForeignKey("cases.QuarantinedOperation", models.PROTECT, related_name="+", null=True)
    key = models.CharField(max_length=120, default="")
    raised_by = models.CharField(max_length=100)
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=100, null=True)
    seen_at = models.DateTimeField(null=True)
    what_was_done = models.TextField(null=True)
    done_by = models.CharField(max_length=100, null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["inspection", "-raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=both_or_neither("seen_by", "seen_at"),
                name="alert_seen_whole",
                violation_error_message="An alert is seen by somebody at a time.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("done_by", "done_at"),
                name="alert_done_whole",
                violation_error_message="What was done about an alert was done by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.raised_at:%Y-%m-%d %H:%M}"
