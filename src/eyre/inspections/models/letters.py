"""What was written to a provider about its inspection, to whom it went, and whether it left."""

from __future__ import annotations

from django.db import models

from eyre.providers.models import CONTACT_ROLES, Contact

from .inspections import Inspection

LONGEST_PARAGRAPH = 4000


class LetterState(models.TextChoices):
    """How far a letter is."""

    DRAFT = "draft", "Draft"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not sent"


class Letter(models.Model):
    """One letter about an inspection. A draft is filled anew whenever it is looked at; what goes is kept for ever.

    `template` is the code of its template and `template_edition` the edition whose template it is, "default" for the
    one of all. `subject`, `text`, `html` and `digest` (SHA-256 of subject and text) are those of the moment at which it
    was sent, `days` the days it told of, by the code of the task: a later letter tells what changed since.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="letters")
    template = models.SlugField(max_length=40)
    template_edition = models.SlugField(max_length=60)
    state = models.CharField(max_length=10, choices=LetterState)
    paragraph = models.TextField(blank=True, max_length=LONGEST_PARAGRAPH)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    days = models.JSONField(default=dict)
    written_by = models.CharField(max_length=100)
    written_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100, null=True)
    sent_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["inspection", "-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "template"],
                condition=models.Q(state="draft"),
                name="letter_drafted_once",
                violation_error_message="There is a draft of this letter already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=LetterState.values),
                name="letter_state_is_known",
                violation_error_message="A letter is a draft, being sent, sent or not sent.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="draft",
                    digest="",
                    text="",
                    sent_by__isnull=True,
                    sent_at__isnull=True,
                    tried_at__isnull=True,
                )
                | models.Q(
                    ~models.Q(state="draft"),
                    ~models.Q(text=""),
                    ~models.Q(subject=""),
                    ~models.Q(digest=""),
                    sent_by__isnull=False,
                    sent_at__isnull=False,
                    tried_at__isnull=False,
                ),
                name="letter_sent_is_whole",
                violation_error_message="A letter that went is kept whole, with its digest, who sent it and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.template}, {self.state}"


class Recipient(models.Model):
    """To whom a letter goes: the contact with name and address as they were, and whether it left for them, or why not."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="recipients")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    address = models.EmailField(max_length=254)
    left_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["letter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "contact"],
                name="letter_recipient_once",
                violation_error_message="The letter goes to this contact already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=CONTACT_ROLES),
                name="letter_recipient_speaks",
                violation_error_message="A letter goes to somebody who speaks for the provider.",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(reason=""),
                name="letter_left_or_not",
                violation_error_message="A letter left for somebody, or there is a reason why not.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.contact_id}"
