"""The answers of an inspection, frozen: a byte an answer, the shape in which they are counted."""

from __future__ import annotations

from django.db import models

from eyre.inspections.models import Inspection


class FrozenAnswers(models.Model):
    """The answer matrix of one inspection; `cells` are the bytes row by row, cases down, questions across.

    `is_reconstructed` marks answers that Eyre generated to fit what was published: they are not the
    inspectorate's, and every page that shows them says so.
    """

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="+")
    questions = models.JSONField()
    cases = models.JSONField()
    groups = models.JSONField(default=dict)
    cells = models.BinaryField()
    digest = models.CharField(max_length=64)
    is_reconstructed = models.BooleanField()
    note = models.TextField(blank=True)
    stored_by = models.CharField(max_length=150)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_reconstructed=False) | ~models.Q(note=""),
                name="reconstructed_answers_say_so",
                violation_error_message="Reconstructed answers carry a note that says how they were made.",
            ),
            models.CheckConstraint(
                condition=~models.Q(digest=""),
                name="answers_have_digest",
                violation_error_message="Frozen answers carry their digest.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {len(self.cases)} cases"
