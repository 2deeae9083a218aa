"""The ways from an inspection's page stand under the headings of the work, whoever looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast, signed_in
from eyre.site.views.inspection_parts import HEADINGS, grouped

EVERY = [words for _, those in HEADINGS for words in those]


@given(st.lists(st.sampled_from(EVERY), unique=True))
def test_every_part_is_there_once_in_the_order_of_the_work(words: list[str]) -> None:
    found = grouped([(each, "/", "") for each in words])
    assert [each for _, those in found for each, _, _ in those] == [each for each in EVERY if each in words]
    assert all(those for _, those in found)


def test_a_part_without_a_heading_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        grouped([("Something new", "/", "")])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "first", "last"),
    [
        ("lead-inspector", "Plan and announce", "See what was found"),
        ("operations-officer", "Plan and announce", "Examine the cases"),
        ("point-of-contact", "Plan and announce", "Choose the cases"),
    ],
)
def test_what_somebody_sees(story: Cast, who: str, first: str, last: str) -> None:
    page = signed_in(story[who]).get(f"/desk/{story.southfold.pk}/")
    assert page.status_code == 200
    headings = [heading for heading, _ in page.context["parts"]]
    assert (headings[0], headings[-1]) == (first, last)
