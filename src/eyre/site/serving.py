"""The commands that need the database: `eyre load` and `eyre serve`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eyre.site.loading import Loaded


def _set_up(listens_on: str = "127.0.0.1", lets_anyone_in: bool = False) -> None:
    """Make Django ready, with a home for the embedded database; then bring the tables up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.HOME.mkdir(parents=True, exist_ok=True)
    from eyre.platform.epochs.marking import mark, refuse_emptied
    from eyre.platform.epochs.queries import current_epoch
    from eyre.site.demonstration.circumstances import circumstances, refuse_contradictions, with_accounts
    from eyre.site.safety import refuse_unsafe

    told = circumstances(listens_on, lets_anyone_in)
    with _refused_in_words():
        refuse_unsafe()
        refuse_contradictions(told)
        if settings.MODE == "production":  # whoever tries Eyre out may begin anew as they like
            refuse_emptied(settings.HOME)
    call_command("migrate", verbosity=0, interactive=False)
    with _refused_in_words():
        refuse_contradictions(with_accounts(told))
    mark(settings.HOME, current_epoch())


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Say in words why Eyre does not start like this."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        yield
    except ImproperlyConfigured as why:
        raise click.ClickException(str(why)) from why


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was loaded as JSON.")
def load(as_json: bool) -> None:
    """Fill the database with the published inspections that ship with Eyre.

    Loading again changes nothing but what changed in the data; nothing is half loaded.

    Exit codes: 0 loaded, 1 the data cannot be loaded, 2 wrong use.
    """
    _set_up()
    summary = _load()
    if as_json:
        click.echo(json.dumps(summary.as_dict(), indent=2))
    else:
        click.echo(str(summary))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
@click.option("--workers", type=click.IntRange(1), help="Processes; one for each core unless told.")
@click.option(
    "--let-anyone-in", is_flag=True, help="Serve the demonstration, door and all, to other machines too."
)
def serve(host: str, port: int, workers: int | None, let_anyone_in: bool) -> None:
    """Set up the database, fill it with published inspections, and start the pages.

    Exit codes: 0 stopped, 1 the data cannot be loaded or the port is taken, 2 wrong use.
    """
    _refuse_taken_port(host, port)
    _set_up(host, let_anyone_in)
    from django.core.management import call_command

    click.echo(str(_load()))
    _load_demonstration()
    call_command("clearsessions")  # what has ended is kept by nothing else
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    click.echo(f"Eyre is ready: http://{host}:{port}   (stop it with Ctrl+C)")
    from eyre.cases.alerting import kept_escalated
    from eyre.cases.lists.keeping import kept_checked
    from eyre.platform.audit.keeping import kept_sealed

    with kept_sealed(), kept_escalated(), kept_checked():
        listen(host, port, workers or os.cpu_count() or 1)


def _load() -> Loaded:
    """Load what ships; mistakes in the data are said one a line, and nothing is half loaded."""
    from eyre.platform.facts import DataMistakes
    from eyre.site.loading import load_published_data

    try:
        return load_published_data()
    except DataMistakes as mistakes:
        raise click.ClickException(f"the published data cannot be loaded:\n{mistakes}") from mistakes


def _load_demonstration() -> None:
    """In the demonstration, bring in its cast where it is not there yet."""
    from django.conf import settings

    if settings.EYRE_DEMONSTRATION:
        from eyre.site.demonstration.loading import load_demonstration

        if load_demonstration():
            click.echo("Invited the cast of the demonstration.")
        _ready_for_fieldwork()


def _ready_for_fieldwork() -> None:
    """In the demonstration, a recovery key, so that work without a network can be tried out."""
    from django.conf import settings
    from django.utils import timezone

    from eyre.platform.audit import Actor
    from eyre.site.demonstration.fieldwork import ready_for_fieldwork

    ready_for_fieldwork(settings.HOME, by=Actor.of_command("eyre serve"), at=timezone.now())


def _refuse_taken_port(host: str, port: int) -> None:
    """Say in words that something else listens there, before any work is done."""
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise click.ClickException(
                f"cannot listen on {host}:{port} ({why.strerror}). Choose another: make run PORT=8001"
            ) from why


def listen(host: str, port: int, workers: int) -> None:
    """Answer until told to stop, with so many processes."""
    import logging

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _let_go_of_the_database()
    logging.getLogger("granian").setLevel(logging.WARNING)
    # One thread a worker: measured to be quicker than several, for the work is Python's
    Granian(
        "eyre.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level=LogLevels.warning,
    ).serve()


def _let_go_of_the_database() -> None:
    """Close what the setting up has opened: Granian forks, and processes must not share a connection or a pool."""
    from django.db import connections

    for each in connections.all(initialized_only=True):
        each.close()
        if close_pool := getattr(each, "close_pool", None):  # PostgreSQL's
            close_pool()
