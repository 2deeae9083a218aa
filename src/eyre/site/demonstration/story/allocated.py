"""Southfold's cases are shared out before its fieldwork, interviews planned, and one case handed over since.

Some interviews were held, one was called off; the others wait for their day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils.timezone import localdate

from eyre.cases.actions import (
    apply_allocation,
    cancel_interview,
    declare_acquaintance,
    hand_over,
    hold_interview,
    plan_interviews,
    say_specialisms,
    say_time,
)
from eyre.cases.queries.inspectors import USUAL_PATTERN, fieldwork_days
from eyre.cases.queries.interviews import interviews_of, plan_of_interviews
from eyre.cases.queries.proposals import propose, shares_of
from eyre.inspections.models import Inspection

from .scene import Scene

KNOWN = {"inspector": ["domestic-abuse"], "second-inspector": ["sexual-offending", "welsh-language"]}
LENT, LEAD, FROM, TO = "local-assessor", "lead-inspector", "second-inspector", "inspector"
PATTERN = replace(USUAL_PATTERN, starts=(time(10, 0), time(14, 0)), a_day=1)
BEFORE = timedelta(days=4)
OFFICE = "Mill Lane"
ILL = "Priya is away until the end of the week, and the practitioner has no other time."


def allocated(scene: Scene) -> None:
    """What is said of inspectors, who gets which case, when practitioners are interviewed, and what changed since."""
    southfold = Inspection.objects.get(pk=scene.southfold.pk)
    if not shares_of(southfold).cases or not southfold.fieldwork_from:
        return  # nothing is drawn, or nobody knows when: the story is told without cases
    first = scene.at - (localdate(scene.at) - southfold.fieldwork_from)
    _say(scene, southfold, first - BEFORE)
    lead = scene.actor(LEAD)
    digest = propose(southfold).digest
    apply_allocation(inspection=southfold, digest=digest, by=lead, at=first - BEFORE)
    _plan(scene, southfold, first - BEFORE)
    _hand_over(scene, southfold, first)
    _plan(scene, southfold, first)
    _hold(scene, southfold)


def _say(scene: Scene, southfold: Inspection, at: datetime) -> None:
    """What inspectors know, when the one who is lent has time, and which office he knows."""
    by, lent = scene.actor(LEAD), scene.people[LENT]
    for key, specials in KNOWN.items():
        say_specialisms(person=scene.people[key], specials=specials, by=by, at=at)
    week = fieldwork_days(southfold)[:6]
    say_time(inspection=southfold, person=lent, days=week, minutes_a_day=300, by=by, at=at)
    own = scene.actor(LENT)
    declare_acquaintance(inspection=southfold, person=lent, kind="office", code=OFFICE, by=own, at=at)


def _plan(scene: Scene, southfold: Inspection, at: datetime) -> None:
    digest = plan_of_interviews(southfold, PATTERN, today=localdate(at)).digest
    plan_interviews(inspection=southfold, pattern=PATTERN, digest=digest, by=scene.actor(LEAD), at=at)


def _hand_over(scene: Scene, southfold: Inspection, at: datetime) -> None:
    """One case goes from one inspector to another, with everything in it."""
    shares, giver = shares_of(southfold), str(scene.people[FROM].pk)
    case = next((case for case in shares.cases if shares.held.get(case.pseudonym) == giver), None)
    if case is not None:
        hand_over(
            inspection=southfold,
            case=case,
            to=scene.people[TO],
            reason=ILL,
            despite=True,
            by=scene.actor(LEAD),
            at=at,
        )


def _hold(scene: Scene, southfold: Inspection) -> None:
    """What has come was held, but for one that was called off and one that nobody has said anything of."""
    keys = {person.pk: key for key, person in scene.people.items()}
    come = list(interviews_of(southfold).filter(starts__lt=scene.at))
    for row in come[:-2]:
        hold_interview(interview=row, by=scene.actor(keys[row.inspector_id]), at=scene.at)
    for row in come[-2:-1]:
        by = scene.actor(keys[row.inspector_id])
        cancel_interview(interview=row, reason="The practitioner is on leave.", by=by, at=scene.at)
