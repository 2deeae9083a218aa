"""In which circumstances does Eyre start, as the rule of the demonstration asks?"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from eyre.people.models import Person

from .cast import BY_EMAIL
from .refusals import Accounts, Circumstances, refusals

HERE = "127.0.0.1"


def circumstances(listens_on: str = HERE, lets_anyone_in: bool = False) -> Circumstances:
    """What the settings say; the database is not asked."""
    return Circumstances(
        is_production=settings.MODE == "production",
        has_door=settings.EYRE_DEMONSTRATION,
        debug=settings.DEBUG,
        has_own_secret=not settings.SECRET_KEY.startswith("demonstration-only"),
        hosts=tuple(settings.ALLOWED_HOSTS),
        database=_database(),
        listens_on=listens_on,
        lets_anyone_in=lets_anyone_in,
    )


def _database() -> str:
    """The host that the driver is told, wherever in the settings it stands."""
    if connection.vendor == "sqlite":
        return ""
    told = connection.get_connection_params()
    return str(told.get("hostaddr") or told.get("host") or "")


def with_accounts(told: Circumstances) -> Circumstances:
    """The same, and whose accounts the database holds."""
    return replace(told, accounts=_accounts())


def _accounts() -> Accounts:
    if Person.objects.filter(email__in=BY_EMAIL).exists():
        return Accounts.CAST
    return Accounts.OTHERS if Person.objects.exists() else Accounts.NONE


def is_open() -> bool:
    """Whether the door may be used as things stand."""
    told = circumstances()
    return told.has_door and not refusals(told)


def refuse_contradictions(told: Circumstances) -> None:
    """Nothing where this can be a demonstration, or has nothing of one.

    Raises:
        ImproperlyConfigured: with everything that speaks against it, each with its way out.
    """
    against = refusals(told)
    if against:
        lines = "\n".join(f"- {one.words} {one.way_out}" for one in against)
        raise ImproperlyConfigured(
            f"Eyre does not start, for it cannot tell whether this is a demonstration:\n{lines}"
        )
