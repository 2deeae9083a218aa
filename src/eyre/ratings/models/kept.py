"""How secure the ratings of frozen answers are, as it was computed once: beside the rating, and never instead of it."""

from __future__ import annotations

from django.db import models

from eyre.cases.models import Freeze


class RobustnessKept(models.Model):
    """What the core said of one freeze under one edition, with which outcomes given, from how many draws of which seed.

    `given_digest` is of the outcomes of the standards that are not rated from cases; `content` is canonical JSON.
    """

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="+")
    edition_digest = models.CharField(max_length=64)
    given_digest = models.CharField(max_length=64)
    draws = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    computed_by = models.CharField(max_length=100)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["freeze", "computed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "edition_digest", "given_digest", "draws"],
                name="robustness_kept_once",
                violation_error_message="This was computed already.",
            ),
            models.CheckConstraint(
                condition=models.Q(draws__gt=0),
                name="robustness_kept_has_draws",
                violation_error_message="Chances are counted from at least one draw.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.freeze_id}: {self.draws} draws"
