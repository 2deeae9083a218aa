"""May Eyre be started like this? What a production start must not have, each with the way out.

The rule is a pure function of facts; `facts()` gathers them, from the settings and from the database itself, for what
a database was told is not always what it does. `eyre serve`, the web server's door (wsgi) and `check --deploy` ask it.
Sources: SQLite, PRAGMA synchronous; PostgreSQL 15, section 20.5 (fsync, full_page_writes, synchronous_commit);
OWASP ASVS 5.0, V13.4 (debug), V13.3 (secrets).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

DURABLE = {"synchronous": {"2", "3"}, "journal_mode": {"wal", "delete", "truncate", "persist"}}
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What a start is judged by. `storage` are the database's own answers, by the name of what was asked."""

    is_production: bool
    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    vendor: str
    storage: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why Eyre does not start, and the way out."""

    code: str
    words: str
    way_out: str


def refusals(found: Facts) -> tuple[Refusal, ...]:
    """Everything that forbids this start, all at once; nothing outside production, which holds no real data."""
    return (*_settings(found), *_storage(found)) if found.is_production else ()


def _settings(found: Facts) -> list[Refusal]:
    refused = []
    if found.debug:
        refused.append(
            Refusal(
                "debug",
                "Debugging is on: error pages would show settings and evidence to anyone.",
                "Set DEBUG to False.",
            )
        )
    if found.secret_key.startswith(("demonstration-only", "django-insecure-")):
        refused.append(
            Refusal(
                "default-secret", "The secret key is one that everybody knows.", "Set EYRE_SECRET_KEY anew."
            )
        )
    elif len(found.secret_key) < SHORTEST_KEY or len(set(found.secret_key)) < FEWEST_CHARACTERS:
        refused.append(
            Refusal(
                "weak-secret",
                f"The secret key can be guessed: it has {len(found.secret_key)} characters, "
                f"{len(set(found.secret_key))} of them different.",
                f"Give EYRE_SECRET_KEY at least {SHORTEST_KEY} random characters.",
            )
        )
    if any(host.strip() in {"*", ".", ""} for host in found.hosts):
        refused.append(
            Refusal(
                "any-host",
                "Eyre would answer to any host name, and write it into links that it sends by e-mail.",
                "Name the hosts in EYRE_HOSTS, one by one.",
            )
        )
    return refused


def _storage(found: Facts) -> list[Refusal]:
    told = found.storage
    if found.vendor == "sqlite":
        return [
            Refusal(
                f"sqlite-{name.replace('_', '-')}",
                f"SQLite runs with {name} = {told.get(name)}: a power cut can lose what was shown as saved.",
                "Leave out the PRAGMAs of your own: Eyre sets journal_mode=WAL and synchronous=FULL.",
            )
            for name, good in DURABLE.items()
            if told.get(name, "").lower() not in good
        ]
    return [
        Refusal(
            f"postgresql-{name.replace('_', '-')}",
            f"PostgreSQL runs with {name} = {told[name]}: a power cut can lose what was shown as saved.",
            f"Set {name} to on in postgresql.conf, and for the role and the database Eyre uses.",
        )
        for name in ("fsync", "full_page_writes", "synchronous_commit")
        if told.get(name) == "off"
    ]


def facts() -> Facts:
    """What this start is: from the settings, and from the database as it answers now."""
    return Facts(
        is_production=settings.MODE == "production",
        debug=settings.DEBUG,
        secret_key=settings.SECRET_KEY,
        hosts=tuple(settings.ALLOWED_HOSTS),
        vendor=connection.vendor,
        storage=_answers(),
    )


def _answers() -> dict[str, str]:
    """What the database says of how it keeps what it was given."""
    asked = (
        {"synchronous": "PRAGMA synchronous", "journal_mode": "PRAGMA journal_mode"}
        if connection.vendor == "sqlite"
        else {name: f"SHOW {name}" for name in ("fsync", "full_page_writes", "synchronous_commit")}
    )
    told = {}
    with connection.cursor() as cursor:
        for name, question in asked.items():
            cursor.execute(question)
            told[name] = str(cursor.fetchone()[0])
    return told


def refuse_unsafe() -> None:
    """Nothing where Eyre may be started.

    Raises:
        ImproperlyConfigured: with everything that forbids it, each with its way out.
    """
    found = refusals(facts()) if settings.MODE == "production" else ()
    if found:
        told = "\n".join(f"- {one.words} {one.way_out}" for one in found)
        raise ImproperlyConfigured(f"Eyre does not start in production like this:\n{told}")
