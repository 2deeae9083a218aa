"""import: 1,000,000 answers from CSV, every value validated, into the answer matrices of the inspections.

Measured against `csv.reader`, which only splits the same file into texts, and against DuckDB, which reads it into a
table and makes the same checks in SQL. Files are read from the disk's cache; imports of libraries are paid before.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np

from eyre.cases.files import Contents, read_answers
from eyre.core.frameworks import Edition

from .made import best_of, made_edition

STANDARDS, QUESTIONS, CASES = 5, 12, 200  # 60 questions, 200 cases an inspection
ANSWERS = 1_000_000
GROWTH = (1, 2, 4)
WORDS = ("yes", "no", "not_relevant", "")


def made_rows(edition: Edition, answers: int, seed: int) -> Iterator[str]:
    """Rows of the long form with two sub-group columns, case by case, no value the same length as the next."""
    questions = tuple(edition.questions)
    chosen = np.random.default_rng(seed).choice(4, size=answers, p=(0.6, 0.29, 0.1, 0.01)).tolist()
    for i, word in enumerate(chosen):
        case, question = divmod(i, len(questions))
        sex, grade = ("female", "male")[case % 2], ("PO", "PSO", "PQiP")[case % 3]
        yield f"inspection-{case // CASES},case-{case},{questions[question]},{WORDS[word]},{sex},{grade}\n"


def write_long(path: Path, edition: Edition, answers: int) -> Path:
    """A file of so many answers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("inspection,case,question,answer,sex,grade\n")
        file.writelines(made_rows(edition, answers, seed=2026))
    return path


def write_shuffled(path: Path, source: Path) -> Path:
    """The same rows in no order: the hardest file, though no inspectorate would send it."""
    header, *rows = source.read_text("utf-8").splitlines(keepends=True)
    np.random.default_rng(7).shuffle(rows)
    path.write_text(header + "".join(rows), "utf-8")
    return path


def only_split(path: Path) -> int:
    """What csv.reader does: texts, of which nothing is known."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def in_duckdb(path: Path, edition: Edition) -> int:
    """The file in a table, then the checks: empty keys, unknown questions, impossible values, duplicates, labels."""
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE a AS FROM read_csv('{path}', all_varchar=true, nullstr='\\N')")
        database.execute("CREATE TABLE q (question VARCHAR)")
        database.executemany("INSERT INTO q VALUES (?)", [(question,) for question in edition.questions])
        checks = (
            "SELECT count(*) FROM a WHERE trim(inspection) = '' OR trim(\"case\") = ''",
            "SELECT count(*) FROM a ANTI JOIN q ON trim(a.question) = q.question",
            "SELECT count(*) FROM a WHERE lower(trim(answer)) NOT IN ('yes', 'no', 'not_relevant', '')",
            'SELECT count(*) FROM (FROM a SELECT 1 GROUP BY inspection, "case", question HAVING count(*) > 1)',
            'SELECT count(*) FROM (FROM a SELECT 1 GROUP BY inspection, "case" '
            "HAVING count(DISTINCT sex) > 1 OR count(DISTINCT grade) > 1)",
        )
        return sum(database.execute(check).fetchall()[0][0] for check in checks)


def only_duckdb(path: Path) -> None:
    """The file in a table, unchecked."""
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE a AS FROM read_csv('{path}', all_varchar=true)")


def is_whole(contents: Contents, answers: int) -> bool:
    """Whether every answer of the file is in a matrix."""
    return sum(int(np.count_nonzero(one.matrix.cells != 8)) for one in contents.answers) == answers


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times csv.reader the reading takes."""
    edition = made_edition(STANDARDS, QUESTIONS)
    with TemporaryDirectory() as folder:
        files = [write_long(Path(folder) / f"{n}.csv", edition, n * ANSWERS) for n in GROWTH]
        shuffled = write_shuffled(Path(folder) / "shuffled.csv", files[0])
        contents = read_answers(files[0], edition)  # also pays for the imports
        assert is_whole(contents, ANSWERS), "answers were lost"
        assert in_duckdb(files[0], edition) == 0, "DuckDB sees mistakes that are none"
        times = best_of(
            repeat,
            {
                "Eyre": lambda: read_answers(files[0], edition),
                "csv.reader": lambda: only_split(files[0]),
                "DuckDB with the checks": lambda: in_duckdb(files[0], edition),
                "DuckDB, unchecked": lambda: only_duckdb(files[0]),
                "Eyre, shuffled rows": lambda: read_answers(shuffled, edition),
                "csv.reader, shuffled rows": lambda: only_split(shuffled),
            },
        )
        growth = [best_of(2, {"": lambda file=file: read_answers(file, edition)})[""] for file in files]
        size = files[0].stat().st_size
    return {
        "name": "import",
        "compares": "1,000,000 answers from CSV, every value validated, into answer matrices, with csv.reader over "
        "the same file, and with DuckDB making the same checks in SQL",
        "command": "make bench NAME=import_answers",
        "sizes": {"answers": ANSWERS, "bytes": size, "inspections": len(contents.answers)},
        "seconds": times,
        "ratios": {
            "times csv.reader": times["Eyre"] / times["csv.reader"],
            "times csv.reader, shuffled": times["Eyre, shuffled rows"] / times["csv.reader, shuffled rows"],
            "times DuckDB with the checks": times["Eyre"] / times["DuckDB with the checks"],
        },
        "target": "within 3x of csv.reader; quicker than DuckDB plus the same checks",
        "growth with answers": {f"{n}x": seconds for n, seconds in zip(GROWTH, growth, strict=True)},
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
