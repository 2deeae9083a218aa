"""Where the register of evidence and the judgements are linked from: an inspection's page, and one's work."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from eyre.evidence.permissions import may_read_register
from eyre.people.standing import Standing
from eyre.platform.lines import Task
from eyre.ratings.permissions.judgements import may_read_judgements
from eyre.ratings.queries.judging import ToJudge, turns

from .work_seen import Seen


def judging_parts(one: Seen) -> Iterator[tuple[str, str, str]]:
    """The pages below an inspection that are for them: the words, the address, and what stands there."""
    if may_read_register(one.standing, one.facts):
        says = "What was heard, read and seen, and what it speaks for or against"
        yield "Register of evidence", reverse("evidence_register:list", args=[one.id]), says
    if may_read_judgements(one.standing, one.facts):
        says = "Each standard, its evidence, its second reader, and what does not fit"
        yield "Judgements", reverse("judgements:list", args=[one.id]), says


def judging_tasks(standing: Standing) -> Iterator[Task]:
    """What waits for somebody: judgements to read as a second person, and those to write."""
    waiting = turns(standing)
    for one in waiting.to_read:
        href = reverse("judgements:standard", args=[one.inspection, one.ref])
        yield Task(
            f"{one.name}: read the judgement of {one.ref}", "To read", href, f"By {one.author}", "yellow"
        )
    for each in waiting.to_judge:
        href = reverse("judgements:list", args=[each.inspection])
        yield Task(f"{each.name}: judge the standards", _status(each), href, _hint(each), "yellow")


def _status(one: ToJudge) -> str:
    waiting = one.returned + one.drafts + one.not_begun
    return f"{waiting} to write"


def _hint(one: ToJudge) -> str:
    told = ((one.returned, "returned"), (one.drafts, "in draft"), (one.not_begun, "not begun"))
    return ", ".join(f"{number} {words}" for number, words in told if number).capitalize()
