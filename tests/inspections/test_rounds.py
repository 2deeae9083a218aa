"""Programmes, a review of a region with its units, and a whole round moved at once."""

from datetime import date, timedelta

import pytest
from planned_inspection import DATES, due, planned

from eyre.frameworks.models import StoredEdition
from eyre.inspections.actions import move_round, open_programme, plan_review
from eyre.inspections.exceptions import CannotOpen, CannotPlan
from eyre.inspections.models import Inspection, PlannedTask, Programme, Review
from eyre.inspections.queries.programmes import units_of
from eyre.platform.audit.models import AuditEvent
from eyre.providers.models import Provider
from small_register import NOON, OFFICER

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> dict[str, Inspection]:
    found = planned("cumbria", "lancashire", "kent")
    Provider.objects.filter(slug__in=["region", "other-region"]).update(kind="region")
    return found


def programme() -> Programme:
    return Programme.objects.get(slug="p")


def region() -> Provider:
    return Provider.objects.get(slug="region")


def review(**changed: object) -> Review:
    told: dict[str, object] = {
        "programme": programme(),
        "region": region(),
        "title": "North",
        "units": list(units_of(region())),
        "fieldwork": "2027-03",
    } | changed
    return plan_review(**told, by=OFFICER, at=NOON)


def test_a_round_is_opened_after_the_others(held: dict[str, Inspection]) -> None:
    edition = StoredEdition.objects.get(pk="e")
    told = {"kind": "pdu", "edition": edition, "by": OFFICER, "at": NOON}
    first = open_programme(title="North 2027", region=region(), **told)
    again = open_programme(
        title="North 2027", planned_from=date(2027, 1, 4), planned_to=date(2027, 6, 30), **told
    )
    assert (first.slug, again.slug) == ("north-2027", "north-2027-2")
    assert again.order > first.order > programme().order - 1
    assert open_programme(title="Open", **told).slug == "open-2"


@pytest.mark.parametrize(
    ("changed", "words", "field"),
    [
        ({"title": " "}, "title", "title"),
        ({"kind": "picnic"}, "kind", "kind"),
        ({"planned_from": date(2027, 1, 4)}, "both", "planned_to"),
        (
            {"planned_from": date(2027, 1, 4), "planned_to": date(2027, 1, 3)},
            "before it begins",
            "planned_to",
        ),
        ({"region": "cumbria"}, "no probation region", "region"),
    ],
)
def test_a_round_that_cannot_be(
    held: dict[str, Inspection], changed: dict[str, object], words: str, field: str
) -> None:
    told = {"title": "North", "kind": "pdu", "edition": StoredEdition.objects.get(pk="e")} | changed
    if "region" in told:
        told["region"] = Provider.objects.get(slug=told["region"])
    with pytest.raises(CannotOpen, match=words) as found:
        open_programme(**told, by=OFFICER, at=NOON)
    assert found.value.field == field
    assert Programme.objects.count() == 1


def test_a_review_opens_a_region_and_its_units(held: dict[str, Inspection]) -> None:
    regional = open_programme(
        title="Regions", kind="region", edition=StoredEdition.objects.get(pk="e"), by=OFFICER, at=NOON
    )
    made = review(regional=regional)
    opened = {one.provider_id: one for one in Inspection.objects.filter(review=made)}
    assert set(opened) == {"cumbria", "lancashire", "region"}
    assert {one.region_id for one in opened.values()} == {"region"}
    assert opened["region"].programme == regional
    assert {one.fieldwork for one in opened.values()} == {"2027-03"}
    event = AuditEvent.objects.latest("pk")
    assert event.action == "review.opened"
    assert all(one.pk in event.after for one in opened.values())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"units": []}, "units"),
        ({"region": "cumbria"}, "region"),
        ({"units": "kent"}, "units"),
        ({"fieldwork": "soon"}, "fieldwork"),
    ],
)
def test_a_review_that_cannot_be_opens_nothing(
    held: dict[str, Inspection], changed: dict[str, object], field: str
) -> None:
    told = dict(changed)
    if "region" in told:
        told["region"] = Provider.objects.get(slug=told["region"])
    if told.get("units"):
        told["units"] = [Provider.objects.get(slug=told["units"])]
    before = Inspection.objects.count()
    with pytest.raises(CannotOpen) as found:
        review(**told)
    assert found.value.field == field
    assert (Inspection.objects.count(), Review.objects.count()) == (before, 0)


def test_a_region_is_reviewed_once_in_a_round(held: dict[str, Inspection]) -> None:
    review()
    with pytest.raises(CannotOpen, match="already"):
        review()


def test_a_round_moves_whole(held: dict[str, Inspection]) -> None:
    Inspection.objects.filter(pk="kent").update(stage="fieldwork")
    Inspection.objects.filter(pk="lancashire").update(stage="announced")
    panel = due(held["cumbria"], "panel")
    found = move_round(programme=programme(), among=Inspection.objects.all(), weeks=2, by=OFFICER, at=NOON)
    assert [one.inspection.pk for one in found.moves] == ["cumbria", "lancashire"]
    rows = {one.pk: one for one in Inspection.objects.all()}
    by = timedelta(weeks=2)
    assert rows["cumbria"].announced_on == DATES.announced + by
    assert rows["lancashire"].announced_on == DATES.announced
    assert rows["cumbria"].fieldwork_from == rows["lancashire"].fieldwork_from == DATES.first + by
    assert rows["kent"].fieldwork_from == DATES.first
    assert due(held["cumbria"], "panel") == panel + by
    assert due(held["kent"], "panel") == panel
    assert PlannedTask.objects.filter(sequence=1).count() == found.tasks
    assert '"inspections":["cumbria","lancashire"]' in AuditEvent.objects.latest("pk").after


def test_what_is_not_among_them_stays(held: dict[str, Inspection]) -> None:
    among = Inspection.objects.exclude(pk="kent")
    found = move_round(programme=programme(), among=among, weeks=2, by=OFFICER, at=NOON)
    assert [one.inspection.pk for one in found.moves] == ["cumbria", "lancashire"]
    assert Inspection.objects.get(pk="kent").fieldwork_from == DATES.first


def test_moving_there_and_back_is_as_before(held: dict[str, Inspection]) -> None:
    before = list(PlannedTask.objects.order_by("pk").values_list("due", flat=True))
    for weeks in (3, -3):
        move_round(programme=programme(), among=Inspection.objects.all(), weeks=weeks, by=OFFICER, at=NOON)
    assert list(PlannedTask.objects.order_by("pk").values_list("due", flat=True)) == before


def test_either_every_inspection_moves_or_none(held: dict[str, Inspection]) -> None:
    with pytest.raises(CannotPlan) as found:
        move_round(
            programme=programme(), among=Inspection.objects.all(), weeks=11, by=OFFICER, at=NOON
        )  # 29 March 2027 is Easter Monday
    assert len(found.value.faults) == Inspection.objects.exclude(announced_on=None).count()
    assert all("29 March 2027 is a weekend or a bank holiday" in fault.words for fault in found.value.faults)
    assert set(Inspection.objects.exclude(fieldwork_from=None).values_list("fieldwork_from", flat=True)) == {
        DATES.first
    }


@pytest.mark.parametrize("weeks", [0, 105, -105])
def test_so_many_weeks_are_none(held: dict[str, Inspection], weeks: int) -> None:
    with pytest.raises(CannotPlan, match="1 to 104 weeks"):
        move_round(programme=programme(), among=Inspection.objects.all(), weeks=weeks, by=OFFICER, at=NOON)


@pytest.mark.parametrize("names", [("cumbria",), ("cumbria", "lancashire", "kent")])
def test_statements_grow_with_the_days_and_not_with_the_round(
    names: tuple[str, ...], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    planned(*names)
    with django_assert_num_queries(32):  # type: ignore[operator]
        move_round(programme=programme(), among=Inspection.objects.all(), weeks=2, by=OFFICER, at=NOON)
