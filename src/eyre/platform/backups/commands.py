"""`eyre backup` and `eyre restore`."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
NEXT = """The store is in a new epoch. What to do next:
  1. eyre audit verify, with heads kept elsewhere: the record is whole up to the backup.
  2. eyre journal check: the answers are what their journal comes to.
  3. Start Eyre. Devices see the new epoch and offer again what they sent since the backup."""


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@AS_JSON
def backup(target: Path, as_json: bool) -> None:
    """Write the whole store into one file: TARGET, or a new file in the folder TARGET. Eyre may run meanwhile.

    The file holds everything: keep it encrypted, and on another machine.

    Exit codes: 0 written, 1 not written, 2 wrong use.
    """
    _set_up()
    from .exceptions import BackupFailed
    from .storing import back_up, path_for

    at = datetime.now(UTC)
    try:
        path = path_for(target, at)
        manifest = back_up(path, at)
    except BackupFailed as why:
        raise click.ClickException(str(why)) from why
    told = {
        "file": str(path),
        "bytes": path.stat().st_size,
        "rows": sum(manifest.tables.values()),
        "files": len(manifest.members) - 1,
        "epoch": manifest.epoch,
    }
    if as_json:
        click.echo(json.dumps(told))
    else:
        click.echo(
            f"Wrote {path}: {told['rows']:,} rows and {told['files']:,} files, {told['bytes']:,} bytes."
        )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of a store that is not empty.")
@AS_JSON
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Let the store be what the backup FILE holds. Stop Eyre first.

    What was there is kept as a backup beside it. The store begins a new epoch.

    Exit codes: 0 restored, 1 refused or failed, 2 wrong use.
    """
    _set_up()
    from .exceptions import BackupFailed
    from .storing import restore as put_back

    try:
        held, epoch, kept = put_back(file, replaces=replace, at=datetime.now(UTC))
    except BackupFailed as why:
        raise click.ClickException(str(why)) from why
    rows = sum(held.manifest.tables.values())
    if as_json:
        click.echo(json.dumps({"epoch": epoch, "rows": rows, "kept": str(kept) if kept else None}))
        return
    click.echo(f"Restored {rows:,} rows and {len(held.files):,} files of {held.manifest.made_at}.")
    if kept:
        click.echo(f"What was here before is in {kept}.")
    click.echo(NEXT)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True)
