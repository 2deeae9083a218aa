"""Before somebody joins a team: interests, fieldwork in two places, and what they carry, in words for each reader."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from cast import Cast, signed_in
from eyre.inspections.actions import join_team, leave_team
from eyre.inspections.models import Inspection, TeamMember
from eyre.platform.audit import Actor
from eyre.providers.actions import declare_interest
from eyre.site.queries.proposals import proposal, why_not
from published_data import NOON

pytestmark = pytest.mark.django_db
BY = Actor.of_command("the tests")
FIRST = date(2027, 1, 11)


def words(reply: Any) -> str:
    page = re.sub(r'<div class="eyre-notice">.*?</div></div>', "", reply.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def fieldwork(inspection: Inspection, first: date, days: int = 4) -> Inspection:
    held = Inspection.objects.select_related("provider").get(pk=inspection.pk)
    last = first + timedelta(days=days)
    held.fieldwork, held.fieldwork_from, held.fieldwork_to = f"{first}/{last}", first, last
    held.save()
    return held


def place(cast: Cast, key: str, role: str = "inspector", name: str = "westmarch") -> str:
    return f"/desk/{getattr(cast, name).pk}/team/propose/?person={cast[key].pk}&role={role}"


@pytest.fixture
def clash(cast: Cast) -> Cast:
    """The outsider works on Eastmere, in the week of Westmarch’s fieldwork."""
    fieldwork(cast.westmarch, FIRST)
    fieldwork(cast.eastmere, FIRST + timedelta(days=3))
    return cast


def test_fieldwork_in_two_places_is_shown_before_somebody_joins(clash: Cast) -> None:
    page = words(signed_in(clash["operations-officer"]).get(place(clash, "outsider")))
    assert "Their fieldwork overlaps with that of 1 other inspection." in page
    assert (
        "Eastmere (demonstration) Inspector 14 to 18 January 2027 14 January 2027 to 15 January 2027" in page
    )
    assert "3 working days" in page  # Thursday, Friday, Monday: a day off the week counts once
    assert "Add to the team" in page


def test_an_inspection_the_reader_may_not_see_has_no_name(clash: Cast) -> None:
    page = words(signed_in(clash["lead-inspector"]).get(place(clash, "outsider")))
    assert "overlaps with that of 1 other inspection" in page
    assert "An inspection that you may not see" in page
    assert "Eastmere" not in page
    assert "14 to 18" not in page


def test_days_beside_each_other_do_not_overlap(cast: Cast) -> None:
    fieldwork(cast.westmarch, FIRST)
    fieldwork(cast.eastmere, FIRST + timedelta(days=7))
    page = words(signed_in(cast["operations-officer"]).get(place(cast, "outsider")))
    assert "No other fieldwork of theirs falls on the days of this one." in page


def test_a_month_overlaps_with_nothing_and_says_so(cast: Cast) -> None:
    fieldwork(cast.eastmere, FIRST)
    held = Inspection.objects.get(pk=cast.westmarch.pk)
    held.fieldwork, held.fieldwork_from, held.fieldwork_to = "2027-01", date(2027, 1, 1), date(2027, 1, 31)
    held.save()
    page = words(signed_in(cast["operations-officer"]).get(place(cast, "outsider")))
    assert "is not planned to the day yet" in page
    assert "overlaps with" not in page


@pytest.mark.parametrize(
    ("reader", "told"),
    [("operations-officer", True), ("lead-inspector", False)],
)
def test_the_kind_of_an_interest_is_for_those_who_may_see_interests(
    cast: Cast, reader: str, told: bool
) -> None:
    provider = cast.westmarch.provider
    person = cast["outsider"]
    for kind in ("supervised-there", "other"):
        note = "A secret reason" if kind == "other" else ""
        declare_interest(person=person, provider=provider, kind=kind, note=note, by=BY, at=NOON)
    browser, team = signed_in(cast[reader]), f"/desk/{cast.westmarch.pk}/team/"
    asked = {"person": str(person.pk), "role": "inspector"}
    pages = [
        words(browser.get(team)),
        words(browser.post(team, asked)),
        words(browser.get(place(cast, "outsider"))),
        words(browser.post(f"{team}propose/", asked)),
    ]
    for page in pages:
        assert "declared an interest in Westmarch (demonstration)" in page
        assert ("is or was supervised there" in page) == told
        assert "secret" not in page
    assert all("cannot be on this team" in page for page in pages[1:])
    assert "Add to the team" not in pages[2]
    assert not TeamMember.objects.filter(inspection=cast.westmarch, person=person).exists()


def test_interests_elsewhere_are_shown_to_those_who_may_see_them(cast: Cast) -> None:
    page = words(signed_in(cast["operations-officer"]).get(place(cast, "inspector", "report-editor")))
    assert "Eastmere (demonstration): family or a friend works there" in page
    assert "sister" not in page
    page = words(signed_in(cast["lead-inspector"]).get(place(cast, "inspector", "report-editor")))
    assert "They declared none that covers Westmarch (demonstration)." in page
    assert "Eastmere" not in page


def test_who_is_quicker_wins_and_the_other_reads_why(cast: Cast) -> None:
    browser, asked = (
        signed_in(cast["operations-officer"]),
        {"person": str(cast["outsider"].pk), "role": "inspector"},
    )
    assert "Add to the team" in words(browser.get(place(cast, "outsider")))
    join_team(inspection=cast.westmarch, person=cast["outsider"], role="inspector", by=BY, at=NOON)
    late = words(browser.post(f"/desk/{cast.westmarch.pk}/team/propose/", asked))
    assert "is inspector on this inspection already" in late


def test_nobody_proposes_themselves_and_no_stranger_is_proposed(cast: Cast) -> None:
    officer = signed_in(cast["operations-officer"])
    assert "Nobody puts themselves on a team" in words(officer.get(place(cast, "operations-officer")))
    for strange in ("person=x&role=inspector", f"person={cast['outsider'].pk}&role=auditor", ""):
        reply = officer.get(f"/desk/{cast.westmarch.pk}/team/propose/?{strange}")
        assert reply["Location"] == f"/desk/{cast.westmarch.pk}/team/"


def test_what_is_over_or_left_counts_no_more(clash: Cast) -> None:
    held = Inspection.objects.select_related("provider").get(pk=clash.westmarch.pk)
    viewer, person = clash.standing("operations-officer"), clash["outsider"]
    shown = proposal(held, person, "inspector", viewer, NOON.date())
    assert (shown.overlapping, len(shown.elsewhere), shown.days) == (1, 1, 3)
    Inspection.objects.filter(pk=clash.eastmere.pk).update(stage="panel")
    assert proposal(held, person, "inspector", viewer, NOON.date()).elsewhere == ()
    Inspection.objects.filter(pk=clash.eastmere.pk).update(stage="planned")
    member = TeamMember.objects.get(inspection=clash.eastmere, person=person, until=None)
    leave_team(member=member, by=BY, at=NOON)
    assert proposal(held, person, "inspector", viewer, NOON.date()).elsewhere == ()
    assert why_not(held, person, "inspector", viewer) == ""


def test_a_local_assessor_of_a_provider_in_another_role_is_told_of_the_role(cast: Cast) -> None:
    browser = signed_in(cast["operations-officer"])
    page = words(browser.get(place(cast, "local-assessor", "inspector", "eastmere")))
    assert "is of a provider, and can be a local assessor only" in page
