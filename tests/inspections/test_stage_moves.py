"""An inspection moves by the table, by who may, when everything is true; and what happens on the move happens."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate
from planned_inspection import DATES, acting, due, planned, shifted, staffed, task, tell

from eyre.core.planning import MOVES, Needed, Refused, Stage
from eyre.frameworks.models import StoredEdition
from eyre.inspections.actions import leave_team, move_stage, set_dates
from eyre.inspections.facts import SEEN_HERE, has_lead, store_fact, true_of
from eyre.inspections.models import CODE_OF, Inspection, StageChange, StageFact, TeamMember
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest
from small_register import NOON, OFFICER

pytestmark = pytest.mark.django_db
SYSTEM = Actor.of_command("eyre serve")


@pytest.fixture
def cumbria() -> Inspection:
    return planned()["cumbria"]


def go(
    inspection: Inspection, to: Stage, by: Actor = OFFICER, reason: str = "", at: datetime = NOON
) -> StageChange:
    return move_stage(inspection=inspection, to=to, reason=reason, by=by, at=at)


def refused(inspection: Inspection, to: Stage, by: Actor = OFFICER, at: datetime = NOON) -> tuple[str, ...]:
    with pytest.raises(Refused) as found:
        go(inspection, to, by, at=at)
    return found.value.reasons


def stage(inspection: Inspection) -> Stage:
    return Stage(Inspection.objects.get(pk=inspection.pk).stage)


def test_a_new_inspection_is_planned_and_everything_lacking_is_told(cumbria: Inspection) -> None:
    assert stage(cumbria) is Stage.PLANNED
    assert set(refused(cumbria, Stage.ANNOUNCED)) == {
        f"not yet: {needed.value}" for needed in (Needed.LEAD, Needed.CONTACT, Needed.ANNOUNCEMENT_SENT)
    }
    assert not StageChange.objects.exists()


def test_announcing(cumbria: Inspection) -> None:
    staffed(cumbria)
    change = go(cumbria, Stage.ANNOUNCED)
    assert (change.from_stage, change.to_stage, change.by, change.role) == (
        "planned",
        "announced",
        OFFICER.id,
        "operations-officer",
    )
    assert StoredEdition.objects.get(pk="e").in_use_since == NOON
    held = Inspection.objects.get(pk=cumbria.pk)
    assert (held.stage, held.announced_on) == ("announced", localdate(NOON))
    assert task(cumbria, "announcement").done_at == NOON
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.before) == ("stage.moved", '{"stage":"planned"}')


def test_deadlines_are_counted_from_the_day_it_really_was_announced(cumbria: Inspection) -> None:
    staffed(cumbria)
    later = NOON + timedelta(days=3)
    first = due(cumbria, "case-list")
    go(cumbria, Stage.ANNOUNCED, at=later)
    assert Inspection.objects.get(pk=cumbria.pk).announced_on == localdate(later)
    assert due(cumbria, "case-list") > first


def test_fieldwork_that_is_over_cannot_be_announced(cumbria: Inspection) -> None:
    staffed(cumbria)
    assert refused(cumbria, Stage.ANNOUNCED, at=NOON + timedelta(days=200)) == (
        "fieldwork begins before today: set its dates anew first",
    )
    assert stage(cumbria) is Stage.PLANNED


def test_a_way_back_needs_a_reason(cumbria: Inspection) -> None:
    staffed(cumbria)
    go(cumbria, Stage.ANNOUNCED)
    assert refused(cumbria, Stage.PLANNED) == ("say why it goes back: those who worked on it will ask",)
    assert go(cumbria, Stage.PLANNED, reason=" A flood. ").reason == "A flood."
    assert stage(cumbria) is Stage.PLANNED


def test_who_may_not_is_told_who_may(cumbria: Inspection) -> None:
    lead = staffed(cumbria)
    assert "this is done by: operations officer, lead inspector" in refused(
        cumbria, Stage.ANNOUNCED, acting(lead, "inspector")
    )
    go(cumbria, Stage.ANNOUNCED, acting(lead))
    assert refused(cumbria, Stage.FIELDWORK, acting(lead)) == (
        "from announced an inspection goes to evidence requested, planned",
    )


def test_fieldwork_starts_on_its_first_day(cumbria: Inspection) -> None:
    lead = acting(staffed(cumbria))
    go(cumbria, Stage.ANNOUNCED)
    tell(cumbria, Needed.REQUESTS_SENT, Needed.RECEIPT, Needed.ALLOCATED)
    go(cumbria, Stage.EVIDENCE_REQUESTED)
    go(cumbria, Stage.SAMPLED)
    begins = NOON + (DATES.first - NOON.date())
    early = refused(cumbria, Stage.FIELDWORK, lead, at=begins - timedelta(days=1))
    assert early == (f"not yet: {Needed.FIELDWORK_STARTED.value}",)
    go(cumbria, Stage.FIELDWORK, lead, at=begins)
    assert stage(cumbria) is Stage.FIELDWORK


def test_every_move_of_the_table_can_be_made(cumbria: Inspection) -> None:
    """Whatever is noted is enough for what the table asks for, from every stage to every next."""
    lead = staffed(cumbria)
    tell(cumbria, *(needed for needed in Needed if needed not in SEEN_HERE))
    for start, ways in MOVES.items():
        for way in ways:
            Inspection.objects.filter(pk=cumbria.pk).update(stage=start.value)
            at = NOON + (DATES.first - NOON.date()) if way.to is Stage.FIELDWORK else NOON
            go(cumbria, way.to, acting(lead, way.by[-1]), reason="why", at=at)
            assert stage(cumbria) is way.to


def test_what_is_seen_here_is_not_told(cumbria: Inspection) -> None:
    for needed in SEEN_HERE:
        with pytest.raises(ValueError, match="seen from the inspection itself"):
            store_fact(inspection=cumbria, needed=needed, true=True, by=OFFICER, at=NOON)
    StageFact.objects.create(
        inspection=cumbria, needed=CODE_OF[Needed.LEAD], is_true=True, noted_by="x", at=NOON
    )
    assert Needed.LEAD not in true_of(cumbria, NOON.date())


def test_a_lead_with_an_interest_leads_no_more(cumbria: Inspection) -> None:
    lead = staffed(cumbria)
    assert has_lead(cumbria)
    declare_interest(person=lead, provider=cumbria.provider, kind="financial", by=acting(lead), at=NOON)
    assert not has_lead(cumbria)
    assert f"not yet: {Needed.LEAD.value}" in refused(cumbria, Stage.ANNOUNCED)


def test_a_lead_who_left_leads_no_more(cumbria: Inspection) -> None:
    staffed(cumbria)
    leave_team(member=TeamMember.objects.get(), by=OFFICER, at=NOON)
    assert not has_lead(cumbria)


def test_fieldwork_known_only_to_the_month_is_not_dated(cumbria: Inspection) -> None:
    Inspection.objects.filter(pk=cumbria.pk).update(fieldwork="2027-01")
    held = Inspection.objects.get(pk=cumbria.pk)
    assert Needed.FIELDWORK_DATES not in true_of(held, NOON.date())
    set_dates(inspection=held, dates=shifted(1), by=OFFICER, at=NOON)
    held.refresh_from_db()
    assert Needed.FIELDWORK_DATES in true_of(held, NOON.date())
