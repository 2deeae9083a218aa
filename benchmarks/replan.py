"""replan: a round of 110 PDUs moved by a week, every task of every plan with it.

Measured against the same rows written by one bare bulk update in the same database, in one run: what is over is working
out every day anew, and reading the plans. The rows are those of a real plan (26 tasks for each inspection). At 110, 220
and 440 inspections.

It works in a process of its own, on an embedded database of its own, which is thrown away; on another one when
EYRE_REPLAN_DATABASE_URL names it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

PDUS = 110
GROWTH = (1, 2, 4)
EDITION = "hmip-probation-pdu-2023"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST = date(2027, 4, 12)
WEEKS_APART = 20  # over so many weeks the fieldwork of a round is spread


def measure(repeat: int = 5) -> dict[str, Any]:
    """The figures, from a process of its own, because Django takes its database from the environment once."""
    with TemporaryDirectory(prefix="eyre-replan-") as home:
        environment = os.environ | {"EYRE_HOME": home, "EYRE_MODE": "demonstration"}
        if url := os.environ.get("EYRE_REPLAN_DATABASE_URL"):
            environment["EYRE_DATABASE_URL"] = url
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.replan", str(repeat)],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def fill(to: int) -> None:
    """Open and plan inspections until the round has so many."""
    from eyre.core.planning.dates import Dates
    from eyre.frameworks.models import StoredEdition
    from eyre.inspections.actions import set_dates
    from eyre.inspections.models import Inspection, Programme
    from eyre.platform.audit import Actor
    from eyre.providers.models import Provider

    edition, _ = StoredEdition.objects.get_or_create(
        id=EDITION,
        defaults={"title": "E", "completeness": "full", "text": "x", "digest": "x", "published_at": AT},
    )
    programme, _ = Programme.objects.get_or_create(
        slug="round", defaults={"title": "Round", "kind": "pdu", "edition": edition}
    )
    by = Actor.of_command("the benchmark")
    for number in range(Inspection.objects.count(), to):
        provider = Provider.objects.create(slug=f"pdu-{number}", kind="pdu", name=f"PDU {number}")
        inspection = Inspection.objects.create(
            id=f"pdu-2027-{number}",
            provider=provider,
            edition=edition,
            programme=programme,
            kind="pdu",
            name_as_printed=provider.name,
        )
        first = FIRST + timedelta(weeks=number % WEEKS_APART)
        while not _can_begin(first):
            first += timedelta(weeks=1)
        dates = Dates(first - timedelta(weeks=5), first, first + timedelta(days=10))
        set_dates(inspection=inspection, dates=dates, by=by, at=AT)


def _can_begin(first: date) -> bool:
    """Whether fieldwork can begin in this week and in the next, to which it is moved: neither meets a bank holiday."""
    from eyre.core.calendar import is_working_day

    offsets = (-35, -28, 0, 7, 10, 17)
    return all(is_working_day(first + timedelta(days=each)) for each in offsets)


def replanned(weeks: int) -> int:
    """The whole act; how many days of tasks moved."""
    from eyre.inspections.actions import move_round
    from eyre.inspections.models import Inspection, Programme
    from eyre.platform.audit import Actor

    found = move_round(
        programme=Programme.objects.get(),
        among=Inspection.objects.all(),
        weeks=weeks,
        by=Actor.of_command("the benchmark"),
        at=AT,
    )
    return found.tasks


def bare(weeks: int) -> None:
    """The same rows written with days that need no working out, and nothing else."""
    from django.db import transaction

    from eyre.inspections.models import Inspection, PlannedTask
    from eyre.inspections.plan_dates import WRITTEN as DATES
    from eyre.inspections.plan_rows import BATCH, WRITTEN

    by = timedelta(weeks=weeks)
    with transaction.atomic():
        inspections, tasks = list(Inspection.objects.all()), list(PlannedTask.objects.all())
        for one in inspections:
            assert one.fieldwork_to is not None
            one.fieldwork_to += by
        for task in tasks:
            task.due += by
        Inspection.objects.bulk_update(inspections, DATES, batch_size=BATCH)
        PlannedTask.objects.bulk_update(tasks, WRITTEN, batch_size=BATCH)


def best_of(repeat: int, ways: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """The best time of each way, in turns; each goes a week there and a week back, so that nothing is left behind."""
    best: dict[str, float] = {}
    for _ in range(repeat):
        for name, way in ways.items():
            for weeks in (1, -1):
                start = perf_counter()
                way(weeks)
                best[name] = min(best.get(name, 9e9), perf_counter() - start)
    return best


def measured(repeat: int) -> dict[str, Any]:
    """Best times in seconds at each size, and how many times the bare update the re-planning takes."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    growth, ratios, rows = {}, {}, 0
    for times_as_many in GROWTH:
        fill(PDUS * times_as_many)
        rows = replanned(1)
        assert rows == replanned(-1) > PDUS * times_as_many * 20, "every plan moves there and back"
        best = best_of(repeat, {"re-planned": replanned, "bare bulk update": bare})
        growth[f"{PDUS * times_as_many} inspections"] = best | {"days moved": rows}
        ratios[f"{times_as_many}x"] = best["re-planned"] / best["bare bulk update"]
    return {
        "name": "replan",
        "compares": "moving a round of 110 PDUs by a week, with one bare bulk update of the same rows",
        "command": "make bench NAME=replan",
        "target": "within twice the bare update, and growing with the round",
        "seconds": growth,
        "ratios": ratios,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    json.dump(measured(int(sys.argv[1])), sys.stdout)
