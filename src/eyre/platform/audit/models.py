"""Who did or saw what, when, on what; and the seals that make a later change show."""

from __future__ import annotations

from django.db import models

from .operations import Operation


class Chain(models.TextChoices):
    """Writes and reads are sealed apart, so that neither waits for the other."""

    WRITES = "writes", "Writes"
    READS = "reads", "Reads"


class AuditEvent(models.Model):
    """One act or one reading. Triggers of the database refuse to change or delete a row.

    `before` and `after` are canonical JSON (eyre.platform.audit.plain), or empty. No key points at this table and
    it points at none: what it tells of may be erased, the row stays.
    """

    chain = models.CharField(max_length=6, choices=Chain)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=80)
    operation = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Operation])
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(chain__in=Chain.values),
                name="audit_event_chain_is_known",
                violation_error_message="A row of the log is a write or a read.",
            ),
            models.CheckConstraint(
                condition=models.Q(operation__in=[each.value for each in Operation]),
                name="audit_event_operation_is_known",
                violation_error_message="The operation is one of section 62, or security.",
            ),
        ]
        # Measured at a million rows (docs/decisions/0010): each serves a search newest first and its keyset pages
        indexes = [
            models.Index(fields=["at", "id"], name="audit_event_at"),
            *(
                models.Index(fields=[column, "at", "id"], name=f"audit_event_{name}")
                for column, name in (
                    ("actor", "actor"),
                    ("role", "role"),
                    ("action", "action"),
                    ("operation", "operation"),
                    ("subject_kind", "kind"),
                    ("subject_id", "subject"),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} on {self.subject_kind} {self.subject_id}"


class AuditSegment(models.Model):
    """Rows of one chain, sealed together: the digest of each, and a head that binds them to all before.

    `ranges` is JSON, [[from, to], …]: every row of the chain with such an id is in this segment. An id that was
    missing when the segment was sealed lies in none of its ranges, so a row that commits late is sealed later.
    `leaves` are the digests of the rows in the order of their ids, 32 bytes each. `sealed_to` is the highest id
    sealed so far, by this segment or one before.
    """

    chain = models.CharField(max_length=6, choices=Chain)
    number = models.PositiveIntegerField()
    ranges = models.TextField()
    count = models.PositiveIntegerField()
    leaves = models.BinaryField()
    sealed_to = models.BigIntegerField()
    previous_head = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"],
                name="audit_segment_once",
                violation_error_message="This segment is sealed already: the chain never forks.",
            ),
            models.CheckConstraint(
                condition=models.Q(chain__in=Chain.values),
                name="audit_segment_chain_is_known",
                violation_error_message="A segment seals writes or reads.",
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=1),
                name="audit_segment_holds_rows",
                violation_error_message="A segment seals at least one row.",
            ),
        ]
        # Which segment may hold a row
        indexes = [models.Index(fields=["chain", "sealed_to"], name="audit_segment_reach")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"
