"""Files of facts are read with every mistake told by file and row."""

from pathlib import Path

import pytest

from eyre.platform.facts import DataMistakes, Notebook, read_rows, whole_number


def read(tmp_path: Path, text: str, notes: Notebook) -> list[dict[str, str]]:
    (tmp_path / "facts.csv").write_text(text, "utf-8")
    return [row.cells for row in read_rows(tmp_path / "facts.csv", ["a", "b"], notes)]


def test_reads_rows_by_column(tmp_path: Path) -> None:
    notes = Notebook()
    assert read(tmp_path, 'a,b\n1,"x, y"\n,\n', notes) == [{"a": "1", "b": "x, y"}, {"a": "", "b": ""}]
    notes.check()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "facts.csv, row 1: the columns are [], and should be ['a', 'b']"),
        ("b,a\n1,2\n", "facts.csv, row 1: the columns are ['b', 'a'], and should be ['a', 'b']"),
        ("a,b\n1,2\n1\n1,2,3\n", "facts.csv, row 3: 1 cells, and should be 2\nfacts.csv, row 4: 3 cells"),
    ],
)
def test_tells_what_is_wrong_with_the_form(tmp_path: Path, text: str, told: str) -> None:
    notes = Notebook()
    read(tmp_path, text, notes)
    with pytest.raises(DataMistakes) as caught:
        notes.check()
    assert told in str(caught.value)


def test_a_cell_that_cannot_be_read_is_noted_and_reading_goes_on(tmp_path: Path) -> None:
    notes = Notebook()
    (tmp_path / "facts.csv").write_text("a,b\nmany,2\n3,four\n")
    rows = list(read_rows(tmp_path / "facts.csv", ["a", "b"], notes))
    numbers = [row.read(column, whole_number, notes, None) for row in rows for column in ("a", "b")]
    assert numbers == [None, 2, 3, None]
    assert [str(mistake) for mistake in notes.mistakes] == [
        "facts.csv, row 2: a: 'many' is no whole number",
        "facts.csv, row 3: b: 'four' is no whole number",
    ]


@pytest.mark.parametrize(("text", "value"), [("", None), ("0", 0), ("27", 27)])
def test_whole_numbers(text: str, value: int | None) -> None:
    assert whole_number(text) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "²", " 1", "1e3"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match="is no whole number"):
        whole_number(text)
