"""The names of bodies that a document may use, from a file; needs no Django."""

from __future__ import annotations

import csv
from pathlib import Path

from eyre.frameworks.files import read_file


def read_names(path: Path) -> tuple[str, ...]:
    """One name a line, or the column `name` of a CSV file.

    Raises:
        EditionNotFound: when there is no such file.
        ValueError: when it holds no name, or is not UTF-8.
    """
    try:
        lines = read_file(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; save it as UTF-8") from None
    if path.suffix.lower() == ".csv":
        lines = [row.get("name") or "" for row in csv.DictReader(lines)]
    names = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not names:
        raise ValueError(f"{path} holds no name; write one a line, or a CSV file with a column name")
    return names
