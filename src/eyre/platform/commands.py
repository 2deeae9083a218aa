"""`eyre audit`: seal, verify and export the log of who did and who saw what."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eyre.platform.audit import Actor
    from eyre.platform.audit.faults import Verified
    from eyre.platform.audit.heads import Head

CHAINS = ("writes", "reads")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
DAY = click.DateTime(["%Y-%m-%d"])
BROKEN = 1
TOLD = 10


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def audit() -> None:
    """Seal, verify and export the log of who did and who saw what.

    Exit codes: 0 done, 1 the log is broken, 2 wrong use.
    """


@audit.command()
@AS_JSON
def seal(as_json: bool) -> None:
    """Seal the rows that no segment holds yet. `eyre serve` does it every minute; without it, let cron do it.

    Exit codes: 0 sealed, 1 another process keeps sealing, 2 there is no log yet.
    """
    _set_up()
    from eyre.platform.audit.exceptions import SealedElsewhere
    from eyre.platform.audit.sealing import seal_all

    try:
        sealed = seal_all()
    except SealedElsewhere as why:
        raise click.ClickException(str(why)) from why
    if as_json:
        click.echo(json.dumps({"sealed": sealed}))
    else:
        click.echo("Sealed " + ", ".join(f"{count:,} {chain}" for chain, count in sealed.items()) + ".")


@audit.command()
@click.option(
    "--heads",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Heads kept elsewhere (`eyre audit heads`); may be given several times.",
)
@AS_JSON
def verify(files: tuple[Path, ...], as_json: bool) -> None:
    """Compare every sealed row with its seal, and the seals with heads that were kept elsewhere.

    Names the first row that was altered, is missing or was inserted. That it was verified is written down.

    Exit codes: 0 whole, 1 broken, 2 wrong use or no log yet.
    """
    _set_up()
    known = [head for file in files for head in _read(file)]
    found = [_verify(chain, known) for chain in CHAINS]
    if as_json:
        whole = all(each.is_whole for each in found)
        click.echo(json.dumps({"is_whole": whole, "chains": [each.as_dict() for each in found]}, indent=2))
    else:
        for each in found:
            click.echo(in_words(each))
    if not all(each.is_whole for each in found):
        raise SystemExit(BROKEN)


@audit.command()
def heads() -> None:
    """Write the latest head of each chain as JSON: keep it where nobody of this database can change it.

    Exit codes: 0 written, 2 there is no log yet.
    """
    _set_up()
    from eyre.platform.audit.heads import heads_text, latest_heads

    click.echo(heads_text(latest_heads(), datetime.now(UTC)), nl=False)


@audit.command()
@click.option("--from", "since", type=DAY, metavar="DAY", help="The first day, as in 2026-11-22 (UTC).")
@click.option("--to", "until", type=DAY, metavar="DAY", help="The last day (UTC).")
@click.option("--chain", type=click.Choice(CHAINS), help="Only this chain.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
def export(since: datetime | None, until: datetime | None, chain: str | None, form: str) -> None:
    """Write rows of the log to the output, newest first. The export is a disclosure, and is written down first.

    Exit codes: 0 written, 2 wrong use or no log yet.
    """
    from datetime import timedelta

    if since and until and until < since:
        raise click.UsageError("--to is before --from")
    _set_up()
    from eyre.platform.audit.disclosing import disclosed
    from eyre.platform.audit.searching import Asked

    asked = Asked(
        chain=chain or "",
        since=since.replace(tzinfo=UTC) if since else None,
        before=(until + timedelta(days=1)).replace(tzinfo=UTC) if until else None,
    )
    for piece in disclosed(asked, form, by=_actor("export"), at=datetime.now(UTC), user=_user()):
        click.echo(piece, nl=False)


def in_words(found: Verified) -> str:
    """What the verification of a chain came to, for people: the first ten faults in full."""
    waiting = f", {found.waiting:,} wait to be sealed" if found.waiting else ""
    segments = "1 segment" if found.segments == 1 else f"{found.segments:,} segments"
    what = f"{found.rows:,} rows in {segments}{waiting}"
    if found.is_whole:
        head = f" Head {found.number}: {found.head}" if found.number else ""
        return f"{found.chain}: whole. {what}.{head}"
    first, *others = found.faults[:TOLD]
    lines = [f"BROKEN. The first: {first.words}", *(fault.words for fault in others)]
    if found.fault_count > TOLD:
        lines.append(f"and {found.fault_count - TOLD:,} more")
    return "\n".join(f"{found.chain}: {line}." for line in [*lines, what])


def _verify(chain: str, known: list[Head]) -> Verified:
    from eyre.platform.audit.actions import note_verification
    from eyre.platform.audit.verifying import verify

    found = verify(chain, known=known)
    note_verification(found=found, by=_actor("verify"), at=datetime.now(UTC))
    return found


def _read(file: Path) -> list[Head]:
    from eyre.platform.audit.exceptions import HeadsUnreadable
    from eyre.platform.audit.heads import read_heads

    try:
        return read_heads(file.read_text("utf-8"))
    except (HeadsUnreadable, UnicodeDecodeError) as why:
        raise click.UsageError(f"{file.name}: {why}") from why


def _actor(command: str) -> Actor:
    from eyre.platform.audit import Actor

    return Actor.of_command(f"eyre audit {command}")


def _user() -> str:
    """Who runs the command, as the machine knows them; empty where it does not."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _set_up() -> None:
    """Make Django ready; a database without a log is refused in words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import Error, connection

    try:
        tables = connection.introspection.table_names()
    except Error as why:
        raise click.UsageError(f"the database cannot be read: {why}") from why
    if "platform_auditsegment" not in tables:
        raise click.UsageError("this database has no log yet: `eyre load` sets it up")
