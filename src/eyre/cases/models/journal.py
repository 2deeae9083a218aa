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
    `sequence` is the highest that arrived from it.
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

    class Meta:
        ordering = ["person", "first_seen"]
        constraints = [
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
