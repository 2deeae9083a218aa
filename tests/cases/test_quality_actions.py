"""Completing, second assessments, reviews and decisions: in every order, nobody on their own work."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from eyre.cases.actions.completing import complete, find_fine, reopen
from eyre.cases.actions.second import (
    ask_second,
    draw_dip,
    note_decision,
    open_reconciled,
    sign,
    withdraw_second,
)
from eyre.cases.exceptions import CannotAssure, CannotComplete
from eyre.cases.models import (
    AnswerNow,
    Assessment,
    CaseAllocation,
    Decision,
    DipSample,
    JournalEntry,
    ListedCase,
    Review,
    SecondAsked,
    SecondWithdrawn,
    Signature,
)
from eyre.cases.queries.assessments import cases_of as cases_of_person
from eyre.cases.queries.blind import may_read, readable_by
from eyre.cases.queries.freezing import incomplete, sources
from eyre.cases.queries.journal import conflicts_of
from eyre.cases.queries.quality import dip_frame, queue_of
from eyre.cases.queries.seconds import LOOKING, case_facts
from eyre.cases.queries.writing import why_not_write
from eyre.core.cases.assurance import why_not_read
from eyre.core.planning import Needed
from eyre.core.sampling import differences, receipt_of
from eyre.inspections.actions import join_team
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor, Operation, record_read
from eyre.providers.actions import declare_interest
from made_cases import answer, assessed, cases_of
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
LATER = NOON + timedelta(hours=3)
BY = Actor.of_command("the tests")


def person(name: str) -> Person:
    return Person.objects.create(email=f"{name}-{uuid4()}@example.org", name=name.title(), invited_at=NOON)


def acting(who: Person, role: str = "inspector") -> Actor:
    return Actor(str(who.pk), role)


def standing(who: Person, *roles: str) -> Standing:
    return Standing(str(who.pk), who.name, frozenset(roles))


@pytest.fixture
def inspection() -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(is_public=False, stage="fieldwork")
    return Inspection.objects.get(pk="pdu-2023-cumbria")


@pytest.fixture
def case(inspection: Inspection) -> ListedCase:
    return cases_of(inspection, 1)[0]


@pytest.fixture
def team(inspection: Inspection) -> dict[str, Person]:
    people = {name: person(name) for name in ("ann", "ben", "cat", "lead")}
    for name, each in people.items():
        role = "lead-inspector" if name == "lead" else "inspector"
        if name == "lead" and inspection.team.filter(role=role, until=None).exists():
            continue
        join_team(inspection=inspection, person=each, role=role, by=BY, at=NOON)
    return people | {"moira": person("moira")}


def begun_again(one: Assessment) -> Assessment:
    """The same assessment with its answers, not complete."""
    Assessment.objects.filter(pk=one.pk).update(completed_at=None, completed_by=None)
    one.refresh_from_db()
    return one


# Completing


def test_completing_says_when_by_whom_and_that_every_case_is(
    case: ListedCase, team: dict[str, Person]
) -> None:
    one = begun_again(assessed(case, team["ann"], is_complete=True))
    found = complete(assessment=one, by=acting(team["ann"]), at=LATER)
    assert (found.completed_at, found.completed_by) == (LATER, str(team["ann"].pk))
    assert Needed.CASES_COMPLETE in true_of(one.inspection, LATER.date())


def test_what_is_missing_is_named(case: ListedCase, team: dict[str, Person]) -> None:
    one = begun_again(assessed(case, team["ann"], is_complete=True))
    ref = AnswerNow.objects.filter(assessment=one, key__startswith="question:").first().key.partition(":")[2]  # type: ignore[union-attr]
    answer(one, {f"question:{ref}": None})
    with pytest.raises(CannotComplete, match=f"Give the summary judgement of {ref}"):
        complete(assessment=one, by=acting(team["ann"]), at=LATER)


def test_a_conflict_is_something_missing(case: ListedCase, team: dict[str, Person]) -> None:
    one = begun_again(assessed(case, team["ann"], is_complete=True))
    AnswerNow.objects.filter(assessment=one, key__startswith="question:").update(is_conflict=True)
    with pytest.raises(CannotComplete, match="Choose between the two answers"):
        complete(assessment=one, by=acting(team["ann"]), at=LATER)


def test_nobody_completes_for_another_or_twice(case: ListedCase, team: dict[str, Person]) -> None:
    one = begun_again(assessed(case, team["ann"], is_complete=True))
    with pytest.raises(CannotComplete, match="own assessor"):
        complete(assessment=one, by=acting(team["ben"]), at=LATER)
    complete(assessment=one, by=acting(team["ann"]), at=LATER)
    with pytest.raises(CannotComplete, match="already"):
        complete(assessment=one, by=acting(team["ann"]), at=LATER)


# Reopening and reviewing


def test_reopening_keeps_the_reason_and_withdraws_the_fact(case: ListedCase, team: dict[str, Person]) -> None:
    one = begun_again(assessed(case, team["ann"], is_complete=True))
    complete(assessment=one, by=acting(team["ann"]), at=NOON)
    made = reopen(assessment=one, reason=" Look again. ", by=acting(team["moira"], "quality-lead"), at=LATER)
    one.refresh_from_db()
    assert one.completed_at is None
    assert (made.outcome, made.notes) == ("reopened", "Look again.")
    assert Needed.CASES_COMPLETE not in true_of(one.inspection, LATER.date())


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_reopening_without_a_reason(case: ListedCase, team: dict[str, Person], reason: str) -> None:
    one = assessed(case, team["ann"], is_complete=True)
    with pytest.raises(CannotComplete, match="Say why"):
        reopen(assessment=one, reason=reason, by=acting(team["moira"]), at=LATER)


def test_nobody_reviews_or_reopens_their_own_work(case: ListedCase, team: dict[str, Person]) -> None:
    one = assessed(case, team["ann"], is_complete=True)
    for act in (find_fine, reopen):
        told = {"notes": "Fine."} if act is find_fine else {"reason": "Look."}
        with pytest.raises(CannotAssure, match="own work"):
            act(assessment=one, **told, by=acting(team["ann"], "lead-inspector"), at=LATER)
    assert not Review.objects.exists()


def test_whoever_wrote_in_it_reviews_it_neither(case: ListedCase, team: dict[str, Person]) -> None:
    one = assessed(case, team["ann"], is_complete=True)
    answer(one, {"note:case": "Settled by the lead."}, by=team["lead"])
    with pytest.raises(CannotAssure, match="own work"):
        find_fine(assessment=one, notes="", by=acting(team["lead"], "lead-inspector"), at=LATER)


def test_what_was_reviewed_waits_no_more_until_it_is_completed_again(
    inspection: Inspection, case: ListedCase, team: dict[str, Person]
) -> None:
    one = assessed(case, team["ann"], is_complete=True)
    moira = standing(team["moira"], "quality-lead")
    assert len(queue_of(inspection, moira).to_review) == 1
    find_fine(assessment=one, notes="", by=acting(team["moira"]), at=LATER)
    assert not queue_of(inspection, moira).to_review
    Assessment.objects.filter(pk=one.pk).update(completed_at=LATER + timedelta(hours=1))
    assert len(queue_of(inspection, moira).to_review) == 1


# Second assessments


def test_a_second_assessor_is_asked(case: ListedCase, team: dict[str, Person]) -> None:
    assessed(case, team["ann"], is_complete=True)
    made = ask_second(case=case, assessor=team["ben"], by=acting(team["moira"]), at=LATER)
    assert (made.part, made.assessor) == ("second", team["ben"])
    assert SecondAsked.objects.get().asked_by == str(team["moira"].pk)


@pytest.mark.parametrize(
    ("by", "to", "words"),
    [
        ("moira", "ann", "Nobody assesses their own case again"),
        ("ann", "ben", "You assessed this case yourself"),
        ("moira", "moira", "not on the team"),
    ],
)
def test_who_is_not_asked(case: ListedCase, team: dict[str, Person], by: str, to: str, words: str) -> None:
    assessed(case, team["ann"], is_complete=True)
    with pytest.raises(CannotAssure, match=words):
        ask_second(case=case, assessor=team[to], by=acting(team[by]), at=LATER)


def test_nobody_with_an_interest_is_asked(
    inspection: Inspection, case: ListedCase, team: dict[str, Person]
) -> None:
    assessed(case, team["ann"], is_complete=True)
    declare_interest(person=team["ben"], provider=inspection.provider, kind="worked-there", by=BY, at=NOON)
    with pytest.raises(CannotAssure, match="declared an interest"):
        ask_second(case=case, assessor=team["ben"], by=acting(team["moira"]), at=LATER)


@pytest.mark.parametrize("action", LOOKING)
def test_whoever_looked_at_it_is_not_asked(case: ListedCase, team: dict[str, Person], action: str) -> None:
    """Before a second assessment is asked for, everybody on the team may read the first: then they are not blind."""
    first = assessed(case, team["ann"], is_complete=True)
    on = ("inspections.inspection", first.inspection_id)
    told = {"by": acting(team["ben"]), "at": NOON, "on": on, "operation": Operation.CONSULTATION}
    record_read(action, after={"assessment": str(first.pk)}, **told)
    with pytest.raises(CannotAssure, match="looked at"):
        ask_second(case=case, assessor=team["ben"], by=acting(team["moira"]), at=LATER)
    assert ask_second(case=case, assessor=team["cat"], by=acting(team["moira"]), at=LATER)


def test_no_second_of_what_nobody_began(case: ListedCase, team: dict[str, Person]) -> None:
    with pytest.raises(CannotAssure, match="begun"):
        ask_second(case=case, assessor=team["ben"], by=acting(team["moira"]), at=LATER)


def test_there_is_one_second_assessment(case: ListedCase, team: dict[str, Person]) -> None:
    assessed(case, team["ann"], is_complete=True)
    ask_second(case=case, assessor=team["ben"], by=acting(team["moira"]), at=LATER)
    with pytest.raises(CannotAssure, match="already"):
        ask_second(case=case, assessor=team["cat"], by=acting(team["moira"]), at=LATER)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=some.booleans(), second=some.sampled_from([None, False, True]), is_withdrawn_one=some.booleans())
def test_the_query_says_what_the_rule_says(
    inspection: Inspection, team: dict[str, Person], first: bool, second: bool | None, is_withdrawn_one: bool
) -> None:
    case = cases_of(inspection, 1)[0]
    made = [assessed(case, team["ann"])]
    Assessment.objects.filter(pk=made[0].pk).update(**_completed(first))
    if second is not None:
        made.append(assessed(case, team["ben"], "second"))
        Assessment.objects.filter(pk=made[1].pk).update(**_completed(second))
    if is_withdrawn_one:
        made.append(assessed(case, team["cat"], "withdrawn"))
    CaseAllocation.objects.create(
        inspection=inspection, case=case, inspector=team["lead"], since=NOON, given_by="x",
        until=NOON, ended_by="x", reason="Handed over",
    )  # fmt: skip
    facts = case_facts(case, inspection)
    for reader in team.values():
        for one in made:
            told = str(reader.pk), str(one.assessor_id)
            rule = not why_not_read(facts, *told, is_withdrawn=one.part == "withdrawn")
            assert may_read(one, standing(reader)) == rule


def asked(case: ListedCase, team: dict[str, Person], who: str = "ben") -> Assessment:
    """The second assessment that somebody was asked for."""
    return ask_second(case=case, assessor=team[who], by=acting(team["moira"]), at=NOON)


def test_a_second_assessment_is_withdrawn_and_somebody_else_asked(
    inspection: Inspection, case: ListedCase, team: dict[str, Person]
) -> None:
    assessed(case, team["ann"], is_complete=True)
    gone = asked(case, team)
    answer(gone, {"note:case": "Begun."})
    assert incomplete(inspection)
    withdraw_second(case=case, reason=" She is away. ", by=acting(team["moira"]), at=LATER)
    assert SecondWithdrawn.objects.get().reason == "She is away."
    assert JournalEntry.objects.filter(assessment=gone).count() == 1
    assert not incomplete(inspection)
    assert Needed.CASES_COMPLETE in true_of(inspection, LATER.date())
    assert [one.pk for one in sources(inspection)] == [Assessment.objects.get(part="first").pk]
    assert not cases_of_person(team["ben"].pk, inspection)
    with pytest.raises(CannotAssure, match="was withdrawn"):
        asked(case, team)
    new = asked(case, team, "cat")
    assert (new.part, new.assessor) == ("second", team["cat"])
    assert Needed.CASES_COMPLETE not in true_of(inspection, LATER.date())
    gone.refresh_from_db()
    assert not any(may_read(gone, standing(team[who])) for who in ("ann", "cat"))


def test_what_is_withdrawn_is_neither_written_nor_completed(
    case: ListedCase, team: dict[str, Person]
) -> None:
    assessed(case, team["ann"], is_complete=True)
    asked(case, team)
    gone = withdraw_second(case=case, reason="Away.", by=acting(team["moira"]), at=LATER)
    assert "was withdrawn" in why_not_write(gone, standing(team["ben"]))
    with pytest.raises(CannotComplete, match="was withdrawn"):
        complete(assessment=gone, by=acting(team["ben"]), at=LATER)


def test_a_dispute_in_what_is_withdrawn_waits_for_nobody(
    inspection: Inspection, case: ListedCase, team: dict[str, Person]
) -> None:
    assessed(case, team["ann"], is_complete=True)
    gone = asked(case, team)
    answer(gone, {"note:case": "Begun."})
    AnswerNow.objects.filter(assessment=gone).update(is_conflict=True)
    Assessment.objects.filter(pk=gone.pk).update(conflicts=1)
    withdraw_second(case=case, reason="Away.", by=acting(team["moira"]), at=LATER)
    assert Needed.NO_CONFLICTS in true_of(inspection, LATER.date())
    assert not conflicts_of(inspection.pk, standing(team["moira"], "quality-lead"))


@pytest.mark.parametrize(
    ("by", "reason", "is_complete", "words"),
    [
        ("ann", "Away.", False, "somebody else decides"),
        ("ben", "Away.", False, "somebody else decides"),
        ("moira", "  ", False, "Say why"),
        ("moira", "Away.", True, "complete: it stays"),
    ],
)
def test_what_is_not_withdrawn(
    case: ListedCase, team: dict[str, Person], by: str, reason: str, is_complete: bool, words: str
) -> None:
    assessed(case, team["ann"], is_complete=True)
    assessed(case, team["ben"], "second", is_complete=is_complete)
    with pytest.raises(CannotAssure, match=words):
        withdraw_second(case=case, reason=reason, by=acting(team[by]), at=LATER)
    assert not SecondWithdrawn.objects.exists()


def test_a_case_has_two_withdrawn_ones_and_never_two_second_ones(
    case: ListedCase, team: dict[str, Person]
) -> None:
    for who, part in (("ann", "withdrawn"), ("ben", "withdrawn"), ("cat", "second")):
        assessed(case, team[who], part)
    with pytest.raises(IntegrityError), transaction.atomic():
        assessed(case, team["ann"], "second")


def _completed(is_complete: bool) -> dict[str, object]:
    return {"completed_at": NOON, "completed_by": "x"} if is_complete else {}


def test_who_had_the_case_reads_no_second_before_both_are_complete(
    case: ListedCase, team: dict[str, Person]
) -> None:
    """A case that is handed away and comes back must not have shown what the second assessor writes meanwhile."""
    one, two = assessed(case, team["cat"]), assessed(case, team["ben"], "second")
    held = {"inspection": one.inspection, "case": case, "given_by": "x", "since": NOON}
    ended = {"until": NOON, "ended_by": "x", "reason": "Away"}
    CaseAllocation.objects.create(inspector=team["ann"], **held, **ended)
    assert may_read(one, standing(team["ann"]))
    assert not may_read(two, standing(team["ann"]))
    assert may_read(two, standing(team["moira"]))
    Assessment.objects.filter(case=case).update(completed_at=NOON, completed_by="x")
    assert may_read(two, standing(team["ann"]))


def test_nobody_reads_who_is_not_signed_in(case: ListedCase, team: dict[str, Person]) -> None:
    assessed(case, team["ann"])
    assert not readable_by(Standing()).exists()


def test_nobody_chooses_the_seed_of_a_dip_sample(inspection: Inspection, team: dict[str, Person]) -> None:
    for each in cases_of(inspection, 6)[:5]:
        assessed(each, team["ann"], is_complete=True)
    frame = dip_frame(inspection, "review")
    assert len(frame.cases) == 5
    draws = [
        draw_dip(inspection=inspection, purpose="review", size=2, seed="Tuesday", by=BY, at=LATER)
        for _ in "ab"
    ]
    told = [receipt_of(json.loads(each.receipt)) for each in draws]
    assert all(each.seed.startswith("Tuesday ") for each in told)
    assert told[0].seed != told[1].seed, "who tries seeds out beforehand knows nothing of the draw"
    assert [each.number for each in draws] == [1, 2]
    assert differences(receipt_of(json.loads(draws[0].receipt)), frame) == ()


@pytest.mark.parametrize(("size", "seed", "field"), [(0, "x", "size"), (9, "x", "size"), (1, " ", "seed")])
def test_what_cannot_be_drawn(
    inspection: Inspection, case: ListedCase, team: dict[str, Person], size: int, seed: str, field: str
) -> None:
    assessed(case, team["ann"], is_complete=True)
    with pytest.raises(CannotAssure) as why:
        draw_dip(inspection=inspection, purpose="second", size=size, seed=seed, by=BY, at=LATER)
    assert why.value.field == field


def test_what_is_not_complete_cannot_be_drawn(inspection: Inspection, case: ListedCase) -> None:
    with pytest.raises(CannotAssure, match="No completed case"):
        draw_dip(inspection=inspection, purpose="review", size=1, seed="x", by=BY, at=LATER)


# Deciding between two


def both(case: ListedCase, team: dict[str, Person], **answers: object) -> Assessment:
    assessed(case, team["ann"], is_complete=True)
    return assessed(case, team["ben"], "second", is_complete=True, answers=answers)


def test_no_record_before_both_are_complete(case: ListedCase, team: dict[str, Person]) -> None:
    assessed(case, team["ann"], is_complete=True)
    assessed(case, team["ben"], "second")
    with pytest.raises(CannotAssure, match="Both assessments"):
        open_reconciled(case=case, person=team["ann"], by=acting(team["ann"]), at=LATER)


def test_nobody_else_decides(case: ListedCase, team: dict[str, Person]) -> None:
    both(case, team)
    with pytest.raises(CannotAssure, match="two assessors"):
        open_reconciled(case=case, person=team["cat"], by=acting(team["cat"]), at=LATER)


def third(case: ListedCase, team: dict[str, Person], who: str) -> Assessment:
    return begun_again(assessed(case, team[who], "reconciled", is_complete=True))


def test_two_sign_in_either_order(case: ListedCase, team: dict[str, Person]) -> None:
    both(case, team)
    record = third(case, team, "ann")
    assert not sign(assessment=record, by=acting(team["ben"]), at=LATER)
    assert sign(assessment=record, by=acting(team["ann"]), at=LATER)
    record.refresh_from_db()
    assert record.completed_at == LATER


def test_the_quality_lead_signs_alone(case: ListedCase, team: dict[str, Person]) -> None:
    both(case, team)
    record = third(case, team, "moira")
    assert sign(assessment=record, by=acting(team["moira"], "quality-lead"), at=LATER)


def test_a_quality_lead_who_assessed_it_does_not_sign_alone(
    case: ListedCase, team: dict[str, Person]
) -> None:
    both(case, team)
    record = third(case, team, "ann")
    assert not sign(assessment=record, by=acting(team["ann"], "quality-lead"), at=LATER)


def test_a_decision_made_later_asks_for_signatures_again(case: ListedCase, team: dict[str, Person]) -> None:
    both(case, team)
    record = third(case, team, "ann")
    sign(assessment=record, by=acting(team["ben"]), at=NOON)
    told = {"key": "fact:sex", "operation": uuid4(), "reason": "The file says so."}
    note_decision(assessment=record, **told, by=acting(team["ann"]), at=LATER)  # type: ignore[arg-type]
    assert not sign(assessment=record, by=acting(team["ann"]), at=LATER)


def test_an_answer_written_later_asks_for_signatures_again(case: ListedCase, team: dict[str, Person]) -> None:
    """By the form, or a device: the journal of the record has grown since the other has signed it."""
    both(case, team)
    record = third(case, team, "ann")
    assert not sign(assessment=record, by=acting(team["ben"]), at=LATER)
    answer(record, {"question:P2.1.1": "no"})
    latest = JournalEntry.objects.filter(assessment=record).latest("number")
    JournalEntry.objects.filter(pk=latest.pk).update(received_at=LATER + timedelta(minutes=1))
    assert not sign(assessment=record, by=acting(team["ann"]), at=LATER + timedelta(hours=1))
    assert sign(assessment=record, by=acting(team["ben"]), at=LATER + timedelta(hours=2))


def test_nothing_is_signed_while_a_difference_is_open(case: ListedCase, team: dict[str, Person]) -> None:
    second = both(case, team)
    key = AnswerNow.objects.filter(assessment=second, key__startswith="question:").first().key  # type: ignore[union-attr]
    AnswerNow.objects.filter(assessment=second, key=key).update(value="no")
    record = third(case, team, "ann")
    with pytest.raises(CannotAssure, match="1 difference wait"):
        sign(assessment=record, by=acting(team["ann"]), at=LATER)
    Decision.objects.create(
        assessment=record, key=key, operation=uuid4(), reason="So.", decided_by=team["ann"], decided_at=NOON
    )
    sign(assessment=record, by=acting(team["ann"]), at=LATER)


def test_what_was_compared_is_not_reopened(case: ListedCase, team: dict[str, Person]) -> None:
    second = both(case, team)
    with pytest.raises(CannotComplete, match="seen side by side"):
        reopen(assessment=second, reason="Look again.", by=acting(team["moira"]), at=LATER)


def test_a_decision_needs_a_reason_and_an_open_record(case: ListedCase, team: dict[str, Person]) -> None:
    both(case, team)
    record = assessed(case, team["ann"], "reconciled", is_complete=True)
    for reason, words in ((" ", "Say why"), ("So.", "complete")):
        with pytest.raises(CannotAssure, match=words):
            note_decision(
                assessment=record,
                key="fact:sex",
                operation=uuid4(),
                reason=reason,
                by=acting(team["ann"]),
                at=LATER,
            )


def test_promises_of_the_tables(inspection: Inspection, case: ListedCase, team: dict[str, Person]) -> None:
    record = assessed(case, team["ann"], "reconciled")
    told = {"inspection": inspection, "receipt": "{}", "digest": "0" * 64, "cases": [], "drawn_by": "x"}
    decided = {"assessment": record, "key": "fact:sex", "operation": uuid4(), "decided_by": team["ann"]}
    broken: dict[str, Callable[[], object]] = {
        "dip_sample_purpose_is_known": lambda: DipSample.objects.create(
            number=1, purpose="sport", drawn_at=NOON, **told
        ),
        "second_withdrawn_says_why": lambda: SecondWithdrawn.objects.create(
            assessment=record, reason="", withdrawn_by="x", withdrawn_at=NOON
        ),
        "decision_says_why": lambda: Decision.objects.create(reason="", decided_at=NOON, **decided),
    }
    for name, attempt in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()


def test_what_must_be_unique(inspection: Inspection, case: ListedCase, team: dict[str, Person]) -> None:
    record = assessed(case, team["ann"], "reconciled")
    told = {"inspection": inspection, "number": 1, "purpose": "review", "receipt": "{}", "digest": "0" * 64}
    attempts: tuple[Callable[[], object], ...] = (
        lambda: DipSample.objects.create(cases=[], drawn_by="x", drawn_at=NOON, **told),
        lambda: Signature.objects.create(assessment=record, person=team["ann"], signed_at=NOON),
    )
    for attempt in attempts:
        attempt()
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
