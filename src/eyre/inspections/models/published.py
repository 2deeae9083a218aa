"""Where each fact about an inspection was read, and the numbers somebody published."""

from __future__ import annotations

from django.db import models

from eyre.platform.constraints import both_or_neither, in_order
from eyre.providers.models import Provider

from .inspections import Inspection


class Source(models.Model):
    """A document or page in which facts were read; `reference` is its address, or our short name for it."""

    reference = models.CharField(primary_key=True, max_length=500)
    citation = models.TextField()
    url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.citation


class InspectionSource(models.Model):
    """What was read about an inspection, where, and when it was read. `is_shipped`: as of published counts."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    what_was_read = models.TextField()
    source_date = models.CharField(max_length=21, blank=True)
    read_on = models.DateField(null=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["inspection", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "source", "what_was_read"],
                name="inspection_source_once",
                violation_error_message="This source is recorded already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.what_was_read}"


class PublishedCount(models.Model):
    """A number somebody published about an inspection, a region or several: x of y, per cent, or a value.

    `x_bound`, `of_bound` hold "<" or ">" where the source gives only a bound ("more than 17,000"). A per cent may
    be a range (70 to 75) and a target may lie above 100. `polarity` says what the number counts: "sufficient",
    or the failing that was counted. `is_shipped`: it came with the published data, and goes when they have it no more.
    """

    id = models.CharField(primary_key=True, max_length=60)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="counts", null=True)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+", null=True)
    about = models.CharField(max_length=200)
    section = models.CharField(max_length=100, blank=True)
    standard_ref = models.CharField(max_length=20, blank=True)
    measure = models.TextField()
    x = models.PositiveIntegerField(null=True)
    x_bound = models.CharField(max_length=2, blank=True)
    of = models.PositiveIntegerField(null=True)
    of_bound = models.CharField(max_length=2, blank=True)
    percent_from = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    percent_to = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    value = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    polarity = models.CharField(max_length=60, blank=True)
    phrase = models.TextField(blank=True)
    note = models.TextField(blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(x__isnull=True)
                | models.Q(of__isnull=True)
                | ~models.Q(x_bound="")
                | ~models.Q(of_bound="")
                | models.Q(x__lte=models.F("of")),
                name="count_is_within_its_whole",
                violation_error_message="x is not more than y in “x of y”.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("percent_from", "percent_to"),
                name="count_percent_both_ends",
                violation_error_message="A per cent has both ends of its range, or neither.",
            ),
            models.CheckConstraint(
                condition=in_order("percent_from", "percent_to"),
                name="count_percent_in_order",
                violation_error_message="A range of per cents runs from the lower to the higher.",
            ),
            models.CheckConstraint(
                condition=models.Q(x_bound__in=["", "<", ">", "<=", ">="])
                & models.Q(of_bound__in=["", "<", ">", "<=", ">="]),
                name="count_bounds_are_signs",
                violation_error_message="A bound is written <, >, <= or >=.",
            ),
        ]

    def __str__(self) -> str:
        return self.measure


class DataLoad(models.Model):
    """Who brought published data in, and when; written only when something changed."""

    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField()
    changes = models.JSONField()

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return f"{self.loaded_at:%Y-%m-%d %H:%M} by {self.loaded_by}"
