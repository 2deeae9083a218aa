"""What cannot work in a round is found, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.planning.clashes import Crowded, Fieldwork, Overlap, crowded_weeks, overlaps, without_lead

MON = date(2026, 10, 5)


def on(name: str, start: int, days: int, people: str = "", **more: bool) -> Fieldwork:
    first = MON + timedelta(start)
    return Fieldwork(name, first, first + timedelta(days - 1), frozenset(people), **more)


@pytest.mark.parametrize(
    ("fieldworks", "expected"),
    [
        ([on("a", 0, 5, "x"), on("b", 5, 5, "x")], []),
        ([on("a", 0, 5, "x"), on("b", 4, 5, "x")], [("x", ("a", "b"), 4, 4)]),
        ([on("a", 0, 5, "x"), on("b", 4, 5, "y")], []),
        ([on("a", 0, 12, "xy"), on("b", 2, 3, "yx")], [("x", ("a", "b"), 2, 4), ("y", ("a", "b"), 2, 4)]),
        ([on("b", 0, 5, "x"), on("a", 0, 5, "x")], [("x", ("a", "b"), 0, 4)]),
        ([on("a", 0, 5, "x"), on("b", 0, 31, "x", is_exact=False)], []),
    ],
)
def test_overlaps(fieldworks: list[Fieldwork], expected: list[tuple[str, tuple[str, str], int, int]]) -> None:
    told = [
        Overlap(person, those, MON + timedelta(first), MON + timedelta(last))
        for person, those, first, last in expected
    ]
    assert list(overlaps(fieldworks)) == told


def test_nobody_to_lead_the_nearest_first() -> None:
    assert without_lead([on("b", 9, 1, has_lead=False), on("a", 1, 1, has_lead=False), on("c", 0, 1)]) == (
        "a",
        "b",
    )


@pytest.mark.parametrize(
    ("inspectors", "expected"),
    [
        (2, ()),
        (1, (Crowded(MON, ("a", "b"), 1),)),
        (0, (Crowded(MON, ("a", "b"), 0), Crowded(MON + timedelta(7), ("a",), 0))),
    ],
)
def test_crowded_weeks(inspectors: int, expected: tuple[Crowded, ...]) -> None:
    held = [on("a", 0, 12), on("b", 4, 1), on("c", 0, 31, is_exact=False)]
    assert crowded_weeks(held, inspectors) == expected


def test_fewer_than_none() -> None:
    with pytest.raises(ValueError, match="than none"):
        crowded_weeks([], -1)


fieldworks = st.lists(
    st.builds(
        on,
        st.sampled_from("abcdef"),
        st.integers(0, 40),
        st.integers(1, 15),
        st.text("xyz", max_size=3),
    ),
    max_size=6,
    unique_by=lambda one: one.inspection,
)


@given(fieldworks)
def test_an_overlap_is_a_day_on_which_one_person_is_in_two_places(held: list[Fieldwork]) -> None:
    found = {(one.person, one.inspections) for one in overlaps(held)}
    days = {
        (person, tuple(sorted((one.inspection, two.inspection))))
        for one in held
        for two in held
        if one.inspection != two.inspection
        for person in one.people & two.people
        if any(
            two.first <= one.first + timedelta(n) <= two.last for n in range((one.last - one.first).days + 1)
        )
    }
    assert {(person, tuple(sorted(those))) for person, those in found} == days


@given(fieldworks, st.integers(0, 4))
def test_a_week_with_enough_inspectors_is_never_crowded(held: list[Fieldwork], inspectors: int) -> None:
    for week in crowded_weeks(held, inspectors):
        at_work = {
            one.inspection
            for one in held
            if one.first <= week.monday + timedelta(6) and one.last >= week.monday
        }
        assert set(week.inspections) == at_work
        assert len(at_work) > inspectors
    assert not crowded_weeks(held, len(held))
