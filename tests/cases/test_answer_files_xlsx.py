"""What other programs write into an XLSX workbook: each way to say the same cell, and each way to say nothing."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.cases.files.cells import FORMULA, as_text
from eyre.cases.files.limits import MAX_COLUMNS
from eyre.cases.files.xlsx import read_xlsx
from eyre.cases.files.xlsx_events import column_of
from eyre.core.cases.problems import Problems

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXTS = "<si><t>word</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>reading</t></rPh></si>"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


def links(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{RELATED}/{target.split("|")[0]}" Target="{target.split("|")[1]}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="x">{each}</Relationships>'


def package(rows: str, *, space: str = MAIN, prefix: str = "", sheet: str = "worksheets/sheet1.xml") -> bytes:
    """A workbook of one sheet; `prefix` writes every element of it as some programs do."""
    mark = f'xmlns{":" + prefix if prefix else ""}="{space}"'
    at = f"{prefix}:" if prefix else ""
    body = (
        rows.replace("</", f"</{at}").replace("<", f"<{at}").replace(f"<{at}/{at}", f"</{at}")
        if prefix
        else rows
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": links(a="officeDocument|xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Answers" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            a=f"worksheet|{sheet}", b="sharedStrings|texts.xml", c="styles|styles.xml"
        ),
        "xl/texts.xml": f'<sst xmlns="{space}">{TEXTS}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}">{STYLES}</styleSheet>',
        "xl/worksheets/sheet1.xml": f"<{at}worksheet {mark}><{at}sheetData>{body}</{at}sheetData></{at}worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as into:
        for name, text in parts.items():
            into.writestr(name, text)
    return file.getvalue()


def read(data: bytes) -> tuple[tuple[str, ...], list[list[str]], list[int]]:
    problems = Problems()
    sheet = read_xlsx(data, problems)
    assert sheet is not None, list(problems.lines())
    assert not problems
    return sheet.header, [column.cells() for column in sheet.columns], sheet.rows.tolist()


HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2" t="s"><v>0</v></c>', "word"),
        ('<c r="A2" t="s"><v>1</v></c>', "rich text"),
        ('<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>', "ab"),
        ('<c r="A2" t="str"><v>plain</v></c>', "plain"),
        ('<c r="A2"><v>30</v></c>', "30"),
        ('<c r="A2" t="n"><v>3.0</v></c>', "3"),
        ('<c r="A2"><v>1.1000000000000001</v></c>', "1.1"),
        ('<c r="A2" t="b"><v>1</v></c>', "true"),
        ('<c r="A2" t="b"><v>0</v></c>', "false"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A2" t="d"><v>2001-02-02</v></c>', "2001-02-02"),
        ('<c r="A2" s="1"><v>36924</v></c>', "2001-02-02 00:00:00"),
        ('<c r="A2" s="2"><v>36924.5</v></c>', "2001-02-02 12:00:00"),
        ('<c r="A2" s="3"><v>36924.5</v></c>', "36924.5"),
        ('<c r="A2" s="1"><v>99999999</v></c>', "99999999"),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_every_way_to_write_a_cell(cell: str, text: str) -> None:
    for data in (
        package(f'{HEADER}<row r="2">{cell}</row>'),
        package(f"{HEADER.replace(' r=', ' x=')}<row>{cell}</row>", space=STRICT),
        package(f'{HEADER}<row r="2">{cell}</row>', prefix="x"),
        package(f'{HEADER}<row r="2">{cell}</row>', sheet="/xl/worksheets/sheet1.xml"),
    ):
        assert read(data) == (("h",), [[text]], [2])


def test_rows_and_cells_that_are_left_out_are_empty() -> None:
    header = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    rows = '<row r="5"><c r="C5"><v>9</v></c></row><row r="6"><c r="A6"/></row><row r="9"><c r="B9"><v>8</v></c></row>'
    assert read(package(header + rows)) == (("1", "2", "3"), [["", ""], ["", "8"], ["9", ""]], [5, 9])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>', "row 1: 2,001 columns; the limit is 2,000"),
        ('<row r="2"><c r="A2"><v>1</v></c></row>', "row 1: row 1 is empty: the header belongs there"),
        ('<row r="1"><c r="?1"><v>1</v></c></row>', "the workbook is damaged"),
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "the workbook is damaged"),
        ('<row r="1"><c r="A1"><v>1,5</v></c></row>', "the workbook is damaged"),
        ('<row r="one"><c r="A1"><v>1</v></c></row>', "the workbook is damaged"),
        ('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>', "row 1: a formula stands in the header"),
        ("", "the workbook is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(rows: str, words: str) -> None:
    problems = Problems()
    assert read_xlsx(package(rows), problems) is None
    (line,) = problems.lines()
    assert line.startswith(words)


def test_columns_are_counted_as_spreadsheets_letter_them() -> None:
    letters = [openpyxl.utils.get_column_letter(i) for i in range(1, MAX_COLUMNS + 1)]
    assert [column_of(f"{each}7") for each in letters] == list(range(MAX_COLUMNS))


VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).filter(
        lambda text: text[:1] != "="
    ),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1901, 1, 1), dt.date(2999, 1, 1)),
)


@settings(max_examples=60)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=6))
def test_the_stream_reads_what_openpyxl_reads(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in [["a", "b", "c"], *rows]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    written = openpyxl.load_workbook(io.BytesIO(file.getvalue())).active
    expected = [
        [str(as_text(cell)) for cell in row]
        for row in written.iter_rows(min_row=2, max_col=3, values_only=True)
    ]
    numbers = [i for i, row in enumerate(expected, 2) if any(row)]
    header, columns, found = read(file.getvalue())
    assert (header, found) == (("a", "b", "c"), numbers)
    assert [list(row) for row in zip(*columns, strict=True)] == [row for row in expected if any(row)]
    assert str(FORMULA) not in str(expected)
