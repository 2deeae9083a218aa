"""`eyre sample` from a case list to a receipt that holds, and every way in which it can be refused."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from eyre.cases.sampling.commands import sample

OFFICES = ("Chester", "Crewe", "Widnes")
ROWS = [
    (f"NW-{n:03}", "female" if n % 9 == 0 else "male", OFFICES[n % 3], "moved away" if n % 50 == 7 else "")
    for n in range(600)
]
HEADER = ("case", "sex", "office", "excluded")


def run(*words: object) -> Result:
    return CliRunner().invoke(sample, [str(word) for word in words])


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS])
    return path


@pytest.fixture
def receipt(tmp_path: Path, cases: Path) -> Path:
    path = tmp_path / "receipt.json"
    done = run("draw", cases, "--by", "sex", "--by", "office", "--floor", 3, "--seed", "aloud", "-o", path)
    assert done.exit_code == 0, done.output
    return path


def held(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


def test_a_sample_is_of_the_size_asked_for_and_its_receipt_holds(receipt: Path, cases: Path) -> None:
    told = held(receipt)
    assert sum(len(line["drawn"]) for line in told["strata"]) == int(told["plan"]["needed"]) == 129
    assert told["frame"]["cases"] == 588
    assert len(told["excluded"]) == 12
    assert told["strata_by"] == ["sex", "office"]
    done = run("verify", receipt, cases)
    assert (done.exit_code, done.output) == (0, "The receipt holds: 129 of 588 cases, drawn again alike.\n")


def test_another_order_and_another_format_of_the_list_change_nothing(
    receipt: Path, cases: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *reversed(ROWS)]:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "cases.xlsx")
    assert run("verify", receipt, tmp_path / "cases.xlsx").exit_code == 0


def test_without_a_seed_one_is_made_and_kept(cases: Path, tmp_path: Path) -> None:
    seeds = set()
    for name in ("a.json", "b.json"):
        assert run("draw", cases, "--number", 10, "-o", tmp_path / name).exit_code == 0
        seeds.add(held(tmp_path / name)["seed"])
        assert run("verify", tmp_path / name, cases).exit_code == 0
    assert len(seeds) == 2
    assert all(len(seed) == 32 for seed in seeds)


def test_a_replacement_is_written_into_the_receipt(receipt: Path, cases: Path) -> None:
    line = held(receipt)["strata"][0]
    done = run("replace", receipt, line["drawn"][0], "--reason", "the file was not there", "-o", receipt)
    assert done.exit_code == 0
    (told,) = held(receipt)["replaced"]
    assert told == {
        "case": line["drawn"][0],
        "by": line["reserves"][0],
        "stratum": line["stratum"],
        "reason": "the file was not there",
    }
    assert run("verify", receipt, cases).exit_code == 0


def test_a_seed_changed_after_the_draw_is_found(receipt: Path, cases: Path) -> None:
    receipt.write_text(receipt.read_text("utf-8").replace("aloud", "quiet"), "utf-8")
    done = run("verify", receipt, cases, "--json")
    assert done.exit_code == 3
    told = json.loads(done.output)
    assert not told["holds"]
    assert any("the draw gives" in words for words in told["differences"])


def test_a_list_that_changed_is_found(receipt: Path, cases: Path) -> None:
    cases.write_text(cases.read_text("utf-8").replace("NW-001,", "NW-901,"), "utf-8")
    done = run("verify", receipt, cases)
    assert done.exit_code == 3
    assert "The list has another digest" in done.output


def test_size_says_what_every_effort_gives() -> None:
    told = json.loads(run("size", "--cases", 600, "--json").output)
    assert (told["needed"], told["of"], told["plan"]["formula"]) == (130, 600, "cochran")
    margins = [one["margin"] for one in told["efforts"]]
    assert margins == sorted(margins, reverse=True)
    assert "130 of 600 cases for 80% confidence and ±5.0%" in run("size", "--cases", 600).output
    assert "165 cases for" in run("size").output


REFUSED = [
    ("case,sex\nA1,male\nA1,male\n", (), ["row 3, column case: 'A1' was there already, as case 1"]),
    ("case,sex\nA1,male\n,male\n", (), ["row 3, column case: it has no identifier"]),
    ("id,sex\nA1,male\n", (), ["there is no column 'case'; the file has id, sex"]),
    ("case,sex\nA1,male\n", ("--by", "office"), ["there is no column 'office'"]),
    ("case,sex\n", (), ["cases.csv", "no"]),
    ("case,excluded\nA1,gone\n", (), ["every case of the list is excluded"]),
    ("case,excluded\nA1,gone\nA1,\nB1,\n", (), ["'A1' is excluded in one row and not in another"]),
    ("case\nA1\nA2\n", ("--number", "3"), ["3 cases are wanted, and there are 2"]),
    (
        "case,sex\nA1,m\nA2,f\n",
        ("--by", "sex", "--number", "1", "--floor", "1"),
        ["a floor of 1 in each stratum"],
    ),
    ("case\nA1\n", ("--seed", " "), ["a draw needs a seed"]),
    ('case,sex\nA1,male\nA2,"mal', (), ["row 3"]),
]


@pytest.mark.parametrize(("text", "options", "words"), REFUSED)
def test_what_cannot_be_drawn_is_refused_in_words(
    tmp_path: Path, text: str, options: tuple[str, ...], words: list[str]
) -> None:
    (tmp_path / "cases.csv").write_text(text, "utf-8")
    done = run("draw", tmp_path / "cases.csv", *options, "-o", tmp_path / "receipt.json")
    assert done.exit_code == 1, done.output
    assert all(each in done.output for each in words), done.output
    assert not (tmp_path / "receipt.json").exists()


def test_every_fault_of_a_list_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case,sex\nA1,male\nA1,male\n,female\nA2,male\nA2,male\n", "utf-8")
    done = run("draw", tmp_path / "cases.csv")
    assert "3 problems" in done.output


@pytest.mark.parametrize(
    "options", [("--confidence", "1"), ("--margin", "0"), ("--share", "-1"), ("--formula", "x")]
)
def test_wrong_use_is_told_from_bad_input(cases: Path, options: tuple[str, ...]) -> None:
    assert run("draw", cases, *options).exit_code == 2


@pytest.mark.parametrize("length", [0, 1, 200, 1000])
def test_a_receipt_cut_short_is_refused_in_words(receipt: Path, cases: Path, length: int) -> None:
    receipt.write_bytes(receipt.read_bytes()[:length])
    done = run("verify", receipt, cases)
    assert done.exit_code == 1
    assert "cut short" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("body", ["[]", "{}", '"text"', "[" * 5000])
def test_what_is_no_receipt_is_refused_in_words(tmp_path: Path, cases: Path, body: str) -> None:
    (tmp_path / "r.json").write_text(body, "utf-8")
    done = run("verify", tmp_path / "r.json", cases)
    assert done.exit_code == 1
    assert "is no" in done.output


def test_a_refused_replacement_leaves_the_receipt_as_it_was(receipt: Path) -> None:
    before = receipt.read_bytes()
    done = run("replace", receipt, "NW-999", "--reason", "gone", "-o", receipt)
    assert done.exit_code == 1
    assert "'NW-999' is not one of the cases inspected" in done.output
    assert receipt.read_bytes() == before
