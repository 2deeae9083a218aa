"""What the letter says of women and of officers' grades holds in the shipped answers and with other seeds."""

import csv
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.cases.reconstruction import Row, as_csv, reconstruct, shipped_targets
from eyre.cases.reconstruction.conditions import officers_fare_better, women_fare_better
from eyre.core.cases import Answer
from eyre.core.figures import Count

JUDGEMENTS = [f"2.{standard}.{question}" for standard in (2, 3, 4, 5) for question in (1, 2, 3)]


def sufficient(rows: tuple[Row, ...], column: str, label: str, question: str) -> Fraction:
    asked = [row.answer for row in rows if row.question == question and row.case.groups.get(column) == label]
    yes, no = asked.count(Answer.YES), asked.count(Answer.NO)
    return Fraction(yes, yes + no)


def adds_up(rows: tuple[Row, ...]) -> None:
    found = Counter((row.case.inspection, row.question, row.answer) for row in rows)
    for unit in shipped_targets().units:
        for question, count in {**unit.questions, **unit.court_reports}.items():
            yes, no = (found[unit.inspection, question, answer] for answer in (Answer.YES, Answer.NO))
            assert Count(yes, yes + no) == count
    over_all = Counter((row.question, row.answer) for row in rows)
    for question, target in {**shipped_targets().supervision, **shipped_targets().victims}.items():
        assert over_all[question, Answer.YES] == target.count.x
        assert over_all[question, Answer.NO] == target.count.complement.x


def fits_what_is_said_of_groups(rows: tuple[Row, ...]) -> None:
    women = [sufficient(rows, "sex", "female", q) > sufficient(rows, "sex", "male", q) for q in JUDGEMENTS]
    assert sum(women) == 11, "almost all of twelve"
    grades = {g: [sufficient(rows, "grade", g, q) for q in JUDGEMENTS] for g in ("PO", "PSO", "PQiP")}
    lowest = {g: [min(found[i : i + 3]) for i in (0, 3, 6, 9)] for g, found in grades.items()}
    for other in ("PSO", "PQiP"):
        assert sum(po > lower for po, lower in zip(lowest["PO"], lowest[other], strict=True)) >= 3
    assert sum(po < Fraction(65, 100) for po in lowest["PO"]) >= 3, "probation officers' work too"


def test_the_shipped_answers_say_of_groups_what_the_letter_says() -> None:
    fits_what_is_said_of_groups(reconstruct(shipped_targets()).rows)


def test_the_one_judgement_in_which_women_do_not_fare_better_is_the_chosen_one() -> None:
    rows = reconstruct(shipped_targets()).rows
    worse = [
        q for q in JUDGEMENTS if sufficient(rows, "sex", "female", q) <= sufficient(rows, "sex", "male", q)
    ]
    assert worse == list(shipped_targets().exceptions)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=12))
def test_another_seed_gives_other_answers_with_the_same_sums(seed: str) -> None:
    rows = reconstruct(shipped_targets(), seed).rows
    adds_up(rows)
    fits_what_is_said_of_groups(rows)


@pytest.mark.slow
def test_seeds_differ_in_the_single_case() -> None:
    one, other = (as_csv(reconstruct(shipped_targets(), seed)) for seed in ("one", "other"))
    assert len(one.splitlines()) == len(other.splitlines())
    assert one != other


def test_good_cases_are_good_throughout() -> None:
    """A case sufficient in assessing safety is sufficient in delivery more often than one that is not."""
    rows = list(csv.DictReader(as_csv(reconstruct(shipped_targets())).splitlines()))
    assessed = {row["case"]: row["answer"] for row in rows if row["question"] == "2.2.3"}
    delivered = Counter((assessed[row["case"]], row["answer"]) for row in rows if row["question"] == "2.4.3")
    assert (
        delivered["yes", "yes"] * delivered["no", "no"] > 4 * delivered["yes", "no"] * delivered["no", "yes"]
    )


def shares(figures: Mapping[str, str]) -> dict[str, dict[str, Fraction]]:
    """'female': '50 60' is 50 and 60 per cent sufficient in the first and the second question."""
    return {
        label: {f"2.{2 + i}.1": Fraction(int(figure), 100) for i, figure in enumerate(line.split())}
        for label, line in figures.items()
    }


@pytest.mark.parametrize(
    ("female", "male", "holds"),
    [("60 60 40", "50 50 50", True), ("60 60 60", "50 50 50", False), ("60 40 40", "50 50 50", False)],
)
def test_almost_all_is_all_but_one(female: str, male: str, holds: bool) -> None:
    assert women_fare_better(shares({"female": female, "male": male})) is holds


@pytest.mark.parametrize(
    ("officers", "pso", "pqip", "holds"),
    [
        ("60 60 60", "50 50 70", "50 50 50", True),  # ahead of both on two of three
        ("60 60 60", "50 50 50", "50 70 70", False),  # ahead of trainees on one of three
        ("90 90 60", "50 50 50", "50 50 50", False),  # ahead, but good themselves
    ],
)
def test_the_majority_of_standards_is_more_than_half(officers: str, pso: str, pqip: str, holds: bool) -> None:
    assert officers_fare_better(shares({"PO": officers, "PSO": pso, "PQiP": pqip})) is holds
