"""Is each operation taken once, in whatever order and however often it comes, and is what is not taken kept apart?"""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eyre.cases.actions.journal import note_conflicts, rebuild_answers, save
from eyre.cases.journal import Change
from eyre.cases.models import (
    Alert,
    AnswerNow,
    Assessment,
    CaseAllocation,
    Device,
    JournalEntry,
    QuarantinedOperation,
)
from eyre.cases.queries.folding import folded
from eyre.core.journal import NotABatch
from eyre.inspections.models import Inspection, StageFact
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.platform.epochs.queries import current_epoch
from journal_world import LATER, NOTE, OTHER_QUESTION, QUESTION, World, batch, in_json, outcomes
from small_register import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")


@pytest.fixture
def world() -> World:
    return World()


def now(world: World, key: str = QUESTION) -> AnswerNow:
    return AnswerNow.objects.get(assessment=world.assessment, key=key)


def kept_equals_journal(world: World) -> bool:
    kept = {
        row.key: (row.value, row.heads, row.missing, row.is_conflict, row.number)
        for row in AnswerNow.objects.filter(assessment=world.assessment)
    }
    anew = {
        each.key: (each.value, each.heads, each.missing, each.is_conflict, each.number)
        for each in folded(world.assessment.pk)
    }
    return kept == anew


def test_an_answer_is_taken_and_numbered(world: World) -> None:
    tablet = world.tablet()
    first = tablet.write("yes")
    reply = world.send(first)
    (verdict,) = reply.results
    entry = JournalEntry.objects.get()
    assert reply.epoch == current_epoch() != ""
    assert verdict.as_dict() == {
        "id": first.id, "hash": first.hash, "verdict": "accepted", "number": entry.number,
    }  # fmt: skip
    assert bytes(entry.content).decode() == first.written()
    assert (now(world).value, now(world).heads, now(world).number) == ("yes", [first.id], entry.number)
    world.assessment.refresh_from_db()
    assert (world.assessment.version, world.assessment.answered) == (entry.number, 1)


def test_the_same_again_is_accepted_under_the_same_number_and_changes_nothing(world: World) -> None:
    tablet = world.tablet()
    first, second = tablet.write("yes"), tablet.write("no", key=OTHER_QUESTION)
    one = world.send(first, second)
    rows = AuditEvent.objects.count()
    assert world.send(first, second, first).results == (*one.results, one.results[0])
    assert JournalEntry.objects.count() == 2
    assert AuditEvent.objects.count() == rows


def test_other_bytes_under_the_same_id_are_kept_apart(world: World) -> None:
    tablet = world.tablet()
    first = tablet.write("yes")
    other = replace(first, value="no").sealed()
    world.send(first)
    (verdict,) = world.send(other).results
    assert (verdict.verdict, verdict.code) == ("quarantined", "id-taken")
    kept = QuarantinedOperation.objects.get()
    assert (bytes(kept.content).decode(), kept.operation) == (other.written(), first.id)
    assert now(world).value == "yes"
    assert world.send(other).results == (verdict,)
    assert QuarantinedOperation.objects.count() == 1


def test_one_row_in_the_record_for_a_batch_with_ids_alone(world: World) -> None:
    tablet = world.tablet()
    before = AuditEvent.objects.count()
    world.send(tablet.write("yes"), tablet.write("Something about a person", key=NOTE), "{}")
    row = AuditEvent.objects.latest("id")
    assert AuditEvent.objects.count() == before + 1
    assert (row.action, row.subject_id, row.actor) == (
        "answers.saved", str(world.assessment.pk), str(world.ada.pk),
    )  # fmt: skip
    assert json.loads(row.after) | {"first": 0, "last": 0} == {
        "taken": 2,
        "kept_apart": 1,
        "first": 0,
        "last": 0,
    }


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_operations_in_any_order_come_to_the_same(world: World, order: tuple[int, ...]) -> None:
    tablet = world.tablet()
    one = tablet.write("yes")
    two = tablet.write("no", one)
    three = tablet.write("not-relevant", two)
    four = tablet.write("yes", three)
    made = [one, two, three, four]
    for place in order:
        assert outcomes(world.send(made[place]).results) == ["accepted"]
        assert kept_equals_journal(world)
    world.assessment.refresh_from_db()
    assert (now(world).value, now(world).heads, now(world).missing) == ("yes", [four.id], [])
    assert world.assessment.conflicts == 0


# Two at once


def test_two_devices_that_differ_are_a_conflict_until_somebody_settles_it(world: World) -> None:
    tablet, laptop = world.tablet(), world.tablet()
    first = tablet.write("yes")
    world.send(first)
    left, right = tablet.write("no", first), laptop.write("not-relevant", first)
    world.send(left)
    world.send(right)
    row = now(world)
    world.assessment.refresh_from_db()
    assert (row.is_conflict, row.value, set(row.heads)) == (True, None, {left.id, right.id})
    assert (world.assessment.conflicts, world.assessment.answered) == (1, 0)
    assert not StageFact.objects.filter(needed="no-conflicts", is_true=True).exists()
    settling = laptop.write("no", right, settles=(left.id, right.id))
    assert outcomes(world.send(settling).results) == ["accepted"]
    world.assessment.refresh_from_db()
    assert (now(world).value, now(world).is_conflict, world.assessment.conflicts) == ("no", False, 0)
    assert StageFact.objects.get(needed="no-conflicts").is_true
    assert kept_equals_journal(world)


def test_two_devices_that_say_the_same_are_no_conflict(world: World) -> None:
    tablet, laptop = world.tablet(), world.tablet()
    world.send(tablet.write("yes"))
    world.send(laptop.write("yes"))
    assert (now(world).is_conflict, now(world).value, len(now(world).heads)) == (False, "yes", 2)
    # One of the two is changed: the other still says what it said
    assert kept_equals_journal(world)


def test_the_lead_settles_and_writes_nothing_else(world: World) -> None:
    tablet, laptop = world.tablet(), world.tablet()
    left, right = tablet.write("no"), laptop.write("yes")
    world.send(left, right)
    desk = world.tablet(world.lead)
    assert outcomes(world.send(desk.write("no", right), person=world.lead).results) == ["not-allowed"]
    settling = desk.write("yes", settles=(left.id, right.id))
    assert outcomes(world.send(settling, person=world.lead).results) == ["accepted"]
    assert now(world).value == "yes"


def test_a_circle_of_operations_loses_none(world: World) -> None:
    tablet, laptop = world.tablet(), world.tablet()
    one, two = tablet.write("yes"), laptop.write("no")
    circle = [replace(one, base=two.id).sealed(), replace(two, base=one.id).sealed()]
    world.send(*circle)
    assert now(world).is_conflict
    assert set(now(world).heads) == {one.id, two.id}
    assert kept_equals_journal(world)


# What is kept apart


def refused(world: World, operation: Any, person: Any = None) -> str:
    before = JournalEntry.objects.count()
    (verdict,) = world.send(operation, person=person).results
    assert JournalEntry.objects.count() == before
    kept = QuarantinedOperation.objects.latest("id")
    content = operation if isinstance(operation, str) else operation.written()
    assert bytes(kept.content).decode() == content
    assert (kept.code, kept.reason) == (verdict.code, verdict.words)
    assert verdict.words
    return verdict.code


def test_what_cannot_be_an_answer_is_kept_apart_with_the_reason(world: World) -> None:
    tablet = world.tablet()
    nobody = str(world.assessment.case_id).rjust(12, "0")
    stranger = f"00000000-0000-4000-8000-{nobody}"
    assert refused(world, "{}") == "unreadable"
    assert refused(world, in_json(tablet.write("yes"), value="no")) == "unreadable"
    assert refused(world, tablet.write("perhaps")) == "value"
    assert refused(world, tablet.write("yes", key="question:9.9.9")) == "value"
    assert refused(world, tablet.write("yes", key="nonsense:1")) == "value"
    assert refused(world, tablet.write("yes", edition="another-form")) == "edition"
    assert refused(world, tablet.write("yes", assessment=stranger)) == "assessment"
    assert refused(world, tablet.write("yes", device=stranger)) == "device"
    assert refused(world, world.tablet(world.bob).write("yes")) == "device"
    assert refused(world, world.tablet(world.bob).write("yes"), world.bob) == "not-allowed"
    assert not AnswerNow.objects.exists()


@pytest.mark.parametrize("closed", ["completed", "stage", "handed over", "left the team"])
def test_what_comes_too_late_is_kept_apart_and_what_was_taken_before_stays_accepted(
    world: World, closed: str
) -> None:
    tablet = world.tablet()
    first = tablet.write("yes")
    accepted = world.send(first).results
    close(world, closed)
    assert refused(world, tablet.write("no", first)) == "not-allowed"
    assert world.send(first).results == accepted
    assert now(world).value == "yes"


def close(world: World, how: str) -> None:
    if how == "completed":
        Assessment.objects.update(completed_at=NOON, completed_by="x")
    elif how == "stage":
        Inspection.objects.filter(pk=world.inspection.pk).update(stage="judgement")
    elif how == "handed over":
        CaseAllocation.objects.update(until=NOON, ended_by="x")
    else:
        world.inspection.team.filter(person=world.ada).update(until=NOON, ended_by="x")


def test_a_revoked_device_sends_into_the_quarantine(world: World) -> None:
    tablet = world.tablet()
    Device.objects.filter(pk=tablet.id).update(revoked_at=NOON, revoked_by="x")
    assert refused(world, tablet.write("yes")) == "device"


def test_an_assessment_of_another_inspection_is_none(world: World) -> None:
    tablet = world.tablet()
    other = Inspection.objects.exclude(pk=world.inspection.pk).earliest("pk")
    Assessment.objects.update(inspection=other)
    assert refused(world, tablet.write("yes")) == "assessment"


BAD = {
    "unparsable": lambda tablet: '{"id": }',
    "half a character": lambda tablet: in_json(tablet.write("yes", key=NOTE), value="\ud800"),
    "too long": lambda tablet: in_json(tablet.write("yes", key=NOTE), value="a" * 200_000),
    "a strange field": lambda tablet: in_json(tablet.write("yes"), **{"\0": 1}),
    "forbidden": lambda tablet: tablet.write("yes", assessment=tablet.id),
    "not of the form": lambda tablet: tablet.write("perhaps"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("place", [0, 49, 99])
def test_a_poisoned_operation_never_blocks_the_rest(world: World, kind: str, place: int) -> None:
    """T-POISON: one bad operation in a batch of a hundred."""
    tablet = world.tablet()
    made: list[Any] = [tablet.write(f"Note {number}", key=NOTE) for number in range(100)]
    made[place] = BAD[kind](tablet)
    found = outcomes(world.send(*made).results)
    assert found.count("accepted") == 99
    assert found[place] != "accepted"
    assert (JournalEntry.objects.count(), QuarantinedOperation.objects.count()) == (99, 1)
    assert kept_equals_journal(world)


def test_what_is_no_batch_is_refused_whole(world: World) -> None:
    with pytest.raises(NotABatch):
        world.send_bytes(b'{"operations": [')
    assert not QuarantinedOperation.objects.exists()


# Clocks


@pytest.mark.parametrize("days", [-730, -1, 0, 1, 730])
def test_a_wrong_clock_refuses_nothing_and_is_remembered(world: World, days: int) -> None:
    """T-CLOCK: two years behind or ahead."""
    tablet, laptop = world.tablet(), world.tablet()
    first = laptop.write("yes")
    world.send(first)
    tablet.clock += timedelta(days=days)
    second = tablet.write("no", first)
    content = json.loads(batch(second)) | {"sent": (NOON + timedelta(days=days)).isoformat()}
    (verdict,) = world.send_bytes(json.dumps(content).encode()).results
    assert verdict.is_accepted
    assert now(world).value == "no"
    assert Device.objects.get(pk=tablet.id).skew_seconds == days * 86_400


def test_devices_are_seen_and_counted(world: World) -> None:
    tablet = world.tablet()
    world.send(tablet.write("yes"), tablet.write("no"), at=NOON + LATER)
    device = Device.objects.get(pk=tablet.id)
    assert (device.last_seen, device.sequence, device.skew_seconds) == (NOON + LATER, 2, None)


# Pages without scripts


def test_a_page_without_scripts_saves_the_same_way(world: World) -> None:
    standing = world.standing(world.ada)
    changes = [Change(QUESTION, "yes"), Change(NOTE, "A note"), Change(OTHER_QUESTION, "perhaps")]
    found = save(standing=standing, assessment=world.assessment, changes=changes, by=BY, at=NOON)
    assert outcomes(found) == ["accepted", "accepted", "value"]
    again = [Change(QUESTION, "no", base=found[0].id)]
    (verdict,) = save(standing=standing, assessment=world.assessment, changes=again, by=BY, at=NOON + LATER)
    assert verdict.is_accepted
    device = Device.objects.get(is_web=True)
    assert (device.person, device.sequence) == (world.ada, 4)
    assert (now(world).value, now(world, NOTE).value) == ("no", "A note")
    assert sorted(JournalEntry.objects.values_list("sequence", flat=True)) == [1, 2, 4]


def test_a_page_that_did_not_see_the_latest_makes_a_conflict(world: World) -> None:
    standing, tablet = world.standing(world.ada), world.tablet()
    first = tablet.write("yes")
    world.send(first)
    world.send(tablet.write("no", first))
    stale = [Change(QUESTION, "not-relevant", base=first.id)]
    save(standing=standing, assessment=world.assessment, changes=stale, by=BY, at=NOON)
    assert now(world).is_conflict


def test_an_alert_is_raised_once(world: World) -> None:
    tablet = world.tablet()
    key = "alert:7c0e8c5e-0000-4000-8000-00000000000b"
    value = {"text": "A child is at risk now.", "question": QUESTION.partition(":")[2]}
    first = tablet.write(value, key=key)
    world.send(first)
    world.send(first)
    world.send(tablet.write(None, first, key=key))
    alert = Alert.objects.get()
    assert (str(alert.operation), alert.assessment) == (first.id, world.assessment)


# The copy of what holds now


def test_the_kept_answers_are_made_anew_from_the_journal_alone(world: World) -> None:
    tablet, laptop = world.tablet(), world.tablet()
    first = tablet.write("yes")
    world.send(first, laptop.write("no", first), tablet.write("not-relevant", first))
    world.send(tablet.write("A note", key=NOTE))
    before = list(AnswerNow.objects.order_by("key").values("key", "value", "heads", "is_conflict", "number"))
    counted = Assessment.objects.values("version", "answered", "conflicts").get()
    AnswerNow.objects.update(value="other", heads=[], is_conflict=False)
    Assessment.objects.update(version=0, answered=9, conflicts=9)
    assert rebuild_answers(assessment=world.assessment, by=BY, at=NOON) == 2
    assert (
        list(AnswerNow.objects.order_by("key").values("key", "value", "heads", "is_conflict", "number"))
        == before
    )
    assert Assessment.objects.values("version", "answered", "conflicts").get() == counted


def test_that_nothing_waits_is_told(world: World) -> None:
    assert note_conflicts(inspection=world.inspection, by=BY, at=NOON)
    assert StageFact.objects.get(needed="no-conflicts").is_true
    assert not note_conflicts(inspection=world.inspection, by=BY, at=NOON)  # nothing new


def test_a_conflict_takes_it_back(world: World) -> None:
    note_conflicts(inspection=world.inspection, by=BY, at=NOON)
    tablet, laptop = world.tablet(), world.tablet()
    world.send(tablet.write("yes"), laptop.write("no"))
    assert not StageFact.objects.get(needed="no-conflicts").is_true


@pytest.mark.parametrize("history", [1, 60])
def test_saving_asks_no_more_as_the_history_grows(world: World, history: int) -> None:
    tablet = world.tablet()
    latest = None
    for number in range(history):
        latest = tablet.write(f"Note {number}", latest, key=NOTE)
        world.send(latest)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        world.send(tablet.write("The last", latest, key=NOTE))
    asked = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= 12, asked
