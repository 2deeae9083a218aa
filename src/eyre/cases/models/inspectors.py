"""What the inspectors of an inspection know, when they have time, and whom they know: what an allocation must respect."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither, in_order

from .lists import ListedCase


class Special(models.TextChoices):
    """Something a case may ask of whoever examines it."""

    COURT = "court", "Court reports"
    YOUTH = "youth", "Children and young people"
    SEXUAL_OFFENDING = "sexual-offending", "Sexual offending"
    DOMESTIC_ABUSE = "domestic-abuse", "Domestic abuse"
    UNPAID_WORK = "unpaid-work", "Unpaid work"
    VICTIMS = "victim-contact", "Victim contact"
    WELSH = "welsh-language", "Welsh language"


class Specialism(models.Model):
    """What somebody knows more of than others; of the person, whatever they inspect."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    special = models.CharField(max_length=40)
    since = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["person", "special", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "special"],
                condition=models.Q(until__isnull=True),
                name="specialism_once",
                violation_error_message="This specialism of theirs is known already.",
            ),
            models.CheckConstraint(
                condition=models.Q(special__in=Special.values),
                name="specialism_is_known",
                violation_error_message="A specialism is one of those that are offered.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("until", "ended_by"),
                name="specialism_end_is_whole",
                violation_error_message="A specialism ends at a time, by somebody's hand.",
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="specialism_ends_after_it_began",
                violation_error_message="A specialism ends after it began.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.special}"


class InspectorTime(models.Model):
    """When somebody on the team has time: the days (ISO), and how many minutes of each are for cases.

    Who has no row has every working day of fieldwork.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    days = models.JSONField(default=list)
    minutes_a_day = models.PositiveSmallIntegerField()
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person"],
                name="inspector_time_once",
                violation_error_message="What time they have is said already.",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes_a_day__lte=24 * 60),
                name="inspector_time_within_a_day",
                violation_error_message="A day has 24 hours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.person_id}"


class Touched(models.TextChoices):
    """What of an inspection somebody may have an interest in, short of the whole provider."""

    OFFICE = "office", "An office"
    PRACTITIONER = "practitioner", "A practitioner"
    CASE = "case", "The person a case is about"


class Acquaintance(models.Model):
    """Somebody on the team knows an office, a practitioner or a person on probation: such cases go to others.

    `code` is the office as the case list has it, or a pseudonym. In force until it ends.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    touches = models.CharField(max_length=20)
    code = models.CharField(max_length=100)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["inspection", "person", "touches", "code", "declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person", "touches", "code"],
                condition=models.Q(ended_at__isnull=True),
                name="acquaintance_once",
                violation_error_message="This is declared already.",
            ),
            models.CheckConstraint(
                condition=models.Q(touches__in=Touched.values) & ~models.Q(code=""),
                name="acquaintance_names_something",
                violation_error_message="Say which office, practitioner or case you know.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("ended_at", "ended_by"),
                name="acquaintance_end_is_whole",
                violation_error_message="What was declared ends at a time, by somebody's hand.",
            ),
            models.CheckConstraint(
                condition=in_order("declared_at", "ended_at"),
                name="acquaintance_ends_after_it_began",
                violation_error_message="What was declared ends after it was declared.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.person_id} knows {self.code}"


class InterviewPattern(models.Model):
    """How a day of interviews looks on an inspection; who has none has the usual one (eyre.cases.patterns)."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="+", primary_key=True)
    starts = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField()
    travel = models.PositiveSmallIntegerField()
    at_most = models.PositiveSmallIntegerField()
    a_day = models.PositiveSmallIntegerField()
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0),
                name="interview_takes_some_time",
                violation_error_message="An interview takes some time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.minutes} minutes"


class KeyAlarm(models.Model):
    """Somebody wanted to open more keys in an hour than anybody needs; refused, and the lead inspector told."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    case = models.ForeignKey(ListedCase, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    openings = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "-at"]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.person_id}"
