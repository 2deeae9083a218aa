"""Work without a network, as the server knows it: keys of the organisation, cases taken along, forms that moved on."""

from __future__ import annotations

from django.db import models

from eyre.platform.constraints import both_or_neither, in_order

from .assessments import Assessment
from .journal import Device


class RecoveryKey(models.Model):
    """The public half of a key of the organisation (`spki`, DER in base64), which opens the keys of devices.

    The private half is in no database: whoever made it keeps it in a file, under a passphrase.
    """

    name = models.CharField(max_length=100)
    spki = models.TextField(max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="recovery_key_name_once",
                violation_error_message="There is a recovery key of this name already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="recovery_key_has_name",
                violation_error_message="A recovery key needs a name.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("ended_at", "ended_by"),
                name="recovery_key_ended_whole",
                violation_error_message="A recovery key is ended by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LeaseTaken(models.Model):
    """A case that was taken along on a device, until when, and when the device said that it is no longer there."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["device", "assessment"],
                condition=models.Q(ended_at=None),
                name="lease_taken_once",
                violation_error_message="This case is on this device already.",
            ),
            models.CheckConstraint(
                condition=in_order("taken_at", "until"),
                name="lease_taken_in_order",
                violation_error_message="A case is taken along until a later time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} on {self.device_id}"


class FormUpgrade(models.Model):
    """The form of an assessment was moved to a later edition of it. What was written on the earlier one still counts."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    before = models.CharField(max_length=80)
    before_digest = models.CharField(max_length=64)
    after = models.CharField(max_length=80)
    after_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["assessment", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "before"],
                name="form_upgrade_once",
                violation_error_message="This assessment has left this form already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")),
                name="form_upgrade_moves",
                violation_error_message="A form is moved to another edition of it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.after}"
