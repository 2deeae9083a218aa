"""Rating many inspections at once gives, for every one of them, the rating of one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_editions import COMBINATION, case_standard, edition, other_standard

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.cases.bulk import BulkAnswers
from eyre.core.figures import Count, Undefined
from eyre.core.frameworks import (
    Combination,
    CombinationRule,
    Completeness,
    Condition,
    Edition,
    KeyQuestion,
    OverallRule,
    QuestionSet,
)
from eyre.core.ratings import (
    CannotRate,
    InspectionRating,
    NotKnown,
    NotRated,
    Rated,
    Undetermined,
    rate_inspection,
)
from eyre.core.ratings.bulk import BulkRatings, rate_blocks
from eyre.core.statistics import wilson

CODES = [answer.value for answer in Answer]
EXTRA = QuestionSet("ours", "Ours", "supervision", (KeyQuestion("x.1", "Handed over?", "x/1"),))
FIRST_SPEAKS = OverallRule(
    Combination(
        (
            CombinationRule("any", "One Inadequate", (Condition(("inadequate",), 1),), "inadequate"),
            CombinationRule("else", "Whatever else", (), "good"),
        )
    )
)
EDITIONS = {
    "sum": edition([case_standard("2.1"), case_standard("2.2", 1), case_standard("2.3", 4)]),
    "combination": edition([case_standard("2.1"), case_standard("2.2", 2)], overall=COMBINATION),
    "first rule speaks": edition([case_standard("2.1", 1), case_standard("2.2", 1)], overall=FIRST_SPEAKS),
    "optional": edition([case_standard("2.1", 2), case_standard("2.2", 2, may_be_not_rated=True)]),
    "all optional": edition([case_standard("2.1", 2, may_be_not_rated=True)]),
    "outside the sum": edition([case_standard("2.1", 2), case_standard("3.1", 2, counted=False)]),
    "other evidence": edition(
        [other_standard("1.1"), case_standard("2.1"), other_standard("1.2", counted=False)]
    ),
    "optional evidence": edition([other_standard("1.1", may_be_not_rated=True), case_standard("2.1")]),
    "with ours": edition([case_standard("2.1")], question_sets=(EXTRA,)),
    "only ours": edition([other_standard("1.1")], cases=None, question_sets=(EXTRA,)),
}


def matrix(cells: list[list[int]], questions: list[str], sexes: list[str]) -> AnswerMatrix:
    array = np.array(cells, dtype=np.uint8).reshape(len(cells), len(questions))
    return AnswerMatrix(tuple(map(str, range(len(cells)))), tuple(questions), array, {"sex": tuple(sexes)})


@st.composite
def matrices(draw: st.DrawFn, known: Edition) -> dict[str, AnswerMatrix]:
    """A few inspections; each asks some of the questions, and leans towards one answer as real ones do."""
    found = {}
    for i in range(draw(st.integers(1, 4))):
        asked = draw(st.lists(st.sampled_from(list(known.questions)), min_size=1, unique=True))
        usual = draw(st.sampled_from(CODES))
        answers = st.lists(st.sampled_from([usual, usual, *CODES]), min_size=len(asked), max_size=len(asked))
        cells = draw(st.lists(answers, min_size=1, max_size=14))
        sexes = draw(st.lists(st.sampled_from(["f", "m", ""]), min_size=len(cells), max_size=len(cells)))
        found[f"i{i}"] = matrix(cells, asked, sexes)
    return found


def check_same(bulk: BulkRatings, i: int, one: InspectionRating) -> None:
    for standard in one.standards:
        outcome = bulk.standard(i, standard.ref)
        assert type(outcome) is type(standard.outcome), standard.ref
        if isinstance(outcome, Rated):
            assert outcome == standard.outcome
        place = int(bulk.governing[i, bulk.standards.index(standard.ref)])
        assert (bulk.questions[place] if place >= 0 else None) == (
            standard.governing.ref if standard.governing else None
        )
        for question in standard.key_questions:
            band = int(bulk.question_bands[i, bulk.questions.index(question.ref)])
            assert (bulk.bands[band] if band >= 0 else None) == question.band
    overall = bulk.overall(i)
    assert type(overall) is type(one.overall.outcome)
    if isinstance(overall, Rated):
        assert overall == one.overall.outcome
    assert bulk.score(i) == one.overall.score


@pytest.mark.parametrize("name", EDITIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_inspection_is_rated_as_it_would_be_alone(name: str, data: st.DataObject) -> None:
    known = EDITIONS[name]
    several = data.draw(matrices(known))
    bulk = rate_blocks(known, BulkAnswers.of(list(known.questions), several, ("sex",)))
    for i, each in enumerate(several.values()):
        tallies = each.tallies()
        check_same(bulk, i, rate_inspection(known, tallies=tallies))
        for q, question in enumerate(bulk.questions):
            if question in tallies:
                interval = wilson(tallies[question].count)
                ends = (np.nan, np.nan) if isinstance(interval, Undefined) else (interval.low, interval.high)
                assert np.array_equal(bulk.intervals[i, q], ends, equal_nan=True)


@given(st.data())
@settings(deadline=None)
def test_the_same_when_the_files_lack_a_question(data: st.DataObject) -> None:
    """Questions that nobody was asked may be left out of the block altogether."""
    known = EDITIONS["sum"]
    several = data.draw(matrices(known))
    asked = [ref for ref in known.questions if any(ref in each.questions for each in several.values())]
    bulk = rate_blocks(known, BulkAnswers.of(asked, several))
    for i, each in enumerate(several.values()):
        check_same(bulk, i, rate_inspection(known, tallies=each.tallies()))


def block(known: Edition, *rows: tuple[int, int]) -> BulkRatings:
    """One inspection; for each question how many yes and how many no."""
    cases = max(yes + no for yes, no in rows)
    columns = [[3] * yes + [2] * no + [4] * (cases - yes - no) for yes, no in rows]
    cells = np.array(columns, dtype=np.uint8).T.tolist()
    asked = list(known.questions)
    return rate_blocks(known, BulkAnswers.of(asked, {"i": matrix(cells, asked, [""] * cases)}))


ONE = edition([case_standard("2.1", 2)])


@pytest.mark.parametrize(
    ("rows", "governing", "band"),
    [
        (((64, 36), (65, 35)), 0, "requires_improvement"),
        (((65, 35), (66, 34)), 0, "good"),
        (((2, 1), (4, 2)), 0, "good"),
        (((4, 2), (2, 1)), 0, "good"),
        (((1, 0), (0, 0)), 0, "outstanding"),
        (((0, 0), (0, 3)), 1, "inadequate"),
        (((499, 500), (500, 501)), 0, "inadequate"),
        (((501, 500), (500, 499)), 0, "requires_improvement"),
    ],
)
def test_the_lowest_exact_share_governs(rows: tuple[tuple[int, int], ...], governing: int, band: str) -> None:
    bulk = block(ONE, *rows)
    assert bulk.governing.tolist() == [[governing]]
    assert bulk.standard(0, "2.1") == Rated(band)


def test_a_difference_no_eye_would_see_decides() -> None:
    """1000 of 2001 is less than 999 of 1998 by one in four thousand, though both round to 50 per cent."""
    assert Fraction(1000, 2001) < Fraction(999, 1998)
    assert block(ONE, (999, 999), (1000, 1001)).governing.tolist() == [[1]]


def test_five_different_things_stay_different() -> None:
    known = edition([case_standard("2.1", 1), case_standard("2.2", 1, may_be_not_rated=True)])
    asked = list(known.questions)
    unput, irrelevant, waiting = Answer.NOT_PUT, Answer.NOT_RELEVANT, Answer.NOT_ANSWERED
    several = {
        name: matrix([cells], asked, [""])
        for name, cells in {
            "not rated": [Answer.YES, unput],
            "undetermined": [Answer.YES, irrelevant],
            "waiting": [Answer.YES, waiting],
            "no": [Answer.YES, Answer.NO],
            "not known": [unput, Answer.YES],
        }.items()
    }
    bulk = rate_blocks(known, BulkAnswers.of(asked, several))
    assert [type(bulk.standard(i, "2.2")) for i in range(5)] == [
        NotRated,
        Undetermined,
        NotKnown,
        Rated,
        Rated,
    ]
    assert type(bulk.standard(4, "2.1")) is NotKnown
    assert [str(bulk.score(i)) for i in range(5)] == ["3/3", "None", "None", "3/6", "None"]
    assert bulk.overall(0) == Rated("outstanding")


def test_sub_groups_have_counts_and_intervals() -> None:
    cells = [[3, 3], [2, 4], [3, 2]]
    several = {"i": matrix(cells, list(ONE.questions), ["f", "m", "f"])}
    women = rate_blocks(ONE, BulkAnswers.of(list(ONE.questions), several, ("sex",))).groups["sex"]
    assert [women.labels[label] for label in women.label] == ["f", "m"]
    assert women.counts.yes.tolist() == [[2, 1], [0, 0]]
    assert women.counts.relevant.tolist() == [[2, 2], [1, 0]]
    assert np.isnan(women.intervals[1, 1]).all()
    assert women.intervals[0, 0, 1] == 1


def test_more_cases_than_the_table_holds() -> None:
    bulk = block(ONE, (1500, 500), (1, 0))
    interval = wilson(Count(1500, 2000))
    assert not isinstance(interval, Undefined)
    assert bulk.intervals[0, 0].tolist() == [interval.low, interval.high]


@pytest.mark.parametrize(
    ("known", "question", "sentence"),
    [
        (edition([], completeness=Completeness.OUTLINE, missing=("everything",)), "2.1.1", "is an outline"),
        (ONE, "9.9.9", "asks no question 9.9.9"),
        (edition([case_standard("2.1", 1)], cases=None), "2.1.1", "holds no rule"),
        (edition([case_standard("2.1", 1)], overall=None), "2.1.1", "its overall rule"),
    ],
)
def test_what_one_would_be_refused_many_are_too(known: Edition, question: str, sentence: str) -> None:
    answers = BulkAnswers.of((question,), {"i": matrix([[3]], [question], [""])})
    with pytest.raises(CannotRate, match=sentence):
        rate_blocks(known, answers)
