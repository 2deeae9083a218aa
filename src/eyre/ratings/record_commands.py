"""`eyre ratings`: check that signed ratings still follow from what they were made from."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eyre.ratings.models import RatingRecord


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def ratings() -> None:
    """Check the records of signed ratings.

    Exit codes: 0 as it was, 1 something differs, 2 wrong use.
    """


@ratings.command()
@click.argument("inspection", default="")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def verify(inspection: str, as_json: bool) -> None:
    """Count signed ratings again from what their records name, with today's code, and say every difference.

    Of one INSPECTION, or of all. Nothing that is stored is changed, whatever is found.

    Exit codes: 0 as it was, 1 something differs, 2 wrong use.
    """
    _set_up()
    from .sealed import differences

    held = _held(inspection)
    found = [(record, differences(record)) for record in held]
    _note(found)
    if as_json:
        click.echo(json.dumps([_told(record, said) for record, said in found]))
    else:
        for record, said in found:
            click.echo(f"{record.panel}: {record.digest}")
            for words in said:
                click.echo(f"  {words}")
        click.echo(_summary(found))
    if any(said for _, said in found):
        raise SystemExit(1)


Found = list[tuple["RatingRecord", tuple[str, ...]]]


def _summary(found: Found) -> str:
    differing = sum(bool(said) for _, said in found)
    records = "1 record" if len(found) == 1 else f"{len(found)} records"
    if not found:
        return "No ratings were signed yet."
    return f"{records}: {'all as it was.' if not differing else f'{differing} with differences.'}"


def _told(record: RatingRecord, said: tuple[str, ...]) -> dict[str, object]:
    return {
        "inspection": record.panel.inspection_id,
        "panel": record.panel.number,
        "sha256": record.digest,
        "differences": list(said),
    }


def _held(inspection: str) -> list[RatingRecord]:
    from eyre.inspections.models import Inspection

    from .models import RatingRecord

    if inspection and not Inspection.objects.filter(pk=inspection).exists():
        raise click.UsageError(f"There is no inspection {inspection}.")
    found = RatingRecord.objects.select_related("panel__inspection__edition", "panel__corrects")
    if inspection:
        found = found.filter(panel__inspection=inspection)
    return list(found.order_by("panel__inspection", "panel__number"))


def _note(found: Found) -> None:
    """Write down that the records were read, and how many differ."""
    from eyre.platform.audit import Actor, Operation, record_read

    by, at = Actor.of_command("eyre ratings verify"), datetime.now(UTC)
    for record, said in found:
        on = ("inspections.inspection", record.panel.inspection_id)
        after = {"panel": record.panel.number, "differences": len(said)}
        record_read("record.verified", by=by, at=at, on=on, operation=Operation.SECURITY, after=after)


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    django.setup()
    from django.db import connection

    if "ratings_ratingrecord" not in connection.introspection.table_names():
        raise click.UsageError("this database has no panels yet: `eyre load` sets it up")
