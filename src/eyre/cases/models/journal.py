"""The journal of operations: every answer as it came from a device, once, for ever."""

from __future__ import annotations

import uuid

from django.db import models

from eyre.people.models import Person

from .assessments import Assessment


class Device(models.Model):
    """Something a person writes on: a browser on a tablet, or the pages without scripts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["person", "first_seen"]

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
    """Something sent that could not be taken as an answer, kept byte for byte with the reason. Never deleted."""

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
        indexes = [models.Index(fields=["assessment"], name="quarantine_of_assessment")]

    def __str__(self) -> str:
        return self.reason
