"""What the lead inspector judges each standard to be, on which evidence, who commented, and who read it after."""

from __future__ import annotations

from django.db import models

from eyre.cases.models import Freeze
from eyre.evidence.models import EvidenceVersion
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither

LONGEST_REASONING = 20_000


class JudgementState(models.TextChoices):
    """How far a judgement has come. `replaced` is an earlier version, kept as it was."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted, to be read by a second person"
    AGREED = "agreed", "Read and agreed"
    RETURNED = "returned", "Read and returned"
    REPLACED = "replaced", "Replaced by a later version"


class Judgement(models.Model):
    """The judgement of one standard: an outcome (a band id, `not_rated`, or empty while it is a draft) with its reasons.

    From frozen answers the outcome is what the rule makes of `freeze`, and the lead confirms it; from other evidence the
    lead judges. What was submitted never changes: another mind is another version.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    standard_ref = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=JudgementState, default=JudgementState.DRAFT)
    outcome = models.CharField(max_length=40, blank=True)
    reasoning = models.TextField(blank=True, max_length=LONGEST_REASONING)
    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="+", null=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["inspection", "standard_ref", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "standard_ref", "version"],
                name="judgement_version_once",
                violation_error_message="Somebody wrote this judgement at the same moment. Look at it again.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "standard_ref"],
                condition=~models.Q(state="replaced"),
                name="judgement_one_in_force",
                violation_error_message="A standard has one judgement in force.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=JudgementState.values),
                name="judgement_state_is_known",
                violation_error_message="A judgement is a draft, submitted, agreed, returned or replaced.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "replaced"])
                | (models.Q(submitted_at__isnull=False) & ~models.Q(outcome="") & ~models.Q(reasoning="")),
                name="judgement_submitted_whole",
                violation_error_message="A judgement that is submitted has an outcome and its reasons.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.standard_ref}, version {self.version}"


class QuestionJudgement(models.Model):
    """What a judgement says of one key question; `outcome` is a band id, `not_rated`, or empty while it is a draft."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="questions")
    question_ref = models.CharField(max_length=20)
    outcome = models.CharField(max_length=40, blank=True)
    reasoning = models.TextField(blank=True, max_length=LONGEST_REASONING)

    class Meta:
        ordering = ["judgement", "question_ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "question_ref"],
                name="question_judgement_once",
                violation_error_message="A key question is judged once in a judgement.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.question_ref}"


class JudgementEvidence(models.Model):
    """What a judgement relies on: one version of a piece of evidence, as it was read."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["judgement", "evidence"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "evidence"],
                name="judgement_evidence_once",
                violation_error_message="The judgement relies on this evidence already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.evidence_id}"


class JudgementComment(models.Model):
    """What a member of the team says about the judgement of a standard; resolved, it is kept."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    standard_ref = models.CharField(max_length=20)
    text = models.TextField(max_length=LONGEST_REASONING)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=100, null=True)
    resolved_how = models.TextField(blank=True)

    class Meta:
        ordering = ["inspection", "standard_ref", "written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="judgement_comment_says_something",
                violation_error_message="Write your comment.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("resolved_at", "resolved_by"),
                name="judgement_comment_resolved_whole",
                violation_error_message="A comment is resolved by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.standard_ref}: comment {self.pk}"


class SecondReading(models.Model):
    """Somebody other than its author read a submitted judgement, and agrees, or says in words why not."""

    judgement = models.OneToOneField(Judgement, models.PROTECT, related_name="reading")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True, max_length=LONGEST_REASONING)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["judgement"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(words=""),
                name="second_reading_says_why_not",
                violation_error_message="Say why you do not agree.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.judgement_id)


class JudgedFact(models.Model):
    """Whether a fact that limits the overall rating is true, and why. Another mind is another version; none is changed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    fact = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    is_true = models.BooleanField()
    reasoning = models.TextField(max_length=LONGEST_REASONING)
    judged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "fact", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "fact", "version"],
                name="judged_fact_version_once",
                violation_error_message="Somebody answered this at the same moment. Look at it again.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reasoning=""),
                name="judged_fact_says_why",
                violation_error_message="Say why it is so.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.fact}: {self.is_true}"
