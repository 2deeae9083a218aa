"""`eyre journal`: compare what is kept of the answers with their journal, and make it anew."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import click

TOLD = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def journal() -> None:
    """Look after the journal of answers.

    Exit codes: 0 done, 1 something differs, 2 wrong use.
    """


@journal.command()
@click.option("--mend", is_flag=True, help="Make what differs anew, from the journal alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
def check(mend: bool, as_json: bool) -> None:
    """Fold every journal anew and compare it with what pages show.

    Exit codes: 0 all agree, 1 something differs, 2 wrong use.
    """
    _set_up()
    from .checking import check_journal

    found = check_journal()
    if as_json:
        differences = [{"assessment": each.assessment, "words": each.words} for each in found.differences]
        told = {"assessments": found.assessments, "answers": found.answers, "differences": differences}
        click.echo(json.dumps(told))
    else:
        for each in found.differences[:TOLD]:
            click.echo(f"{each.assessment}: {each.words}")
        words = f"{len(found.differences):,} differ" if found.differences else "all agree"
        click.echo(f"{found.answers:,} answers of {found.assessments:,} assessments: {words}.")
    if mend:
        _mend({each.assessment for each in found.differences})
    elif found.differences:
        raise SystemExit(1)


def _mend(assessments: set[str]) -> None:
    from eyre.cases.actions.journal import rebuild_answers
    from eyre.cases.models import Assessment
    from eyre.platform.audit import Actor

    for each in Assessment.objects.filter(pk__in=assessments).order_by("pk"):
        rebuild_answers(assessment=each, by=Actor.of_command("eyre journal"), at=datetime.now(UTC))
    click.echo(f"Made anew: {len(assessments):,} assessments.", err=True)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from django.db import connection

    if "cases_journalentry" not in connection.introspection.table_names():
        raise click.UsageError("this database has no journal yet: `eyre load` sets it up")
