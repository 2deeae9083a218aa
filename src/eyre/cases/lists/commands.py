"""`eyre case-lists`: check the lists that wait, where no `eyre serve` does it."""

from __future__ import annotations

import json
import os

import click


@click.command(name="case-lists")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def case_lists(as_json: bool) -> None:
    """Check every case list that waits, and store or refuse it.

    `eyre serve` does this by itself, every second. With another server, run
    this from a timer. It may run several times at once: a list is taken by
    one of them.

    Exit codes: 0 done, 2 wrong use.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from .keeping import check_waiting, this_worker

    checked = check_waiting(this_worker())
    if as_json:
        click.echo(json.dumps({"checked": checked}))
    else:
        click.echo(f"{checked} case {'list' if checked == 1 else 'lists'} checked.")
