"""`eyre rate`: its forms of output, what it refuses, and its exit codes."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eyre.core.cases.problems import KEPT
from eyre.frameworks.reading import load_edition
from eyre.ratings.commands import rate
from eyre.ratings.printing import CSV_COLUMNS

PDU = ("--framework", "hmip-probation-pdu-2021")
COUNTS = "inspection,question,sufficient,relevant\n"
STANDARDS = "inspection,standard,rating\n"


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def file(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(rate, list(arguments), input=stdin, catch_exceptions=False)


def counts(*rows: str) -> str:
    return file("counts.csv", COUNTS + "".join(f"A,{row}\n" for row in rows))


# Exit codes


def test_0_rated() -> None:
    assert run(counts("2.1.1,13,20"), *PDU).exit_code == 0


def test_1_refused_with_every_problem_and_no_traceback() -> None:
    result = run(counts("2.1.1,21,20", "9.9,1,2"), *PDU)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == "counts.csv: 2 problems; nothing was read"
    assert "row 2, column sufficient: 21 sufficient of 20 relevant cases" in result.stderr
    assert "row 3, column question: “9.9” is no question" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("missing.csv", *PDU),
        (".", *PDU),
        ("counts.csv", "--framework", "hmip-probation-pdu-2020"),
        ("counts.csv", "--framework", "missing.yaml"),
        ("counts.csv", *PDU, "--format", "xml"),
        ("counts.csv", *PDU, "--output", "no/such/folder.csv"),
        ("counts.csv", *PDU, "--output", "./counts.csv"),
        ("counts.csv", *PDU, "--nonsense"),
    ],
)
def test_2_wrong_use(arguments: tuple[str, ...]) -> None:
    counts("2.1.1,13,20")
    assert run(*arguments).exit_code == 2
    assert Path("counts.csv").read_text().startswith(COUNTS)


def test_an_unknown_edition_names_the_known_ones() -> None:
    error = run(counts("2.1.1,13,20"), "--framework", "hmip-probation-pdu-2020").stderr
    assert "did you mean hmip-probation-pdu-202" in error
    assert "hmip-youth-2018" in error


@pytest.mark.parametrize(
    ("row", "kind", "whole"),
    [("2.1.1,0,0,4", "undetermined", 1), ("2.1.1,129,200,0", "rounding_would_differ", 0)],
)
def test_3_rated_with_findings(row: str, kind: str, whole: int) -> None:
    name = file("counts.csv", f"inspection,question,sufficient,relevant,not_relevant\nA,{row}\n")
    result = run(name, *PDU, "--format", "csv")
    assert result.exit_code == 3
    found = [line for line in csv.DictReader(io.StringIO(result.stdout)) if line["finding"]]
    assert [(line["ref"], line["finding"]) for line in found] == [("2.1", kind)] + [("", kind)] * whole


def test_a_broken_edition_is_refused_with_its_mistakes() -> None:
    result = run(counts("2.1.1,1,2"), "--framework", file("mine.yaml", "id: [mine\n"))
    assert result.exit_code == 1
    assert "mine.yaml:" in result.stderr


def test_an_outline_is_refused_in_words_that_say_what_is_missing() -> None:
    rows = "".join(f"{name},C1,1,2\n" for name in [*"AB", *range(60)])
    name, outline = file("a.csv", COUNTS + rows), ("--framework", "hmip-dipp-2025")
    result = run(name, *outline)
    lines = result.stderr.splitlines()
    missing = "hmip-dipp-2025 is an outline and cannot rate anything. Missing: "
    assert result.exit_code == 1
    assert lines[0].startswith(f"Nothing was rated. inspection “A”: {missing}")
    assert lines[1].startswith(f"inspection “B”: {missing}")
    assert lines[-1] == "and 12 more inspections"
    refused = json.loads(run(name, *outline, "--json").stdout)
    assert (refused["refused"], refused["total"], len(refused["inspections"])) == (True, 62, 62)


# Reading


def test_standard_input_is_read() -> None:
    assert "Not known" in run("-", *PDU, stdin=STANDARDS + "A,1.1,Good\n").stdout


def test_several_files_make_one_inspection() -> None:
    first = file("a.csv", STANDARDS + "A,1.1,Good\n")
    second = file("b.csv", COUNTS + "A,2.1.1,13,20\n")
    (one,) = json.loads(run(first, second, *PDU, "--json").stdout)["inspections"]
    ratings = {standard["ref"]: standard["rating"] for standard in one["standards"]}
    assert (ratings["1.1"], ratings["2.1"], ratings["1.2"]) == ("Good", "Good", "Not known")


def test_the_edition_of_the_answers_holds_for_the_standards_beside_them() -> None:
    answers = file(
        "a.csv", "inspection,edition,question,sufficient,relevant\nA,hmip-probation-pdu-2021,2.1.1,1,2\n"
    )
    assert run(answers, "--with", file("b.csv", STANDARDS + "A,1.1,Good\n")).exit_code == 0


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (STANDARDS + "A,2.1,Good\n", "standard 2.1 of inspection “A” is given here and answered about cases"),
        (STANDARDS + "a,1.1,Good\n", "inspection “a” is not among those of the answers, which have “A”"),
        (COUNTS + "A,2.2.1,1,2\n", "a file given with --with has the standards form, not the counts form"),
        (
            "inspection,edition,standard,rating\nA,hmip-youth-2021,1.1,Good\n",
            "of hmip-youth-2021 here, and of",
        ),
        (STANDARDS + "A,1.1,Good\nB,1.1,Good\n", "inspection “B” is not among those of the answers"),
    ],
)
def test_files_that_contradict_each_other_are_refused(extra: str, words: str) -> None:
    result = run(counts("2.1.1,13,20"), "--with", file("extra.csv", extra), *PDU)
    assert result.exit_code == 1
    assert result.stderr.startswith("extra.csv: 1 problem; nothing was read")
    assert words in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (COUNTS + "A,2.2.1,1,2\n", "inspection “A” has answers in another file too"),
        (STANDARDS + "A,2.1,Good\n", "given here and answered about cases"),
    ],
)
def test_answers_are_given_once(text: str, words: str) -> None:
    result = run(counts("2.1.1,13,20"), file("more.csv", text), *PDU)
    assert result.exit_code == 1
    assert words in result.stderr


def test_a_standard_is_given_once() -> None:
    one, two = file("a.csv", STANDARDS + "A,1.1,Good\n"), file("b.csv", STANDARDS + "A,1.1,Good\n")
    assert "standard 1.1 of inspection “A” is given in another file too" in run(one, two, *PDU).stderr


def test_facts_of_any_file_are_true_of_the_whole() -> None:
    edition = ("--framework", "cqc-adult-social-care-2022")
    rows = [f"A,{standard.ref},Good" for standard in load_edition(edition[1]).standards]
    breach = file("fact.csv", STANDARDS + f"A,{load_edition(edition[1]).facts[0].id},yes\n")
    table = file("table.csv", STANDARDS + "\n".join(rows))
    for files in [(breach, table), (table, breach), (table, "--with", breach)]:
        (one,) = json.loads(run(*files, *edition, "--json").stdout)["inspections"]
        assert one["overall"]["rating"] == "Requires improvement"


def test_not_known_beside_answers_contradicts_nothing() -> None:
    extra = file("extra.csv", STANDARDS + "A,2.1,Not known\n")
    (one,) = json.loads(run(counts("2.1.1,13,20"), "--with", extra, *PDU, "--json").stdout)["inspections"]
    assert [s["rating"] for s in one["standards"] if s["ref"] == "2.1"] == ["Good"]


def test_a_sub_group_column_is_declared() -> None:
    name = file("wide.csv", "inspection,case,2.1.1,wing\nA,1,yes,north\n")
    assert run(name, *PDU).exit_code == 1
    assert run(name, *PDU, "--group", "wing").exit_code == 0


# Output


def test_csv_holds_a_row_per_standard_and_one_for_the_whole() -> None:
    result = run(counts("2.1.1,13,20"), *PDU, "--format", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert "A,hmip-probation-pdu-2021,standard,2.1,Good,2,3,13,20,0,0,2.1.1," in map(",".join, rows)
    assert [row[2] for row in rows[1:]] == ["standard"] * 9 + ["overall"]


def test_json_holds_everything_with_its_steps() -> None:
    result = run(counts("2.1.1,13,20", "V1,1,3"), *PDU, "--json")
    (one,) = json.loads(result.stdout)["inspections"]
    (court,) = [standard for standard in one["standards"] if standard["ref"] == "2.1"]
    (question,) = court["key_questions"]
    assert question == {
        "ref": "2.1.1",
        "sufficient": 13,
        "relevant": 20,
        "not_relevant": 0,
        "not_answered": 0,
        "band": "good",
        "per_cent": 65,
        "band_if_rounded_first": "good",
        "governs": True,
    }
    assert court["steps"]
    assert one["overall"]["possible"]["least"] == {"points": 2, "out_of": 27, "text": "2/27"}
    assert [q["ref"] for group in one["unrated_sets"] for q in group["questions"]] == ["V1"]
    without = json.loads(run("counts.csv", *PDU, "--json", "--no-steps").stdout)
    assert "steps" not in without["inspections"][0]["overall"]


def test_the_table_shows_what_governs_and_what_is_open() -> None:
    lines = run(counts("2.1.1,13,20", "V1,1,3", "V2,0,0"), *PDU).stdout.splitlines()
    assert "       2.1.1 governs: 13 of 20 relevant cases (65 per cent)" in lines
    assert "  V1  1 of 3 relevant cases (33 per cent)" in lines
    assert "  V2  no relevant case" in lines
    assert "Overall  Not known" in lines
    assert "How this was reached" in lines
    assert max(map(len, lines)) <= 80
    assert "How this was reached" not in run("counts.csv", *PDU, "--no-steps").stdout


def test_many_inspections_are_a_row_each_and_a_summary() -> None:
    rows = "".join(f"{name},2.1.1,129,200\n" for name in ["A", "B", "x" * 90])
    result = run(file("many.csv", COUNTS + rows), *PDU)
    lines = result.stdout.splitlines()
    assert result.exit_code == 3
    assert lines[0].split()[:10] == [
        "Inspection",
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        *(f"2.{i}" for i in range(1, 6)),
    ]
    assert lines[1].split() == [*"A????R????", "1", "to", "25/27", "Not", "known", "!"]
    assert "3 inspections rated under hmip-probation-pdu-2021: 3 Not known." in lines
    assert any(line.startswith("  B: 2.1.1: 129 of 200 is 64.5 per cent.") for line in lines)
    assert max(map(len, lines)) <= 100
    assert "How this was reached" in run("many.csv", *PDU, "--steps").stdout


def test_findings_of_many_are_counted_not_cut() -> None:
    rows = "".join(f"{i},2.1.1,129,200\n" for i in range(60))
    lines = run(file("many.csv", COUNTS + rows), *PDU).stdout.splitlines()
    assert lines[-1] == "  and 10 more; CSV and JSON hold them all"


def test_the_same_input_gives_the_same_bytes() -> None:
    name = counts("2.1.1,13,20", "2.2.1,3,7", "V1,1,3")
    for form in ("table", "csv", "json"):
        assert (
            run(name, *PDU, "--format", form).stdout_bytes == run(name, *PDU, "--format", form).stdout_bytes
        )


def test_output_goes_to_a_file() -> None:
    printed = run(counts("2.1.1,13,20"), *PDU, "--format", "csv").stdout_bytes
    result = run("counts.csv", *PDU, "--format", "csv", "-o", "out.csv")
    assert (result.stdout, Path("out.csv").read_bytes()) == ("", printed)


def test_nothing_is_written_when_the_input_is_refused() -> None:
    assert run(counts("9.9,1,2"), *PDU, "-o", "out.csv").exit_code == 1
    assert not Path("out.csv").exists()


def test_refused_as_json_gives_the_first_problems_and_the_true_number() -> None:
    rows = "".join(f"A,{i},2.1.1,maybe\n" for i in range(KEPT + 7))
    name = file("long.csv", "inspection,case,question,answer\n" + rows)
    result = run(name, *PDU, "--json")
    assert result.exit_code == 1
    refused = json.loads(result.stdout)
    assert (refused["refused"], refused["total"], refused["listed_at_most"]) == (True, KEPT + 7, KEPT)
    (found,) = refused["files"]
    assert len(found["problems"]) == KEPT
    assert found["problems"][0] == {
        "kind": "impossible value",
        "row": 2,
        "column": "answer",
        "text": "“maybe” is none of yes, no, not_relevant or empty",
    }


def test_a_name_of_a_file_cannot_move_the_terminal_nor_break_the_json() -> None:
    name = os.fsdecode(b"c\xff\x1b[31m.csv")
    Path(name).write_text(STANDARDS + "A,9.9,Good\n")
    assert run(name, *PDU).stderr.startswith("c\\xdcff\\x1b[31m.csv: 1 problem")
    assert json.loads(run(name, *PDU, "--json").stdout)["files"][0]["file"] == "c\\xdcff\\x1b[31m.csv"
    assert run("-", *PDU, stdin="").stderr.startswith("standard input: 1 problem")


# Help


def test_help_prints_the_whole_contract() -> None:
    text = run("--help").stdout
    for words in [
        "long       inspection,case,question,answer[,sub-group columns]",
        "wide       inspection,case,<a column per question>[,sub-group columns]",
        "counts     inspection,question,sufficient,relevant[,not_relevant]",
        "standards  inspection,standard,rating   or   inspection,standard,score",
        "3  rated, with findings",
        "eyre rate cases.csv --framework hmip-probation-pdu-2021",
    ]:
        assert words in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_example_of_the_help_prints_what_it_says() -> None:
    lines = [line.strip() for line in run("--help").stdout.splitlines()]
    start = lines.index("inspection,standard,rating")
    example = lines[start : lines.index("", start)]
    assert len(example) == 10
    assert "Score    7/24" in run(file("cheshire-west.csv", "\n".join(example)), *PDU).stdout.splitlines()
