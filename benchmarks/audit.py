"""audit: a log of 1,000,000 rows: searching it, sealing it, verifying it, and what one more row costs.

A search is measured against a query written by hand on the same index, in the same database; the verification
against a bare pass that reads the same rows and hashes them. Everything at 250,000, 500,000 and 1,000,000 rows.

It works in a process of its own, on an embedded database of its own, which is thrown away; on another one when
EYRE_AUDIT_DATABASE_URL names it.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

SIZES = (250_000, 500_000, 1_000_000)
ASKED = 60  # questions of each kind, each with another value where there are so many
START = datetime(2024, 1, 1, tzinfo=UTC)
COLUMNS = (
    "chain", "at", "actor", "role", "origin", "action", "operation", "subject_kind", "subject_id", "before",
    "after", "purpose",
)  # fmt: skip
ROLES = {"inspector": 50, "lead-inspector": 20, "operations-officer": 10, "administrator": 5, "auditor": 0.5}
READS = ["inspection.seen", "case.seen", "person.seen", "report.seen"]
WRITES = [f"thing_{letter}.changed" for letter in "abcdefghijklmnopqrst"]
OPERATIONS = {"alteration": 60, "collection": 25, "disclosure": 10, "security": 5, "erasure": 0.05}
KINDS = {"cases.case": 60, "inspections.inspection": 30, "people.person": 9, "reports.report": 0.05}
ACTORS = [str(uuid.UUID(int=number * 7919)) for number in range(1, 301)]


def measure(repeat: int = 1) -> dict[str, Any]:
    """The figures, from a process of its own, because Django takes its database from the environment once."""
    with TemporaryDirectory(prefix="eyre-audit-") as home:
        environment = os.environ | {"EYRE_HOME": home, "EYRE_MODE": "demonstration"}
        if url := os.environ.get("EYRE_AUDIT_DATABASE_URL"):
            environment["EYRE_DATABASE_URL"] = url
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.audit"], env=environment, stdout=subprocess.PIPE, check=True
        )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def made(count: int, start: int) -> Iterator[tuple[Any, ...]]:
    """Rows like those of a busy inspectorate: four in five are readings, few people do much, a minute apart."""
    chance = random.Random(start)
    for number in range(start, start + count):
        is_read = chance.random() < 0.8
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        yield (
            "reads" if is_read else "writes",
            START + timedelta(minutes=number, microseconds=chance.randrange(10**6)),
            ACTORS[min(len(ACTORS) - 1, int(chance.expovariate(0.02)))],
            chance.choices(list(ROLES), list(ROLES.values()))[0],
            f"192.0.2.{chance.randrange(256)}",
            chance.choice(READS) if is_read else WRITES[min(len(WRITES) - 1, int(chance.expovariate(0.3)))],
            "consultation" if is_read else chance.choices(list(OPERATIONS), list(OPERATIONS.values()))[0],
            kind,
            f"{kind[:3]}-{chance.randrange(20_000):05}",
            "" if is_read else '{"state":"planned"}',
            '{"view":"sheet"}',
            "",
        )


def grow(to: int) -> None:
    """Add rows until there are so many."""
    from django.db import connection, transaction

    from eyre.platform.audit.models import AuditEvent

    there = AuditEvent.objects.count()
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    sql = f"INSERT INTO platform_auditevent ({columns}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    rows = made(to - there, there)
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(rows, 10_000)):
            cursor.executemany(sql, [_adapted(row) for row in batch])


def _adapted(row: tuple[Any, ...]) -> tuple[Any, ...]:
    from django.db import connection

    return tuple(
        connection.ops.adapt_datetimefield_value(cell) if isinstance(cell, datetime) else cell for cell in row
    )


def questions() -> dict[str, Callable[[random.Random, int], dict[str, Any]]]:
    """A kind of search, and one of its questions by chance, for a log of so many rows."""

    def day(chance: random.Random, rows: int) -> dict[str, Any]:
        since = START + timedelta(minutes=chance.randrange(rows))
        return {"since": since, "before": since + timedelta(days=1)}

    def of(name: str, values: list[str]) -> Callable[[random.Random, int], dict[str, Any]]:
        return lambda chance, rows: {name: chance.choice(values)}

    subject = [f"{kind[:3]}-{number:05}" for kind in KINDS for number in range(0, 20_000, 7)]
    who = of("actor", ACTORS)
    return {
        "everything, newest first": lambda chance, rows: {},
        "who": who,
        "role": of("role", list(ROLES)),
        "what was done": of("action", READS + WRITES),
        "kind of processing": of("operation", list(OPERATIONS)),
        "kind of thing": of("subject_kind", list(KINDS)),
        "one thing": of("subject_id", subject),
        "beginning of an id": of("text", [each[:7] for each in subject]),
        "a day": day,
        "who and a day": lambda chance, rows: who(chance, rows) | day(chance, rows),
        "who and kind of processing": lambda chance, rows: who(chance, rows) | {"operation": "disclosure"},
        "acts only, by role and kind": lambda chance, rows: {
            "chain": "writes", "role": chance.choice(list(ROLES)), "subject_kind": chance.choice(list(KINDS))
        },
    }  # fmt: skip


def by_hand(told: dict[str, Any]) -> list[Any]:
    """The same page by one statement without Eyre and without the ORM."""
    from django.db import connection

    tests, values = [], []
    for name, value in told.items():
        column, test = {"since": ("at", ">="), "before": ("at", "<"), "text": ("subject_id", ">=")}.get(
            name, (name, "=")
        )
        tests.append(f"{column} {test} %s")
        values.append(
            connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
        )
    if "text" in told:
        tests.append("subject_id < %s")
        values.append(told["text"] + "\U0010ffff")
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM platform_auditevent {where} ORDER BY at DESC, id DESC LIMIT 51", values
        )
        return list(cursor.fetchall())


def search_times(rows: int) -> dict[str, dict[str, Any]]:
    """The p95 of each kind of search in milliseconds: the page, its bounded count, and the statement by hand."""
    from eyre.platform.audit.searching import Asked, how_many, search

    chance, found = random.Random(rows), {}
    for kind, question in questions().items():
        page, counted, hand = [], [], []
        for _ in range(ASKED):
            told = question(chance, rows)
            asked = Asked(**told)
            shown, took = timed(lambda asked=asked: search(asked).rows)
            page.append(took)
            counted.append(timed(lambda asked=asked: how_many(asked))[1])
            expected, took = timed(lambda told=told: by_hand(told))
            hand.append(took)
            assert [each.pk for each in shown] == [each[0] for each in expected[:50]], (kind, told)
        p95 = {"page": _p95(page), "count": _p95(counted), "by hand": _p95(hand)}
        found[kind] = {f"{name}, ms": value for name, value in p95.items()} | {
            "page / by hand": p95["page"] / p95["by hand"]
        }
    return found


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and how many milliseconds it took."""
    start = perf_counter()
    given = work()
    return given, 1000 * (perf_counter() - start)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def bare_pass() -> int:
    """Read every row and hash it, and nothing else."""
    from django.db import connection

    count = 0
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {', '.join(COLUMNS)} FROM platform_auditevent ORDER BY id")
        while batch := cursor.fetchmany(5_000):
            for row in batch:
                hashlib.sha256("|".join(map(str, row)).encode()).digest()
            count += len(batch)
    return count


def chain_rates(rows: int) -> dict[str, float]:
    """Rows a second: sealing what is new, verifying everything, and the bare pass."""
    from eyre.platform.audit.sealing import seal_all
    from eyre.platform.audit.verifying import verify

    sealed, sealing = timed(seal_all)
    found, verifying = timed(lambda: [verify(chain) for chain in ("writes", "reads")])
    assert sum(each.rows for each in found) == rows
    assert all(each.is_whole for each in found)
    count, bare = timed(bare_pass)
    assert count == rows
    return {
        "sealed, rows a second": round(1000 * sum(sealed.values()) / sealing),
        "verified, rows a second": round(1000 * rows / verifying),
        "bare pass, rows a second": round(1000 * rows / bare),
        "verification / bare pass": verifying / bare,
    }


def one_more(rows: int) -> dict[str, float]:
    """What `record` costs inside a transaction, against one row of a bare insert; best of many, in microseconds."""
    from django.db import connection, transaction
    from django.utils import timezone

    from eyre.platform.audit import Actor, Operation, record

    by, row = Actor(ACTORS[0], "inspector"), _adapted(next(made(1, rows)))
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    sql = f"INSERT INTO platform_auditevent ({columns}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    ours, bare = [], []
    with transaction.atomic(), connection.cursor() as cursor:
        for number in range(500):
            ours.append(
                timed(
                    lambda number=number: record(
                        "thing.changed", by=by, at=timezone.now(), operation=Operation.ALTERATION,
                        on=("things.thing", number), after={"state": "planned"},
                    )
                )[1]
            )  # fmt: skip
            bare.append(timed(lambda: cursor.execute(sql, row))[1])
        transaction.set_rollback(True)
    median = {"record, µs": 1000 * sorted(ours)[250], "bare insert, µs": 1000 * sorted(bare)[250]}
    return median | {"record / bare insert": median["record, µs"] / median["bare insert, µs"]}


def measured() -> dict[str, Any]:
    """Everything, at each size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", "platform", verbosity=0)
    searches: dict[str, dict[str, Any]] = {}
    chains, adding = {}, {}
    for rows in SIZES:
        grow(rows)
        chains[f"{rows:,} rows"] = chain_rates(rows)
        adding[f"{rows:,} rows"] = one_more(rows)
        now = search_times(rows)
        for kind, times in now.items():
            more = times if rows == SIZES[-1] else {f"page at {rows:,}, ms": times["page, ms"]}
            searches[kind] = searches.get(kind, {}) | more
        print(f"measured at {rows:,} rows", file=sys.stderr, flush=True)
    return {
        "name": "audit",
        "compares": "searches of the log with statements by hand on the same index (p95); its verification with a bare "
        "pass over the same rows; record() with a bare insert",
        "database": connection.vendor,
        "sizes": {"rows": SIZES[-1], "questions of each kind": ASKED},
        "search": searches,
        "chain": chains,
        "one more row": adding,
    }


if __name__ == "__main__":
    print(json.dumps(measured()))
