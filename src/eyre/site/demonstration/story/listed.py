"""Southfold sends its case list, a sample is drawn from it, and one case of the sample is replaced.

Everybody on the list is invented. What is drawn hangs on the pseudonyms, which are random: every start draws another
sample.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TypeVar

from eyre.cases.actions import draw_sample, replace_sampled_case, say_seed, send_case_list
from eyre.cases.lists.checking import check
from eyre.cases.lists.rows import take_waiting
from eyre.cases.reconstruction.draw import Dice
from eyre.cases.sampling.drawing import Plan, read
from eyre.core.sampling import Aim
from eyre.inspections.models import Inspection

from .scene import Scene

T = TypeVar("T")
CASES = 84
DICE = Dice("Southfold", 0)
SEED = "High tide at Southfold pier, 6.14 on the Monday of the announcement"
HEADER = (
    "case", "name", "date of birth", "sex", "kind of case", "risk of serious harm", "office", "practitioner",
    "practitioner grade", "start date", "end date",
)  # fmt: skip
FIRST = ("Alder", "Bryony", "Clement", "Dorcas", "Edmund", "Fern", "Gilbert", "Hazel", "Ivor", "Juniper")
LAST = (
    "Ashwell",
    "Brackenbury",
    "Cobblestone",
    "Dunmere",
    "Elderfield",
    "Foxglove",
    "Greenhalgh-Moor",
    "Holloway",
)
PRACTITIONERS = (
    ("Corin Saltmarsh", "po"), ("Delia Windrush", "po"), ("Emrys Thornbury", "pso"), ("Flora Quayside", "pso"),
    ("Gethin Millstone", "pqip"), ("Honor Lanyard", "po"), ("Idris Copperfield", "pso"), ("Jory Penhallow", "po"),
)  # fmt: skip
KINDS = ("community order", "community order", "suspended sentence order", "licence", "licence")
RISKS = ("low", "medium", "medium", "high", "high", "very high")
OFFICES = ("Harbour Street", "Harbour Street", "Mill Lane")
REASON = "The case was transferred to another region before fieldwork."


def listed(scene: Scene) -> None:
    """The seed is said, the list sent and checked, the sample drawn, and a case replaced."""
    southfold = Inspection.objects.get(pk=scene.southfold.pk)
    fieldwork = southfold.fieldwork_from
    if fieldwork is None:
        return  # nothing to count from: the story is told without a plan
    lead, contact = scene.actor("lead-inspector"), scene.actor("point-of-contact")
    say_seed(inspection=southfold, seed=SEED, by=lead, at=scene.at)
    send_case_list(
        inspection=southfold,
        content=case_list(fieldwork, scene.at.date()),
        name="southfold.csv",
        by=contact,
        at=scene.at,
    )
    taken = take_waiting("the story", scene.at)
    assert taken is not None, "the list was sent just now"
    check(taken, "the story", lambda: scene.at)
    plan = Plan(Aim(0.8, 0.12), by=("sex", "risk"), floor=1)
    made = draw_sample(inspection=southfold, plan=plan, by=lead, at=scene.at)
    largest = max(read(made.receipt).strata, key=lambda line: len(line.cases))
    replace_sampled_case(sample=made, case=largest.cases[-1], reason=REASON, by=lead, at=scene.at)


def case_list(fieldwork: date, today: date) -> bytes:
    """The list as Southfold's contact would send it."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *(_row(number, fieldwork, today) for number in range(1, CASES + 1))])
    return out.getvalue().encode()


def _row(number: int, fieldwork: date, today: date) -> list[str]:
    # One in ten began outside the window of four weeks, earlier or later
    weeks = (40, 20)[number % 20 // 10] if number % 10 == 0 else 26
    started = fieldwork - timedelta(weeks=weeks, days=DICE.throw(28, "start", str(number)))
    born = date(1965 + DICE.throw(40, "born", str(number)), 1 + number % 12, 1 + number % 28)
    name, grade = _one(PRACTITIONERS, "practitioner", number)
    return [
        f"SF-{4100 + number}",
        f"{_one(FIRST, 'first', number)} {_one(LAST, 'last', number)}",
        f"{born:%d/%m/%Y}",
        "female" if DICE.throw(5, "sex", str(number)) == 0 else "male",
        _one(KINDS, "kind", number),
        _one(RISKS, "risk", number),
        _one(OFFICES, "office", number),
        name,
        grade,
        f"{min(started, today):%d/%m/%Y}",
        "",
    ]


def _one(among: tuple[T, ...], what: str, number: int) -> T:
    return among[DICE.throw(len(among), what, str(number))]
