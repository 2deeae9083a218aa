"""Published editions of frameworks, stored whole; once used, an edition never changes.

The database keeps that promise itself: triggers (migration 0002) refuse to change the id, text or digest of an
edition in use, to take it out of use, and to delete it.
"""

from __future__ import annotations

from django.db import models


class StoredEdition(models.Model):
    """One edition: the whole text of its file, and the digest by which it is known to be unchanged."""

    id = models.CharField(primary_key=True, max_length=100)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=200)
    inspectorate = models.CharField(max_length=200)
    completeness = models.CharField(max_length=10)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    published_by = models.CharField(max_length=150)
    published_at = models.DateTimeField()
    in_use_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(completeness__in=["full", "partial", "outline"]),
                name="edition_completeness_is_known",
                violation_error_message="An edition is full, partial or an outline.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="edition_ends_after_start",
                violation_error_message="An edition's validity ends after it starts.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(digest=""),
                name="edition_has_text_and_digest",
                violation_error_message="An edition is stored whole, with its digest.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
