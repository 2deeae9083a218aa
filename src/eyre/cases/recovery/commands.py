"""`eyre recovery-key` and `eyre rescue`: the organisation's key, and what is saved from a device with it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
TOLD = 20


@click.group("recovery-key", context_settings=CONTEXT)
def recovery_key() -> None:
    """Make, list and end the organisation's keys, which open devices whose passphrase is lost.

    Exit codes: 0 done, 1 refused, 2 wrong use.
    """


@recovery_key.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", help="What the key is called; the name of the file unless told.")
@click.option(
    "--passphrase", prompt="A passphrase for the key", hide_input=True, confirmation_prompt=True,
    help="Asked for unless told; at least 15 characters.",
)  # fmt: skip
def make(file: Path, name: str | None, passphrase: str) -> None:
    """Make a key: the private half into FILE, under a passphrase; the public half into the database.

    Keep FILE away from this machine, and the passphrase away from FILE. Without both nothing on a device whose own
    passphrase is forgotten can be read again.

    Exit codes: 0 made, 1 refused, 2 wrong use.
    """
    _set_up()
    from eyre.cases.actions.recovery import add_recovery_key
    from eyre.cases.exceptions import CannotKeepKey
    from eyre.platform.audit import Actor

    from .keys import SHORTEST, new_key

    if len(passphrase) < SHORTEST:
        raise click.UsageError(f"Use a passphrase of at least {SHORTEST} characters.")
    content, spki = new_key(passphrase)
    # The file first: a key whose private half nobody has would lock every device set up for it
    _write_new(file, content)
    by = Actor.of_command("eyre recovery-key")
    try:
        made = add_recovery_key(name=name or file.stem, spki=spki, by=by, at=datetime.now(UTC))
    except CannotKeepKey as why:
        file.unlink()
        raise click.ClickException(str(why)) from why
    click.echo(f"Made the recovery key “{made.name}”. Its private half is in {file}: keep it somewhere else.")


def _write_new(file: Path, content: bytes) -> None:
    """Write a file that nobody else may read, brought to the disk; one that is there is never overwritten."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as why:
        raise click.ClickException(f"{file} is there already: choose another name.") from why
    except OSError as why:
        raise click.ClickException(f"{file} cannot be written: {why.strerror}.") from why
    with os.fdopen(number, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


@recovery_key.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def list_keys(as_json: bool) -> None:
    """List the keys, and for how many devices each is the way back in."""
    _set_up()
    from eyre.cases.queries.fieldwork import keys_with_devices

    found = [
        {
            "name": key.name,
            "made": key.made_at.isoformat(),
            "in_force": key.ended_at is None,
            "devices": devices,
        }
        for key, devices in keys_with_devices()
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for each in found:
        state = "in force" if each["in_force"] else "ended"
        click.echo(f"{each['name']}: {state}, made {str(each['made'])[:10]}, {each['devices']} devices")
    if not found:
        click.echo("There is no recovery key: `eyre recovery-key make FILE` makes one.")


@recovery_key.command()
@click.argument("name")
def end(name: str) -> None:
    """Set no more devices up for the key NAME. What was set up for it still opens with it: keep the file.

    Exit codes: 0 ended, 1 there is none of this name, 2 wrong use.
    """
    _set_up()
    from eyre.cases.actions.recovery import end_recovery_key
    from eyre.cases.exceptions import CannotKeepKey
    from eyre.platform.audit import Actor

    try:
        is_new = end_recovery_key(name=name, by=Actor.of_command("eyre recovery-key"), at=datetime.now(UTC))
    except CannotKeepKey as why:
        raise click.ClickException(str(why)) from why
    click.echo(f"“{name}” is ended." if is_new else f"“{name}” was ended before.")


@click.command(context_settings=CONTEXT)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The private half of the recovery key.",
)  # fmt: skip
@click.option(
    "--passphrase", prompt="The passphrase of the key", hide_input=True, help="Asked for unless told."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def rescue(file: Path, key: Path, passphrase: str, as_json: bool) -> None:
    """Take in what a rescue FILE from a device holds, as its person would have sent it. Twice changes nothing.

    Exit codes: 0 everything taken, 1 refused, or some of it cannot be read, 2 wrong use.
    """
    _set_up()
    from eyre.platform.audit import Actor

    from .keys import WrongKey, open_key
    from .rescue_files import NotARescueFile, read_rescue, unseal
    from .rescuing import take_rescued

    try:
        told = read_rescue(file.read_bytes())
        opened = unseal(told, open_key(key.read_bytes(), passphrase))
        outcome = take_rescued(told, opened, by=Actor.of_command("eyre rescue"), at=datetime.now(UTC))
    except (NotARescueFile, WrongKey) as why:
        raise click.ClickException(str(why)) from why
    if as_json:
        counts = {"new": outcome.new, "here": outcome.here, "apart": outcome.apart}
        click.echo(json.dumps(counts | {"bad": list(outcome.bad)}))
    else:
        click.echo(str(outcome))
        for each in outcome.bad[:TOLD]:
            click.echo(f"  {each}", err=True)
    if outcome.bad:
        raise SystemExit(1)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import connection

    if "cases_recoverykey" not in connection.introspection.table_names():
        raise click.UsageError("this database has no devices yet: `eyre load` sets it up")
