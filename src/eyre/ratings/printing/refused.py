"""What was refused, and why: for a person, and as JSON for a program."""

from __future__ import annotations

import json

from eyre.cases.files import AnswersRefused
from eyre.core.cases.problems import KEPT, LISTED

from ..exceptions import RatingRefused


def say_refused(refused: AnswersRefused) -> str:
    """Every problem of every file, grouped, for a person."""
    lines = []
    for file in refused.files:
        n = len(file.problems)
        lines.append(f"{file.name}: {n:,} {'problem' if n == 1 else 'problems'}; nothing was read")
        lines.extend(f"  {line}" for line in file.problems.lines())
    return "\n".join(lines)


def refused_json(refused: AnswersRefused) -> str:
    """The first problems of each file up to the stated limit, and how many there are in truth."""
    files = [
        {
            "file": file.name,
            "total": len(file.problems),
            "problems": [
                {"kind": p.kind.value, "row": p.row, "column": p.column or None, "text": p.text}
                for p in file.problems.all()
            ],
        }
        for file in refused.files
    ]
    body = {"refused": True, "total": refused.total, "listed_at_most": KEPT, "files": files}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def say_cannot_rate(refused: RatingRefused) -> str:
    """Which inspections cannot be rated by their edition, and what is missing, for a person."""
    more = len(refused.lines) - LISTED
    lines = [
        f"Nothing was rated. {line}" if i == 0 else line for i, line in enumerate(refused.lines[:LISTED])
    ]
    return "\n".join([*lines, f"and {more:,} more inspections"] if more > 0 else lines)


def cannot_rate_json(refused: RatingRefused) -> str:
    """The same for a program."""
    body = {"refused": True, "total": len(refused.lines), "inspections": list(refused.lines)}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
