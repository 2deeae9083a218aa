"""What would be, were one thing otherwise: every change goes the one way of rating, and what must hold when it does."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotRated, Outcome, Rated, rate_inspection
from eyre.core.ratings.robustness import (
    CannotChange,
    Change,
    Drop,
    Evidence,
    Flip,
    Population,
    Robustness,
    Threshold,
    another_sample,
    changed,
    if_judgements_err,
    moved,
    turns,
    what_if,
)
from eyre.core.statistics import Interval, Method
from eyre.frameworks.reading import load_edition

DRAWS, SEED = 300, 11
ORDER = ("inadequate", "requires_improvement", "good", "outstanding")
REFS = ("2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.3")  # questions of two standards


@cache
def edition() -> Edition:
    return load_edition("hmip-probation-pdu-2021")


def others() -> dict[str, Outcome]:
    """Every standard that is not rated from the cases here."""
    kept = {"2.2", "2.3"}
    return {
        s.ref: NotRated() if s.ref == "2.1" else Rated("good")
        for s in edition().standards
        if s.ref not in kept
    }


def evidence(
    rows: Sequence[Sequence[int]], population: int | None = 60, names: Sequence[str] = ()
) -> Evidence:
    cells = np.array(rows, dtype=np.uint8).reshape(len(rows), len(REFS))
    cases = tuple(names) or tuple(f"c{i:02}" for i in range(len(rows)))
    return Evidence(edition(), AnswerMatrix(cases, REFS, cells), others(), {"supervision": population})


def so_many(yes: int, of: int) -> Evidence:
    return evidence([[Answer.YES if i < yes else Answer.NO] * len(REFS) for i in range(of)])


def found(told: Evidence) -> Robustness:
    return told.robustness(seed=SEED, draws=DRAWS)


def at_least(told: Robustness, ref: str) -> list[float]:
    """The chance of each band or a better one, of a standard."""
    standard = told.standard(ref)
    assert standard is not None
    return [sum(list(standard.chances.values())[place:]) for place in range(len(ORDER))]


OTHER = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
ANSWERS = st.sampled_from([Answer.YES, Answer.NO, Answer.NOT_RELEVANT])
ROWS = st.lists(st.lists(ANSWERS, min_size=len(REFS), max_size=len(REFS)), min_size=2, max_size=10)


@settings(max_examples=25)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(rows: list[list[int]], random: object) -> None:
    names = [f"c{i:02}" for i in range(len(rows))]
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    one = evidence(rows, names=names)
    other = evidence([rows[i] for i in order], names=[names[i] for i in order])
    assert found(one) == found(other)


@settings(max_examples=25)
@given(ROWS, st.data())
def test_one_case_judged_sufficient_never_lowers(rows: list[list[int]], data: st.DataObject) -> None:
    told = evidence(rows)
    case, question = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(REFS))
    no, yes = (
        found(changed(told, [Flip(f"c{case:02}", question, answer)])) for answer in (Answer.NO, Answer.YES)
    )
    for ref in ("2.2", "2.3"):
        assert all(
            more >= less - 1e-9 for less, more in zip(at_least(no, ref), at_least(yes, ref), strict=True)
        )


@settings(max_examples=25)
@given(ROWS)
def test_a_list_that_is_all_inspected_leaves_nothing_open(rows: list[list[int]]) -> None:
    whole = found(changed(evidence(rows), [Population("supervision", len(rows))]))
    for standard in whole.standards:
        if isinstance(standard.outcome, Rated):
            assert standard.chances[standard.outcome.band] == 1.0
        else:
            assert standard.undetermined == 1.0
        for question in standard.questions:
            if isinstance(question.interval, Interval):
                assert question.interval.width == 0


@settings(max_examples=25)
@given(ROWS)
def test_a_shorter_list_leaves_narrower_intervals(rows: list[list[int]]) -> None:
    told = evidence(rows)
    widths = []
    for population in (len(rows), 5 * len(rows), 500 * len(rows)):
        whole = found(changed(told, [Population("supervision", population)]))
        widths.append(
            [
                q.interval.width
                for s in whole.standards
                for q in s.questions
                if isinstance(q.interval, Interval)
            ]
        )
    # the exact interval of a short list steps by whole cases, so it is compared with nothing and with much
    assert all(a <= b + 1e-12 for a, b in zip(widths[0], widths[2], strict=True))
    assert all(a <= b + 0.05 for a, b in zip(widths[1], widths[2], strict=True))


@settings(max_examples=25)
@given(ROWS)
def test_every_turn_is_what_trying_each_case_finds(rows: list[list[int]]) -> None:
    told = evidence(rows)
    before = rate_inspection(told.edition, tallies=told.answers.tallies(), given=told.given)
    expected: set[tuple[str, str, str]] = set()
    for case in told.answers.cases:
        answers = {ref: told.answers.answer(case, ref) for ref in REFS}
        tried: list[tuple[str, Change]] = [
            ("", Drop(case)),
            *((ref, Flip(case, ref, OTHER[answer])) for ref, answer in answers.items() if answer in OTHER),
        ]
        for question, change in tried:
            after = changed(told, [change])
            rating = rate_inspection(after.edition, tallies=after.answers.tallies(), given=after.given)
            expected |= {(case, question, move.ref) for move in moved(before, rating)}
    listed = {
        (case, turn.question, move.ref) for turn in turns(told) for case in turn.cases for move in turn.moves
    }
    assert listed == expected


def test_one_case_from_a_cut_is_listed_with_what_it_would_change() -> None:
    told = so_many(26, 40)  # 65 per cent: Good by one case
    falling = [turn for turn in turns(told) if turn.question]
    assert {turn.question for turn in falling} == set(REFS)
    assert all(turn.answer is Answer.NO and len(turn.cases) == 26 for turn in falling)
    assert falling[0].moves[0].ref == "2.2"
    assert (falling[0].moves[0].before, falling[0].moves[0].after) == (
        Rated("good"),
        Rated("requires_improvement"),
    )
    assert falling[0].score is not None


@pytest.mark.parametrize(
    ("change", "bands"),
    [
        (Flip("c00", "2.2.1", Answer.NO), ("requires_improvement", "good")),
        (Flip("c00", "2.2.1", Answer.NOT_RELEVANT), ("requires_improvement", "good")),  # 25 of 39
        (Flip("c39", "2.2.1", Answer.YES), ("good", "good")),
        (Drop("c00"), ("requires_improvement", "requires_improvement")),
        (Drop("c39"), ("good", "good")),
        (Threshold("good", Fraction(66, 100)), ("requires_improvement", "requires_improvement")),
        (Threshold("outstanding", Fraction(65, 100) + Fraction(1, 1000)), ("good", "good")),
        (Population("supervision", None), ("good", "good")),
    ],
)
def test_a_change_goes_the_way_of_rating(change: Change, bands: tuple[str, str]) -> None:
    told = so_many(26, 40)
    result = what_if(told, [change], seed=SEED, draws=DRAWS)
    assert result.before == found(told)
    assert tuple(result.after.rating.standard(ref).outcome for ref in ("2.2", "2.3")) == tuple(
        map(Rated, bands)
    )
    assert told.answers.answer("c00", "2.2.1") is Answer.YES  # what was given stays as it was


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Flip("c99", "2.2.1", Answer.NO), "No case c99 was inspected"),
        (Drop("c99"), "No case c99 was inspected"),
        (Flip("c00", "9.9.9", Answer.NO), "No question 9.9.9 was asked"),
        (Flip("c00", "2.2.1", Answer.NOT_PUT), "An answer is yes, no or not relevant"),
        (Threshold("inadequate", Fraction(1, 2)), "No share of cases is the least for inadequate"),
        (Threshold("good", Fraction(4, 5)), "begins above the one below it"),
        (Population("supervision", 39), "A list of 39 is shorter than the 40 cases"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change: Change, words: str) -> None:
    with pytest.raises(CannotChange, match=words):
        changed(so_many(26, 40), [change])


def test_a_question_that_was_not_put_cannot_be_answered_otherwise() -> None:
    told = evidence([[Answer.NOT_PUT] * 6, [Answer.YES] * 6])
    with pytest.raises(CannotChange, match="was not put to case c00"):
        changed(told, [Flip("c00", "2.2.1", Answer.NO)])


def test_mirrored_answers_have_mirrored_intervals() -> None:
    one, other = (found(so_many(yes, 40)).standards[0].questions[0].interval for yes in (26, 14))
    assert isinstance(one, Interval)
    assert isinstance(other, Interval)
    assert one.method is Method.EXACT_FINITE
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low))


def test_the_uniform_prior_is_near_the_first_one() -> None:
    told = so_many(26, 40)
    jeffreys, uniform = found(told), told.robustness(seed=SEED, draws=DRAWS, prior=1.0)
    (first, *_), (second, *_) = jeffreys.standards[0].questions, uniform.standards[0].questions
    assert first.chances != second.chances
    assert dict(second.chances)["good"] == pytest.approx(dict(first.chances)["good"], abs=0.03)


def test_where_one_standard_rises_as_the_other_falls_the_total_hardly_moves() -> None:
    """Cases sufficient for one standard and not for the other: drawn as whole cases, one of the two is ever Inadequate."""
    rows = [[Answer.YES if (i < 20) == (q < 3) else Answer.NO for q in range(len(REFS))] for i in range(40)]
    told = found(evidence(rows, population=61))
    middle = sorted(points for points, _ in told.totals)[0] + 1
    assert sum(chance for (points, _), chance in told.totals.items() if points == middle) > 0.8


def test_another_sample_is_the_share_of_resamples() -> None:
    told = so_many(26, 40)
    again = another_sample(
        told.edition, told.answers, given=told.given, facts=told.facts, seed=SEED, draws=4000
    )
    # all questions of a case agree, so this is one binomial: P(X >= 26) and P(X >= 32) of 40 cases at 65 per cent
    assert again.standards["2.2"]["good"] == pytest.approx(0.5721 - 0.0303, abs=0.03)
    assert sum(again.overall.values()) == pytest.approx(1)
    assert sum(again.totals.values()) == pytest.approx(1)


def test_what_judgements_that_err_would_leave() -> None:
    scale = edition().cases
    assert scale is not None
    whole = found(so_many(26, 40))
    (first, *_) = if_judgements_err(whole, scale.scale, right=Fraction(19, 20))
    assert (first.ref, first.question, first.share, first.band) == ("2.2", "2.2.1", Fraction(2, 3), "good")
    assert {one.share for one in if_judgements_err(whole, scale.scale, right=Fraction(1))} == {
        Fraction(13, 20)
    }
