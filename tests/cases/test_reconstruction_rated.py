"""From the reconstructed answers and the given standards to the published scores and overall ratings."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from eyre.core.cases import Tally
from eyre.core.ratings import InspectionRating, NotRated, Outcome, Rated, rate_inspection
from eyre.frameworks.reading import load_edition

SHIPPED = files("eyre.cases").joinpath("data", "north-west-2023", "answers.csv")
EDITION = load_edition("hmip-probation-pdu-2021")
LOW, RI, GOOD = Rated("inadequate"), Rated("requires_improvement"), Rated("good")

# 1.1 to 1.4 as annexe two of the letter prints them
GIVEN: dict[str, tuple[Outcome, Outcome, Outcome, Outcome]] = {
    "pdu-2023-cheshirewest": (RI, GOOD, RI, GOOD),
    "pdu-2023-blackburn": (RI, GOOD, RI, RI),
    "pdu-2023-knowsleysthelens": (LOW, RI, LOW, RI),
    "pdu-2023-liverpoolnorth": (LOW, RI, RI, RI),
    "pdu-2023-cumbria": (RI, GOOD, RI, RI),
}


def tallies(inspection: str) -> dict[str, Tally]:
    rows = csv.DictReader(SHIPPED.read_text(encoding="utf-8").splitlines())
    found = Counter((row["question"], row["answer"]) for row in rows if row["inspection"] == inspection)
    return {ref: Tally(*(found[ref, word] for word in ("yes", "no", "not_relevant"))) for ref, _ in found}


def rated(inspection: str) -> InspectionRating:
    given = dict(zip(("1.1", "1.2", "1.3", "1.4"), GIVEN[inspection], strict=True))
    return rate_inspection(EDITION, tallies=tallies(inspection), given=given)


@pytest.mark.parametrize(
    ("inspection", "score", "overall"),
    [
        ("pdu-2023-cheshirewest", "7/24", RI),
        ("pdu-2023-blackburn", "10/27", RI),
        ("pdu-2023-knowsleysthelens", "2/24", LOW),
        ("pdu-2023-liverpoolnorth", "4/24", LOW),
        ("pdu-2023-cumbria", "6/27", RI),
    ],
)
def test_the_published_score_and_overall_rating_come_out(inspection: str, score: str, overall: Rated) -> None:
    found = rated(inspection)
    assert str(found.overall.score) == score
    assert found.overall.outcome == overall
    assert found.findings == (), "nothing undetermined, and no rating that depends on rounding"


@pytest.mark.parametrize(
    "inspection", ["pdu-2023-cheshirewest", "pdu-2023-knowsleysthelens", "pdu-2023-liverpoolnorth"]
)
def test_court_work_without_reports_is_not_rated(inspection: str) -> None:
    outcome = next(one.outcome for one in rated(inspection).standards if one.ref == "2.1")
    assert isinstance(outcome, NotRated)


def test_keeping_safe_governs_every_standard_of_supervision() -> None:
    """The chosen figures follow the letter, which finds risk of harm the weakest part of the work."""
    refs = [
        q.ref
        for unit in GIVEN
        for standard in rated(unit).standards
        for q in standard.key_questions
        if q.governs and standard.ref != "2.1"
    ]
    assert {ref[-2:] for ref in refs} == {".3"}
    assert len(refs) == 20
