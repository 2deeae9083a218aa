"""CSV is read in bulk or row by row: where the bulk way takes a text, both give the same sheet."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eyre.cases.files.delimited import SMALL, is_regular, read_carefully, read_delimited, read_regular
from eyre.core.cases.problems import Problems
from eyre.core.cases.sheets import Sheet

PIECES = st.sampled_from(
    ["a", "Å", "\u2028", "=1", ",", ",", '"', '""', "\n", "\n", "\r\n", "\r", "\0", " ", ";", "\t"]
)
CELLS = st.sampled_from(
    ["a", "b", "", " ", "a,b", 'say "so"', "two\nlines", "é", "nul", "NA", "null", "1.0", "\u00a0"]
)


def said(sheet: Sheet) -> tuple[tuple[str, ...], list[list[str]], list[int]]:
    """What the checks see of a sheet: blank rows are gone, and the others keep their numbers."""
    sheet = sheet.without_blanks()
    assert len(sheet.columns) == len(sheet.header)
    return sheet.header, [column.cells() for column in sheet.columns], sheet.rows.tolist()


def agree(data: bytes) -> bool:
    """Whether the bulk way took the text; it fails where the two ways differ."""
    quick, problems = read_regular(data), Problems()
    if quick is None:
        return False
    careful = read_carefully(data, problems)
    assert not problems, list(problems.lines())
    assert careful is not None
    assert said(quick) == said(careful)
    return True


@given(st.lists(PIECES, max_size=30).map("".join))
@example('a,b\n"x","y"\n')
@example('a,b\n"x""y",z\n')
@example('a,b\n"x,"y",z"\n')
@example("a,b\n\nx,y\n")
@example("a,b\r\nx,y\r\n\r\n")
@example('a,b\n"x\ny",z\n')
def test_any_text_is_read_alike_or_left_to_the_careful_way(text: str) -> None:
    agree(text.encode())


@given(st.binary(max_size=40))
def test_any_bytes_are_read_alike_or_left_to_the_careful_way(data: bytes) -> None:
    agree(b"a,b\n" + data)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12), st.sampled_from([0, 1]), st.booleans()
)
def test_what_a_writer_writes_is_read_back(rows: list[tuple[str, ...]], quoting: int, windows: bool) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\r\n" if windows else "\n").writerows(
        [("x", "y", "z"), *rows]
    )
    problems = Problems()
    sheet = read_delimited(text.getvalue().encode(), problems)
    assert sheet is not None
    assert not problems
    kept = [(i, row) for i, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    header, columns, numbers = said(sheet)
    assert header == ("x", "y", "z")
    assert numbers == [i for i, _ in kept]
    assert list(zip(*columns, strict=True)) == [row for _, row in kept]
    agree(text.getvalue().encode())


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n3,4",
        'a,b\n"1",2\n',
        '"a","b"\n"1","2"\n',
        "a;b\n1;2\n",
        "a\tb\n1\t2\n",
        "a,b\n1,\n,2\n",
    ],
)
def test_ordinary_files_go_the_quick_way(text: str) -> None:
    assert agree(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n"1""2",3\n',
        'a,b\n"1\n2",3\n',
        "a,b\r1,2\r",
        "a,b\n1\0,2\n",
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        "a,b\n",
    ],
)
def test_irregular_files_go_the_careful_way(text: str) -> None:
    assert read_regular(text.encode()) is None


def test_every_quotation_mark_must_stand_at_the_border_of_a_cell() -> None:
    assert is_regular(b'a,"b, c",d\n')
    assert not is_regular(b'a,b"c",d\n')
    assert not is_regular(b'a,"b"c,d\n')
    assert not is_regular(b'a,"b,d\n')


def test_a_large_file_with_one_bad_row_names_it() -> None:
    rows = [f"A,{i},x" for i in range(SMALL // 4)]
    rows[1233] = "A,1233"
    problems = Problems()
    read_delimited("\n".join(["a,b,c", *rows]).encode(), problems)
    assert [str(problem) for problem in problems.all()] == ["row 1235: it has 2 cells, the header has 3"]


def test_a_line_break_inside_quotes_makes_no_new_row() -> None:
    problems = Problems()
    sheet = read_carefully(b'a,b\n"1\n1",2\n3\n', problems)
    assert sheet is not None
    assert sheet.rows.tolist() == [2]
    assert [problem.row for problem in problems.all()] == [3]
