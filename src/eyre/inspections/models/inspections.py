"""What is inspected, under which edition, when, in which round, and how far it is."""

from __future__ import annotations

from django.db import models

from eyre.core.calendar import PartialDate, parse_partial
from eyre.core.planning import Stage
from eyre.frameworks.models import StoredEdition
from eyre.platform.constraints import both_or_neither, in_order
from eyre.providers.models import Provider

STAGES = tuple(stage.value for stage in Stage)


class Kind(models.TextChoices):
    """What sort of inspection it is."""

    PDU = "pdu", "Probation delivery unit"
    REGION = "region", "Probation region"
    DYNAMIC = "dynamic", "Dynamic inspection of public protection"
    NPS_DIVISION = "nps_division", "National Probation Service division"
    CRC = "crc", "Community rehabilitation company"
    YOUTH = "youth", "Youth justice service"
    APPROVED_PREMISES = "approved_premises", "Approved premises"
    NATIONAL = "national", "National arrangements"


class Programme(models.Model):
    """A planned round of inspections under one edition: within it, and only there, places can be compared.

    `planned_from` and `planned_to` are the days between which its fieldwork is to be; `region` where it stays within
    one. A round that was read in published data has none of these.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    edition = models.ForeignKey(StoredEdition, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    planned_from = models.DateField(null=True)
    planned_to = models.DateField(null=True)
    region = models.ForeignKey(Provider, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="programme_kind_is_known",
                violation_error_message="A programme is of one of the kinds Eyre knows.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("planned_from", "planned_to"),
                name="programme_planned_both_days",
                violation_error_message="A programme is planned from a day to a day, or has neither.",
            ),
            models.CheckConstraint(
                condition=in_order("planned_from", "planned_to"),
                name="programme_planned_in_order",
                violation_error_message="A programme ends after it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """A region and its delivery units, inspected together in one round and planned as one."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reviews")
    region = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    opened_by = models.CharField(max_length=100)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["programme", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region"],
                name="review_once_per_region",
                violation_error_message="This region has a review in this programme already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="review_has_title",
                violation_error_message="A review needs a title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Inspection(models.Model):
    """One examination of one provider against one edition.

    Dates have the precision of their source: `fieldwork` and `published` are as given, and the pairs of days
    beside them are the earliest and latest they can mean. `region` is the probation region the provider was
    part of, where the source names one. Fieldwork that is planned to the day is written the same way
    ("2026-10-05/2026-10-16"), so there is one account of it: `fieldwork_on.is_to_the_day` tells the two apart.
    `stage` is where it stands; of one that was read in published data we know that it was published, and not whether
    its recommendations were closed. `announced_on` is the day the provider is told, planned or past.
    """

    id = models.SlugField(primary_key=True, max_length=80)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    region = models.ForeignKey(Provider, models.PROTECT, related_name="+", null=True)
    edition = models.ForeignKey(StoredEdition, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=20, choices=Kind)
    name_as_printed = models.CharField(max_length=200)
    region_as_printed = models.CharField(max_length=200, blank=True)
    fieldwork = models.CharField(max_length=21, blank=True)
    fieldwork_from = models.DateField(null=True)
    fieldwork_to = models.DateField(null=True)
    published = models.CharField(max_length=21, blank=True)
    published_from = models.DateField(null=True)
    published_to = models.DateField(null=True)
    published_basis = models.CharField(max_length=200, blank=True)
    cases_inspected = models.PositiveIntegerField(null=True)
    previous = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True)
    previous_as_printed = models.CharField(max_length=100, blank=True)
    previous_overall_as_printed = models.CharField(max_length=40, blank=True)
    table_is_complete = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    stage = models.CharField(max_length=20, default=Stage.PLANNED.value)
    announced_on = models.DateField(null=True)
    review = models.ForeignKey(Review, models.PROTECT, related_name="inspections", null=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="inspection_kind_is_known",
                violation_error_message="An inspection is of one of the kinds Eyre knows.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("fieldwork_from", "fieldwork_to"),
                name="inspection_fieldwork_both_days",
                violation_error_message="Fieldwork has an earliest and a latest day, or neither.",
            ),
            models.CheckConstraint(
                condition=in_order("fieldwork_from", "fieldwork_to"),
                name="inspection_fieldwork_in_order",
                violation_error_message="Fieldwork ends after it starts.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("published_from", "published_to"),
                name="inspection_published_both_days",
                violation_error_message="A publication date has an earliest and a latest day, or neither.",
            ),
            models.CheckConstraint(
                condition=in_order("published_from", "published_to"),
                name="inspection_published_in_order",
                violation_error_message="The latest day of publication is not before the earliest.",
            ),
            models.CheckConstraint(
                condition=models.Q(previous__isnull=True) | ~models.Q(previous=models.F("id")),
                name="inspection_previous_is_another",
                violation_error_message="An inspection is not its own previous one.",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=STAGES),
                name="inspection_stage_is_known",
                violation_error_message="An inspection stands at one of the stages of the table.",
            ),
            models.CheckConstraint(
                condition=in_order("announced_on", "fieldwork_to"),
                name="inspection_announced_before_fieldwork",
                violation_error_message="An inspection is announced before its fieldwork ends.",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "published_from"], name="inspection_programme"),
            models.Index(fields=["provider", "published_from"], name="inspection_provider"),
            models.Index(fields=["region"], name="inspection_region"),
        ]

    def __str__(self) -> str:
        return f"{self.name_as_printed}, {self.published_on or 'date not known'}"

    @property
    def published_on(self) -> PartialDate:
        """When it was published, as exactly as is known."""
        return parse_partial(self.published)

    @property
    def fieldwork_on(self) -> PartialDate:
        """When the fieldwork was, as exactly as is known."""
        return parse_partial(self.fieldwork)
