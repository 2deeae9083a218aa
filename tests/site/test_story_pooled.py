"""What the story tells of a year ago: a region's picture with a unit missing, and what changed at Westmarch."""

from typing import Any

import pytest

from cast import Cast, signed_in
from eyre.inspections.models import Review

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def main_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


def test_the_region_of_a_year_ago(story: Cast) -> None:
    review = Review.objects.get(title__endswith="a year ago")
    page = main_of(signed_in(story["quality-lead"]).get(f"/desk/reviews/{review.pk}/region/"))
    assert "2 of 3 inspections pooled: 40 supervision cases" in page
    assert "Not in this picture, for want of frozen answers: Northmarch Shore (demonstration)." in page
    assert "Which questions feed which standard of a region is an assumption" in page


def test_what_changed_in_one_of_its_units(story: Cast) -> None:
    review = Review.objects.get(title__endswith="a year ago")
    dale = review.inspections.get(provider="northmarch-dale-demonstration")
    page = main_of(signed_in(story["quality-lead"]).get(f"/desk/{dale.pk}/change/"))
    assert "Northmarch Dale (demonstration), two years ago" in page
    assert page.count("(rise: ") + page.count("(fall: ") == 12
    assert "comparable" not in page
