"""`eyre people`: the first administrator of a new installation, and the way back in when no administrator is left.

Whoever may run these may read the database anyway. Each act is written down under the command's name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from uuid import UUID

    from eyre.people.invitations import Issued
    from eyre.platform.audit import Actor

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
ADDRESS = click.option(
    "--address", metavar="URL", help="Where people reach Eyre; else the first of EYRE_HOSTS."
)
HERE = "http://127.0.0.1:8000"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def people() -> None:
    """Invite the first administrator; list people; disable an account; let somebody back in.

    Everything else is done by administrators, on the pages under /people/.

    Exit codes: 0 done, 1 refused, 2 wrong use.
    """


@people.command()
@click.option("--name", required=True, help="Full name.")
@click.option("--email", required=True, help="E-mail address.")
@click.option("--administrator", is_flag=True, help="Make them an administrator.")
@click.option("--role", "roles", multiple=True, metavar="CODE", help="Another role; repeat it for more.")
@click.option("--provider", is_flag=True, help="They work for a provider that is inspected.")
@ADDRESS
@AS_JSON
def invite(
    name: str,
    email: str,
    administrator: bool,
    roles: tuple[str, ...],
    provider: bool,
    address: str | None,
    as_json: bool,
) -> None:
    """Make an account and print the link that opens it. Nothing is sent.

    \b
    Example, on a new installation, after `eyre load`:
      eyre people invite --administrator --name "Ada Lovelace" --email ada@example.org

    Exit codes: 0 invited, 1 refused, 2 wrong use.
    """
    by = _set_up("invite")
    from django.utils.timezone import now

    from eyre.people.actions import invite as act

    base = _base(address)
    given = {*roles, *(["administrator"] if administrator else [])}
    with _refused_in_words():
        issued = act(name=name, email=email, roles=given, of_provider=provider, by=by, at=now())
    _print_link(issued, base, by, as_json)


@people.command("list")
@AS_JSON
def listing(as_json: bool) -> None:
    """Everybody who has an account, with their roles and how far they are.

    Exit codes: 0 listed, 1 there is no database yet, 2 wrong use.
    """
    by = _set_up("list")
    from django.utils.timezone import now

    from eyre.people import queries
    from eyre.platform.audit import record_read

    with _refused_in_words():
        rows = [queries.row_of(person) for person in queries.people("", "", "", now())]
        record_read(
            "people.listed", by=by, at=now(), on=("people.person", "list"), after={"count": len(rows)}
        )
    if as_json:
        told = [
            {"id": row.id, "name": row.name, "email": row.email, "state": row.state.code, "roles": row.roles}
            for row in rows
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row.email}  {row.name}  {row.state.words}  {', '.join(row.roles) or '–'}")
    if not rows:
        click.echo("Nobody has an account yet. Invite an administrator: eyre people invite --help")


@people.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close the account with this address: it is signed out everywhere, at once.

    Exit codes: 0 closed, 1 refused, 2 wrong use.
    """
    by = _set_up("disable")
    from django.utils.timezone import now

    from eyre.people.actions import disable_account

    with _refused_in_words():
        changed = disable_account(person=_person(email), by=by, at=now())
    click.echo("The account is disabled." if changed else "The account was disabled already.")


@people.command()
@click.argument("email")
@ADDRESS
@AS_JSON
def reset(email: str, address: str | None, as_json: bool) -> None:
    """Take password and second factors from somebody who lost them, and print a link to set both anew.

    For the administrator whom no other administrator can help. Nothing is sent.

    Exit codes: 0 reset, 1 refused, 2 wrong use.
    """
    by = _set_up("reset")
    from django.utils.timezone import now

    from eyre.people.actions import reset_sign_in

    base = _base(address)
    with _refused_in_words():
        issued = reset_sign_in(person=_person(email), by=by, at=now())
    _print_link(issued, base, by, as_json)


def _set_up(name: str) -> Actor:
    """Make Django ready; who acts is the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    import django

    django.setup()
    from eyre.platform.audit import Actor

    return Actor.of_command(f"eyre people {name}")


@contextmanager
def _refused_in_words() -> Iterator[None]:
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    from .exceptions import CannotChangeAccount, CannotInvite, PersonNotFound

    try:
        yield
    except ValidationError as why:
        raise click.ClickException(" ".join(why.messages)) from why
    except (CannotInvite, CannotChangeAccount, PersonNotFound) as why:
        raise click.ClickException(str(why)) from why
    except DatabaseError as why:
        raise click.ClickException("the database cannot be asked; set it up with eyre load") from why


def _person(email: str) -> UUID:
    from eyre.people.queries import person_by_email

    return person_by_email(email).pk


def _base(address: str | None) -> str:
    """Where the link leads: the address given, or what the settings know."""
    from django.conf import settings

    if address is None and not settings.EYRE_DEMONSTRATION:
        host = settings.ALLOWED_HOSTS[0]
        if host.startswith((".", "*")):
            raise click.UsageError("Say where people reach Eyre: --address https://eyre.example.org")
        address = f"https://{host}"
    base = (address or HERE).rstrip("/")
    if not base.startswith(("https://", "http://")):
        raise click.BadParameter(
            "write it with https://, as in https://eyre.example.org", param_hint="--address"
        )
    return base


def _print_link(issued: Issued, base: str, by: Actor, as_json: bool) -> None:
    from django.urls import reverse
    from django.utils.timezone import localtime, now

    from eyre.platform.audit import Operation, record_read

    on = ("people.invitation", issued.id)
    record_read("invitation.shown", by=by, at=now(), on=on, operation=Operation.DISCLOSURE)
    link = base + reverse("invitation:open", args=[issued.token])
    if as_json:
        told = {"person": str(issued.person), "link": link, "expires_at": issued.expires_at.isoformat()}
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(link)
    until = localtime(issued.expires_at).strftime("%-d %B %Y, %H:%M")
    click.echo(f"It works once, until {until}. Give it to {issued.name} and to nobody else.", err=True)
