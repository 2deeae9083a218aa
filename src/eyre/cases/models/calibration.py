"""Calibration: the same invented case assessed by everybody, so that they learn where they differ."""

from __future__ import annotations

from django.db import models

from eyre.people.models import Person
from eyre.platform.constraints import both_or_neither


class Vignette(models.Model):
    """An invented case on paper, with the key questions of a form that are to be answered on it. Never changed once used."""

    title = models.CharField(max_length=200)
    text = models.TextField(max_length=50_000)
    form = models.CharField(max_length=80)
    form_digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    questions = models.JSONField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(text=""),
                name="vignette_says_something",
                violation_error_message="A vignette has a title and a text.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CalibrationSession(models.Model):
    """People assess vignettes, each for themselves; what they answered is compared when it is closed."""

    title = models.CharField(max_length=200)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, null=True)
    notes = models.TextField(blank=True, max_length=20_000)
    vignettes = models.ManyToManyField(Vignette, related_name="+")
    invited = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["-opened_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=both_or_neither("closed_at", "closed_by"),
                name="calibration_closed_whole",
                violation_error_message="A session is closed by somebody at a time.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CalibrationAnswer(models.Model):
    """What somebody answered to one question about one vignette: yes, no, or not relevant; nobody else sees it before
    the session is closed."""

    session = models.ForeignKey(CalibrationSession, models.PROTECT, related_name="+")
    vignette = models.ForeignKey(Vignette, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=12)
    words = models.TextField(blank=True, max_length=5_000)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["session", "vignette", "person", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "vignette", "person", "question"],
                name="calibration_answer_once",
                violation_error_message="You answered this question already.",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=["yes", "no", "not-relevant"]),
                name="calibration_answer_is_known",
                violation_error_message="Answer yes, no or not relevant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.vignette_id} {self.person_id}: {self.question}"
