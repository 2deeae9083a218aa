"""`eyre files`: is every file that was sent still there, and as it was?"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import click

BROKEN = 1
TOLD = 50


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def files() -> None:
    """Look after the store of files that were sent.

    Exit codes: 0 whole, 1 a file is missing or altered, 2 wrong use.
    """


@files.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def verify(as_json: bool) -> None:
    """Read every file in the store and compare it with the digest it was kept under. Nothing is mended or removed.

    Names each file that is missing or altered, and what lies in the folder without a row in the database: the rest of
    a transaction that did not come to its end, which harms nobody. That it was verified is written down.

    Exit codes: 0 whole, 1 a file is missing or altered, 2 wrong use or no database yet.
    """
    _set_up()
    from eyre.platform.audit import Actor, record_read

    from .store import root
    from .verifying import verify as look

    found = look()
    at, by = datetime.now(UTC), Actor.of_command("eyre files verify")
    told = {"whole": found.whole, "damaged": len(found.damaged), "without_row": len(found.without_row)}
    record_read("files.verified", by=by, at=at, on=("platform.storedfile", "all"), after=told)
    if as_json:
        body = {"is_whole": found.is_whole, "folder": str(root())} | told
        body["damaged"] = [{"digest": digest, "what": what} for digest, what in found.damaged]
        body["without_row"] = list(found.without_row)
        click.echo(json.dumps(body, indent=2))
    else:
        _say(found.whole, found.damaged, found.without_row)
    if not found.is_whole:
        raise SystemExit(BROKEN)


def _say(whole: int, damaged: tuple[tuple[str, str], ...], without_row: tuple[str, ...]) -> None:
    for digest, what in damaged:
        click.echo(f"{digest} {what}")
    for path in without_row[:TOLD]:
        click.echo(f"{path}: lies there without a row in the database")
    if len(without_row) > TOLD:
        click.echo(f"and {len(without_row) - TOLD:,} more without a row")
    click.echo(f"{whole:,} whole, {len(damaged):,} missing or altered, {len(without_row):,} without a row.")


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import Error, connection

    try:
        tables = connection.introspection.table_names()
    except Error as why:
        raise click.UsageError(f"the database cannot be read: {why}") from why
    if "platform_storedfile" not in tables:
        raise click.UsageError("this database keeps no files yet: `eyre load` sets it up")
