"""Which inspections cannot be rated, and why: for a person, and as JSON for a program."""

from __future__ import annotations

import json

from eyre.core.cases.problems import LISTED

from ..exceptions import RatingRefused


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
