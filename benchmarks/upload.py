"""A case list taken in, checked, sealed and stored, against the least that could be done with the same rows.

The peer reads the file with csv.reader and writes its rows with one bulk_create: no check, no pseudonym, no seal. Both
write to a database of their own on the disk, in one run, in turns.
"""

import csv
import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

SIZES = (25_000, 50_000, 100_000)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
INSPECTION = "pdu-2023-cumbria"
TARGET = 4.0


def made(number: int) -> bytes:
    """A list of so many cases, as the tests make it."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from case_lists_made import as_csv, rows

    return as_csv(rows(number))


def set_up(home: str) -> None:
    """A database on the disk with one inspection whose fieldwork is known."""
    import os

    os.environ |= {"EYRE_HOME": home, "DJANGO_SETTINGS_MODULE": "eyre.site.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from case_lists_made import FIELDWORK
    from eyre.inspections.models import Inspection
    from eyre.site.loading import load_published_data

    load_published_data()
    Inspection.objects.filter(pk=INSPECTION).update(fieldwork_from=FIELDWORK, fieldwork_to=FIELDWORK)


def ours(content: bytes) -> tuple[float, float]:
    """Seconds until the upload is safe, and until every case of it is stored."""
    from eyre.cases.actions import send_case_list
    from eyre.cases.lists.keeping import check_waiting
    from eyre.inspections.models import Inspection
    from eyre.platform.audit import Actor

    inspection = Inspection.objects.get(pk=INSPECTION)
    begun = time.perf_counter()
    sent = send_case_list(
        inspection=inspection, content=content, name="list.csv", by=Actor.of_command("the benchmark"), at=AT
    )
    safe = time.perf_counter() - begun
    check_waiting()
    whole = time.perf_counter() - begun
    sent.refresh_from_db()
    assert sent.state == "stored", sent.state
    return safe, whole


def bare(content: bytes) -> float:
    """Seconds for csv.reader and one bulk_create into a table of as many columns."""
    from django.db import connection

    table = _bare_table(tuple(next(csv.reader(io.StringIO(content.decode())))))
    with connection.schema_editor() as editor:
        editor.create_model(table)
    begun = time.perf_counter()
    _, *rows = csv.reader(io.StringIO(content.decode()))
    table._default_manager.bulk_create([table(None, *row) for row in rows])
    seconds = time.perf_counter() - begun
    with connection.schema_editor() as editor:
        editor.delete_model(table)
    return seconds


@cache
def _bare_table(header: tuple[str, ...]) -> Any:
    from django.db import models

    columns = {f"c{place}": models.CharField(max_length=200) for place in range(len(header))}
    meta = type("Meta", (), {"app_label": "cases"})
    return type("BareRow", (models.Model,), {"__module__": "benchmarks.upload", "Meta": meta, **columns})


def empty() -> None:
    """Take everything out again, for the next turn."""
    from eyre.cases.models import CaseKey, CaseList, DrawSeed, ListedCase

    for model in (ListedCase, CaseKey, DrawSeed, CaseList):
        model.objects.all().delete()


def best(repeat: int, work: Callable[[], Any]) -> Any:
    """The smallest of several results."""
    results = []
    for _ in range(repeat):
        results.append(work())
        empty()
    return min(results)


def measure(repeat: int = 3, sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """Every size, ours and the peer in turns."""
    with tempfile.TemporaryDirectory() as home:
        contents = {size: made(size) for size in sizes}
        set_up(home)
        rows: dict[str, dict[str, float]] = {}
        for size, content in contents.items():
            peer = min(bare(content) for _ in range(repeat))
            whole, safe = best(repeat, lambda content=content: tuple(reversed(ours(content))))
            rows[f"{size:,} cases"] = {
                "safe, s": round(safe, 2),
                "stored, s": round(whole, 2),
                "bare, s": round(peer, 2),
                "times bare": round(whole / peer, 1),
            }
        largest, smallest = rows[f"{sizes[-1]:,} cases"], rows[f"{sizes[0]:,} cases"]
        return {
            "name": "A case list uploaded, checked, sealed and stored",
            "compared with": "csv.reader and one bulk_create of the same rows: no check, no pseudonym, no seal",
            "target": f"at most {TARGET} times as long, for checks, two tables, and a seal for each case",
            "met": largest["times bare"] <= TARGET,
            "growth from the smallest to the largest": round(largest["stored, s"] / smallest["stored, s"], 2),
            "by size": rows,
        }


if __name__ == "__main__":
    print(measure(1, (1_000, 2_000, 4_000)))
