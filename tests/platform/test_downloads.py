"""Does a table leave as CSV that means the same and runs nothing?"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count
from eyre.platform.downloads import csv_response, csv_text, safe_cell

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20 7946", "'+44 20 7946"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("-3", "-3"),
        ("-3.5", "-3.5"),
        ("-12,345.6", "-12,345.6"),
        ("+7 %", "+7 %"),
        ("-1e5", "-1e5"),
        (-3, "-3"),
        (0.5, "0.5"),
        (Count(32, 87), "32 of 87"),
        ("Not known", "Not known"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_cell(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(WORDS)
def test_no_cell_starts_a_formula_and_only_an_apostrophe_is_added(words: str) -> None:
    cell = safe_cell(words)
    assert cell in {words, f"'{words}"}
    if cell.lstrip()[:1] in {"=", "@", "＝"}:
        pytest.fail(f"{cell!r} would run as a formula")


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_stays_as_it_is(value: float) -> None:
    assert safe_cell(value) == safe_cell(str(value)) == str(value)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=4))
def test_what_is_read_back_is_what_was_written(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))
    assert read == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]


def test_the_response_is_a_file_with_a_name() -> None:
    response = csv_response("ratings.csv", ["provider", "score"], [["Cumbria", "10/27"]])
    assert response.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response.headers["Content-Disposition"] == 'attachment; filename="ratings.csv"'
    assert response.content == b"provider,score\r\nCumbria,10/27\r\n"
    assert csv_response("é.csv", [], [], bom=True).content.startswith(b"\xef\xbb\xbf")
