"""What the story of the demonstration plans: everything a newcomer can look at is there, and nothing of it is public."""

import re

import pytest

from cast import Cast, signed_in, story
from eyre.core.planning import Stage
from eyre.inspections.models import Inspection, PlannedTask, Review
from eyre.inspections.plan_dates import dates_of
from eyre.inspections.queries.programmes import round_of, rounds
from eyre.inspections.queries.stages import history_of
from published_data import NOON

__all__ = ["story"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def told(story: Cast) -> Cast:
    for each in (story.southfold, story.westmarch, story.eastmere):
        each.refresh_from_db()
    return story


def test_southfold_is_in_the_middle_of_its_fieldwork(told: Cast) -> None:
    dates = dates_of(told.southfold)
    assert dates is not None
    assert dates.first < NOON.date() < dates.last
    assert Stage(told.southfold.stage) is Stage.FIELDWORK


def test_westmarch_was_judged_step_by_step(told: Cast) -> None:
    assert Stage(told.westmarch.stage) is Stage.JUDGEMENT
    moves = [one.after for one in reversed(history_of(told.westmarch))]
    assert moves == [
        Stage.ANNOUNCED,
        Stage.EVIDENCE_REQUESTED,
        Stage.SAMPLED,
        Stage.FIELDWORK,
        Stage.JUDGEMENT,
    ]
    late = PlannedTask.objects.filter(inspection=told.westmarch, done_at=None, due__lt=NOON.date())
    assert not late.exists()


def test_eastmere_is_only_planned(told: Cast) -> None:
    assert Stage(told.eastmere.stage) is Stage.PLANNED
    assert told.eastmere.announced_on > NOON.date()


def test_a_region_and_its_units_are_one_review(told: Cast) -> None:
    review = Review.objects.get(title="Northmarch and its delivery units")
    assert review.region.name == "Northmarch (demonstration)"
    held = list(review.inspections.all())
    assert len(held) == 3
    assert [dates_of(one) is None for one in held].count(True) == 1
    assert not any(one.is_public for one in held)


def test_the_round_shows_what_waits(told: Cast) -> None:
    officer = told.standing("operations-officer")
    assert next(row.unpublished for row in rounds(officer, NOON.date())) == 3
    page = round_of("pdu-2023", officer, NOON.date())
    names = {row.id: row.stage for row in page.inspections if row.stage is not Stage.PUBLISHED}
    assert names[told.westmarch.pk] is Stage.JUDGEMENT
    assert page.this_week
    assert told.eastmere.pk in page.clashes.without_lead


def test_nobody_of_the_cast_gained_sight_of_the_region(told: Cast) -> None:
    from eyre.inspections.queries import visible_to

    hidden = Inspection.objects.filter(review__isnull=False)
    seeing = {
        key
        for key in told.people
        if visible_to(told.standing(key)).filter(pk__in=hidden.values("pk")).exists()
    }
    assert seeing == {"operations-officer", "quality-lead", "publications-officer"}


def test_what_everybody_carries_is_counted_in_cases_too(told: Cast) -> None:
    page = signed_in(told["operations-officer"]).get("/desk/workload/").content.decode()
    assert re.search(r"Southfold.*?\d+ cases?, \d+ complete", page, re.DOTALL)
