"""What was published about ratings, what Eyre computed, and where sources disagree.

What was published is stored and never recomputed; what is computed comes from the core and says from what.
"""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection, Source
from eyre.platform.constraints import both_or_neither

NOT_RATED = "not_rated"
NOT_KNOWN = "not_known"


class PublishedRating(models.Model):
    """The outcome published for one standard: a band id of the edition, `not_rated` or `not_known`.

    A standard without a row is not known too, unless the inspection's table is complete. `is_shipped`: it came with
    the published data, and goes when they have it no more.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+")
    standard_ref = models.CharField(max_length=20)
    title_as_printed = models.CharField(max_length=200)
    outcome = models.CharField(max_length=40)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["inspection", "standard_ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "standard_ref"],
                name="one_published_rating_per_standard",
                violation_error_message="A standard has one published rating per inspection.",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=""),
                name="published_rating_has_outcome",
                violation_error_message="A published rating is a band, not rated, or not known.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.standard_ref}: {self.outcome}"


class PublishedOverall(models.Model):
    """The overall rating and score as published; `basis` and `score_basis` say how each is known."""

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="+")
    band = models.CharField(max_length=40, null=True)
    basis = models.CharField(max_length=200)
    score_points = models.PositiveSmallIntegerField(null=True)
    score_out_of = models.PositiveSmallIntegerField(null=True)
    score_basis = models.CharField(max_length=200, blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["inspection"]
        constraints = [
            models.CheckConstraint(
                condition=both_or_neither("score_points", "score_out_of"),
                name="score_has_both_parts",
                violation_error_message="A score has points and a maximum, or neither.",
            ),
            models.CheckConstraint(
                condition=models.Q(score_points__isnull=True)
                | models.Q(score_points__lte=models.F("score_out_of"), score_out_of__gt=0),
                name="score_within_maximum",
                violation_error_message="A score is not more than its maximum.",
            ),
            models.CheckConstraint(
                condition=models.Q(band__isnull=True) | ~models.Q(band=""),
                name="overall_band_is_null_or_set",
                violation_error_message="An overall rating that is not known is left empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.band or 'not known'}"


class ComputedRating(models.Model):
    """What the core makes of the answers we hold: the whole result with its steps, and of what it was made."""

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="+")
    edition_digest = models.CharField(max_length=64)
    evidence_digest = models.CharField(max_length=64)
    is_reconstructed = models.BooleanField()
    result = models.JSONField()
    computed_by = models.CharField(max_length=150)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(edition_digest="") & ~models.Q(evidence_digest=""),
                name="computed_rating_says_from_what",
                violation_error_message="A computed rating names its edition and evidence by digest.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}, computed"


class DataFinding(models.Model):
    """Where published facts disagree, with each other or with the rule; found when the data were loaded.

    `sides` lists what each source says: [{"says": ..., "source": ..., "url": ...}].
    """

    class Severity(models.TextChoices):
        ERROR = "error", "Facts contradict each other"
        WARNING = "warning", "Facts need an explanation"
        NOTE = "note", "Worth knowing"

    key = models.CharField(primary_key=True, max_length=200)
    kind = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, choices=Severity)
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+", null=True)
    place = models.CharField(max_length=300)
    text = models.TextField()
    sides = models.JSONField(default=list)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ["severity", "kind", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__in=["error", "warning", "note"]),
                name="finding_severity_is_known",
                violation_error_message="A finding is an error, a warning or a note.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
