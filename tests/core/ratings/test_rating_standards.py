"""The lowest key question governs; a question without a relevant case does not; none at all: undetermined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import BANDS, CASE_RULE, case_standard, edition

from eyre.core.cases import Tally
from eyre.core.figures import Undefined
from eyre.core.ratings import (
    FindingKind,
    NotKnown,
    Rated,
    Undetermined,
    rate_case_standard,
    rate_key_question,
)

STANDARD = case_standard("2.1")
EDITION = edition([STANDARD])
ORDER = [band.id for band in reversed(BANDS)]


def tallies(*pairs: tuple[int, ...]) -> dict[str, Tally]:
    return {f"2.1.{i}": Tally(*pair) for i, pair in enumerate(pairs, start=1)}


@pytest.mark.parametrize(
    ("answers", "outcome", "governs"),
    [
        ([(20, 0), (13, 7), (16, 4)], Rated("good"), "2.1.2"),
        ([(20, 0), (129, 71), (16, 4)], Rated("requires_improvement"), "2.1.2"),
        ([(10, 10), (20, 20), (20, 0)], Rated("requires_improvement"), "2.1.1"),
        ([(0, 0, 20), (16, 4), (20, 0)], Rated("outstanding"), "2.1.2"),
        ([(0, 0, 20), (0, 0, 20), (1, 2, 17)], Rated("inadequate"), "2.1.3"),
        ([(0, 5), (9, 1), (9, 1)], Rated("inadequate"), "2.1.1"),
    ],
)
def test_the_lowest_share_governs(answers: list[tuple[int, ...]], outcome: Rated, governs: str) -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies(*answers))
    assert rating.outcome == outcome
    assert rating.governing is not None
    assert rating.governing.ref == governs


def test_no_relevant_case_is_undetermined_and_the_panel_decides() -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies((0, 0, 9), (0, 0, 9), (0, 0, 9)))
    assert isinstance(rating.outcome, Undetermined)
    assert [finding.kind for finding in rating.findings] == [FindingKind.UNDETERMINED]
    assert "The panel decides" in rating.steps[-1].text


def test_a_question_that_was_never_put_leaves_the_standard_not_known() -> None:
    """The missing question might be the lowest: rating without it could only flatter."""
    rating = rate_case_standard(EDITION, STANDARD, tallies((20, 0), (20, 0)))
    assert isinstance(rating.outcome, NotKnown)
    assert "2.1.3" in rating.outcome.reason


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (
            [(20, 0), (9, 11), (0, 0, 0, 20)],
            "2.1.3 has no relevant answer yet, and might be the lowest",
        ),
        (
            [(0, 0, 4, 16), (20, 0), (0, 0, 0, 1)],
            "2.1.1, 2.1.3 have no relevant answer yet, and might be the lowest",
        ),
        (
            [(0, 0, 20), (0, 0, 19, 1), (0, 0, 20)],
            "2.1.2 has no relevant answer yet, and might be the lowest",
        ),
    ],
)
def test_a_question_whose_answers_are_all_awaited_leaves_the_standard_not_known(
    answers: list[tuple[int, ...]], reason: str
) -> None:
    """Not "no relevant case": its share is open, so neither the others nor the panel decide."""
    rating = rate_case_standard(EDITION, STANDARD, tallies(*answers))
    assert rating.outcome == NotKnown(reason)
    assert rating.governing is None
    assert rating.findings == ()
    assert [question.tally for question in rating.key_questions] == [Tally(*each) for each in answers]
    assert rating.steps[-1].text == f"Not known: {reason}."


def test_an_awaited_question_says_so_in_its_step() -> None:
    steps = rate_case_standard(EDITION, STANDARD, tallies((0, 0, 20), (0, 0, 4, 16), (20, 0))).steps
    assert [step.text for step in steps[:2]] == [
        "2.1.1: no relevant case; 20 not relevant. It does not govern.",
        "2.1.2: no relevant case yet; 4 not relevant; 16 not yet answered. Its share is not known yet.",
    ]


def test_one_relevant_answer_is_enough_to_rate_for_now() -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies((20, 0), (1, 0, 0, 19), (16, 4)))
    assert rating.outcome == Rated("outstanding")
    assert rating.steps[1].text == (
        "2.1.2: 1 of 1 relevant case sufficient (100 per cent); 19 not yet answered, Outstanding."
    )


def test_the_steps_hold_every_figure_and_say_why() -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies((20, 4, 3), (12, 27, 0), (0, 0, 24)))
    assert [step.text for step in rating.steps] == [
        "2.1.1: 20 of 24 relevant cases sufficient (83 per cent); 3 not relevant, Outstanding.",
        "2.1.2: 12 of 39 relevant cases sufficient (31 per cent), Inadequate.",
        "2.1.3: no relevant case; 24 not relevant. It does not govern.",
        "The lowest share governs: 2.1.2, 12 of 39 (31 per cent), is under 50 per cent (“minority”): Inadequate.",
    ]


def test_where_rounding_first_would_differ_the_steps_say_so() -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies((129, 71), (200, 0), (200, 0)))
    assert rating.outcome == Rated("requires_improvement")
    (finding,) = rating.findings
    assert finding.kind is FindingKind.ROUNDING_WOULD_DIFFER
    assert finding.text == (
        "2.1.1: 129 of 200 is 64.5 per cent. Compared as it is, Requires improvement; rounded first to 65 per cent, "
        "it would be Good."
    )
    assert rating.steps[-1].text == finding.text


def test_rounding_a_question_that_does_not_govern_is_no_finding() -> None:
    assert rate_case_standard(EDITION, STANDARD, tallies((129, 71), (1, 9), (200, 0))).findings == ()


def test_a_key_question_without_a_relevant_case_has_no_band() -> None:
    rating = rate_key_question(CASE_RULE, "2.1.1", Tally(0, 0, 7))
    assert rating.band is None
    assert isinstance(rating.rounded, Undefined)


any_counts = st.tuples(*[st.integers(0, 5)] * 4).filter(lambda t: sum(t) > 0)


@given(st.tuples(any_counts, any_counts, any_counts))
def test_a_standard_is_rated_exactly_when_no_share_is_open(answers: tuple[tuple[int, ...], ...]) -> None:
    outcome = rate_case_standard(EDITION, STANDARD, tallies(*answers)).outcome
    open_share = any(not yes + no and awaited for yes, no, _, awaited in answers)
    relevant = any(yes + no for yes, no, _, _ in answers)
    assert isinstance(outcome, NotKnown if open_share else Rated if relevant else Undetermined)


answer_counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9)).filter(
    lambda t: sum(t) > 0
)


@given(st.tuples(answer_counts, answer_counts, answer_counts), st.integers(0, 2))
def test_turning_a_no_into_a_yes_never_lowers_the_band(
    answers: tuple[tuple[int, ...], ...], which: int
) -> None:
    yes, no, not_relevant = answers[which]
    if not no:
        return
    better = list(answers)
    better[which] = (yes + 1, no - 1, not_relevant)
    before = rate_case_standard(EDITION, STANDARD, tallies(*answers)).outcome
    after = rate_case_standard(EDITION, STANDARD, tallies(*better)).outcome
    assert isinstance(before, Rated)
    assert isinstance(after, Rated)
    assert ORDER.index(after.band) >= ORDER.index(before.band)


@given(st.tuples(answer_counts, answer_counts, answer_counts))
def test_the_standard_is_the_lowest_of_its_key_questions(answers: tuple[tuple[int, ...], ...]) -> None:
    rating = rate_case_standard(EDITION, STANDARD, tallies(*answers))
    bands = [ORDER.index(question.band) for question in rating.key_questions if question.band]
    if bands:
        assert rating.outcome == Rated(ORDER[min(bands)])
        assert sum(question.governs for question in rating.key_questions) == 1
    else:
        assert isinstance(rating.outcome, Undetermined)


@pytest.mark.parametrize(
    ("questions", "says"), [(1, "The only key question governs"), (2, "The lowest share governs")]
)
def test_the_last_step_says_why_a_question_governs(questions: int, says: str) -> None:
    standard = case_standard("2.1", questions)
    rating = rate_case_standard(edition([standard]), standard, tallies(*[(16, 4)] * questions))
    assert rating.steps[-1].text == (
        f"{says}: 2.1.1, 16 of 20 (80 per cent), is at least 80 per cent: Outstanding."
    )
