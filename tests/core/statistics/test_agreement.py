"""How far do two assessors agree? Held to printed values, and to what must be so whatever the answers."""

import json
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.typing import NDArray

from eyre.core.cases import Answer
from eyre.core.cases.agreement import agreement_by_question, agreement_in_all
from eyre.core.figures import Count, Undefined
from eyre.core.statistics.agreement import (
    FEWEST,
    Agreement,
    Coefficient,
    Ratings,
    Weights,
    ratings_of,
)
from eyre.core.statistics.agreement.coefficients import alpha, gwet, kappa, ordinal_alpha
from eyre.core.statistics.agreement.student import t_quantile
from eyre.core.statistics.agreement.values import Reckoned

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/agreement.json").read_text())["vectors"]
YES, NO, NR, OPEN = Answer.YES, Answer.NO, Answer.NOT_RELEVANT, Answer.NOT_ANSWERED


def vectors(start: str) -> list[Any]:
    return [pytest.param(each, id=each["id"]) for each in VECTORS if each["method"].startswith(start)]


def ratings(told: dict[str, Any]) -> Ratings:
    """The ratings of a vector: a table of two assessors, or a row for each case or each coder."""
    if "table" in told:
        pairs = [(i, j) for i, row in enumerate(told["table"]) for j, n in enumerate(row) for _ in range(n)]
        return ratings_of(np.array(pairs)[None], len(told["table"]))
    rows = told.get("ratings") or list(zip(*told["coder_rows"], strict=True))
    used = sorted({each for row in rows for each in row if each is not None})
    places = [[-1 if each is None else used.index(each) for each in row] for row in rows]
    return ratings_of(np.array(places)[None], len(used))


def weights(method: str) -> Weights:
    last = method.rsplit("_", 1)[1]
    return Weights(last) if last in list(Weights) else Weights.IDENTITY


def held_to(found: Reckoned, expected: dict[str, Any], tolerance: float) -> None:
    value = expected.get("coef", expected.get("kappa"))
    assert found.value[0] == pytest.approx(value, abs=tolerance)
    error = expected.get("se", expected.get("ase"))
    if error is not None and not np.isnan(found.error[0]):
        assert found.error[0] == pytest.approx(error, abs=5e-4)
    if "ci" in expected:
        one = found.at(0, t_quantile(float(found.freedom[0])), "")
        assert isinstance(one, Coefficient)
        # Gwet's table form divides by n where the form for single cases divides by n - 1
        assert one.low == pytest.approx(expected["ci"][0], abs=2e-3)
        assert one.high == pytest.approx(expected["ci"][1], abs=2e-3)


@pytest.mark.parametrize("vector", vectors("cohen_kappa"))
def test_kappa_as_printed(vector: dict[str, Any]) -> None:
    found = kappa(ratings(vector["input"]), weights(vector["method"]))
    held_to(found, vector["expected"], vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("gwet"))
def test_gwet_as_printed(vector: dict[str, Any]) -> None:
    found = gwet(ratings(vector["input"]), weights(vector["method"]))
    held_to(found, vector["expected"], vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("krippendorff_alpha_nominal"))
def test_alpha_as_printed(vector: dict[str, Any]) -> None:
    held_to(alpha(ratings(vector["input"])), vector["expected"], vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("krippendorff_alpha_ordinal"))
def test_ordinal_alpha_as_printed(vector: dict[str, Any]) -> None:
    found = ordinal_alpha(ratings(vector["input"]))[0]
    assert found == pytest.approx(vector["expected"]["coef"], abs=vector["tolerance"])


@pytest.mark.parametrize("vector", vectors("kappa_paradox"))
def test_where_kappa_alone_misleads(vector: dict[str, Any]) -> None:
    found, expected = ratings(vector["input"]), vector["expected"]
    assert kappa(found).value[0] == pytest.approx(expected["cohen_kappa"], abs=1e-9)
    assert gwet(found).value[0] == pytest.approx(expected["gwet_ac1"], abs=1e-9)


@pytest.mark.parametrize(
    ("freedom", "t"),
    [
        (1, 12.7062),
        (2, 4.30265),
        (9, 2.26216),
        (39, 2.02269),
        (100, 1.98397),
        (5000, 1.96044),
        (inf, 1.95996),
    ],
)
def test_quantiles_of_t_as_in_tables(freedom: float, t: float) -> None:
    assert t_quantile(freedom) == pytest.approx(t, abs=1e-5)


def test_no_quantile_without_freedom() -> None:
    with pytest.raises(ValueError, match="at least one degree of freedom"):
        t_quantile(0)


def one(first: list[Answer], second: list[Answer]) -> Agreement:
    return agreement_by_question(np.array([first], np.uint8).T, np.array([second], np.uint8).T)[0]


def test_what_is_said_of_two_assessors() -> None:
    found = one([YES, YES, NO, NR, OPEN], [YES, NO, NO, NR, YES])
    assert found.agreed == Count(3, 4)
    assert found.pairs == 4
    assert found.is_few
    assert isinstance(found.kappa, Coefficient)
    assert isinstance(found.ac1, Coefficient)
    assert isinstance(found.alpha, Coefficient)


def test_nothing_to_agree_on() -> None:
    found = one([OPEN], [YES])
    assert found.agreed == Count(0, 0)
    for each in (found.share, found.kappa, found.ac1, found.alpha):
        assert isinstance(each, Undefined)
    assert "no pair" in str(found.ac1)


def test_all_answers_the_same_leave_chance_nothing() -> None:
    found = one([YES] * 5, [YES] * 5)
    assert isinstance(found.kappa, Undefined)
    assert isinstance(found.alpha, Undefined)
    assert isinstance(found.ac1, Coefficient)
    assert found.ac1.value == 1
    assert isinstance(found.ac1.low, Undefined)


def test_forty_pairs_are_not_few() -> None:
    assert not one([YES, NO] * (FEWEST // 2), [YES, NO] * (FEWEST // 2)).is_few


@pytest.mark.parametrize(
    ("given_", "categories", "words"),
    [
        (np.zeros((1, 2)), 2, "questions x cases"),
        (np.zeros((1, 2, 1)), 2, "at least two assessors"),
        (np.zeros((1, 2, 2)), 1, "two categories"),
        (np.full((1, 2, 2), 2), 2, "outside 0 to 1"),
        (np.full((1, 2, 2), -2), 2, "outside 0 to 1"),
    ],
)
def test_what_are_no_ratings(given_: NDArray[np.signedinteger], categories: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ratings_of(given_.astype(int), categories)


def test_answers_must_pair() -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        agreement_by_question(np.zeros((2, 3), np.uint8), np.zeros((3, 2), np.uint8))


ANSWERS = some.lists(
    some.tuples(some.sampled_from([YES, NO, NR, OPEN]), some.sampled_from([YES, NO, NR, OPEN])),
    min_size=1,
    max_size=30,
)
RENAMED = {YES: NR, NO: YES, NR: NO, OPEN: OPEN}


def values(found: Agreement) -> list[float | None]:
    each = (found.kappa, found.ac1, found.alpha)
    return [round(one.value, 9) if isinstance(one, Coefficient) else None for one in each]


@given(ANSWERS)
def test_who_is_called_first_makes_no_difference(pairs: list[tuple[Answer, Answer]]) -> None:
    first, second = (list(each) for each in zip(*pairs, strict=True))
    there, back = one(first, second), one(second, first)
    assert there.agreed == back.agreed
    assert values(there) == values(back)


@given(ANSWERS)
def test_names_of_categories_make_no_difference(pairs: list[tuple[Answer, Answer]]) -> None:
    first, second = (list(each) for each in zip(*pairs, strict=True))
    renamed = one([RENAMED[each] for each in first], [RENAMED[each] for each in second])
    assert values(one(first, second)) == values(renamed)


@given(ANSWERS, some.randoms(use_true_random=False))
def test_order_of_cases_makes_no_difference(pairs: list[tuple[Answer, Answer]], chance: Any) -> None:
    before = one(*(list(each) for each in zip(*pairs, strict=True)))
    chance.shuffle(pairs)
    after = one(*(list(each) for each in zip(*pairs, strict=True)))
    assert values(before) == values(after)


@given(some.lists(some.sampled_from([YES, NO, NR]), min_size=2, max_size=30))
def test_whoever_agrees_with_themselves_gets_one_or_undefined(answers: list[Answer]) -> None:
    found = one(answers, answers)
    assert found.agreed.x == found.agreed.of == len(answers)
    varied = len(set(answers)) > 1
    assert values(found) == [1.0 if varied else None, 1.0, 1.0 if varied else None]


@given(ANSWERS)
def test_no_coefficient_is_above_one_nor_outside_its_interval(pairs: list[tuple[Answer, Answer]]) -> None:
    found = one(*(list(each) for each in zip(*pairs, strict=True)))
    for each in (found.kappa, found.ac1, found.alpha):
        if isinstance(each, Coefficient):
            assert each.value <= 1 + 1e-9
            if not isinstance(each.low, Undefined):
                assert not isinstance(each.high, Undefined)
                assert -1 <= each.low <= each.value + 1e-9
                assert each.value <= each.high + 1e-9


@given(some.lists(ANSWERS.filter(lambda each: len(each) >= 3), min_size=1, max_size=4))
def test_many_questions_at_once_are_each_alone(questions: list[list[tuple[Answer, Answer]]]) -> None:
    length = min(len(each) for each in questions)
    block = np.array([each[:length] for each in questions], np.uint8)  # questions x cases x 2
    together = agreement_by_question(
        np.ascontiguousarray(block[..., 0].T), np.ascontiguousarray(block[..., 1].T)
    )
    alone = [agreement_by_question(each[:, :1], each[:, 1:])[0] for each in block]
    assert [values(each) for each in together] == [values(each) for each in alone]
    assert [each.agreed for each in together] == [each.agreed for each in alone]


def test_a_question_answered_the_other_way_round_disagrees_below_chance() -> None:
    found = one([YES, NO] * 10, [NO, YES] * 10)
    assert isinstance(found.kappa, Coefficient)
    assert found.kappa.value == pytest.approx(-1)


def test_all_questions_together_have_no_interval() -> None:
    first = np.array([[YES, NO], [YES, YES], [NO, NR]], np.uint8)
    found = agreement_in_all(first, np.array([[YES, NO], [NO, YES], [NO, NR]], np.uint8))
    assert found.agreed == Count(5, 6)
    assert isinstance(found.share, Undefined)
    for each in (found.kappa, found.ac1, found.alpha):
        assert isinstance(each, Coefficient)
        assert "hang together" in str(each.low)
    with pytest.raises(ValueError, match="cannot be paired"):
        agreement_in_all(first, first.T)
