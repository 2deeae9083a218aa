"""`eyre freeze`: check that what was frozen is still what was answered."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from eyre.cases.models import Freeze


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def freeze() -> None:
    """Check frozen answers.

    Exit codes: 0 as it was, 1 something differs, 2 wrong use.
    """


@freeze.command()
@click.argument("inspection")
@click.option(
    "--receipt",
    type=click.File("rb"),
    help="A receipt taken away when the answers were frozen; compare with that.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def verify(inspection: str, receipt: BinaryIO | None, as_json: bool) -> None:
    """Rebuild the frozen answers of an inspection from the journal, and compare their hash.

    Without a receipt it shows whether anything changed but the freeze itself; with one, that too.

    Exit codes: 0 as it was, 1 something differs, 2 wrong use.
    """
    _set_up()
    from .queries.freezing import faults_of

    held = _held(inspection)
    faults = [*faults_of(held), *(_against(held, receipt) if receipt else ())]
    _note(held, len(faults))
    if as_json:
        told = {"inspection": inspection, "number": held.number, "sha256": held.digest, "faults": faults}
        click.echo(json.dumps(told))
    else:
        click.echo(f"{inspection}, freeze {held.number}: {held.digest}")
        for each in faults:
            click.echo(each)
        click.echo("Something differs." if faults else f"As it was: {len(held.cases)} cases.")
    if faults:
        raise SystemExit(1)


def _held(inspection: str) -> Freeze:
    from .models import Freeze

    found = Freeze.objects.filter(inspection=inspection, ended_at=None).select_related("inspection").first()
    if found is None:
        raise click.UsageError(f"the answers of {inspection} are not frozen, or there is no such inspection")
    return found


def _against(held: Freeze, receipt: BinaryIO) -> list[str]:
    """What the receipt says otherwise."""
    from .queries.freezing import receipt_of

    try:
        told = json.loads(receipt.read())
        differs = [key for key, value in json.loads(receipt_of(held)).items() if told.get(key) != value]
    except (ValueError, AttributeError) as why:
        raise click.UsageError("the receipt is no receipt of a freeze") from why
    return [f"The receipt says otherwise about: {', '.join(differs)}."] if differs else []


def _note(held: Freeze, faults: int) -> None:
    from eyre.platform.audit import Actor, Operation, record_read

    record_read(
        "freeze.verified",
        by=Actor.of_command("eyre freeze"),
        at=datetime.now(UTC),
        operation=Operation.SECURITY,
        on=held.inspection,
        after={"number": held.number, "faults": faults},
    )


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import connection

    if "cases_freeze" not in connection.introspection.table_names():
        raise click.UsageError("this database has no freezes yet: `eyre load` sets it up")
