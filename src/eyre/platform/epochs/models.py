"""The lives of the store: the first begins with its tables, each other with a restored backup."""

from __future__ import annotations

import uuid

from django.db import models


class Epoch(models.Model):
    """One life of the store. Devices keep what they sent, and offer it again where they find another id.

    The latest is the one with the highest number: a clock may have gone backwards.
    """

    number = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid.uuid4)
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=100)
    backup = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.id)
