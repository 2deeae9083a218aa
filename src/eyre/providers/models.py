"""Who is inspected: names, wholes and successions; who speaks for it, and who has an interest in it."""

from __future__ import annotations

from django.db import models

from eyre.core.calendar import PartialDate, parse_partial
from eyre.people.models import Person
from eyre.people.roles import Held, held_for
from eyre.platform.constraints import both_or_neither, in_order

CONTACT_ROLES = tuple(role.code for role in held_for(Held.PROVIDER))


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
    """Whoever is inspected. `name` is the latest official name; the slug stays when the name changes.

    One that is not public stands on no page that is open to everyone: nothing about it was published yet.
    """

    slug = models.SlugField(primary_key=True, max_length=100)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    exists_from = models.CharField(max_length=21, blank=True)
    exists_to = models.CharField(max_length=21, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)

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


class Contact(models.Model):
    """Who speaks for a provider, in which role, since when; the provider's own people."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["provider", "role", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "role"],
                condition=models.Q(until__isnull=True),
                name="contact_once_per_role",
                violation_error_message="This provider has somebody in this role already: end that first.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=CONTACT_ROLES),
                name="contact_role_is_of_a_provider",
                violation_error_message="This role is not one that is held for a provider.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("until", "ended_by"),
                name="contact_end_is_whole",
                violation_error_message="A contact who ended says when, and by whom.",
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="contact_ends_after_it_began",
                violation_error_message="A contact ends after it began.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(until__isnull=True), name="contact_of_person_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.role}"


class InterestKind(models.TextChoices):
    """What may connect somebody with a provider; said by the person themself."""

    WORKED_THERE = "worked-there", "I worked there"
    FAMILY = "family-or-friend", "Family or a friend works there"
    SUPERVISED = "supervised-there", "I am or was supervised there, or somebody close to me is or was"
    FINANCIAL = "financial", "I have a financial interest"
    OTHER = "other", "Something else"


class EndReason(models.TextChoices):
    """Why an interest ends."""

    IN_ERROR = "declared-in-error", "It was declared in error"
    NO_LONGER = "no-longer-so", "It is no longer so"
    LONG_PAST = "long-past", "It lies so far back that it no longer matters"


class Interest(models.Model):
    """Why somebody could not judge a provider freely, or would seem not to. The note is sensitive.

    In force until it is ended. It covers more than the provider itself: `eyre.providers.coverage`.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=InterestKind)
    note = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)
    reason = models.CharField(max_length=20, choices=EndReason, null=True)

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "provider", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="interest_declared_once",
                violation_error_message="This interest is declared already, and in force.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=InterestKind.values),
                name="interest_kind_is_known",
                violation_error_message="An interest is of one of the kinds that are offered.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="other") | ~models.Q(note=""),
                name="other_interest_says_what",
                violation_error_message="Say what the interest is.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("ended_at", "ended_by") & both_or_neither("ended_at", "reason"),
                name="interest_end_is_whole",
                violation_error_message="An interest that ended says when, by whom and why.",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__isnull=True) | models.Q(reason__in=EndReason.values),
                name="interest_reason_is_known",
                violation_error_message="An interest ends for one of the reasons that are offered.",
            ),
            models.CheckConstraint(
                condition=in_order("declared_at", "ended_at"),
                name="interest_ends_after_it_was_declared",
                violation_error_message="An interest ends after it was declared.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="interest_of_person_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.provider_id}"
