"""What was inspected, under which edition, when, how each fact is known, and who works on it."""

from __future__ import annotations

from django.db import models

from eyre.core.calendar import PartialDate, parse_partial
from eyre.frameworks.models import StoredEdition
from eyre.people.models import Person
from eyre.people.roles import Held, LeadInspector, held_for
from eyre.platform.constraints import both_or_neither, in_order
from eyre.providers.models import Provider

TEAM_ROLES = tuple(role.code for role in held_for(Held.INSPECTION))


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
    """A planned round of inspections under one edition: within it, and only there, places can be compared."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    edition = models.ForeignKey(StoredEdition, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="programme_kind_is_known",
                violation_error_message="A programme is of one of the kinds Eyre knows.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


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


class Inspection(models.Model):
    """One examination of one provider against one edition.

    Dates have the precision of their source: `fieldwork` and `published` are as given, and the pairs of days
    beside them are the earliest and latest they can mean. `region` is the probation region the provider was
    part of, where the source names one.
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


class TeamMember(models.Model):
    """Who works on an inspection, or did, and in which role. Who has left sees nothing more."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["inspection", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person", "role"],
                condition=models.Q(until__isnull=True),
                name="team_role_held_once",
                violation_error_message="This person holds this role on the inspection already.",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(until__isnull=True, role=LeadInspector.code),
                name="team_has_one_lead",
                violation_error_message="The inspection has a lead inspector already: end that first.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=TEAM_ROLES),
                name="team_role_is_of_an_inspection",
                violation_error_message="This role is not one that is held on an inspection.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("until", "ended_by"),
                name="team_end_is_whole",
                violation_error_message="Who left a team did so at a time, and somebody ended it.",
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="team_ends_after_it_began",
                violation_error_message="Somebody leaves a team after joining it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "inspection"],
                condition=models.Q(until__isnull=True),
                name="team_of_person_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.role}"


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
