"""rate-bulk: 10 million answers to counts, intervals, standards and overall ratings, in one thread.

Measured in one run against one pass over the same bytes, and against DuckDB and pandas, which only count: by
inspection and question, and the same by two sub-group columns. Peers get the answers in memory as integer columns as
narrow as they can be, in the order of our bytes, and one thread. DuckDB runs twice: a GROUP BY for each of the three
tables, and the finest groups first with the three added up from them, which is our own way. Our bytes were put in
order when they were frozen, as the peers' tables were built: neither is timed. Every round runs all of them, and
their counts are compared with ours before any time is taken.
"""

from functools import partial
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

KEYS = "inspection, question, sex, grade"
COUNTS = (
    "sum((answer = 3)::int) yes, sum((answer in (2, 3))::int) relevant, sum((answer = 4)::int) not_relevant, "
    "count(*) cases"
)
WANTED = ("inspection, question", "inspection, question, sex", "inspection, question, grade")


def made_answers(edition: Edition, inspections: int, cases: int = CASES) -> BulkAnswers:
    """Answers that lean another way for each inspection and question."""
    chance = np.random.default_rng(2026)
    questions, rows = tuple(edition.questions), inspections * cases
    cells = np.concatenate([_cells(chance, cases, len(questions)) for _ in range(inspections)])
    groups = {
        "sex": Labels(SEXES, chance.choice(3, rows, p=(0.02, 0.14, 0.84))),
        "grade": Labels(GRADES, chance.choice(4, rows, p=(0.5, 0.1, 0.35, 0.05))),
    }
    names = tuple(f"inspection {i}" for i in range(inspections))
    return BulkAnswers.in_order(names, questions, cells, np.repeat(np.arange(inspections), cases), groups)


def _cells(chance: np.random.Generator, cases: int, questions: int) -> np.ndarray:
    """One inspection: one in ten not relevant, one in a hundred not answered yet, the rest yes or no."""
    yes = 0.89 * chance.beta(4, 2, size=questions).astype(np.float32)
    draw = chance.random((cases, questions), dtype=np.float32)
    cells = np.where(draw < yes, 3, 2).astype(np.uint8)
    cells[draw > 0.89] = 4
    cells[draw > 0.99] = 0
    return cells


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


def count_plainly(connection: duckdb.DuckDBPyConnection) -> list[dict[str, np.ndarray]]:
    """The counts by inspection and question, and by each sub-group: a GROUP BY for each."""
    return [
        connection.execute(f"select {by}, {COUNTS} from answers group by all order by all").fetchnumpy()
        for by in WANTED
    ]


def count_finest_first(connection: duckdb.DuckDBPyConnection) -> list[dict[str, np.ndarray]]:
    """The same from one GROUP BY over the answers, whose groups are added up after."""
    connection.execute(
        f"create or replace temp table finest as select {KEYS}, {COUNTS} from answers group by all"
    )
    return [
        connection.execute(
            f"select {by}, sum(yes) yes, sum(relevant) relevant, sum(not_relevant) not_relevant, sum(cases) cases "
            "from finest group by all order by all"
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
    """Every one of the peer's counts is ours: of every inspection, or of every label in one."""
    counts = rated.counts if by == 0 else list(rated.groups.values())[by - 1].counts
    inspection, question, *label = WANTED[by].split(", ")
    order = np.lexsort([np.asarray(counted[key]) for key in (question, *label, inspection)])
    for name in ("yes", "relevant", "not_relevant"):
        theirs = np.asarray(counted[name])[order].astype(np.int64)
        assert np.array_equal(getattr(counts, name).reshape(-1), theirs), f"{name} by {WANTED[by]} differs"


def grow(edition: Edition, repeat: int) -> dict[str, dict[str, float]]:
    """Time per answer at so many times the work, beside one pass over the same bytes, all sizes in every round."""
    blocks = {factor: made_answers(edition, INSPECTIONS * factor) for factor in GROWTH}
    bytes_ = {factor: cells_of(answers) for factor, answers in blocks.items()}
    rated = {f"{factor}x": partial(rate_blocks, edition, answers) for factor, answers in blocks.items()}
    passes = {f"pass {factor}x": partial(np.sum, each) for factor, each in bytes_.items()}
    times = best_of(repeat, rated | passes)
    return {
        f"{factor}x": {
            "answers": each.size,
            "seconds": times[f"{factor}x"],
            "nanoseconds an answer": 1e9 * times[f"{factor}x"] / each.size,
            "times one pass": times[f"{factor}x"] / times[f"pass {factor}x"],
        }
        for factor, each in bytes_.items()
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
    peers = count_plainly(connection), count_finest_first(connection), count_with_pandas(frame)
    for by, counted in enumerate(zip(*peers, strict=True)):
        for each in counted:
            check(rated, each, by)
    times = best_of(
        repeat,
        {
            "rated": lambda: rate_blocks(edition, answers),
            "one pass, numpy.sum of bytes": lambda: np.sum(bytes_),
            "one pass, numpy.sum of 8-byte words": lambda: np.sum(answers.words),
            "duckdb, a group by for each table, counts only": lambda: count_plainly(connection),
            "duckdb, finest groups first, counts only": lambda: count_finest_first(connection),
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
            "times quicker than duckdb": times["duckdb, a group by for each table, counts only"] / ours,
            "times quicker than duckdb, finest first": times["duckdb, finest groups first, counts only"]
            / ours,
            "times quicker than pandas": times["pandas, counts only"] / ours,
        },
        "target": "within 12x of one pass (numpy.sum of the bytes); at least 30x DuckDB; linear to 100 million",
        "growth": grow(edition, 2 * repeat),
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
