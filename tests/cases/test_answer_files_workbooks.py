"""XLSX, ODS and Parquet say what a CSV of the same cells says, and are refused in the same words."""

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from pyarrow import parquet

from eyre.cases.files import AnswersRefused, Contents, read_bytes
from eyre.frameworks.reading import load_edition

EDITION = load_edition("hmip-probation-pdu-2021")
Cells = Sequence[Sequence[object]]
GOOD: Cells = [
    ["inspection", "case", "question", "answer", "age"],
    ["A", 1, "2.1.1", "yes", 30],
    ["A", 2, "2.2.1", "No", None],
    ["B", 1, "2.1.1", None, 30.0],
]


def xlsx(rows: Cells, *, sheets: Sequence[str] = ("Answers",)) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Cells, *, sheets: Sequence[str] = ("Answers",), formula: str = "") -> bytes:
    book = OpenDocumentSpreadsheet()
    for name in sheets:
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value, formula))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    file = io.BytesIO()
    book.write(file)
    return file.getvalue()


def _ods_cell(value: object, formula: str) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value)
    if formula and value == formula:
        return TableCell(valuetype="string", formula="of:=[.A1]")
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def parquet_file(rows: Cells) -> bytes:
    header, *body = rows
    columns = [pa.array(list(column)) for column in zip(*body, strict=True)]
    file = io.BytesIO()
    parquet.write_table(pa.table(columns, names=[str(name) for name in header]), file)
    return file.getvalue()


WRITERS: dict[str, Callable[[Cells], bytes]] = {"xlsx": xlsx, "ods": ods, "parquet": parquet_file}


def said(contents: Contents) -> list[object]:
    return [
        (
            a.inspection,
            a.edition,
            a.matrix.cases,
            a.matrix.questions,
            a.matrix.cells.tolist(),
            dict(a.matrix.groups),
        )
        for a in contents.answers
    ]


def lines_of(data: bytes, name: str) -> list[str]:
    with pytest.raises(AnswersRefused) as refused:
        read_bytes(data, name, EDITION)
    return list(refused.value.files[0].problems.lines())


@pytest.mark.parametrize("ending", WRITERS)
def test_a_workbook_says_what_the_csv_says(ending: str) -> None:
    csv = b"inspection,case,question,answer,age\nA,1,2.1.1,yes,30\nA,2,2.2.1,No,\nB,1,2.1.1,,30\n"
    found = read_bytes(WRITERS[ending](GOOD), f"a.{ending}", EDITION)
    assert said(found) == said(read_bytes(csv, "a.csv", EDITION))


@pytest.mark.parametrize("ending", WRITERS)
def test_a_workbook_names_row_and_column_too(ending: str) -> None:
    rows = [*GOOD, ["B", 1, "2.1.1", "yes", 30], ["B", 2, "9.9", "perhaps", 30]]
    lines = lines_of(WRITERS[ending](rows), f"a.{ending}")
    assert [line.split(": ")[0] for line in lines] == [
        "row 5, column question",
        "row 6, column question",
        "row 6, column answer",
    ]


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B"]),
            st.integers(0, 5),
            st.sampled_from(["2.1.1", "2.2.1", "V1"]),
            st.sampled_from(["yes", "no", "maybe", None]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(sorted(WRITERS)),
)
def test_any_table_is_read_alike_from_every_format(rows: list[tuple[object, ...]], ending: str) -> None:
    table: Cells = [["inspection", "case", "question", "answer"], *rows]
    csv = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in table).encode()

    def outcome(data: bytes, name: str) -> object:
        try:
            return said(read_bytes(data, name, EDITION))
        except AnswersRefused as refused:
            return list(refused.files[0].problems.lines())

    assert outcome(WRITERS[ending](table), f"a.{ending}") == outcome(csv, "a.csv")


def test_formulas_are_refused_where_they_stand() -> None:
    rows = [*GOOD[:2], ["A", 2, "2.1.1", "=D2", 30]]
    assert lines_of(xlsx(rows), "a.xlsx") == ["row 3, column answer: a formula stands here; paste its value"]
    assert lines_of(ods(rows, formula="=D2"), "a.ods") == [
        "row 3, column answer: a formula stands here; paste its value"
    ]


@pytest.mark.parametrize(("ending", "write"), [("xlsx", xlsx), ("ods", ods)])
def test_one_filled_sheet_is_enough_and_the_most(ending: str, write: Callable[..., bytes]) -> None:
    (line,) = lines_of(write(GOOD, sheets=("One", "Two")), f"a.{ending}")
    assert line == "2 sheets are filled (“One”, “Two”): keep one sheet in the file"
    assert lines_of(write([]), f"a.{ending}") == ["the workbook is empty"]


@pytest.mark.parametrize(("ending", "write"), [("xlsx", xlsx), ("ods", ods)])
def test_a_header_further_down_or_a_cell_beyond_it_is_refused(
    ending: str, write: Callable[..., bytes]
) -> None:
    assert lines_of(write([[None], *GOOD]), f"a.{ending}") == ["row 1: it is empty: the header belongs here"]
    (line,) = lines_of(write([*GOOD, ["A", 3, "2.1.1", "no", 30, "x"]]), f"a.{ending}")
    assert line == "row 5: a cell stands beyond the last column of the header (5 columns)"


def test_a_date_made_of_a_number_is_recognised() -> None:
    rows = [*GOOD, ["A", 3, date(2001, 2, 2), "yes", 30]]
    (line,) = lines_of(xlsx(rows), "a.xlsx")
    assert "it looks like a date a spreadsheet made of a number" in line


def packed(parts: dict[str, bytes], source: bytes | None = None) -> bytes:
    """A zip of these parts, which replace those of the source of the same name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        old = zipfile.ZipFile(io.BytesIO(source)) if source else None
        for name in old.namelist() if old else ():
            package.writestr(name, parts.get(name) or old.read(name) if old else b"")
        for name, data in parts.items():
            if not old or name not in old.namelist():
                package.writestr(name, data)
    return file.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<b>&c;&c;&c;</b>"
)


@pytest.mark.parametrize(
    ("name", "part", "source"),
    [
        ("a.xlsx", "xl/worksheets/sheet1.xml", xlsx(GOOD)),
        ("a.xlsx", "xl/workbook.xml", xlsx(GOOD)),
        ("a.ods", "content.xml", ods(GOOD)),
    ],
)
@pytest.mark.parametrize("content", [BOMB, b"<not", b"\x00\xff", b"<a/>"])
def test_a_damaged_or_malicious_part_is_refused_in_a_sentence(
    name: str, part: str, source: bytes, content: bytes
) -> None:
    (line,) = lines_of(packed({part: content}, source), name)
    assert "damaged" in line or "empty" in line


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 300_000_000})
    (line,) = lines_of(bomb, "a.xlsx")
    assert line.startswith("the workbook unpacks to 300,000,004 bytes")


def test_a_locked_ods_and_a_zip_of_something_else_are_refused() -> None:
    locked = packed({"META-INF/manifest.xml": b"<m><encryption-data/></m>"}, ods(GOOD))
    assert "protected with a password" in lines_of(locked, "a.ods")[0]
    assert "neither XLSX nor ODS" in lines_of(packed({"photo.jpg": b"x"}), "a.xlsx")[0]
    assert "its content is ODS" in lines_of(ods(GOOD), "a.xlsx")[0]


@given(st.integers(0, 10**9), st.integers(0, 255), st.sampled_from(["xlsx", "ods", "parquet"]))
@settings(max_examples=150)
def test_a_damaged_byte_is_never_a_traceback(at: int, byte: int, ending: str) -> None:
    data = bytearray(SAMPLES[ending])
    data[at % len(data)] = byte
    with suppress(AnswersRefused):  # anything else fails the test
        read_bytes(bytes(data), f"a.{ending}", EDITION)


SAMPLES = {ending: write(GOOD) for ending, write in WRITERS.items()}
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods_of(*rows: str) -> bytes:
    return packed({"content.xml": CONTENT.format("".join(rows)).encode()})


def row_of(*texts: str, repeated: int = 1) -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    tail = '<table:table-cell table:number-columns-repeated="16000"/>'
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}{tail}</table:table-row>'


HEADER = row_of("inspection", "standard", "rating")


def test_repeated_empty_rows_keep_the_numbers_right() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    gap = '<table:table-row table:number-rows-repeated="3"/>'
    lines = lines_of(ods_of(HEADER, gap, row_of("A", "9.9", "Good"), empty), "a.ods")
    assert lines[0].startswith("row 5, column standard")


def test_repeated_rows_and_columns_are_what_they_stand_for() -> None:
    lines = lines_of(ods_of(HEADER, row_of("A", "1.1", "Good", repeated=2)), "a.ods")
    assert lines == ["row 3, column standard: standard 1.1 of inspection “A” stands in row 2 already"]
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="100000"><text:p>x</text:p>'
    (line,) = lines_of(ods_of(wide + "</table:table-cell></table:table-row>"), "a.ods")
    assert line == "row 1: 2,001 columns; the limit is 2,000"


def test_spaces_spans_and_comments_of_a_cell() -> None:
    spaced = "North<text:s/><text:span>West</text:span>"
    remark = (
        "<table:table-cell><office:annotation><text:p>a remark</text:p></office:annotation>"
        "<text:p>Good</text:p></table:table-cell>"
    )
    row = row_of(spaced, "1.1", "X").replace(
        "<table:table-cell><text:p>X</text:p></table:table-cell>", remark
    )
    (given,) = read_bytes(ods_of(HEADER, row), "a.ods", EDITION).given
    assert (given.inspection, len(given.outcomes)) == ("North West", 1)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (pa.array([["x"]]), "the column is of type list"),
        (pa.array([b"x"]), "the column is of type binary"),
        (pa.array([{"a": 1}]), "the column is of type struct"),
        (pa.array([True]), "“true” is none of yes, no"),
        (pa.array([1.5]), "“1.5” is none of yes, no"),
        (pa.array([10**12], pa.timestamp("ns")), "“1970-01-01 00:16:40"),
        (pa.array(["ja"]).dictionary_encode(), "“ja” is none of yes, no"),
    ],
)
def test_parquet_columns_of_other_types(column: pa.Array, words: str) -> None:
    file = io.BytesIO()
    names = ["inspection", "case", "question", "answer"]
    parquet.write_table(
        pa.table([pa.array(["A"]), pa.array([7]), pa.array(["2.1.1"]), column], names=names), file
    )
    assert any(words in line for line in lines_of(file.getvalue(), "a.parquet"))


def test_parquet_nulls_are_empty_cells() -> None:
    file = io.BytesIO()
    names = ["inspection", "case", "question", "answer"]
    columns = [pa.array(["A", "A"]), pa.array([1, 2]), pa.array(["2.1.1"] * 2), pa.nulls(2)]
    parquet.write_table(pa.table(columns, names=names), file)
    (one,) = read_bytes(file.getvalue(), "a.parquet", EDITION).answers
    assert one.matrix.tallies()["2.1.1"].not_answered == 2


def test_parquet_of_too_many_columns_is_refused() -> None:
    file = io.BytesIO()
    parquet.write_table(pa.table({f"q{i}": [1] for i in range(2_001)}), file)
    assert lines_of(file.getvalue(), "a.parquet") == ["row 1: 2,001 columns; the limit is 2,000"]
