"""The vectors of wording, and the policies they are read under."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from eyre.core.figures import Count
from eyre.core.wording import Form, Hedge, Quantity, WordingPolicy
from eyre.reports.wording import load_policy, shipped_policies

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "wording.json").read_text("utf-8")
)
POLICY = load_policy(VECTORS["policy"])
POLICIES: list[WordingPolicy] = [load_policy(one) for one in shipped_policies()]


def quantity(phrase: str, data: dict[str, Any]) -> Quantity:
    """The quantity that a vector describes."""
    fractions = {key: Fraction(data[key]) for key in ("share", "low", "high") if key in data}
    count = Count(*data["count"]) if "count" in data else None
    plain = {key: data[key] for key in ("number", "word", "unit") if key in data}
    return Quantity(
        0,
        len(phrase),
        phrase,
        Form(data["form"]),
        Hedge(data.get("hedge", "")),
        count=count,
        **fractions,
        **plain,
    )
