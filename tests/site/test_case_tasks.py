"""My work names the cases that wait: a list for the provider to send, a sample for the lead to share out."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cast import Cast, signed_in
from eyre.cases.models import CaseAllocation, CaseList
from eyre.cases.queries.allocations import without_inspector
from eyre.cases.queries.waiting import ListAwaited, lists_awaited, to_share_out
from eyre.core.planning.dates import Dates
from eyre.inspections.actions import set_dates
from eyre.inspections.models import Inspection, PlannedTask
from eyre.people.models import Person
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from eyre.providers.actions import declare_interest
from made_cases import cases_of
from published_data import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")
DATES = Dates(date(2026, 12, 1), date(2027, 1, 11), date(2027, 1, 22))


@pytest.fixture
def westmarch(cast: Cast) -> Inspection:
    """Announced, with a plan, and nothing sent."""
    set_dates(inspection=cast.westmarch, dates=DATES, by=BY, at=NOON)
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="announced")
    CaseList.objects.filter(inspection=cast.westmarch).update(state="replaced")
    return Inspection.objects.get(pk=cast.westmarch.pk)


def home(cast: Cast, who: str) -> str:
    person = Person.objects.get(pk=cast[who].pk)
    return signed_in(person).get(reverse("work:home")).content.decode()


def awaited(cast: Cast, inspection: Inspection) -> list[ListAwaited]:
    found = lists_awaited(cast.standing("point-of-contact"))
    return [each for each in found if each.inspection == inspection.pk]


def test_the_provider_is_told_by_when_the_list_is_due(cast: Cast, westmarch: Inspection) -> None:
    due = PlannedTask.objects.get(inspection=westmarch, code="case-list").due
    assert [each.due for each in awaited(cast, westmarch)] == [due]
    assert not awaited(cast, westmarch)[0].is_overdue(due)
    page = home(cast, "point-of-contact")
    assert reverse("samples:list", args=[westmarch.pk]) in page
    assert f"Due {due.day} {due:%b}" in page


def test_a_list_that_is_late_is_said_to_be(cast: Cast, westmarch: Inspection) -> None:
    late = localdate().replace(year=localdate().year - 1, day=1)
    PlannedTask.objects.filter(inspection=westmarch, code="case-list").update(due=late)
    assert f"Overdue since 1 {late:%b}" in home(cast, "point-of-contact")


@pytest.mark.parametrize(
    ("state", "words"), [("refused", "The last one was refused"), ("waiting", "Being checked")]
)
def test_what_became_of_the_last_one_is_said(
    cast: Cast, westmarch: Inspection, state: str, words: str
) -> None:
    CaseList.objects.create(
        inspection=westmarch,
        version=1 + CaseList.objects.filter(inspection=westmarch).count(),
        file_name="x.csv",
        digest="0" * 64,
        state=state,
        sent_by="x",
        sent_at=NOON,
    )
    assert [each.state for each in awaited(cast, westmarch)] == [state]
    assert words in home(cast, "point-of-contact")


@pytest.mark.parametrize("stage", ["planned", "sampled", "fieldwork"])
def test_no_list_is_awaited_at_another_stage(cast: Cast, westmarch: Inspection, stage: str) -> None:
    Inspection.objects.filter(pk=westmarch.pk).update(stage=stage)
    assert not awaited(cast, westmarch)


def test_a_stored_list_is_awaited_no_more(cast: Cast, westmarch: Inspection) -> None:
    cases_of(westmarch, 1)
    assert not awaited(cast, westmarch)


@pytest.mark.parametrize("who", ["lead-inspector", "inspector", "accountable-director", "auditor"])
def test_nobody_else_is_asked_for_it(cast: Cast, westmarch: Inspection, who: str) -> None:
    assert westmarch.pk not in {each.inspection for each in lists_awaited(cast.standing(who))}


def shared(cast: Cast, who: str, inspection: Inspection) -> list[int]:
    found = to_share_out(cast.standing(who))
    return [each.cases for each in found if each.inspection == inspection.pk]


def test_the_lead_is_told_how_many_cases_nobody_has(cast: Cast, westmarch: Inspection) -> None:
    Inspection.objects.filter(pk=westmarch.pk).update(stage="sampled")
    cases = cases_of(westmarch, 3)
    assert shared(cast, "lead-inspector", westmarch) == [3]
    page = home(cast, "lead-inspector")
    assert reverse("work:allocation", args=[westmarch.pk]) in page
    assert "share out the cases" in page
    for left, case in zip((2, 1, 0), cases, strict=True):
        CaseAllocation.objects.create(
            inspection=westmarch, case=case, inspector=cast["inspector"], since=NOON, given_by="x"
        )
        assert sum(shared(cast, "lead-inspector", westmarch)) == left == len(without_inspector(westmarch))
    assert not shared(cast, "inspector", westmarch)


def test_a_case_whose_inspector_declared_an_interest_waits_again(cast: Cast, westmarch: Inspection) -> None:
    Inspection.objects.filter(pk=westmarch.pk).update(stage="fieldwork")
    (case,) = cases_of(westmarch, 1)
    CaseAllocation.objects.create(
        inspection=westmarch, case=case, inspector=cast["inspector"], since=NOON, given_by="x"
    )
    told = {"person": cast["inspector"], "provider": westmarch.provider, "kind": "worked-there"}
    declare_interest(**told, by=BY, at=NOON)  # type: ignore[arg-type]
    assert shared(cast, "lead-inspector", westmarch) == [1]


def test_nothing_waits_for_who_is_not_signed_in() -> None:
    assert lists_awaited(Standing()) == to_share_out(Standing()) == ()
