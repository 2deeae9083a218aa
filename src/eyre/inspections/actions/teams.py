"""Putting people on the team of an inspection, and taking them off it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from eyre.inspections.exceptions import CannotJoin
from eyre.inspections.models import Inspection, TeamMember
from eyre.inspections.queries.teams import check_join
from eyre.people.models import Person
from eyre.platform.audit import Actor, Ids, Operation, record


@transaction.atomic
def join_team(*, inspection: Inspection, person: Person, role: str, by: Actor, at: datetime) -> TeamMember:
    """Give somebody a role on an inspection; from now on they see what that role sees.

    Raises:
        CannotJoin: where an interest or a role for the provider stands against it, where the account is disabled,
            where the role is held already (there is one lead inspector at a time), and where somebody would put
            themselves on a team: nobody gives sight of cases to themselves.
    """
    # Two who form the same team at once wait for each other here
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    check_join(inspection, person, role, by.id)
    member = TeamMember.objects.create(
        inspection=inspection, person=person, role=role, since=at, given_by=by.id
    )
    after: Ids = {"member": member.pk, "person": str(person.pk), "role": role}
    record("team.joined", by=by, at=at, operation=Operation.ALTERATION, on=inspection, after=after)
    return member


@transaction.atomic
def leave_team(*, member: TeamMember, by: Actor, at: datetime) -> TeamMember:
    """Take somebody off the team; they see nothing more from the next click on.

    Raises:
        CannotJoin: when they have left already.
    """
    held = TeamMember.objects.select_for_update().select_related("inspection").get(pk=member.pk)
    if held.until is not None:
        raise CannotJoin("This has ended already.")
    held.until, held.ended_by = at, by.id
    held.save(update_fields=["until", "ended_by"])
    before: Ids = {"member": held.pk, "person": str(held.person_id), "role": held.role}
    record("team.left", by=by, at=at, operation=Operation.ALTERATION, on=held.inspection, before=before)
    return held
