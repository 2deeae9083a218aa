"""How can the heads of the chains be kept where nobody of this database can reach them?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .canonical import moment
from .exceptions import HeadsUnreadable
from .models import AuditSegment, Chain

FORMAT = "eyre-audit-heads-1"
_HEAD = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one chain at one time: with it, every row sealed up to it can be held to what it was."""

    chain: str
    number: int
    head: str
    sealed_at: datetime | None = None

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        sealed_at = moment(self.sealed_at) if self.sealed_at else None
        return {"chain": self.chain, "number": self.number, "head": self.head, "sealed_at": sealed_at}


def latest_heads() -> list[Head]:
    """The latest head of each chain that has one."""
    found = []
    for chain in Chain:
        rows = AuditSegment.objects.filter(chain=chain).order_by("-number")
        found += [Head(*row) for row in rows.values_list("chain", "number", "head", "sealed_at")[:1]]
    return found


def heads_text(heads: Iterable[Head], at: datetime) -> str:
    """Heads as the file to keep elsewhere."""
    told = {"format": FORMAT, "exported_at": moment(at), "heads": [head.as_dict() for head in heads]}
    return json.dumps(told, indent=2) + "\n"


def read_heads(text: str) -> list[Head]:
    """The heads of such a file. Raises HeadsUnreadable."""
    try:
        told: Any = json.loads(text)
    except ValueError as why:
        raise HeadsUnreadable("it is not JSON") from why
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("heads"), list):
        raise HeadsUnreadable(f"it does not say that it is {FORMAT}")
    return [_read_head(each) for each in told["heads"]]


def _read_head(told: Any) -> Head:
    if not isinstance(told, dict):
        raise HeadsUnreadable("a head is not an object")
    chain, number, head = (told.get(name) for name in ("chain", "number", "head"))
    if chain not in Chain.values or type(number) is not int or not _HEAD.fullmatch(str(head)):
        raise HeadsUnreadable("a head needs a chain, a number and 64 hexadecimal digits")
    return Head(chain, number, str(head))
