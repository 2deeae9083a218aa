"""Who is inspected, what they were called when, of what they were part, and who followed whom."""

from __future__ import annotations

from django.db import models

from eyre.core.calendar import PartialDate, parse_partial


class Kind(models.TextChoices):
    """What sort of body a provider is."""

    REGION = "region", "Probation region"
    PDU = "pdu", "Probation delivery unit"
    NPS_DIVISION = "nps_division", "National Probation Service division"
    CRC = "crc", "Community rehabilitation company"
    YOUTH_SERVICE = "youth_service", "Youth justice service"
    APPROVED_PREMISES = "approved_premises", "Approved premises"
    NATIONAL = "national", "National body"


class Provider(models.Model):
    """Whoever is inspected. `name` is the latest official name; the slug stays when the name changes."""

    slug = models.SlugField(primary_key=True, max_length=100)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    exists_from = models.CharField(max_length=21, blank=True)
    exists_to = models.CharField(max_length=21, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="provider_kind_is_known",
                violation_error_message="A provider is of one of the kinds Eyre knows.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="provider_has_name",
                violation_error_message="A provider needs a name.",
            ),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="provider_kind_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def existed(self) -> tuple[PartialDate, PartialDate]:
        """From when to when it existed, as exactly as is known."""
        return parse_partial(self.exists_from), parse_partial(self.exists_to)


class ProviderName(models.Model):
    """A name a provider goes by: official for a time, a short form, or a variant somebody printed.

    `is_shipped` here and below: the row came with the published data, and goes when they no longer have it.
    """

    class Use(models.TextChoices):
        OFFICIAL = "official", "Official name"
        SHORT = "short", "Short form"
        VARIANT = "variant", "Variant in print"

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    use = models.CharField(max_length=10, choices=Use)
    since = models.CharField(max_length=21, blank=True)
    until = models.CharField(max_length=21, blank=True)
    source = models.TextField(blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["provider", "since", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"],
                name="provider_name_once",
                violation_error_message="This provider already has this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(use__in=["official", "short", "variant"]),
                name="provider_name_use_is_known",
                violation_error_message="A name is official, a short form, or a variant.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartOf(models.Model):
    """A provider is part of a larger one for a time: a PDU of its region."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="wholes")
    whole = models.ForeignKey(Provider, models.CASCADE, related_name="parts")
    since = models.CharField(max_length=21, blank=True)
    until = models.CharField(max_length=21, blank=True)
    source = models.TextField(blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["provider", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "whole", "since"],
                name="part_of_once",
                violation_error_message="This is recorded already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(provider=models.F("whole")),
                name="part_of_another",
                violation_error_message="A provider is not a part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} in {self.whole_id}"


class Succession(models.Model):
    """One provider took over from another, whole or in part."""

    class How(models.TextChoices):
        MERGED = "merged", "merged into"
        SPLIT = "split", "was split into"
        RENAMED = "renamed", "was renamed"

    predecessor = models.ForeignKey(Provider, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Provider, models.CASCADE, related_name="precessions")
    how = models.CharField(max_length=10, choices=How)
    on = models.CharField(max_length=21, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message="This succession is recorded already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_of_another",
                violation_error_message="A provider does not succeed itself.",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=["merged", "split", "renamed"]),
                name="succession_how_is_known",
                violation_error_message="Providers merge, split, or are renamed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.how} {self.successor_id}"
