"""How secure a rating is: the whole of it held to the rule, to exact values and to what must always be true."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Answer, AnswerMatrix
from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition
from eyre.core.ratings import CannotRate, NotRated, Outcome, Rated
from eyre.core.ratings.robustness import Robustness, robustness, say_secure
from eyre.core.statistics.robustness import Ground
from eyre.frameworks.reading import load_edition

DRAWS = 400


@cache
def pdu(edition: str = "hmip-probation-pdu-2021") -> Edition:
    return load_edition(edition)


def questions(edition: Edition, kind: str = "supervision") -> list[str]:
    return [q.ref for s in edition.case_standards if s.case_kind == kind for q in s.key_questions]


def judged(edition: Edition, band: str = "good") -> dict[str, Outcome]:
    """The standards that do not rest on supervision cases, all given."""
    return {
        s.ref: Rated(band)
        for s in edition.standards
        if s not in edition.case_standards or s.case_kind != "supervision"
    }


def matrix(rows: Sequence[Sequence[int]], refs: list[str]) -> AnswerMatrix:
    cells = np.array(rows, dtype=np.uint8).reshape(len(rows), len(refs))
    return AnswerMatrix(tuple(f"c{i}" for i in range(len(rows))), tuple(refs), cells)


def found(
    answers: AnswerMatrix, population: int | None = None, seed: int = 1, draws: int = DRAWS
) -> Robustness:
    edition = pdu()
    return robustness(
        edition,
        answers,
        given=judged(edition),
        populations={"supervision": population},
        seed=seed,
        draws=draws,
    )


def all_of(answer: Answer, cases: int = 40) -> AnswerMatrix:
    refs = questions(pdu())
    return matrix([[answer] * len(refs)] * cases, refs)


def test_every_case_inspected_leaves_nothing_open() -> None:
    whole = found(all_of(Answer.YES), population=40)
    assert {s.ref: dict(s.chances)["outstanding"] for s in whole.standards} == {
        s.ref: 1.0 for s in whole.standards
    }
    assert whole.rating.overall.score is not None
    score = whole.rating.overall.score
    assert whole.totals == {(score.points, score.out_of): 1.0}
    assert isinstance(whole.rating.overall.outcome, Rated)
    assert whole.overall == {whole.rating.overall.outcome.band: 1.0}
    assert whole.words == "secure"


def test_one_case_from_a_cut_is_said() -> None:
    refs = questions(pdu())
    rows = [
        [Answer.YES if i < 26 else Answer.NO] * len(refs) for i in range(40)
    ]  # 65 per cent: Good by one case
    whole = found(matrix(rows, refs), population=60)
    (question, *_) = whole.standards[0].questions
    assert not isinstance(question.distance, Undefined)
    assert not isinstance(question.chances, Undefined)
    assert (question.distance.to_fall, question.distance.to_rise) == (1, 6)
    assert question.chances["good"] == pytest.approx(0.578783603021, abs=1e-9)  # vector V157
    assert Ground.ONE_CASE in question.grounds
    assert whole.standards[0].words == "borderline"


def test_what_is_not_relevant_leaves_the_list_open() -> None:
    """Exact chances ask for a list of known length; how many of it are relevant is drawn."""
    refs = questions(pdu())
    rows = [[Answer.YES if i % 2 else Answer.NOT_RELEVANT] * len(refs) for i in range(40)]
    whole = found(matrix(rows, refs), population=40)
    (question, *_) = whole.standards[0].questions
    assert not isinstance(question.chances, Undefined)
    assert question.chances["outstanding"] == 1.0


def test_a_standard_without_a_relevant_case_is_undetermined_in_every_draw() -> None:
    whole = found(all_of(Answer.NOT_RELEVANT), population=40)
    assert [s.undetermined for s in whole.standards] == [1.0] * len(whole.standards)
    assert whole.totals == {}
    assert whole.overall == {}
    assert whole.words == "without a band"
    assert {s.words for s in whole.standards} == {"without a band"}, "what has no band is not borderline"


@pytest.mark.parametrize("population", [None, 40, 400])
def test_a_question_without_a_relevant_case_lowers_nothing(population: int | None) -> None:
    """The rule leaves it out, and so do the draws: the prior alone says nothing of cases nobody has seen."""
    refs = questions(pdu())
    answers = [Answer.NOT_RELEVANT if ref == refs[0] else Answer.YES for ref in refs]
    whole = found(matrix([answers] * 40, refs), population)
    without = found(matrix([[Answer.YES] * len(refs)] * 40, refs), population)
    question = whole.standards[0].questions[0]
    assert not isinstance(question.chances, Undefined)
    assert sum(question.chances.values()) == 0.0, "it has no band in any draw"
    assert whole.standards[0].chances["outstanding"] >= without.standards[0].chances["outstanding"]


def test_standards_on_the_same_cases_fall_and_rise_together() -> None:
    """Where every question of a case has one answer, all standards have the same band in every draw."""
    refs = questions(pdu())
    rows = [[Answer.YES if i < 26 else Answer.NO] * len(refs) for i in range(40)]
    whole = found(matrix(rows, refs), population=60, draws=2000)
    standards = len(whole.standards)
    assert standards > 1
    assert whole.rating.overall.score is not None
    fixed = sum(2 for _ in judged(pdu()) if pdu().standard(_).counted)
    possible = {fixed + standards * score for score in range(4)}
    assert {points for points, _ in whole.totals} <= possible


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (1.0, "secure"),
        (0.95, "secure"),
        (0.9499, "rather secure"),
        (0.8, "rather secure"),
        (0.79, "borderline"),
    ],
)
def test_words(chance: float, words: str) -> None:
    assert say_secure(chance) == words


def test_an_edition_without_a_rule_for_cases_is_refused() -> None:
    edition = replace(pdu(), cases=None)
    with pytest.raises(CannotRate, match="holds no rule"):
        robustness(edition, all_of(Answer.YES), given={}, populations={}, seed=1)


def test_a_list_shorter_than_its_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="smaller than the sample"):
        found(all_of(Answer.YES), population=39)


ROWS = st.integers(1, 12).flatmap(
    lambda many: st.lists(
        st.sampled_from([Answer.YES, Answer.NO, Answer.NOT_RELEVANT]), min_size=4 * many, max_size=4 * many
    )
)


@given(ROWS, st.integers(0, 40))
def test_the_order_of_cases_moves_nothing_exact_and_chances_add_up(
    answers: list[Answer], unseen: int
) -> None:
    refs = questions(pdu())[:4]
    rows = [answers[i : i + 4] for i in range(0, len(answers), 4)]
    edition, population = pdu(), len(rows) + unseen
    others = {
        s.ref: NotRated() for s in edition.standards if not {q.ref for q in s.key_questions} & set(refs)
    }
    asked = [s for s in edition.case_standards if {q.ref for q in s.key_questions} & set(refs)]
    whole_ones = [q.ref for s in asked for q in s.key_questions]
    wide = [[row[i % 4] for i in range(len(whole_ones))] for row in rows]

    def tried(told: list[list[Answer]]) -> Robustness:
        return robustness(
            edition,
            matrix([[int(each) for each in row] for row in told], whole_ones),
            given=others,
            populations={"supervision": population},
            seed=7,
            draws=60,
        )

    one, two = tried(wide), tried(wide[::-1])
    assert one.rating == two.rating
    for first, second in zip(one.standards, two.standards, strict=True):
        assert [q.distance for q in first.questions] == [q.distance for q in second.questions]
        assert sum(first.chances.values()) + first.undetermined == pytest.approx(1)
    assert sum(one.totals.values()) <= 1 + 1e-9
    assert tried(wide) == one
