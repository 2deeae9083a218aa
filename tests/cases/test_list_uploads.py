"""Uploads as they come: workbooks with merged cells and formulas, files cut in half, and what nobody foresaw."""

from concurrent.futures import Future
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from case_lists_made import FIELDWORK, HEADER, as_csv, rows
from eyre.cases.actions.lists import send_case_list
from eyre.cases.lists import keeping
from eyre.cases.lists.checking import BY
from eyre.cases.lists.problems import open_problems
from eyre.cases.lists.reading import read_upload
from eyre.cases.models import CaseList
from eyre.core.cases.problems import Problems
from eyre.inspections.models import Inspection
from published_data import NOON

GOOD = as_csv(rows(30))


def said(content: bytes, name: str = "list.csv") -> list[str]:
    problems = Problems()
    read_upload(content, name, problems)
    return [str(problem) for problem in problems.all()]


def workbook(change: Any = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER, *rows(6)]:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(spanned: int) -> bytes:
    document, table = OpenDocumentSpreadsheet(), Table(name="cases")
    for cells in [HEADER, *rows(2)]:
        row = TableRow()
        for cell in cells:
            made = TableCell(valuetype="string", **({"numberrowsspanned": spanned} if spanned > 1 else {}))
            made.addElement(P(text=cell))
            row.addElement(made)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def formula(sheet: Any) -> None:
    sheet["J3"] = "=TODAY()-200"


def test_good_files_of_every_kind_are_read() -> None:
    assert said(GOOD) == said(workbook(), "list.xlsx") == said(ods(1), "list.ods") == []


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (workbook(lambda sheet: sheet.merge_cells("G3:G5")), "list.xlsx", "cells are merged (G3:G5)"),
        (ods(2), "list.ods", "cells are merged: undo it"),
        (workbook(formula), "list.xlsx", "row 3, column start date: a formula stands here"),
        (workbook()[:-300], "list.xlsx", "its end is missing"),
        (ods(1)[:-100], "list.ods", "its end is missing"),
        (GOOD[: GOOD.rindex(b",licence")], "list.csv", "the last row stops in the middle"),
        (GOOD, "list.parquet", "send CSV, XLSX or ODS"),
        (GOOD, "list", "send CSV, XLSX or ODS"),
        (b"", "list.csv", "the file is empty"),
        (GOOD + b'"no end', "list.csv", "a quotation mark in this row is not closed"),
    ],
    ids=range(10),
)
def test_what_no_list_is_is_said(content: bytes, name: str, words: str) -> None:
    assert any(words in each for each in said(content, name)), said(content, name)


@given(st.integers(1, len(GOOD) - 1))
def test_a_list_cut_anywhere_is_never_taken_for_a_longer_one(at: int) -> None:
    problems = Problems()
    sheet = read_upload(GOOD[:at], "list.csv", problems)
    whole_lines = GOOD[:at].count(b"\n")
    assert problems or (sheet is not None and len(sheet) <= whole_lines)


@given(st.binary(max_size=200), st.sampled_from(["list.csv", "list.xlsx", "list.ods", "list.txt"]))
def test_any_bytes_are_a_sheet_or_a_problem(content: bytes, name: str) -> None:
    problems = Problems()
    assert read_upload(content, name, problems) is not None or problems


def test_a_bomb_is_not_unpacked() -> None:
    out = BytesIO()
    with ZipFile(out, "w", 8) as package:
        package.writestr("[Content_Types].xml", "x")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    assert any("which no real one does" in each for each in said(out.getvalue(), "list.xlsx"))


class AtOnce:
    """An executor that does the work where it is handed over."""

    def submit(self, work: Any, *given: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(work(*given))
        except (RuntimeError, ValueError) as error:
            done.set_exception(error)
        return done


@pytest.mark.django_db
def test_what_nobody_foresaw_refuses_the_list_and_logs_no_word_of_it(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(fieldwork_from=FIELDWORK, fieldwork_to=FIELDWORK)
    inspection = Inspection.objects.get(pk="pdu-2023-cumbria")
    send_case_list(inspection=inspection, content=GOOD, name="list.csv", by=BY, at=NOON)

    def fail(*_: object) -> None:
        raise RecursionError("Planted Name 1")

    monkeypatch.setattr(keeping, "check", fail)
    monkeypatch.setattr(keeping, "connection", type("Kept", (), {"close": staticmethod(lambda: None)}))
    keeping._check_next(AtOnce(), "here")  # type: ignore[arg-type]
    held = CaseList.objects.get()
    assert held.state == "refused"
    (problem,) = open_problems(held.sealed_problems)
    assert "did not expect (RecursionError)" in problem.text
    assert "RecursionError" in caplog.text
    assert "Planted" not in caplog.text + problem.text
