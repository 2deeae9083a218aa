"""Samples of an inspection with their receipts, and the cases drawn."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.platform.constraints import both_or_neither

from .lists import CaseList, ListedCase


class DrawSeed(models.Model):
    """What a draw hangs on, fixed before anybody knows the pseudonyms it orders: said beforehand, or made by Eyre.

    `case_list` is the list it serves, as soon as there is one. The latest of a list counts.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case_list = models.ForeignKey(CaseList, models.PROTECT, related_name="+", null=True)
    seed = models.CharField(max_length=200)
    was_said = models.BooleanField()
    fixed_by = models.CharField(max_length=100)
    fixed_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(case_list__isnull=True),
                name="draw_seed_one_waits",
                violation_error_message="A seed was said already, and waits for the list.",
            ),
            models.CheckConstraint(
                condition=~models.Q(seed=""),
                name="draw_seed_is_said",
                violation_error_message="A draw hangs on a seed: say one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: seed {self.pk}"


class Sample(models.Model):
    """A receipt as it stood: the draw, or a draw with one more replacement. The latest is current, none is changed.

    `receipt` is the file that `eyre sample verify` reads, byte for byte; `replaces` is the receipt before it.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case_list = models.ForeignKey(CaseList, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    receipt = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    is_current = models.BooleanField(default=True)
    drawn_by = models.CharField(max_length=100)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="sample_number_once",
                violation_error_message="This number of a sample is taken.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "kind"],
                condition=models.Q(is_current=True),
                name="sample_one_current",
                violation_error_message="One sample of a kind of case is current.",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(reason=""),
                name="sample_again_with_reason",
                violation_error_message="A receipt that takes the place of another says why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: sample {self.number}"


class SampledCase(models.Model):
    """A case that a sample drew, or holds in reserve. One that was replaced stays, with when and why."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cases")
    case = models.ForeignKey(ListedCase, models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    is_reserve = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(null=True)
    replaced_because = models.TextField(null=True)

    class Meta:
        ordering = ["sample", "stratum", "is_reserve", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "case"],
                name="sampled_case_once",
                violation_error_message="A case is in a sample once.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("replaced_at", "replaced_because"),
                name="sampled_case_replacement_whole",
                violation_error_message="A replaced case says when and why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.case_id}"
