"""What will be drawn from a stored list, how many of each stratum, and is a receipt still true of it?

A frame is made of pseudonyms and of attributes that name nobody, so that it and a receipt can be handed to anybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from eyre.cases.exceptions import CannotDraw
from eyre.cases.lists.shipped import specification
from eyre.cases.models import CaseList, ListedCase
from eyre.core.cases.listed import Specification
from eyre.core.sampling import (
    Aim,
    CannotShareOut,
    Excluded,
    Frame,
    Receipt,
    as_data,
    cases_needed,
    draw_receipt,
    frame_of,
    margin_reached,
    receipt_of,
    share_out,
)

from .case_list import labels_of

MOST_STRATA = 200
MOST_DRAWN = 5_000  # more than any inspection examines, and as many as a page can show


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for: a precision, or a `number` of cases instead; columns that make strata; a least number of each.

    `reserves` is how many reserves each stratum lists; None lists as many as are drawn.
    """

    aim: Aim = field(default_factory=Aim)
    number: int | None = None
    by: tuple[str, ...] = ()
    floor: int = 0
    reserves: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What one stratum gives; `stratum` is its name on the receipt, `label` the same in words."""

    stratum: str
    label: str
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Shares:
    """What a plan comes to, before anything is drawn. `margin` is the half-width the whole sample reaches, a share."""

    wanted: int
    of: int
    margin: float
    strata: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A stored list as what a draw starts from."""

    case_list: CaseList
    rules: Specification
    frame: Frame
    excluded: tuple[Excluded, ...]
    ids: dict[str, int]


def listed(case_list: CaseList, by: Sequence[str]) -> Listed:
    """The frame of a stored list in strata made of these attributes.

    Raises:
        CannotDraw: for an attribute of which no strata are made.
    """
    rules = specification(case_list.rules)
    strange = [key for key in by if key not in {column.key for column in rules.strata()}]
    if strange:
        raise CannotDraw(f"No strata are made of {', '.join(strange)}.", "by")
    rows = list(
        ListedCase.objects.filter(case_list=case_list)
        .order_by("row")
        .values_list("pk", "pseudonym", "attributes", "excluded")
    )
    may = [row for row in rows if not row[3]]
    labels = labels_of([[row[2].get(key, "") for row in may] for key in by], len(may))
    return Listed(
        case_list,
        rules,
        frame_of([row[1] for row in may], list(labels)),
        tuple(Excluded(row[1], row[3]) for row in rows if row[3]),
        {row[1]: row[0] for row in rows},
    )


def shares(found: Listed, plan: Plan) -> Shares:
    """How many cases of each stratum the plan draws.

    Raises:
        CannotDraw: when there are fewer cases than asked for, no case at all, or strata without number.
    """
    sizes = found.frame.sizes()
    total = len(found.frame.cases)
    if not total:
        raise CannotDraw(
            "No case of the list may be drawn: every one is excluded. See why on the page of the list."
        )
    if len(sizes) > MOST_STRATA:
        raise CannotDraw(
            f"That makes {len(sizes)} strata, and at most {MOST_STRATA} can be looked over.", "by"
        )
    wanted = plan.number if plan.number is not None else cases_needed(plan.aim, total)
    if wanted > MOST_DRAWN:
        words = f"{wanted:,} cases are asked for, and a page draws at most {MOST_DRAWN:,}: ask for less precision."
        raise CannotDraw(words, "number" if plan.number is not None else "margin")
    try:
        given = share_out(sizes, wanted, floor=plan.floor)
    except CannotShareOut as why:
        raise CannotDraw(f"{_sentence(str(why))}", "floor" if "floor" in str(why) else "number") from why
    margin = margin_reached(wanted, total, level=plan.aim.level, share=plan.aim.share)
    return Shares(
        wanted, total, margin, tuple(_share(found, plan, name, sizes[name], given[name]) for name in sizes)
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _share(found: Listed, plan: Plan, name: str, size: int, drawn: int) -> Share:
    return Share(name, stratum_in_words(found.rules, plan.by, name), size, drawn)


def stratum_in_words(rules: Specification, by: Sequence[str], name: str) -> str:
    """The name of a stratum with words for its codes."""
    if not by:
        return name
    columns = {column.key: column for column in rules.columns if column.key}
    parts = zip(by, name.split(" · "), strict=False)
    return " · ".join(columns[key].label(code) if key in columns else code for key, code in parts)


def receipt_for(found: Listed, plan: Plan, seed: str) -> Receipt:
    """The receipt of a draw by this plan. Raises CannotDraw as `shares` does."""
    given = shares(found, plan)
    return draw_receipt(
        found.frame,
        seed,
        {share.stratum: share.drawn for share in given.strata},
        plan=_told(found, plan, given),
        by=plan.by,
        excluded=found.excluded,
        reserves=plan.reserves,
    )


def _told(found: Listed, plan: Plan, given: Shares) -> dict[str, str]:
    """How the draw came about, as the receipt keeps it: the list, its rules, and the size."""
    size = {"number": str(plan.number)} if plan.number is not None else {
        "formula": plan.aim.formula.value,
        "confidence": f"{plan.aim.level:g}",
        "margin": f"{plan.aim.margin:g}",
        "share": f"{plan.aim.share:g}",
    }  # fmt: skip
    counted_from = found.case_list.counted_from
    return {
        **size,
        "needed": str(given.wanted),
        "cases": str(given.of),
        "floor": str(plan.floor),
        "list": f"version {found.case_list.version}",
        "rules": found.case_list.rules,
        "fieldwork": counted_from.isoformat() if counted_from else "",
    }


def written(receipt: Receipt) -> tuple[str, str]:
    """The file of a receipt, as `eyre sample` writes it, and its SHA-256."""
    text = json.dumps(as_data(receipt), ensure_ascii=False, indent=1) + "\n"
    return text, hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Receipt:
    """The receipt in a file that `written` made."""
    return receipt_of(json.loads(text))
