"""Published documents that were taken in, what people decided about what was read in them, and where it went."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection

from .verdict import Verdict

MOST_BYTES = 20_000_000  # the longest report that we know of has a fifth of it


class ReadDocument(models.Model):
    """A published document as its bytes were, under their SHA-256, with the draft that people were shown.

    The draft is kept, not made again: a later reader may read otherwise, and what was decided was decided of this
    one. `text` is what the places of the draft count in.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=500, blank=True)
    text = models.TextField()
    draft = models.JSONField()
    facts = models.PositiveIntegerField()
    taken_by = models.CharField(max_length=100)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_at", "digest"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gte=1, size__lte=MOST_BYTES),
                name="document_size_is_bounded",
                violation_error_message="A document has at least one byte, and at most 20 MB.",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="document_has_title",
                violation_error_message="A document needs a title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FactDecision(models.Model):
    """What somebody decided about one fact of a draft. Rows are only ever added: the latest one counts.

    `mended` is JSON: the fields that were changed, each as text, exactly as `review.mending` reads it again.
    """

    document = models.ForeignKey(ReadDocument, models.PROTECT, related_name="decisions")
    fact = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10)
    mended = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=100)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=[each.value for each in Verdict]),
                name="decision_verdict_is_known",
                violation_error_message="A fact is accepted, mended or rejected.",
            ),
            models.CheckConstraint(
                condition=(models.Q(verdict="mended") & ~models.Q(mended=""))
                | (~models.Q(verdict="mended") & models.Q(mended="")),
                name="decision_mended_says_how",
                violation_error_message="A mended fact says what was mended, and no other does.",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="rejected") | ~models.Q(reason=""),
                name="decision_rejected_says_why",
                violation_error_message="Say why the fact is rejected.",
            ),
        ]
        indexes = [models.Index(fields=["document", "fact"], name="decision_of_fact")]

    def __str__(self) -> str:
        return f"{self.document_id[:12]} {self.fact}: {self.verdict}"


class StoredFact(models.Model):
    """Where an accepted fact went: the row that holds it, by table and key, who stored it and when.

    `before` is what stood there and was replaced, in words; "" for what is new.
    """

    document = models.ForeignKey(ReadDocument, models.PROTECT, related_name="stored")
    fact = models.CharField(max_length=60)
    decision = models.ForeignKey(FactDecision, models.PROTECT, related_name="stored")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=120)
    before = models.TextField(blank=True)
    stored_by = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="stored_subject")]

    def __str__(self) -> str:
        return f"{self.document_id[:12]} {self.fact}: {self.subject_kind} {self.subject_id}"
