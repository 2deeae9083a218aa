"""The letters of the demonstration: what a newcomer finds written, and what cannot go yet."""

import pytest

from cast import Cast
from eyre.core.planning import Needed
from eyre.inspections.facts import true_of
from eyre.inspections.models import Inspection, Letter
from eyre.inspections.queries.letters import preview
from published_data import NOON

pytestmark = pytest.mark.django_db


def test_the_announcement_of_eastmere_waits_for_what_it_lacks(story: Cast) -> None:
    letter = Letter.objects.get(inspection=story.eastmere)
    shown = preview(letter, NOON.date())
    assert letter.state == "draft"
    assert letter.paragraph.startswith("We know that your office moves")
    assert {"lead", "accountable-director"} <= {hole.field for hole in shown.holes}


@pytest.mark.parametrize("place", ["southfold", "westmarch"])
def test_two_are_announced_where_their_dates_are_set(story: Cast, place: str) -> None:
    held = Inspection.objects.get(pk=getattr(story, place).pk)
    letter = Letter.objects.get(inspection=held, template="announcement")
    is_planned = held.fieldwork_on.is_to_the_day
    assert letter.state == ("sent" if is_planned else "draft")
    assert (Needed.ANNOUNCEMENT_SENT in true_of(held, NOON.date())) == is_planned
