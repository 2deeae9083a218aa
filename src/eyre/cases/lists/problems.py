"""How are the problems of a list kept? Sealed, for they quote the file, and any cell may hold a name."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass

from eyre.cases.keys import UPLOADS
from eyre.core.cases.problems import Problems

MOST_KEPT = 250_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong: its row and column as the file has them (0 and "" for the whole file), and the words."""

    row: int
    column: str
    text: str


def seal_problems(problems: Problems) -> bytes:
    """Every problem up to `MOST_KEPT`, sealed."""
    told = [(one.row or 0, one.column, one.text) for one in problems.all()]
    return UPLOADS.seal(zlib.compress(json.dumps(told, ensure_ascii=False).encode()))


def open_problems(sealed: bytes | memoryview | None) -> tuple[Found, ...]:
    """The problems that were sealed, in the order of the file."""
    if sealed is None:
        return ()
    told = json.loads(zlib.decompress(UPLOADS.unseal(bytes(sealed))))
    return tuple(Found(row, column, text) for row, column, text in told)


def counted(problems: Problems) -> list[dict[str, str | int]]:
    """How many there are of each kind, the commonest first: nothing of the file."""
    totals: Counter[str] = Counter()
    for group in problems.groups():
        totals[group.kind.value] += group.total
    return [{"kind": kind, "count": count} for kind, count in totals.most_common()]
