"""The ways from an inspection's page to what may be seen of it, under the headings of the work they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from eyre.cases.permissions.allocation import may_examine, may_see_allocation
from eyre.cases.permissions.lists import may_see_receipt, may_send_list
from eyre.core.planning import Stage
from eyre.evidence.permissions import may_see_evidence, may_send_evidence
from eyre.inspections import permissions

from .group_parts import group_parts
from .judging_parts import judging_parts
from .panels import panel_parts
from .quality_parts import quality_parts
from .what_happened import happened_parts
from .work_planning import plan_parts
from .work_seen import Seen

Part = tuple[str, str, str]  # the words, the address, and what stands there

# In the order of the work, from the plan to the rating
HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Plan and announce", ("Your page", "Stage", "Plan", "Team", "Letters", "Evidence in advance")),
    ("Choose the cases", ("Case list", "Sample", "Who has which case", "Interviews")),
    (
        "Examine the cases",
        ("My cases", "Alerts", "Answers that differ", "Quality assurance", "Freeze the answers"),
    ),
    ("Judge", ("Register of evidence", "Judgements", "Ratings panel")),
    (
        "See what was found",
        (
            "Answers about cases",
            "Draft ratings",
            "How secure they are",
            "Sub-groups",
            "Since the previous inspection",
            "The region",
            "What happened",
            "The published inspection",
        ),
    ),
)


def grouped(parts: Iterable[Part]) -> list[tuple[str, list[Part]]]:
    """The parts under their headings, each heading that has any, in the order of the work.

    Raises:
        KeyError: for a part that stands under no heading.
    """
    places = {words: (i, j) for i, (_, those) in enumerate(HEADINGS) for j, words in enumerate(those)}
    ordered = sorted(parts, key=lambda part: places[part[0]])
    found = [(heading, [part for part in ordered if part[0] in those]) for heading, those in HEADINGS]
    return [(heading, those) for heading, those in found if those]


def parts_of(one: Seen, stage: str) -> Iterator[Part]:
    """The pages below an inspection that are for them: the words, the address, and what stands there."""
    if one.facts.is_public:
        yield (
            "The published inspection",
            reverse("inspections:inspection", args=[one.id]),
            "As everybody sees it",
        )
    if permissions.may_see_team(one.standing, one.facts):
        yield "Letters", reverse("letters:list", args=[one.id]), "To the provider: what was sent, and to whom"
    yield from _evidence(one, stage)
    if may_see_allocation(one.standing, one.facts):
        says = "Which inspector has which case; hand over, give back"
        yield "Who has which case", reverse("work:allocation", args=[one.id]), says
        says = "Who interviews which practitioner, and when"
        yield "Interviews", reverse("work:interviews", args=[one.id]), says
    if permissions.may_see_draft_ratings(one.standing, one.facts) and not one.facts.is_public:
        says = "As they stand, and how each is reached"
        yield "Draft ratings", reverse("work:ratings", args=[one.id]), says
        says = "How close each rating is to another one, and what would change it"
        yield "How secure they are", reverse("robustness:page", args=[one.id]), says
    if may_examine(one.standing, one.facts) and not one.facts.is_public:
        yield "My cases", reverse("assessment:mine", args=[one.id]), "The cases with you, each on its form"
    if permissions.may_see_cases(one.standing, one.facts) and not one.facts.is_public:
        yield "Answers about cases", reverse("work:answers", args=[one.id]), "Counted question by question"
        says = "Two devices, one question: a person decides"
        yield "Answers that differ", reverse("journal:conflicts", args=[one.id]), says
    yield from quality_parts(one)
    yield from group_parts(one)
    yield from judging_parts(one)
    yield from panel_parts(one)
    yield from happened_parts(one, stage)
    says = (
        "Who works on it; add and end"
        if permissions.may_form_team(one.standing, one.facts)
        else "Who works on it"
    )
    yield from plan_parts(one)
    yield "Team", reverse("work:team", args=[one.id]), says
    yield from _sampling(one)


def _evidence(one: Seen, stage: str) -> Iterator[Part]:
    if may_send_evidence(one.standing, one.facts) and stage != Stage.PLANNED:
        says = "What is asked of you, by when, what you sent, and who comes when"
        yield "Your page", reverse("work:provider", args=[one.id]), says
    if may_see_evidence(one.standing, one.facts):
        says = "What is asked of the provider, what it sent, and what was made of it"
        yield "Evidence in advance", reverse("work:evidence", args=[one.id]), says


def _sampling(one: Seen) -> Iterator[Part]:
    if may_send_list(one.standing, one.facts) and not one.facts.is_public:
        yield "Case list", reverse("samples:list", args=[one.id]), "Send it, and see what may be drawn"
    if may_see_receipt(one.standing, one.facts) and not one.facts.is_public:
        yield "Sample", reverse("samples:sample", args=[one.id]), "Which cases are drawn, with the receipt"
