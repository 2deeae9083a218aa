"""The command: what it prints, writes and answers with its exit code."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import published_forms as forms
import pytest
from click.testing import CliRunner, Result

from eyre.core.reading import ReadingCode
from eyre.site.command import main


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(forms.as_text(forms.LETTER_2022))
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_people_see_tables_and_what_does_not_fit(letter: Path) -> None:
    result = run(letter)
    assert result.exit_code == 3
    for words in (
        "Barton North",
        "7/24",
        "61 of 80",
        "Holme and Kirk",
        "What does not fit",
        "bracket-exception",
        "3 ratings tables, 24 ratings, 6 recommendations",
    ):
        assert words in result.output


def test_nothing_that_does_not_fit_answers_0(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(forms.as_markdown(forms.REPORT_2022))
    assert run(path).exit_code == 0


def test_json_gives_every_fact_with_its_place(letter: Path) -> None:
    body = json.loads(run(letter, "--json").output)
    text = letter.read_text("utf-8")
    assert body["schema"] == "eyre-draft/1"
    assert body["document"]["kind"] == "letter"
    assert len(body["document"]["sha256"]) == 64
    assert [len(table["ratings"]) for table in body["tables"]] == [8, 8, 8]
    assert [claim["phrase"] for claim in body["claims"]][:2] == ["61 out of 80", "Three-quarters"]
    assert body["claims"][1]["share"] == "3/4"
    for fact in (*body["claims"], *body["providers"], *body["dates"]):
        place = fact["place"]
        assert " ".join(text[place["start"] : place["end"]].split()) == place["words"]
        assert fact["sure"] in ("sure", "likely", "unsure")
        assert text.count("\n", 0, place["start"]) + 1 == place["line"]


def test_csv_has_a_file_for_each_kind(letter: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(letter, "--csv", folder)
    tables = {path.stem: rows_of(path) for path in folder.iterdir()}
    assert set(tables) == {
        "document",
        "providers",
        "dates",
        "inspections",
        "ratings",
        "statements",
        "recommendations",
        "claims",
        "findings",
    }
    assert [(row["body"], row["points"], row["out_of"]) for row in tables["inspections"]] == [
        ("Barton North", "7", "24"),
        ("Ashby with Farley", "9", "24"),
        ("Holme and Kirk", "2", "24"),
    ]
    assert len(tables["ratings"]) == 24
    assert [row["number"] for row in tables["recommendations"]] == ["1", "2", "3", "1", "2", "1"]


def test_csv_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("The =HYPERLINK PDU should:\n\n1. =1+1 is what they should do\n", "utf-8")
    run(path, "--csv", tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "recommendations.csv")
    assert [row["text"] for row in rows] == ["'=1+1 is what they should do"]


def test_claims_are_measured_against_counts(letter: Path, tmp_path: Path) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text("id,phrase,x,of\na,61 out of 80 respondents,61,80\nb,they felt safe,,\n", "utf-8")
    result = run(letter, "--against", counts)
    assert "recall    1 of 2 (50.0%)" in result.output
    assert "missed   b" in result.output
    body = json.loads(run(letter, "--json", "--against", counts).output)
    assert (body["measure"]["recall"], body["measure"]["confirmed"]) == ("1/2", 1)


def test_a_table_of_counts_without_words_is_refused(letter: Path, tmp_path: Path) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text("x,of\n1,2\n", "utf-8")
    result = run(letter, "--against", counts)
    assert result.exit_code == 1
    assert "phrase" in result.output


def test_what_cannot_be_read_answers_1_in_words(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run(path)
    assert result.exit_code == 1
    assert "is a picture" in result.output
    assert json.loads(run(path, "--json").stdout)["refused"] is True


def test_wrong_use_answers_2(letter: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "none.pdf").exit_code == 2
    assert run(letter, "--nonsense").exit_code == 2
    assert run(letter, "-o", letter).exit_code == 2
    assert run(letter, "--csv", letter).exit_code == 2


def test_standard_input_and_an_output_file(tmp_path: Path) -> None:
    out = tmp_path / "draft.json"
    result = run("-", "--json", "-o", out, stdin=b"In 12 of 30 cases.")
    assert (result.exit_code, result.output) == (0, "")
    assert [claim["x"] for claim in json.loads(out.read_text("utf-8"))["claims"]] == [12]


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("In 12 of 30 cases\u009b31m \u202eof it.".encode())
    output = run(path).output
    assert "\u009b" not in output
    assert "\u202e" not in output


def test_the_page_for_editors_lists_every_code_with_its_severity() -> None:
    page = (Path(__file__).parents[2] / "docs/editors/reading.md").read_text("utf-8")
    for code in ReadingCode:
        assert f"| `{code}` | {code.severity} | {code.says} |" in page
