"""Parquet as columns of words, through pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eyre.core.cases.problems import Kind, Problems
from eyre.core.cases.sheets import Column, Sheet, encode

from .cells import DAMAGED, DAMAGED_TOO, as_text
from .delimited import indices_of
from .limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED

if TYPE_CHECKING:
    import pyarrow as pa


def read_parquet(data: bytes, problems: Problems) -> Sheet | None:
    """The sheet in the bytes of a Parquet file; its first row counts as row 2, as if a header stood above it."""
    try:
        return _read(data, problems)
    except (*DAMAGED, *DAMAGED_TOO) as error:
        problems.add(Kind.FILE, f"the Parquet file is damaged and cannot be read ({type(error).__name__})")
        return None


def _read(data: bytes, problems: Problems) -> Sheet | None:
    import pyarrow as pa
    from pyarrow import parquet

    file = parquet.ParquetFile(pa.BufferReader(pa.py_buffer(data)))
    meta = file.metadata
    unpacked = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
    _check_size(meta.num_columns, meta.num_rows, unpacked, problems)
    names = file.schema_arrow.names
    if problems:
        return None
    table = file.read()
    columns = [_column(names[i], table.column(i), problems) for i in range(table.num_columns)]
    if None in columns:
        return None
    rows = np.arange(2, table.num_rows + 2, dtype=np.int64)
    return Sheet(tuple(names), tuple(column for column in columns if column is not None), rows)


def _check_size(columns: int, rows: int, unpacked: int, problems: Problems) -> None:
    if columns > MAX_COLUMNS:
        problems.add(Kind.WRONG_COLUMN, f"{columns:,} columns; the limit is {MAX_COLUMNS:,}", 1)
    if rows > MAX_ROWS:
        problems.add(Kind.FILE, f"{rows:,} rows; the limit is {MAX_ROWS:,}: split the file")
    if unpacked > MAX_UNPACKED:
        problems.add(
            Kind.FILE, f"it unpacks to {unpacked:,} bytes; the limit is {MAX_UNPACKED:,}: split the file"
        )


def _column(name: str, chunked: pa.ChunkedArray, problems: Problems) -> Column | None:
    """Every distinct value is put into words once; null is an empty cell."""
    import pyarrow as pa

    kind = chunked.type.value_type if pa.types.is_dictionary(chunked.type) else chunked.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        problems.add(Kind.WRONG_COLUMN, f"the column is of type {kind}: write text", 1, name)
        return None
    if pa.types.is_dictionary(chunked.type):
        chunked = chunked.cast(kind)
    if pa.types.is_temporal(kind):
        chunked = chunked.cast(pa.string())
    if pa.types.is_null(kind):
        return encode([""] * len(chunked))
    array = chunked.combine_chunks().dictionary_encode(null_encoding="encode")
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    values = array.dictionary.to_pylist()
    texts = encode(value if isinstance(value, str) else str(as_text(value)) for value in values)
    return texts.taken(indices_of(array))
