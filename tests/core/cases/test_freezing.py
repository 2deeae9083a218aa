"""From the answers of each case to the matrix that is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eyre.core.cases import Answer, Tally
from eyre.core.cases.freezing import CaseAnswers, NotAnAnswer, frozen_matrix

ASKED = ("1.1", "1.2", "1.3")


def case(name: str, *values: str | None, **besides: object) -> CaseAnswers:
    told = {f"question:{ref}": value for ref, value in zip(ASKED, values, strict=False)}
    return CaseAnswers(name, told, frozenset(ASKED[: len(values)]), **besides)  # type: ignore[arg-type]


def test_each_answer_in_its_place() -> None:
    found = frozen_matrix([case("B", "no", "not-relevant"), case("A", "yes", None)], ASKED)
    assert found.cases == ("A", "B")
    assert found.questions == ("1.1", "1.2")
    assert found.cells.tolist() == [[Answer.YES, Answer.NOT_ANSWERED], [Answer.NO, Answer.NOT_RELEVANT]]


def test_what_was_not_put_is_counted_nowhere() -> None:
    found = frozen_matrix([case("A", "yes", "yes"), case("B", "no")], ASKED)
    assert found.answer("B", "1.2") is Answer.NOT_PUT
    assert found.tallies() == {"1.1": Tally(1, 1), "1.2": Tally(1, 0)}


def test_what_a_rule_spares_is_not_relevant_whatever_was_said_before() -> None:
    found = frozen_matrix([case("A", "yes", "no", spared=frozenset({"1.2"}))], ASKED)
    assert found.answer("A", "1.2") is Answer.NOT_RELEVANT


def test_sub_groups_that_nobody_has_are_left_out() -> None:
    told = [case("A", "yes", groups={"sex": "female"}), case("B", "no")]
    assert frozen_matrix(told, ASKED, ["sex", "office"]).groups == {"sex": ("female", "")}


@pytest.mark.parametrize("value", ["maybe", 1, True, ["yes"]])
def test_what_is_no_answer_is_named(value: object) -> None:
    with pytest.raises(NotAnAnswer, match=r"A: the judgement of 1\.1"):
        frozen_matrix([CaseAnswers("A", {"question:1.1": value}, frozenset({"1.1"}))], ASKED)


def test_a_case_is_there_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        frozen_matrix([case("A", "yes"), case("A", "yes")], ASKED)


def test_nothing_to_freeze() -> None:
    assert frozen_matrix([], ASKED).cells.shape == (0, 0)


@given(
    some.dictionaries(
        some.text("ABC", min_size=1),
        some.lists(some.sampled_from(["yes", "no", "not-relevant", None]), max_size=3),
    )
)
def test_every_answer_can_be_read_back_in_any_order(told: dict[str, list[str | None]]) -> None:
    cases = [case(name, *values) for name, values in told.items()]
    there, back = frozen_matrix(cases, ASKED), frozen_matrix(reversed(cases), ASKED)
    assert (there.cases, there.questions, there.cells.tolist()) == (
        back.cases,
        back.questions,
        back.cells.tolist(),
    )
    words = {
        None: Answer.NOT_ANSWERED,
        "yes": Answer.YES,
        "no": Answer.NO,
        "not-relevant": Answer.NOT_RELEVANT,
    }
    for name, values in told.items():
        for ref, value in zip(ASKED, values, strict=False):
            assert there.answer(name, ref) is words[value]
