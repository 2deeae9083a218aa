"""How far an inspection is, what is true of it, and what is to be done by when."""

from __future__ import annotations

from django.db import models

from eyre.core.planning import ANCHORS, Needed, Unit
from eyre.people.roles import ROLES
from eyre.platform.constraints import both_or_neither

from .inspections import STAGES, Inspection

NEEDED = {needed.name.lower().replace("_", "-"): needed for needed in Needed}
CODE_OF = {needed: code for code, needed in NEEDED.items()}
LONGEST_REASON = 2000


class StageChange(models.Model):
    """One move from a stage to another: who made it, when, and why. None is ever changed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="stage_changes")
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_stage__in=STAGES, to_stage__in=STAGES),
                name="stage_change_is_of_the_table",
                violation_error_message="An inspection moves between the stages of the table.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.from_stage} to {self.to_stage}"


class StageFact(models.Model):
    """Whether something that a move asks for is true of an inspection, as the area that knows it has told.

    `needed` is the code of a `Needed`; what no area has told is not true.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="stage_facts")
    needed = models.CharField(max_length=40)
    is_true = models.BooleanField()
    noted_by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "needed"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "needed"],
                name="stage_fact_once",
                violation_error_message="This is noted of the inspection already.",
            ),
            models.CheckConstraint(
                condition=models.Q(needed__in=tuple(NEEDED)),
                name="stage_fact_is_asked_for",
                violation_error_message="No move between stages asks for this.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.needed}"


class PlannedTask(models.Model):
    """Something to be done for an inspection: by whom, by when, and on what that day hangs.

    Copied from the template of the edition when the dates are first set, so that a plan stays what it was when the
    template changes. `hangs_on` is an anchor or the code of another task; `is_moved` where somebody set the day by
    hand. `sequence` rises with every change of the day, for calendars that were told an earlier one.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="tasks")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    hangs_on = models.CharField(max_length=40)
    distance = models.SmallIntegerField()
    unit = models.CharField(max_length=20)
    is_event = models.BooleanField(default=False)
    due = models.DateField()
    is_moved = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=100, null=True)

    class Meta:
        ordering = ["inspection", "due", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "code"],
                name="task_once",
                violation_error_message="The plan has this task already.",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__in=tuple(ROLES)),
                name="task_owner_is_a_role",
                violation_error_message="A task belongs to one of the roles.",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__in=tuple(unit.value for unit in Unit)),
                name="task_unit_is_known",
                violation_error_message="The distance to a task is counted in working days or weeks.",
            ),
            models.CheckConstraint(
                condition=~models.Q(hangs_on=models.F("code")) & ~models.Q(code__in=ANCHORS),
                name="task_hangs_on_another",
                violation_error_message="A task hangs on something else, and is not called like an anchor.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("done_at", "done_by"),
                name="task_done_is_whole",
                violation_error_message="What is done was done at a time, by somebody.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due", "inspection"], condition=models.Q(done_at__isnull=True), name="task_to_be_done"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.title}"
