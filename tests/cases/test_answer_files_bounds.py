"""Workbooks that go on for ever: refused in words, within seconds, and never read in part."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from eyre.cases.files import AnswersRefused, read_answers, read_bytes, xlsx
from eyre.cases.files.limits import MAX_BYTES
from eyre.core.cases.problems import KEPT
from eyre.core.ratings import given as given_standards
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2021")
ROWS = [["inspection", "case", "question", "answer"], ["A", "1", "2.2.1", "yes"]]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
END = b"</sheetData>"


def lines_of(data: bytes, name: str) -> list[str]:
    try:
        read_bytes(data, name, EDITION)
    except AnswersRefused as refused:
        return list(refused.files[0].problems.lines())
    return []


def workbook(change: Callable[[bytes], bytes] = bytes, **extra: bytes) -> bytes:
    """The rows as XLSX, its sheet changed as bytes, and further parts."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    first, last = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if "sheet1" in name else data)
        for name, data in extra.items():
            new.writestr(f"xl/{name}.xml", data)
    return last.getvalue()


def with_row(row: bytes) -> bytes:
    return workbook(lambda sheet: sheet.replace(END, row + END))


def test_a_workbook_that_states_a_false_size_is_read() -> None:
    for size in (b"A1:XFD1048576", b"A1:A1", b"B7"):
        assert lines_of(workbook(lambda sheet, size=size: sheet.replace(b"A1:D2", size)), "a.xlsx") == []


@pytest.mark.slow
def test_a_lonely_cell_in_the_last_corner_is_not_passed_over() -> None:
    lines = lines_of(with_row(b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'), "a.xlsx")
    assert lines == ["row 1048576: a cell stands beyond the last column of the header (4 columns)"]


@pytest.mark.slow
def test_a_row_no_spreadsheet_has_is_refused() -> None:
    lines = lines_of(with_row(b'<row r="999999999999"><c r="A9"><v>1</v></c></row>'), "a.xlsx")
    assert lines == ["the sheet has more than 1,048,576 rows: split the file, or save it as CSV"]


def test_a_sheet_of_nothing_but_formats_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_EMPTY_CELLS", 50)
    empty = b"".join(
        b'<row r="%d">' % row + b"".join(b'<c r="%c%d" s="0"/>' % (65 + i, row) for i in range(9)) + b"</row>"
        for row in range(5, 11)
    )
    assert "delete the empty rows" in lines_of(with_row(empty), "a.xlsx")[0]
    assert lines_of(with_row(b'<row r="3"><c r="A3" s="0"/></row>'), "a.xlsx") == []


def test_a_bloated_table_of_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_WORDS_PART", 1_000)
    lines = lines_of(workbook(sharedStrings=b" " * 1_001), "a.xlsx")
    assert lines == [
        "its part “xl/sharedStrings.xml” unpacks to over 1,000 bytes: split it, or save it as CSV"
    ]
    assert lines_of(workbook(sharedStrings=b" " * 999), "a.xlsx") == []


@pytest.mark.parametrize("times", [1_048_577, 99_999_999_999_999])
def test_an_ods_row_repeated_beyond_any_sheet_is_refused(times: int) -> None:
    lines = lines_of(_ods(times), "a.ods")
    assert lines == ["the sheet has more than 1,048,576 rows: split the file, or save it as CSV"]


def test_an_ods_row_repeated_a_few_times_is_those_rows() -> None:
    assert [line.partition(",")[0] for line in lines_of(_ods(3), "a.ods")] == ["row 3", "row 4"]


def _ods(times: int) -> bytes:
    def row(cells: list[str], repeated: int) -> str:
        inner = "".join(f"<t:table-cell><x:p>{cell}</x:p></t:table-cell>" for cell in cells)
        return f'<t:table-row t:number-rows-repeated="{repeated}">{inner}</t:table-row>'

    content = (
        f'<o:c xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:table:1.0" xmlns:x="{OFFICE}:text:1.0">'
        f"<t:table>{row(ROWS[0], 1)}{row(ROWS[1], times)}</t:table></o:c>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return file.getvalue()


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(AnswersRefused) as refused:
        read_answers(huge, EDITION)
    assert list(refused.value.files[0].problems.lines()) == [
        "it is larger than 1,073,741,824 bytes: split it"
    ]


def test_only_as_many_faults_are_put_into_words_as_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(given_standards, "nearest_label", lambda word, labels: asked.append(word) or "")
    rows = "".join(f"A{i},1.1,Bad{i}\n" for i in range(KEPT + 5_000))
    lines = lines_of(f"inspection,standard,rating\n{rows}".encode(), "a.csv")
    assert lines[-1] == f"and {KEPT + 4_950:,} more like it in column rating (impossible value)"
    assert len(asked) <= KEPT + 1
