"""Two assessments side by side: what both say, and what must be decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eyre.core.cases.comparing import COMPARED, Difference, compare, notes_of_both

KEYS = some.sampled_from(["fact:sex", "prompt:1.1/a", "question:1.1", "question:1.2", "note:1.1", "alert:x"])
FOLDS = some.dictionaries(KEYS, some.sampled_from([None, "yes", "no", 1, True]))


@pytest.mark.parametrize(
    ("first", "second", "agreed", "differences"),
    [
        ({}, {}, {}, []),
        ({"question:1": "yes"}, {"question:1": "yes"}, {"question:1": "yes"}, []),
        ({"question:1": "yes"}, {"question:1": "no"}, {}, [("question:1", "yes", "no")]),
        ({"question:1": "yes"}, {}, {}, [("question:1", "yes", None)]),
        ({"question:1": None}, {}, {}, []),
        ({"note:1": "mine"}, {"note:1": "theirs"}, {}, []),
        ({"fact:n": 1}, {"fact:n": True}, {}, [("fact:n", 1, True)]),
    ],
)
def test_side_by_side(
    first: dict[str, object],
    second: dict[str, object],
    agreed: dict[str, object],
    differences: list[tuple[str, object, object]],
) -> None:
    found = compare(first, second)
    assert found.agreed == agreed
    assert found.differences == tuple(Difference(*each) for each in differences)


def test_in_the_order_of_the_form() -> None:
    first = {"question:2": "yes", "question:1": "yes", "prompt:0/a": "yes"}
    found = compare(first, {}, order=["question:1", "question:2", "question:3"])
    assert [each.key for each in found.differences] == ["question:1", "question:2", "prompt:0/a"]


def test_what_is_decided_waits_no_more() -> None:
    found = compare({"question:1": "yes", "question:2": "no"}, {"question:1": "no"})
    assert [each.key for each in found.undecided(["question:1", "question:9"])] == ["question:2"]


@given(FOLDS, FOLDS)
def test_every_answer_is_agreed_or_different_and_never_both(
    first: dict[str, object], second: dict[str, object]
) -> None:
    found = compare(first, second)
    differing = {each.key for each in found.differences}
    assert not differing & found.agreed.keys()
    answered = {key for each in (first, second) for key, value in each.items() if value is not None}
    assert differing | found.agreed.keys() == {key for key in answered if key.startswith(COMPARED)}


@given(FOLDS, FOLDS)
def test_who_came_first_makes_no_difference(first: dict[str, object], second: dict[str, object]) -> None:
    there, back = compare(first, second), compare(second, first)
    assert there.agreed == back.agreed
    assert {each.key for each in there.differences} == {each.key for each in back.differences}


@given(FOLDS)
def test_nothing_differs_from_itself(first: dict[str, object]) -> None:
    assert compare(first, first).differences == ()


@pytest.mark.parametrize(
    ("first", "second", "note"),
    [
        ("Seen weekly.", None, "Seen weekly."),
        (None, "Seen monthly.", "Seen monthly."),
        ("Seen weekly.", "Seen weekly.", "Seen weekly."),
        (
            "Seen weekly.",
            "Seen monthly.",
            "First assessment: Seen weekly.\n\nSecond assessment: Seen monthly.",
        ),
    ],
)
def test_evidence_of_both_is_kept(first: str | None, second: str | None, note: str) -> None:
    assert notes_of_both({"note:1.1": first, "question:1.1": "yes"}, {"note:1.1": second}) == {
        "note:1.1": note
    }


def test_no_evidence_is_none() -> None:
    assert notes_of_both({"note:1.1": None}, {"note:1.1": ""}) == {}
