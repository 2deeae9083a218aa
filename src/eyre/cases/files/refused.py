"""What was refused of a file, and why: for a person, and as JSON for a program."""

from __future__ import annotations

import json

from eyre.core.cases.problems import KEPT

from .reading import AnswersRefused


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
