"""The case list a provider sent, its cases under pseudonyms, and, held apart, who they are."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection
from eyre.platform.constraints import in_order


class ListState(models.TextChoices):
    """What has become of an uploaded list."""

    WAITING = "waiting", "Waiting to be checked"
    CHECKING = "checking", "Being checked"
    REFUSED = "refused", "Refused: it has problems"
    STORED = "stored", "Stored"
    REPLACED = "replaced", "Replaced by a later list"


class CaseList(models.Model):
    """One upload of an inspection's case list; a later version replaces an earlier one and never deletes it.

    `upload` is the file as it came, sealed; `done` of `rows` says how far the check has come. `rules` names the edition
    of the specification and of the eligibility windows, which are counted from the day `counted_from`; `problems` says
    how many of which kind there are, and `sealed_problems` holds them word for word, for they may quote the file.
    `excluded` counts cases by rule. `taken_by` is whoever checks it now, and has since `taken_at`.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    upload = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=ListState)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    rules = models.CharField(max_length=60, blank=True)
    problems = models.JSONField(default=list)
    sealed_problems = models.BinaryField(null=True)
    problem_count = models.PositiveIntegerField(default=0)
    counted_from = models.DateField(null=True)
    excluded = models.JSONField(default=dict)
    sent_by = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["inspection", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "version"],
                name="case_list_version_once",
                violation_error_message="This version of the list is there already.",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(state=ListState.STORED),
                name="case_list_one_in_force",
                violation_error_message="One list is in force at a time.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ListState.values),
                name="case_list_state_is_known",
                violation_error_message="A list is waiting, being checked, refused, stored or replaced.",
            ),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("rows")),
                name="case_list_done_within_rows",
                violation_error_message="No more rows are checked than there are.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: list {self.version}"


class ListedCase(models.Model):
    """One case of a list, under its pseudonym, with what decides whether it may be drawn and in which stratum.

    `attributes` holds sex, disposal, risk, office, grade and what else the specification names; `practitioner` is
    a pseudonym too. `excluded` is the code of the rule that keeps the case out of the frame, "" where none does.
    """

    case_list = models.ForeignKey(CaseList, models.PROTECT, related_name="cases")
    row = models.PositiveIntegerField()
    pseudonym = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    attributes = models.JSONField(default=dict)
    practitioner = models.CharField(max_length=20, blank=True)
    started = models.DateField(null=True)
    ended = models.DateField(null=True)
    excluded = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["case_list", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_list", "pseudonym"],
                name="listed_case_once",
                violation_error_message="A pseudonym names one case of a list.",
            ),
            models.CheckConstraint(
                condition=in_order("started", "ended"),
                name="listed_case_in_order",
                violation_error_message="A case ends after it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class CaseKey(models.Model):
    """Who stands behind a pseudonym: sealed, and opened for those alone who must open the file.

    `tag` is a keyed digest of the identifier, by which the same case of a later list gets the same pseudonym.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=20)
    tag = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["inspection", "pseudonym"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "pseudonym"],
                name="case_key_once",
                violation_error_message="A pseudonym has one key.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "tag"],
                name="case_key_of_one_identifier",
                violation_error_message="An identifier has one pseudonym in an inspection.",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym
