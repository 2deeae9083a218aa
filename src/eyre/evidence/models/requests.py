"""What is asked of a provider for an inspection, and which files it sent."""

from __future__ import annotations

from django.db import models

from eyre.core.evidence import State
from eyre.core.evidence.lists import LONGEST_CODE, LONGEST_TITLE, LONGEST_WANTED
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither, in_order
from eyre.platform.files.models import StoredFile

STATES = tuple((state.value, state.words) for state in State)
WITH_REASON = (State.ASKED_AGAIN.value, State.SAID_NOT_TO_APPLY.value, State.NOT_APPLICABLE.value)
LONGEST_REASON = 2_000
LONGEST_NAME = 200


class Request(models.Model):
    """One item that is asked for. `code` is that of the list it comes from; an item added by hand has one of its own.

    `reason` belongs to the latest state: why it is asked for again, or does not apply. `asked_again_at` stays, so that
    it is known that it was. `due` is the last day; it is set when the item goes out.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=LONGEST_CODE)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    wanted = models.TextField(max_length=LONGEST_WANTED)
    standards = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=STATES, default=State.PREPARED.value)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    due = models.DateField(null=True)
    added_by = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    asked_again_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "code"],
                name="request_once",
                violation_error_message="This is asked for already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="request_state_is_known",
                violation_error_message="An item is in one of the states of the table.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=WITH_REASON) | ~models.Q(reason=""),
                name="request_state_has_its_reason",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="prepared", asked_at__isnull=True)
                | models.Q(~models.Q(state="prepared"), asked_at__isnull=False, due__isnull=False),
                name="request_asked_has_its_day",
                violation_error_message="What was asked for says when it was, and by when it is due.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.code}"


class RequestFile(models.Model):
    """A file that the provider sent for an item, under the name it gave it. Taken back, it is kept and marked.

    `reused` is the file of an earlier inspection that it names: the same content, sent once.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    reused = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=100, null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["request", "sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "file"],
                condition=models.Q(taken_back_at__isnull=True),
                name="request_file_once",
                violation_error_message="This file was sent for this item already.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("taken_back_at", "taken_back_by"),
                name="request_file_taken_back_whole",
                violation_error_message="A file that was taken back says when, and by whom.",
            ),
            models.CheckConstraint(
                condition=in_order("sent_at", "taken_back_at"),
                name="request_file_taken_back_after",
                violation_error_message="A file is taken back after it was sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.file_id}"
