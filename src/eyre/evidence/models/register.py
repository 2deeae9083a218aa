"""The register of evidence: what was heard, read and seen, by whom, when, and what it speaks for or against."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither
from eyre.platform.files.models import StoredFile

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000


class EvidenceKind(models.TextChoices):
    """Where a piece of evidence comes from."""

    INTERVIEW = "interview", "Interview"
    MEETING = "meeting", "Meeting or focus group"
    DOCUMENT = "document", "Document"
    OBSERVATION = "observation", "Observation"
    SURVEY = "survey", "Survey"
    DATA = "data", "Management information"
    CASES = "cases", "Case assessments"
    OTHER = "other", "Other"


class Direction(models.TextChoices):
    """What a piece of evidence says about a standard or a key question."""

    STRENGTH = "strength", "Strength"
    WEAKNESS = "weakness", "Weakness"
    NEUTRAL = "neutral", "Neither"


class EvidenceItem(models.Model):
    """One piece of evidence, known by its number (E12). What it says is in its versions; withdrawn, it is kept."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=100, null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="evidence_number_once",
                violation_error_message="Somebody added evidence at the same moment. Try again.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("withdrawn_at", "withdrawn_by")
                & (models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because="")),
                name="evidence_withdrawn_whole",
                violation_error_message="Evidence is withdrawn by somebody, at a time, for a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"E{self.number}"


class EvidenceVersion(models.Model):
    """What a piece of evidence says. A change is a new version; none is ever changed, so that a judgement made on one
    stands on what was read."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EvidenceKind)
    title = models.CharField(max_length=LONGEST_TITLE)
    source = models.CharField(max_length=LONGEST_TITLE)
    held_on = models.DateField()
    text = models.TextField(blank=True, max_length=LONGEST_TEXT)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True)
    file_name = models.CharField(max_length=LONGEST_TITLE, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "version"],
                name="evidence_version_once",
                violation_error_message="Somebody changed this evidence at the same moment. Look at it again.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=EvidenceKind.values),
                name="evidence_kind_is_known",
                violation_error_message="Evidence is of one of the kinds listed.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(file__isnull=False),
                name="evidence_says_something",
                violation_error_message="Evidence has a text, a file, or both.",
            ),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True, file_name="")
                | (models.Q(file__isnull=False) & ~models.Q(file_name="")),
                name="evidence_file_has_its_name",
                violation_error_message="A file has the name it came under.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}, version {self.version}"


class EvidenceLink(models.Model):
    """What a piece of evidence speaks to: a standard, or one of its key questions; taken away, it is kept and marked."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="links")
    standard_ref = models.CharField(max_length=20)
    question_ref = models.CharField(max_length=20, blank=True)
    direction = models.CharField(max_length=10, choices=Direction)
    linked_by = models.CharField(max_length=100)
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["item", "standard_ref", "question_ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "standard_ref", "question_ref"],
                condition=models.Q(ended_at__isnull=True),
                name="evidence_link_once",
                violation_error_message="This evidence speaks to that already.",
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values),
                name="evidence_direction_is_known",
                violation_error_message="Evidence shows a strength, a weakness, or neither.",
            ),
            models.CheckConstraint(
                condition=~models.Q(standard_ref=""),
                name="evidence_link_names_a_standard",
                violation_error_message="Say which standard the evidence speaks to.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("ended_at", "ended_by"),
                name="evidence_link_ended_whole",
                violation_error_message="A link is ended by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.question_ref or self.standard_ref}"
