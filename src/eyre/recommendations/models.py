"""What is to be done, by whom."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection, Source
from eyre.providers.models import Provider


class Addressee(models.TextChoices):
    """Who a recommendation tells to act."""

    PDU = "pdu", "PDU"
    REGION = "region", "Region"
    HMPPS = "hmpps", "HM Prison and Probation Service"
    MINISTRY = "ministry", "Ministry of Justice"


class Recommendation(models.Model):
    """One numbered action addressed to one body; numbers run through all addressees of an inspection.

    `is_shipped`: it came with the published data, and goes when they have it no more.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    addressee = models.CharField(max_length=10, choices=Addressee)
    addressed_to = models.ForeignKey(Provider, models.PROTECT, related_name="+", null=True)
    text = models.TextField()
    is_paraphrase = models.BooleanField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    place = models.CharField(max_length=100, blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="recommendation_number_once",
                violation_error_message="A number is given once per inspection.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="recommendation_number_from_one",
                violation_error_message="Recommendations are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=models.Q(addressee__in=Addressee.values),
                name="recommendation_addressee_is_known",
                violation_error_message="A recommendation addresses a PDU, a region, HMPPS or the Ministry.",
            ),
            models.CheckConstraint(
                condition=models.Q(addressee__in=["hmpps", "ministry"])
                | models.Q(addressed_to__isnull=False),
                name="recommendation_names_its_body",
                violation_error_message="A recommendation to a PDU or a region says to which.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="recommendation_has_text",
                violation_error_message="A recommendation needs words.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.number}"
