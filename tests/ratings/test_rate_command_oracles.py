"""Published inspections through the command: the scores and ratings that were printed for them."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eyre.ratings.commands import rate

EXAMPLES = Path(__file__).parents[1] / "examples"
NORTH_WEST = str(EXAMPLES / "north-west-2023-standards.csv")
PDU = ("--framework", "hmip-probation-pdu-2021")
PUBLISHED = {
    "PDU-2023-CHESHIREWEST": ("7", "24", "Requires improvement"),
    "PDU-2023-BLACKBURN": ("10", "27", "Requires improvement"),
    "PDU-2023-KNOWSLEYSTHELENS": ("2", "24", "Inadequate"),
    "PDU-2023-LIVERPOOLNORTH": ("4", "24", "Inadequate"),
    "PDU-2023-CUMBRIA": ("6", "27", "Requires improvement"),
}
RECONSTRUCTED = (
    Path(__file__).parents[2] / "src" / "eyre" / "cases" / "data" / "north-west-2023" / "answers.csv"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rate, list(arguments), catch_exceptions=False)


def overall(result: Result) -> dict[str, tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(result.stdout))
    return {
        row["inspection"]: (row["score"], row["out_of"], row["rating"])
        for row in rows
        if row["level"] == "overall"
    }


def test_the_five_of_the_north_west() -> None:
    result = run(NORTH_WEST, *PDU, "--format", "csv")
    assert result.exit_code == 0
    assert overall(result) == PUBLISHED


def test_the_table_of_one_reads_as_the_annexe_prints_it(tmp_path: Path) -> None:
    text = Path(NORTH_WEST).read_text().splitlines()
    one = tmp_path / "one.csv"
    one.write_text("\n".join([text[0], *(line for line in text if "CHESHIREWEST" in line)]))
    lines = run(str(one), *PDU).stdout.splitlines()
    assert lines[4:17] == [
        "Standard                                                  Rating",
        "1.1  Leadership                                           Requires improvement",
        "1.2  Staff                                                Good",
        "1.3  Services                                             Requires improvement",
        "1.4  Information and facilities                           Good",
        "2.1  Court work                                           Not rated",
        "2.2  Assessment                                           Inadequate",
        "2.3  Planning                                             Inadequate",
        "2.4  Implementation and delivery                          Inadequate",
        "2.5  Reviewing                                            Requires improvement",
        "",
        "Score    7/24",
        "Overall  Requires improvement",
    ]
    assert "    The sum of scores is 7 out of a possible 24: 7/24." in lines
    assert max(map(len, lines)) <= 80


def test_answers_about_cases_with_the_other_standards_beside_them(tmp_path: Path) -> None:
    """The reconstructed answers and the published ratings of domain one make the published whole."""
    header, *rows = Path(NORTH_WEST).read_text().splitlines()
    domain_one = [row for row in rows if row.split(",")[1].startswith("1.")]
    given = tmp_path / "domain-one.csv"
    given.write_text("\n".join([header, *(_lower_id(row) for row in domain_one)]))
    result = run(str(RECONSTRUCTED), "--with", str(given), "--format", "csv")
    assert result.exit_code == 0, result.output
    assert overall(result) == {name.lower(): score for name, score in PUBLISHED.items()}


def _lower_id(row: str) -> str:
    name, rest = row.split(",", 1)
    return f"{name.lower()},{rest}"


def test_local_authorities_by_the_rule_of_another_inspectorate() -> None:
    result = run(
        str(EXAMPLES / "cqc-local-authorities.csv"), "--framework", "cqc-local-authority-2023", "--json"
    )
    with (EXAMPLES / "cqc-local-authorities-published.csv").open(newline="") as file:
        published = {row["inspection"]: (int(row["total"]), row["published"]) for row in csv.DictReader(file)}
    rated = {
        one["inspection"]: (one["overall"]["score"]["points"], one["overall"]["rating"])
        for one in json.loads(result.stdout)["inspections"]
    }
    assert len(rated) == 36
    differ = {name for name in published if rated[name] != published[name]}
    assert differ == {"County Durham"}  # published as "Not Rated"; its 24 of 36 is Good by the rule
    assert rated["County Durham"] == (24, "Good")


@pytest.mark.parametrize(
    ("complete", "rating"), [((), "Not known"), (("--complete-tables",), "Requires improvement")]
)
def test_an_absent_standard_is_not_known_unless_the_table_is_complete(
    tmp_path: Path, complete: tuple[str, ...], rating: str
) -> None:
    file = tmp_path / "two.csv"
    file.write_text("inspection,standard,rating\nA,1.1,Good\nA,1.2,Inadequate\n")
    result = run(str(file), *PDU, *complete, "--json")
    (one,) = json.loads(result.stdout)["inspections"]
    assert one["overall"]["rating"] == rating
    left = {standard["rating"] for standard in one["standards"][2:]}
    assert left == ({"Not rated"} if complete else {"Not known"})
    assert (one["overall"]["score"] is None) is not bool(complete)


@pytest.mark.parametrize(
    ("breach", "rating"), [("no", "Good"), ("yes", "Requires improvement"), (None, "Good")]
)
def test_a_fact_limits_the_overall_rating(tmp_path: Path, breach: str | None, rating: str) -> None:
    from eyre.frameworks.reading import load_edition

    edition = load_edition("cqc-adult-social-care-2022")
    rows = [f"A,{standard.ref},Good" for standard in edition.standards]
    facts = [f"A,{edition.facts[0].id},{breach}"] if breach else []
    file = tmp_path / "service.csv"
    file.write_text("\n".join(["inspection,standard,rating", *rows, *facts]))
    result = run(str(file), "--framework", edition.id, "--json")
    assert json.loads(result.stdout)["inspections"][0]["overall"]["rating"] == rating
