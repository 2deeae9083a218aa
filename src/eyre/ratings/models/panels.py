"""The ratings panel: who sat on it, the papers it had, what it decided and why, who signed, and the record of it all."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither

LONGEST_REASONING = 20_000
WHOLE = "overall"  # in place of a standard: the decision on the overall rating


class SeatRole(models.TextChoices):
    """What somebody does at a panel."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    PRESENTING = "presenting", "Presents the judgements"
    SECRETARY = "secretary", "Takes the minutes"


class Panel(models.Model):
    """One meeting of the ratings panel about one inspection. Once two people signed, nothing of it changes.

    `corrects` names the panel whose decisions this one corrects; the earlier one stays as it is.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True, max_length=100_000)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    corrects_because = models.TextField(blank=True, max_length=LONGEST_REASONING)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=100, null=True)
    signed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="panel_number_once",
                violation_error_message="Somebody called a panel at the same moment.",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(signed_at__isnull=True, cancelled_at__isnull=True),
                name="panel_one_open",
                violation_error_message="A panel about this inspection is open already.",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(corrects_because=""),
                name="panel_correction_says_why",
                violation_error_message="Say why the decisions are corrected.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("cancelled_at", "cancelled_by")
                & (models.Q(cancelled_at__isnull=True) | models.Q(signed_at__isnull=True)),
                name="panel_cancelled_whole",
                violation_error_message="A panel is cancelled by somebody at a time, and never after it was signed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: panel {self.number}"


class PanelMember(models.Model):
    """Somebody's seat at a panel: in which role, whether they came, the interest they declared there, and withdrew for."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=SeatRole)
    attended = models.BooleanField(null=True)
    interest = models.TextField(blank=True, max_length=LONGEST_REASONING)
    withdrew = models.BooleanField(default=False)

    class Meta:
        ordering = ["panel", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"],
                name="panel_seat_once",
                violation_error_message="They sit on this panel already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=SeatRole.values),
                name="panel_role_is_known",
                violation_error_message="A seat at a panel has one of the roles listed.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrew=False) | ~models.Q(interest=""),
                name="panel_withdrawal_says_why",
                violation_error_message="Say for which interest they withdrew.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.person_id}"


class PanelPapers(models.Model):
    """The papers as the panel had them: everything in them as canonical JSON, with its digest. Never changed."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="papers")
    version = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=100)
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ["panel", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "version"],
                name="panel_papers_once",
                violation_error_message="Somebody prepared the papers at the same moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: papers {self.version}"


class PanelDecision(models.Model):
    """What a panel decided on one standard (or on `overall`): what the rule gives, what holds, and on which ground.

    `proposed` and `final` are band ids, `not_rated` or `undetermined`. Where they differ, `ground` and `reasoning` say why.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="decisions")
    standard_ref = models.CharField(max_length=20)
    proposed = models.CharField(max_length=40)
    final = models.CharField(max_length=40)
    ground = models.CharField(max_length=60, blank=True)
    reasoning = models.TextField(blank=True, max_length=LONGEST_REASONING)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["panel", "standard_ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "standard_ref"],
                name="panel_decision_once",
                violation_error_message="This panel decided on the standard already.",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed=models.F("final"))
                | (~models.Q(ground="") & ~models.Q(reasoning="")),
                name="panel_departure_has_its_ground",
                violation_error_message="A departure from the rule names its ground and the reasons.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.standard_ref}: {self.final}"


class PanelSignature(models.Model):
    """One of two people who sat on the panel holds the decisions, whose digest this is, to be what was decided."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["panel", "signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"],
                name="panel_signature_once",
                violation_error_message="You signed these decisions already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.person_id}"


class RatingRecord(models.Model):
    """Everything that the signed ratings were made from, as canonical JSON, enough to recompute them; never recomputed.

    A correction's record stands beside the one it corrects.
    """

    panel = models.OneToOneField(Panel, models.PROTECT, related_name="+")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["panel"]

    def __str__(self) -> str:
        return str(self.panel_id)
