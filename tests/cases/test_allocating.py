"""Cases are given as was proposed, handed over with everything, and given back; the stages are told."""

from datetime import date
from functools import partial

import pytest

from eyre.cases.actions import (
    apply_allocation,
    declare_acquaintance,
    end_acquaintance,
    give_back,
    hand_over,
    open_assessment,
    say_specialisms,
    say_time,
)
from eyre.cases.allocated import is_allocated, note_allocated
from eyre.cases.exceptions import AllocationChanged, CannotAllocate, CannotSay
from eyre.cases.models import Acquaintance, Assessment, CaseAllocation, ListedCase, SampledCase, Specialism
from eyre.cases.queries.allocations import (
    allocated_to,
    case_of,
    had_before,
    is_with,
    without_inspector,
    workload,
)
from eyre.cases.queries.inspectors import examiners_with_time, fieldwork_days
from eyre.cases.queries.proposals import propose, shares_of
from eyre.cases.queries.writing import may_write, why_not_write
from eyre.inspections.actions import leave_team
from eyre.inspections.models import Inspection, StageFact, TeamMember
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest
from sampled import AT, BY, FIRST, LAST, Sampled, join, sampled
from small_register import somebody

pytestmark = pytest.mark.django_db


def apply(one: Sampled) -> None:
    apply_allocation(inspection=one.inspection, digest=propose(one.inspection).digest, by=BY, at=AT)


def now(one: Sampled) -> dict[str, str]:
    """Who has which case, by name."""
    rows = CaseAllocation.objects.filter(until=None).select_related("case", "inspector")
    return {row.case.pseudonym: row.inspector.name for row in rows}


def told(one: Sampled) -> bool | None:
    """What the stages know of the allocation."""
    row = StageFact.objects.filter(inspection=one.inspection, needed="allocated").first()
    return None if row is None else row.is_true


def hand(one: Sampled, case: str, to: str, **more: object) -> CaseAllocation:
    arguments = {"reason": "leave", "by": BY, "at": AT} | more
    return hand_over(
        inspection=one.inspection,
        case=one.cases[case],
        to=one.people[to],
        **arguments,  # type: ignore[arg-type]
    )


def test_what_was_proposed_is_given_and_the_stages_are_told() -> None:
    one = sampled()
    found = propose(one.inspection)
    assert CaseAllocation.objects.count() == 0, "a proposal writes nothing"
    assert (told(one), is_allocated(one.inspection)) == (None, False)
    apply(one)
    assert sorted(now(one)) == sorted(one.cases)
    assert {len(cases) for cases in found.allocation.by_inspector.values()} == {0, 3}
    assert "Lea" not in now(one).values(), "who leads takes cases only where days are set aside"
    assert told(one) is True
    event = AuditEvent.objects.get(action="cases.allocated")
    assert (event.subject_id, event.after) == (one.inspection.pk, '{"given":6,"unplaced":0}')


def test_who_leads_takes_cases_on_the_days_set_aside() -> None:
    one = sampled()
    say_time(
        inspection=one.inspection, person=one.people["Lea"], days=[FIRST], minutes_a_day=480, by=BY, at=AT
    )
    apply(one)
    assert list(now(one).values()).count("Lea") == 2


def test_applied_twice_or_after_a_change_it_is_refused() -> None:
    one = sampled()
    before = propose(one.inspection)
    stale, other = before.digest, "Ada" if before.new["C-01"] == str(one.people["Bea"].pk) else "Bea"
    hand(one, "C-01", other)
    with pytest.raises(AllocationChanged, match="changed since"):
        apply_allocation(inspection=one.inspection, digest=stale, by=BY, at=AT)
    apply(one)
    assert now(one)["C-01"] == other, "what somebody has stays"
    with pytest.raises(CannotAllocate, match="no case to give"):
        apply(one)


def test_minutes_that_somebody_said_count() -> None:
    one = sampled()
    found = propose(one.inspection, {"community": 1000})
    assert len(found.new) == 4
    assert set(found.allocation.unplaced.values()) == {"nobody who may examine it has time left"}


def test_a_case_is_handed_over_with_its_answers() -> None:
    one = sampled()
    apply(one)
    case = one.cases["C-01"]
    giver = now(one)["C-01"]
    taker = "Bea" if giver == "Ada" else "Ada"
    assessment = Assessment.objects.get(case=case, part="first")
    assert may_write(assessment, one.standing(giver))
    hand(one, "C-01", taker)
    again = Assessment.objects.get(case=case, part="first")
    assert (again.pk, again.assessor.name) == (assessment.pk, taker), (
        "the same assessment, with what is in it"
    )
    assert may_write(again, one.standing(taker))
    assert why_not_write(again, one.standing(giver)) == "The case is not with you."
    (before,) = had_before(one.people[giver].pk, one.inspection)
    assert (before.case, before.reason) == (case, "leave")
    assert told(one) is True


def test_what_is_complete_stays_the_work_of_whoever_completed_it() -> None:
    one = sampled()
    apply(one)
    giver = now(one)["C-01"]
    Assessment.objects.filter(case=one.cases["C-01"]).update(completed_at=AT, completed_by="x")
    hand(one, "C-01", "Bea" if giver == "Ada" else "Ada")
    assert Assessment.objects.get(case=one.cases["C-01"]).assessor.name == giver


@pytest.mark.parametrize(
    ("case", "to", "change", "words"),
    [
        ("C-01", "holder", {}, "has this case already"),
        ("C-01", "other", {"reason": " "}, "Say why the case is handed over"),
        ("C-01", "stranger", {}, "Sue does not examine cases"),
        ("elsewhere", "other", {}, "is not in the sample"),
    ],
)
def test_a_hand_over_that_makes_no_sense_is_refused(
    case: str, to: str, change: dict[str, object], words: str
) -> None:
    one = sampled()
    apply(one)
    holder = now(one)["C-01"]
    one.people |= {"holder": one.people[holder], "stranger": somebody("Sue")}
    one.people["other"] = one.people["Bea" if holder == "Ada" else "Ada"]
    one.cases["elsewhere"] = not_drawn(one)
    with pytest.raises(CannotAllocate, match=words):
        hand(one, case, to, **change)


def not_drawn(one: Sampled) -> ListedCase:
    """A case of the list that was not drawn."""
    case = one.cases["C-01"]
    return ListedCase.objects.create(case_list=case.case_list, row=99, pseudonym="C-99", kind="community")


def test_the_rules_object_by_hand_and_an_interest_is_never_set_aside() -> None:
    one = sampled()
    say_time(inspection=one.inspection, person=one.people["Ada"], days=[], minutes_a_day=420, by=BY, at=AT)
    with pytest.raises(CannotAllocate, match="they have 0 minutes left, and it takes 240"):
        hand(one, "C-01", "Ada")
    hand(one, "C-01", "Ada", despite=True)
    declare_acquaintance(
        inspection=one.inspection, person=one.people["Ada"], kind="practitioner", code="P-2", by=BY, at=AT
    )
    for despite in (False, True):
        with pytest.raises(CannotAllocate, match="they declared an interest in what it touches: P-2"):
            hand(one, "C-03", "Ada", despite=despite)


def test_whoever_says_that_they_know_somebody_loses_the_cases_at_once() -> None:
    one = sampled()
    for case in ("C-01", "C-02", "C-03"):
        hand(one, case, "Ada")
    back = declare_acquaintance(
        inspection=one.inspection, person=one.people["Ada"], kind="practitioner", code="P-1", by=BY, at=AT
    )
    assert back == ("C-01", "C-02")
    assert not is_with(one.people["Ada"].pk, one.cases["C-01"])
    assert now(one) == {"C-03": "Ada"}
    assert propose(one.inspection).new["C-01"] == str(one.people["Bea"].pk)
    with pytest.raises(CannotSay, match="declared already"):
        declare_acquaintance(
            inspection=one.inspection, person=one.people["Ada"], kind="practitioner", code="P-1", by=BY, at=AT
        )


def test_what_was_declared_is_ended_by_somebody_else() -> None:
    one = sampled()
    ada = one.people["Ada"]
    declare_acquaintance(inspection=one.inspection, person=ada, kind="office", code="North", by=BY, at=AT)
    row = Acquaintance.objects.get()
    with pytest.raises(CannotSay, match="Somebody else ends"):
        end_acquaintance(acquaintance=row, by=one.actor("Ada"), at=AT)
    end_acquaintance(acquaintance=row, by=BY, at=AT)
    assert shares_of(one.inspection).by_id[str(ada.pk)].avoids == ()
    with pytest.raises(CannotSay, match="ended already"):
        end_acquaintance(acquaintance=row, by=BY, at=AT)
    with pytest.raises(CannotSay, match="which office"):
        declare_acquaintance(inspection=one.inspection, person=ada, kind="pub", code="X", by=BY, at=AT)


def test_a_case_given_back_has_nobody_and_the_stages_hear_of_it() -> None:
    one = sampled()
    apply(one)
    with pytest.raises(CannotAllocate, match="Say why"):
        give_back(inspection=one.inspection, case=one.cases["C-01"], reason="", by=BY, at=AT)
    give_back(inspection=one.inspection, case=one.cases["C-01"], reason="ill", by=BY, at=AT)
    assert [case.pseudonym for case in without_inspector(one.inspection)] == ["C-01"]
    assert told(one) is False
    with pytest.raises(CannotAllocate, match="Nobody has this case"):
        give_back(inspection=one.inspection, case=one.cases["C-01"], reason="ill", by=BY, at=AT)
    apply(one)
    assert told(one) is True


def test_the_cases_of_somebody_who_left_have_nobody_and_are_given_anew() -> None:
    one = sampled()
    apply(one)
    leave_team(member=TeamMember.objects.get(person=one.people["Ada"]), by=BY, at=AT)
    mine = {case for case, name in now(one).items() if name == "Ada"}
    assert {case.pseudonym for case in without_inspector(one.inspection)} == mine
    assert set(shares_of(one.inspection).left) == mine
    assert told(one) is True, "upstream does not look down"
    assert note_allocated(inspection=one.inspection, by=BY, at=AT) is False
    assert told(one) is False
    apply(one)
    assert set(now(one).values()) == {"Bea"}
    assert CaseAllocation.objects.filter(inspector=one.people["Ada"], until=None).count() == 0
    assert told(one) is True


def test_an_interest_in_the_provider_takes_the_cases_too() -> None:
    one = sampled()
    apply(one)
    declare_interest(
        person=one.people["Ada"], provider=one.inspection.provider, kind="worked-there", by=BY, at=AT
    )
    assert [str(each.person) for each in examiners_with_time(one.inspection)] == ["Bea", "Lea"]
    assert {case.pseudonym for case in without_inspector(one.inspection)} == {
        case for case, name in now(one).items() if name == "Ada"
    }
    mine = Assessment.objects.filter(assessor=one.people["Ada"]).first()
    assert mine is not None
    assert why_not_write(mine, one.standing("Ada")).startswith("You declared an interest")


def test_a_replaced_case_is_with_nobody_and_its_reserve_waits() -> None:
    one = sampled()
    apply(one)
    SampledCase.objects.filter(case=one.cases["C-01"]).update(replaced_at=AT, replaced_because="moved away")
    reserve = not_drawn(one)
    SampledCase.objects.create(sample=one.sample, case=reserve, position=7)
    assert case_of(one.inspection, "C-01") is None
    assert [case.pseudonym for case in without_inspector(one.inspection)] == ["C-99"]
    assert note_allocated(inspection=one.inspection, by=BY, at=AT) is False


def test_reserves_and_earlier_receipts_are_not_shared_out() -> None:
    one = sampled()
    SampledCase.objects.filter(case=one.cases["C-06"]).update(is_reserve=True)
    assert len(propose(one.inspection).new) == 5
    type(one.sample).objects.update(is_current=False)
    assert not propose(one.inspection).new
    assert not is_allocated(one.inspection), "without a sample nothing is"


def test_what_somebody_knows_is_said_whole_and_asked_for() -> None:
    one = sampled(kind="court_report")
    assert set(propose(one.inspection).allocation.unplaced.values()) == {"nobody knows court"}
    bea = one.people["Bea"]
    say_specialisms(person=bea, specials=["court", "welsh-language"], by=BY, at=AT)
    assert set(propose(one.inspection).new.values()) == {str(bea.pk)}
    with pytest.raises(CannotSay, match="already"):
        say_specialisms(person=bea, specials=["welsh-language", "court"], by=BY, at=AT)
    with pytest.raises(CannotSay, match="no specialism 'astrology'"):
        say_specialisms(person=bea, specials=["astrology"], by=BY, at=AT)
    say_specialisms(person=bea, specials=["welsh-language"], by=BY, at=AT)
    assert Specialism.objects.filter(person=bea, until=None).get().special == "welsh-language"
    assert Specialism.objects.get(special="court").ended_by == BY.id


@pytest.mark.parametrize(("minutes", "fine"), [(-1, False), (0, True), (1440, True), (1441, False)])
def test_a_day_has_24_hours(minutes: int, *, fine: bool) -> None:
    one = sampled()
    say = partial(say_time, inspection=one.inspection, person=one.people["Ada"], days=[FIRST, FIRST])
    if not fine:
        with pytest.raises(CannotSay, match="up to 1,440"):
            say(minutes_a_day=minutes, by=BY, at=AT)
        return
    assert say(minutes_a_day=minutes, by=BY, at=AT).days == [FIRST.isoformat()]


def test_time_follows_the_working_days_of_fieldwork() -> None:
    one = sampled()
    assert fieldwork_days(one.inspection)[0] == FIRST
    assert len(fieldwork_days(one.inspection)) == 5
    times = {each.person.name: each.minutes for each in examiners_with_time(one.inspection)}
    assert times == {"Ada": 2100, "Bea": 2100, "Lea": 0}
    one.inspection.fieldwork_from, one.inspection.fieldwork_to = date(2026, 8, 28), date(2026, 9, 1)
    assert fieldwork_days(one.inspection) == (date(2026, 8, 28), date(2026, 9, 1)), "a bank holiday between"
    one.inspection.fieldwork_to = LAST.replace(year=2030)
    assert fieldwork_days(one.inspection) == ()
    one.inspection.fieldwork_from = one.inspection.fieldwork_to = None
    assert fieldwork_days(one.inspection) == ()


def test_how_much_everybody_has() -> None:
    one = sampled()
    apply(one)
    Assessment.objects.filter(case=one.cases["C-01"]).update(completed_at=AT, completed_by="x")
    loads = {load.name: load for load in workload(Inspection.objects.all())}
    assert {name: load.cases for name, load in loads.items()} == {"Ada": 3, "Bea": 3}
    assert sum(load.complete for load in loads.values()) == 1
    assert allocated_to(one.people["Ada"].pk, one.inspection).count() == 3


def test_a_second_assessor_works_on_the_case_until_it_is_complete() -> None:
    one = sampled()
    apply(one)
    lea, case = one.people["Lea"], one.cases["C-01"]
    assert not is_with(lea.pk, case)
    second = open_assessment(inspection=one.inspection, case=case, assessor=lea, part="second", by=BY, at=AT)
    assert is_with(lea.pk, case)
    assert may_write(second, one.standing("Lea"))
    Assessment.objects.filter(pk=second.pk).update(completed_at=AT, completed_by="x")
    assert not is_with(lea.pk, case)


def test_a_team_member_in_another_role_cannot_have_cases() -> None:
    one = sampled()
    join(one.inspection, somebody("Pan"), "panel-member")
    assert {each.person.name for each in examiners_with_time(one.inspection)} == {"Ada", "Bea", "Lea"}


def test_nobody_has_a_case_that_they_assess_a_second_time() -> None:
    one = sampled()
    apply(one)
    giver = now(one)["C-01"]
    taker = "Bea" if giver == "Ada" else "Ada"
    told = {"case": one.cases["C-01"], "assessor": one.people[taker], "part": "second"}
    open_assessment(inspection=one.inspection, **told, by=BY, at=AT)  # type: ignore[arg-type]
    with pytest.raises(CannotAllocate, match="they assess it a second time"):
        hand(one, "C-01", taker, despite=True)
    give_back(inspection=one.inspection, case=one.cases["C-01"], reason="ill", by=BY, at=AT)
    assert propose(one.inspection).new == {"C-01": str(one.people[giver].pk)}
