"""Disagreements in the published data are listed, with what each source says."""

from pathlib import Path
from typing import Any

import pytest

from eyre.inspections.models import PublishedCount
from eyre.platform.facts import DataMistakes
from eyre.ratings.findings.counts import find_in_counts
from eyre.ratings.findings.statements import DATA, read_noted, read_statements
from eyre.ratings.models import DataFinding
from eyre.ratings.published import read_published_ratings
from eyre.ratings.queries import data_findings

LETTER = "hmip-letter-north-west-2023"


@pytest.fixture
def findings(loaded: Any, db: None) -> dict[str, list[DataFinding]]:
    found: dict[str, list[DataFinding]] = {}
    for finding in data_findings():
        found.setdefault(finding.kind, []).append(finding)
    return found


def only(findings: dict[str, list[DataFinding]], kind: str) -> DataFinding:
    (finding,) = findings[kind]
    return finding


@pytest.mark.django_db
def test_cheshire_north_is_a_finding_and_means_cheshire_west(findings: dict[str, list[DataFinding]]) -> None:
    finding = only(findings, "unknown_name")
    assert "Cheshire North" in finding.text
    assert finding.place == "Summary"
    assert finding.severity == "error"
    assert finding.inspection_id == "pdu-2023-cheshirewest"
    assert "can only mean Cheshire West" in finding.resolution
    assert "27 July 2023" in finding.sides[0]["citation"]


@pytest.mark.django_db
def test_the_cell_that_reads_rating(findings: dict[str, list[DataFinding]]) -> None:
    finding = only(findings, "overall_is_no_band")
    assert "“Rating”" in finding.text
    assert finding.inspection_id == "pdu-2023-knowsleysthelens"
    assert finding.resolution == "Published elsewhere as Inadequate."


@pytest.mark.django_db
def test_west_sussex_is_good_whatever_a_program_read(findings: dict[str, list[DataFinding]]) -> None:
    assert "26/36 is Good" in only(findings, "overall_against_score").text
    sides = [side["says"] for side in only(findings, "sources_differ").sides]
    assert any("Requires improvement, 26/36" in said for said in sides)
    assert any(said.endswith("Good") for said in sides)


@pytest.mark.django_db
def test_western_bay_is_dated_twice(findings: dict[str, list[DataFinding]]) -> None:
    both = findings["previous_dates_differ"]
    assert {finding.inspection_id for finding in both} == {"yjs-2022-swansea", "yjs-2022-bridgend"}
    assert all("2018 and 2019" in finding.text for finding in both)
    assert all(side["url"] for finding in both for side in finding.sides)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "words", "severity"),
    [
        ("name_variant", "Blackburn PDU", "note"),
        ("fewer_standards_rated", "maximum of 24 means 8", "warning"),
        ("percent_over_100", "102 per cent", "note"),
        ("percent_is_a_range", "70 to 75 per cent", "note"),
        ("bracket_counts_the_exception", "1 of 10; what is meant to be counted is 9 of 10", "note"),
        ("omitted_read_as_not_rated", "no row for 2.1 Court work", "note"),
        ("rated_outside_the_sum", "4.1 Resettlement policy and provision", "note"),
        ("previous_not_held", "March 2023", "note"),
        ("scores_from_a_data_set", "54 scores", "note"),
        ("overall_ratings_entailed", "pdu-2022-essexnorth", "note"),
        ("cannot_be_checked", "too little is known", "note"),
        ("noted", "backlog of unpaid work", "warning"),
    ],
)
def test_the_other_traps_are_found(
    findings: dict[str, list[DataFinding]], kind: str, words: str, severity: str
) -> None:
    assert any(words in each.text and each.severity == severity for each in findings[kind])


@pytest.mark.django_db
def test_nothing_else_contradicts_itself(findings: dict[str, list[DataFinding]]) -> None:
    """Every published score but those named above has its published band, and lies where the standards leave it."""
    errors = {kind for kind, those in findings.items() if those[0].severity == "error"}
    assert errors == {"unknown_name", "overall_is_no_band", "overall_against_score", "sources_differ"}


@pytest.mark.django_db
def test_the_severest_come_first(loaded: Any) -> None:
    rank = ["error", "warning", "note"]
    places = [rank.index(finding.severity) for finding in data_findings()]
    assert places == sorted(places)
    assert (
        next(f.kind for f in data_findings().filter(inspection="pdu-2023-knowsleysthelens"))
        == "overall_is_no_band"
    )


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"x": 32, "of": 87}, []),
        ({"x": 34, "of": 93, "percent_from": 37, "percent_to": 37}, []),
        ({"x": 34, "of": 93, "percent_from": 73, "percent_to": 73}, ["percent_against_count"]),
        ({"x": 0, "of": 0, "percent_from": 73, "percent_to": 73}, ["percent_against_count"]),
        ({"percent_from": 102, "percent_to": 102}, ["percent_over_100"]),
        ({"percent_from": 70, "percent_to": 75}, ["percent_is_a_range"]),
        ({"x": 9, "of": 10, "phrase": "all but one (one of 10 cases)"}, ["bracket_counts_the_exception"]),
        ({"x": 14, "of": 16, "phrase": "almost all (14 of 16 had none)"}, []),
        ({"x": 3, "of": 4, "phrase": "(two of 10 cases)"}, []),
    ],
)
def test_counts_that_need_a_second_look(fields: dict[str, Any], kinds: list[str]) -> None:
    count = PublishedCount(id="c", about="a", measure="m", source_id="s", **fields)
    assert [finding.kind for finding in find_in_counts([count])] == kinds


def test_a_bad_row_of_ratings_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "overall_ratings.csv").write_text(
        "inspection_id,overall_rating,overall_rating_basis,score,score_max,score_basis\nX,Good,read,28,27,\nX,,read,1,,\n"
    )
    (tmp_path / "standard_ratings.csv").write_text(
        "inspection_id,standard,title,rating,source\nPDU,1.1,Leadership,Poor,s\nPDU,1.1,Leadership,Good,s\n"
    )
    from eyre.frameworks.reading import load_edition

    with pytest.raises(DataMistakes) as caught:
        read_published_ratings({"pdu": load_edition("hmip-probation-pdu-2021")}, tmp_path)
    told = "\n".join(map(str, caught.value.mistakes))
    for words in (
        "overall_ratings.csv, row 2: inspection_id: there is no inspection 'X'",
        "overall_ratings.csv, row 2: score: 28 is more than the maximum of 27",
        "overall_ratings.csv, row 3: score and score_max",
        "standard_ratings.csv, row 2: rating: 'Poor' is no band",
        "standard_ratings.csv, row 3: standard 1.1 of PDU is rated a second time",
    ):
        assert words in told, words


def test_a_note_about_an_unknown_inspection_is_a_mistake() -> None:
    with pytest.raises(DataMistakes, match=r"noted\.csv, row 2: inspection_id"):
        read_noted({}, DATA)


def test_the_letter_is_read_in_four_places() -> None:
    places = {statement.place for statement in read_statements() if statement.source == LETTER}
    assert places == {"opening", "Summary", "Annexe one", "Annexe two"}
