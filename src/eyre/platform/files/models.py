"""Which files are kept? One row for each content, whoever sent it and however often."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from .kinds import FileKind


class StoredFile(models.Model):
    """A content in the store, by its SHA-256. Names are with those who sent it, for one content can have several."""

    digest = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=FileKind)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["stored_at", "digest"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("digest"), 64),
                name="stored_file_is_named_by_its_digest",
                violation_error_message="A stored file is named by its SHA-256.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values),
                name="stored_file_kind_is_taken",
                violation_error_message="A stored file is of one of the kinds that are taken.",
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="stored_file_holds_something",
                violation_error_message="A stored file is not empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.digest
