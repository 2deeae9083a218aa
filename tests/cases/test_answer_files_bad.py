"""Bad files: every problem at once with row and column, and nothing half read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.files import AnswersRefused, read_answers, read_bytes
from eyre.core.cases.problems import LISTED
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2021")
LONG = "inspection,case,question,answer\n"


def problems_of(data: bytes, name: str = "answers.csv", edition: bool = True) -> list[str]:
    with pytest.raises(AnswersRefused) as refused:
        read_bytes(data, name, EDITION if edition else None)
    return list(refused.value.files[0].problems.lines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG + "A,1,2.1.9,yes\n", ["row 2, column question: “2.1.9” is no question about cases in hmip-probation-pdu-2021"]),
        (LONG + "A,1,1.1.1,yes\n", ["judged from other evidence; give its rating in the standards form (--with)"]),
        (LONG + "A,1,2001-02-02,yes\n", ["it looks like a date a spreadsheet made of a number"]),
        (LONG + "A,1,2.1.1,maybe\n", ["row 2, column answer: “maybe” is none of yes, no, not_relevant or empty"]),
        (LONG + "A,1,2.1.1,Not relevant\n", ["; write not_relevant"]),
        (LONG + "A,1,2.1.1,yes\nA,1,2.2.1,yes\nA, 1,2.1.1,no\n", ["row 4, column question: question 2.1.1 about case “1”", "row 2"]),
        (LONG + ",,,yes\n", ["row 2, column case: the case is empty", "column inspection: the", "column question: the"]),
        (LONG + "A,1,2.1.1\nA,1,2.1.1,yes,\n", ["row 2: it has 3 cells, the header has 4", "row 3: it has 5 cells"]),
        (LONG + 'A,"1,2.1.1,yes\nA,2,2.1.1,yes\n', ["row 2: a quotation mark in this row is not closed"]),
        (LONG + 'A,"1"x,2.1.1,yes\n', ["row 2: a quotation mark in this row is not closed"]),
        (LONG + "A\x1b[31m,1,2.1.1,yes\n", ["row 2, column inspection: “A\\x1b[31m” holds a character that cannot be printed"]),
        (LONG + "=cmd,1,2.1.1,yes\n", ["an id may not begin with = + - @"]),
        (LONG + f"{'x' * 201},1,2.1.1,yes\n", ["is longer than 200 characters"]),
        (LONG + "A,1\0,2.1.1,yes\n", ["row 2, column case: it holds a NUL byte"]),
        (LONG, ["there is no row below the header"]),
        (LONG + ",,,\n", ["there is no row below the header"]),
        ("", ["the file is empty"]),
        ("\n \n", ["the file is empty"]),
        ("\n" + LONG, ["row 1: it is empty: the header belongs here"]),
        ("inspection,case,question,anwser\nA,1,2.1.1,yes\n", ["row 1, column answer: the long form needs a column answer"]),
        ("inspection,case,question,answer,sex\nA,1,2.1.1,yes,F\nA,1,2.2.1,yes,M\n", ["row 3, column sex: case “1” is “M” here and “F” in row 2"]),
        ("inspection,case,2.1.1,shoe\nA,1,yes,43\n", ["row 1, column shoe: ", "If it is a sub-group column, declare it: --group 'shoe'"]),
        ("inspection,case,2.1.1\nA,1,yes\nA,1,no\n", ["row 3, column case: case “1” of inspection “A” stands in row 2 already"]),
        ("inspection,case,2.1.1\nA,1,ja\n", ["row 2, column 2.1.1: “ja” is none of yes, no"]),
        ("inspection,case,sex\nA,1,F\n", ["row 1: the wide form needs a column for at least one question"]),
        ("inspection,question,sufficient,relevant\nA,2.1.1,5,4\n", ["row 2, column sufficient: 5 sufficient of 4 relevant cases"]),
        ("inspection,question,sufficient,relevant\nA,2.1.1,-1,4.5\n", ["“-1” is no whole number of cases", "column relevant: “4.5”"]),
        ("inspection,question,sufficient,relevant\nA,2.1.1,1,99999999999\n", ["column relevant: “99999999999” is no whole"]),
        ("inspection,question,sufficient,relevant\nA,2.1.1,1,2\nA,2.1.1,1,2\n", ["row 3, column question: question 2.1.1 of inspection “A” stands in row 2"]),
        ("inspection,standard,rating\nA,9.9,Good\n", ["row 2, column standard: “9.9” is no standard of hmip-probation-pdu-2021; it has 1.1,"]),
        ("inspection,standard,rating\nA,1.1,Excellent\n", ["row 2, column rating: “Excellent” is no band of"]),
        ("inspection,standard,rating\nA,1.1,Good\nA,1.1,Good\n", ["row 3, column standard: standard 1.1 of inspection “A” stands in row 2"]),
        ("inspection,standard,rating\nA,,Good\n", ["row 2, column standard: the standard is empty"]),
        ("inspection,standard,score\nA,1.1,7\n", ["row 2, column score: “7” is the score of no band"]),
        ("inspection,standard,score\nA,1.1,2.5\n", ["row 2, column score: “2.5” is the score of no band"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_row_and_column(text: str, expected: list[str]) -> None:
    lines = problems_of(text.encode())
    assert all(any(words in line for line in lines) for words in expected), lines


def test_all_of_it_is_said_at_once() -> None:
    text = LONG + "A,1,2.1.1,maybe\nA,1,2.9.9,yes\nA,2,2.1.1\n,3,2.1.1,yes\nA,4,2.1.1,yes\nA,4,2.1.1,no\n"
    assert len(problems_of(text.encode())) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "inspection,standard,score\nA,1.1,2\n",
            "row 1: no edition is named: give --framework, or a column edition",
        ),
        (
            "inspection,edition,standard,score\nA,nonsense,1.1,2\n",
            "row 2, column edition: there is no edition “nonsense”",
        ),
        (
            "inspection,edition,standard,score\nA,../../etc/passwd,1.1,2\n",
            "there is no edition “../../etc/passwd”",
        ),
        ("inspection,edition,standard,score\nA,,1.1,2\n", "the edition is empty and no --framework is given"),
        (
            "inspection,edition,standard,score\nA,hmip-youth-2021,1.1,2\nA,hmip-youth-2018,1.2,2\n",
            "row 3, column edition: inspection “A” names edition hmip-youth-2018 here and hmip-youth-2021 in row 2",
        ),
    ],
)
def test_an_edition_must_be_known_and_one(text: str, expected: str) -> None:
    assert any(expected in line for line in problems_of(text.encode(), edition=False))


def test_an_unknown_edition_contradicts_no_other() -> None:
    text = "inspection,edition,standard,score\nA,nonsense,1.1,2\nA,hmip-youth-2021,1.1,2\nA,hmip-youth-2021,1.2,2\n"
    assert problems_of(text.encode(), edition=False) == [
        "row 2, column edition: there is no edition “nonsense”"
    ]


def test_the_edition_of_the_row_wins_over_the_framework() -> None:
    data = b"inspection,edition,standard,rating\nA,hmip-youth-2021,3.1,Good\nB,,1.1,Good\n"
    assert [g.edition for g in read_bytes(data, "a.csv", EDITION).given] == ["hmip-youth-2021", EDITION.id]


def test_a_column_of_another_edition_stays_empty() -> None:
    data = b"inspection,edition,case,2.5.1,3.2.1\nA,,1,yes,\nB,hmip-youth-2021,1,,yes\n"
    read = read_bytes(data, "a.csv", EDITION)
    assert [a.matrix.questions for a in read.answers] == [("2.5.1",), ("3.2.1",)]
    wrong = problems_of(data.replace(b"yes,\n", b"yes,no\n"))
    assert any(line.startswith("row 2, column 3.2.1: “3.2.1” is no question") for line in wrong)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding: str) -> None:
    data = (LONG + "Siân – é,1,2.1.1,yes\n").encode(encoding)
    assert read_bytes(data, "a.csv", EDITION).answers[0].inspection == "Siân – é"


def test_windows_1252_is_refused_by_row_byte_and_way_out() -> None:
    data = (LONG + "A,1,2.1.1,yes\nSiân,1,2.1.1,yes\nB – C,1,2.1.1,maybe\n").encode("cp1252")
    assert problems_of(data) == [
        "row 3, column inspection: byte 0xe2 is not UTF-8; in Windows-1252 it is “â”. Save the file as “CSV UTF-8”",
        "row 4, column inspection: byte 0x96 is not UTF-8; in Windows-1252 it is “–”. Save the file as “CSV UTF-8”",
    ]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16-le", "it is UTF-16 without a byte order mark: save it as CSV UTF-8"),
        ("utf-16-be", "it is UTF-16 without a byte order mark: save it as CSV UTF-8"),
        ("utf-32", "it is UTF-32: save it as CSV UTF-8"),
    ],
)
def test_other_encodings_are_refused_in_one_sentence(encoding: str, words: str) -> None:
    assert problems_of((LONG + "A,1,2.1.1,yes\n").encode(encoding)) == [words]


def test_a_single_nul_is_said_where_it_stands() -> None:
    lines = problems_of((LONG + "A\0B,1,2.1.1,yes\n").encode())
    assert [line.split(": ")[0] for line in lines] == ["row 2, column inspection"]


def test_problems_come_in_the_order_of_the_rows() -> None:
    data = LONG + "A,1,9.9,yes\nA,1,2.1.1,maybe\n,1,2.1.1,yes\nA,2,2.1.1\nA,3,9.8,perhaps\n"
    assert [line.partition(":")[0].partition(",")[0] for line in problems_of(data.encode())] == [
        f"row {row}" for row in (2, 3, 4, 5, 6, 6)
    ]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (LONG + "A,1,2.2,yes\n", "it is the standard Assessment; its key questions are 2.2.1, 2.2.2, 2.2.3"),
        (LONG + "A,1,P2.2.1,yes\n", "(did you mean 2.2.1?)"),
        (LONG + "A,1,2.2.1,Y\n", "write yes"),
        (LONG + "A,1,2.2.1,1\n", "write yes or no"),
        ("inspection,case,qestion,anser\nA,1,2.2.1,yes\n", "is it the column headed “qestion”?"),
        ("inspection,standrd,rating\nA,1.1,Good\n", "is it the column headed “standrd”?"),
        ("inspection,standard,rating\nA,P1.1,Good\n", "(did you mean 1.1?)"),
        ("inspection,standard,rating\nA,Leadership,Good\n", "(did you mean 1.1?)"),
        ("inspection,standard,rating\nA,1.1,RI\n", "(did you mean Requires improvement?)"),
        ("inspection,standard,rating\nA,1.1,Goood\n", "(did you mean Good?)"),
        ("inspection,standard,rating\nA,1.1,NR\n", "(did you mean Not rated?)"),
        ("inspection,standard,rating\nA,1.1,2\n", "(scores stand in a column headed score)"),
        ("inspection,standard,score\nA,1.1,Good\n", "(names of bands stand in a column headed rating)"),
    ],
)
def test_what_was_meant_is_named(data: str, hint: str) -> None:
    assert hint in "\n".join(problems_of(data.encode()))


def test_utf_16_cut_in_the_middle_is_refused() -> None:
    assert problems_of((LONG + "A,1,2.1.1,yes\n").encode("utf-16")[:-1]) == [
        "the file begins as UTF-16 and does not go on so: save it as CSV UTF-8"
    ]


def test_a_hundred_thousand_columns_are_refused_with_the_limit() -> None:
    data = (
        "inspection,case," + ",".join(f"q{i}" for i in range(100_000)) + "\nA,1" + ",yes" * 100_000
    ).encode()
    assert problems_of(data) == ["row 1: 100,002 columns; the limit is 2,000"]


def test_many_of_a_kind_are_counted_not_cut() -> None:
    lines = problems_of((LONG + "".join(f"A,{i},2.1.1,maybe\n" for i in range(20_000))).encode())
    assert len(lines) == LISTED + 1
    assert lines[-1] == "and 19,950 more like it in column answer (impossible value)"


def test_answers_are_trimmed_and_of_any_case() -> None:
    data = (LONG + "A , 1,2.1.1, YES \nA,2, 2.1.1,Not_Relevant\n").encode()
    matrix = read_bytes(data, "a.csv", EDITION).answers[0].matrix
    assert (matrix.cases, matrix.cells.tolist()) == (("1", "2"), [[3], [4]])


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", b"x", "the ending “.xls” is not known: use .csv, .xlsx, .ods or .parquet"),
        ("a.xlsx", b"inspection,case\n", "it ends in .xlsx but its content is CSV"),
        ("a.csv", b"PAR1 and so on PAR1", "it ends in .csv but its content is Parquet"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
            "protected with a password, or an old .xls",
        ),
        ("a.csv", b"%PDF-1.7", "it is a PDF"),
        ("a.csv", b"\x1f\x8b\x08", "packed with gzip"),
        ("a.parquet", b"PARE....PARE", "encrypted Parquet"),
        ("a.parquet", b"PAR1 damaged PAR1", "the Parquet file is damaged"),
        ("a.xlsx", b"PK\x03\x04 damaged", "the workbook is damaged"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says(name: str, data: bytes, words: str) -> None:
    (line,) = problems_of(data, name)
    assert words in line


def test_a_file_that_is_not_there_or_a_folder_is_a_problem(tmp_path: Path) -> None:
    for path, words in [(tmp_path / "missing.csv", "no such file"), (tmp_path, "is a directory")]:
        with pytest.raises(AnswersRefused, match="1 problem") as refused:
            read_answers(path, EDITION)
        assert words in next(refused.value.files[0].problems.lines())


@given(
    st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a.ods", "a.parquet", "a"]), st.booleans()
)
def test_no_bytes_raise_anything_else(data: bytes, name: str, with_header: bool) -> None:
    with pytest.raises(AnswersRefused) as refused:
        read_bytes(LONG.encode() + data if with_header else data, name, EDITION)
    assert refused.value.total
