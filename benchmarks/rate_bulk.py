"""rate-bulk: 10 million answers to counts, intervals, standards and overall ratings, in one thread.

Measured in one run against one pass over the same bytes, and against DuckDB and pandas, which only count: by
inspection and question, and the same by two sub-group columns. Peers get the answers in their own best form (narrow
integer columns in memory), one thread, and the way of grouping that was quicker for them: the finest groups first,
added up after. Every round runs all of them, and their counts are compared with ours before any time is taken.
"""

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from eyre.core.cases.bulk import BulkAnswers, Labels
from eyre.core.frameworks import Edition
from eyre.core.ratings.bulk import BulkRatings, rate_blocks

from .made import best_of, made_edition

INSPECTIONS, CASES, STANDARDS, QUESTIONS = 833, 200, 20, 3
SEXES, GRADES = ("", "female", "male"), ("PO", "PQiP", "PSO", "SPO")
GROWTH = (1, 2, 4, 10)

FINEST = """
create or replace temp table finest as
select inspection, question, sex, grade, sum((answer = 3)::int) yes, sum((answer in (2, 3))::int) relevant,
sum((answer = 4)::int) not_relevant, count(*) cases from answers group by all
"""
WANTED = ("inspection, question", "inspection, question, sex", "inspection, question, grade")


def made_answers(edition: Edition, inspections: int, cases: int = CASES) -> BulkAnswers:
    """Answers that lean another way for each inspection and question, cases in no order but by inspection."""
    chance = np.random.default_rng(2026)
    questions = tuple(edition.questions)
    yes = chance.beta(4, 2, size=(inspections, 1, len(questions))).astype(np.float32)
    draw = chance.random((inspections, cases, len(questions)), dtype=np.float32)
    cells = np.where(draw < yes * 0.88, 3, 2).astype(np.uint8)
    cells[draw > 0.88] = 4
    cells[draw > 0.99] = 0
    rows = inspections * cases
    groups = {
        "sex": Labels(SEXES, chance.choice(3, rows, p=(0.02, 0.14, 0.84)).astype(np.uint16)),
        "grade": Labels(GRADES, chance.choice(4, rows, p=(0.5, 0.1, 0.35, 0.05)).astype(np.uint16)),
    }
    names = tuple(f"inspection {i}" for i in range(inspections))
    inspection = np.repeat(np.arange(inspections), cases)
    return BulkAnswers.in_order(names, questions, cells.reshape(rows, -1), inspection, groups)


def cells_of(answers: BulkAnswers) -> np.ndarray:
    """The bytes without the padding of the words, one after the other."""
    return np.ascontiguousarray(answers.words.view(np.uint8)[:, : len(answers.questions)])


def as_frame(answers: BulkAnswers) -> pd.DataFrame:
    """One row an answer, in columns as narrow as they can be, in the order of our bytes."""
    runs, width = answers.runs, len(answers.questions)
    cases = np.diff(runs.starts, append=len(answers.words))
    per_answer = {
        "inspection": runs.inspection.astype(np.int16),
        **{name: codes.astype(np.int8) for name, codes in runs.labels.items()},
    }
    frame = {name: np.repeat(codes, cases * width) for name, codes in per_answer.items()}
    frame["question"] = np.tile(np.arange(width, dtype=np.int8), len(answers.words))
    return pd.DataFrame(frame | {"answer": cells_of(answers).reshape(-1)})


def count_with_duckdb(connection: duckdb.DuckDBPyConnection) -> list[dict[str, np.ndarray]]:
    """The counts by inspection and question, and by each sub-group."""
    connection.execute(FINEST)
    return [
        connection.execute(
            f"select {by}, sum(yes) yes, sum(relevant) relevant from finest group by all order by all"
        ).fetchnumpy()
        for by in WANTED
    ]


def count_with_pandas(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """The same, from sums of columns that pandas adds up by the finest groups."""
    answer = frame["answer"]
    flags = frame.assign(yes=answer == 3, relevant=(answer == 2) | (answer == 3), not_relevant=answer == 4)
    keys = ["inspection", "question", "sex", "grade"]
    finest = flags.groupby(keys, sort=True)[["yes", "relevant", "not_relevant"]].sum().reset_index()
    columns = ["yes", "relevant", "not_relevant"]
    return [finest.groupby(by.split(", "))[columns].sum().reset_index() for by in WANTED]


def check(rated: BulkRatings, counted: Any, by: int) -> None:
    """The peer's counts are ours: of every inspection, or of every label in one."""
    counts = rated.counts if by == 0 else list(rated.groups.values())[by - 1].counts
    asked = counts.cases[:, None] > 0
    for name in ("yes", "relevant"):
        ours = np.where(asked, getattr(counts, name), 0)
        theirs = np.asarray(counted[name]).astype(np.int64)
        if by == 0:
            same = np.array_equal(ours.reshape(-1), theirs)
        else:
            same = int(ours.sum()) == int(theirs.sum()) and np.array_equal(
                np.sort(ours.reshape(-1)), np.sort(theirs)
            )
        assert same, f"{name} by {WANTED[by]} differs"


def grown(edition: Edition, factor: int, repeat: int) -> dict[str, float]:
    """Time per answer at so many times the work, beside one pass over the same bytes."""
    answers = made_answers(edition, INSPECTIONS * factor)
    bytes_ = cells_of(answers)
    times = best_of(repeat, {"rated": lambda: rate_blocks(edition, answers), "pass": lambda: np.sum(bytes_)})
    return {
        "answers": bytes_.size,
        "seconds": times["rated"],
        "nanoseconds an answer": 1e9 * times["rated"] / bytes_.size,
        "times one pass": times["rated"] / times["pass"],
    }


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and ratios: how many times one pass, how many times quicker than the peers."""
    edition = made_edition(STANDARDS, QUESTIONS)
    answers = made_answers(edition, INSPECTIONS)
    bytes_, frame = cells_of(answers), as_frame(answers)
    connection = duckdb.connect()
    connection.execute("set threads to 1")
    connection.register("frame", frame)
    connection.execute("create table answers as select * from frame")
    rated = rate_blocks(edition, answers)
    for by, counted in enumerate(zip(count_with_duckdb(connection), count_with_pandas(frame), strict=True)):
        for each in counted:
            check(rated, each, by)
    times = best_of(
        repeat,
        {
            "rated": lambda: rate_blocks(edition, answers),
            "one pass, numpy.sum of bytes": lambda: np.sum(bytes_),
            "one pass, numpy.sum of 8-byte words": lambda: np.sum(answers.words),
            "duckdb, counts only": lambda: count_with_duckdb(connection),
            "pandas, counts only": lambda: count_with_pandas(frame),
        },
    )
    ours = times["rated"]
    return {
        "name": "rate-bulk",
        "compares": "counts, intervals, standards, scores and overall ratings of every inspection, with counts and "
        "intervals of two sub-group columns, in one thread",
        "command": "make bench NAME=rate-bulk",
        "sizes": {
            "answers": bytes_.size,
            "inspections": INSPECTIONS,
            "cases each": CASES,
            "questions": len(answers.questions),
            "labels of the sub-group columns": [len(labels) for labels in answers.labels.values()],
            "runs of cases alike": len(answers.runs.starts),
        },
        "seconds": times,
        "answers a second": bytes_.size / ours,
        "ratios": {
            "times one pass over the bytes": ours / times["one pass, numpy.sum of bytes"],
            "times one pass over the words": ours / times["one pass, numpy.sum of 8-byte words"],
            "times quicker than duckdb": times["duckdb, counts only"] / ours,
            "times quicker than pandas": times["pandas, counts only"] / ours,
        },
        "target": "within 12x of one pass (numpy.sum of the bytes); at least 30x DuckDB; linear to 100 million",
        "growth": {f"{factor}x": grown(edition, factor, repeat) for factor in GROWTH},
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
