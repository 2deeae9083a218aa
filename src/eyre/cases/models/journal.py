"""The journal of operations: every answer as it came from a device, once, for ever."""

from __future__ import annotations

import uuid

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither

from .assessments import Assessment


class Device(models.Model):
    """Something a person writes on: a browser on a tablet, or (`is_web`) the pages without scripts.

    `skew_seconds` is how far its clock was ahead of ours when it last sent something; it is evidence and no order.
    `sequence` is the highest that arrived from it. One that `is_offline` keeps work without a network: it has a secret
    of its own, whose SHA-256 is kept here, and its key can be opened by the `recovery` key. What it last told of itself
    (`reported_at`): how many operations wait on it and since when, how many were kept apart, and how many bytes it
    keeps, and whether its browser promised not to clear them. Where its browser cleared them all the same (`emptied_at`),
    `lost` is what it had told before: {"waiting", "since", "at"}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=100, null=True)
    is_web = models.BooleanField(default=False)
    skew_seconds = models.BigIntegerField(null=True)
    sequence = models.PositiveBigIntegerField(default=0)
    is_offline = models.BooleanField(default=False)
    token_digest = models.CharField(max_length=64, blank=True, default="")
    recovery = models.ForeignKey("cases.RecoveryKey", models.PROTECT, related_name="+", null=True)
    reported_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(null=True)
    waiting_since = models.DateTimeField(null=True)
    quarantined = models.PositiveIntegerField(default=0)
    stored_bytes = models.PositiveBigIntegerField(null=True)
    persisted = models.BooleanField(null=True)
    emptied_at = models.DateTimeField(null=True)
    lost = models.JSONField(null=True)

    class Meta:
        ordering = ["person", "first_seen"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_offline=False, token_digest="", recovery__isnull=True)
                | (models.Q(is_offline=True, recovery__isnull=False) & ~models.Q(token_digest="")),
                name="device_offline_whole",
                violation_error_message="A device for work without a network has a secret and a recovery key.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("emptied_at", "lost"),
                name="device_emptied_whole",
                violation_error_message="A device that was emptied says what waited on it before.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("reported_at", "waiting"),
                name="device_reported_whole",
                violation_error_message="A device that reported says how much waits on it.",
            ),
            models.CheckConstraint(
                condition=models.Q(waiting_since__isnull=True, waiting__isnull=True)
                | models.Q(waiting_since__isnull=True, waiting=0)
                | models.Q(waiting_since__isnull=False, waiting__gt=0),
                name="device_waits_since",
                violation_error_message="Work waits on a device since some time, or none waits.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(is_web=True),
                name="device_one_web_each",
                violation_error_message="The pages without scripts are one device for each person.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("revoked_at", "revoked_by"),
                name="device_revoked_whole",
                violation_error_message="A device is revoked by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class JournalEntry(models.Model):
    """One accepted operation. `number` is the server's order; `content` its canonical bytes; nothing is changed."""

    number = models.BigAutoField(primary_key=True)
    operation = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+", db_index=False)
    sequence = models.PositiveBigIntegerField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=100)
    base = models.UUIDField(null=True)
    content = models.BinaryField()
    hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_from = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["assessment", "key", "number"], name="journal_of_assessment")]

    def __str__(self) -> str:
        return str(self.operation)


class QuarantinedOperation(models.Model):
    """Something sent that could not be taken as an answer, kept byte for byte with the reason. Never deleted.

    `code` is the kind of reason, for devices; `reason` says it in words. It is settled when it was taken after all.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    operation = models.CharField(max_length=64, blank=True)
    assessment = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    reason = models.TextField()
    received_at = models.DateTimeField()
    received_from = models.CharField(max_length=100)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, null=True)
    settled_how = models.TextField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=both_or_neither("settled_at", "settled_by"),
                name="quarantine_settled_whole",
                violation_error_message="What was kept apart is settled by somebody at a time.",
            ),
        ]
        indexes = [models.Index(fields=["assessment"], name="quarantine_of_assessment")]

    def __str__(self) -> str:
        return self.reason
