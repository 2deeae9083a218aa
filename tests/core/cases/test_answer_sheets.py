"""A sheet keeps every text once, and says every cell as it was."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases.keys import first_places, numbered, repeats
from eyre.core.cases.sheets import encode, sheet_of

TEXTS = st.lists(st.sampled_from(["yes", " yes", "no", "", " ", "\t", "Ünter"]), max_size=30)


@given(TEXTS)
def test_encoding_loses_nothing(texts: list[str]) -> None:
    column = encode(texts)
    assert column.cells() == texts
    assert [column.at(i) for i in range(len(column))] == texts
    assert len(set(column.words)) == len(column.words)


@given(TEXTS)
def test_trimming_is_stripping_every_cell(texts: list[str]) -> None:
    column = encode(texts)
    assert column.trimmed().cells() == [text.strip() for text in texts]
    assert column.is_blank.tolist() == [not text.strip() for text in texts]


@given(st.lists(st.tuples(*[st.sampled_from(["", " ", "x"])] * 3), max_size=12))
def test_blank_rows_and_unnamed_blank_columns_go_and_the_numbers_stay(rows: list[tuple[str, ...]]) -> None:
    sheet = sheet_of(["a", "", "c"], list(enumerate(rows, 2))).without_blanks()
    keep_second = any(row[1].strip() for row in rows)
    assert sheet.header == (("a", "", "c") if keep_second else ("a", "c"))
    kept = [i for i, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert sheet.rows.tolist() == kept


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=1, max_size=60))
def test_pairs_are_numbered_in_order_of_appearance_with_the_outer_together(
    pairs: list[tuple[int, int]],
) -> None:
    outer, inner = (np.array(codes, dtype=np.int32) for codes in zip(*pairs, strict=True))
    numbers, first = numbered(outer, inner)
    outers = list(dict.fromkeys(a for a, _ in pairs))
    expected = [pair for a in outers for pair in dict.fromkeys(pairs) if pair[0] == a]
    assert [expected[n] for n in numbers.tolist()] == pairs
    assert first.tolist() == [pairs.index(pair) for pair in expected]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.sampled_from([10, 10**9]))
def test_repeats_name_the_first_place(numbers: list[int], size: int) -> None:
    again, before = repeats(np.array(numbers, dtype=np.int64), size)
    expected = [(i, numbers.index(n)) for i, n in enumerate(numbers) if numbers.index(n) < i]
    assert list(zip(again.tolist(), before.tolist(), strict=True)) == expected


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_first_places(codes: list[int]) -> None:
    found = first_places(np.array(codes), 7)
    assert all(found[code] == codes.index(code) for code in codes)
