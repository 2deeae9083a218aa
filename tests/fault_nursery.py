"""A process that takes operations, and may be killed at any moment: `python tests/fault_nursery.py SOCKET`.

The database of the environment is filled once (an inspection in its fieldwork, two inspectors, four cases, a device
each); then every connection to the socket is served by a child of its own, which carries out the real action on the real
database and answers when it is committed. Forking takes milliseconds where starting a server takes seconds, so a
thousand deaths fit into a test. Each line that comes is JSON: {"take": [batch, …], "as": device number, "plant": …}.

`plant` names a fault that is built in on purpose, to see that the programme finds it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent)]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def main() -> None:
    """Fill the database, say so, and serve until the parent goes."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    told = filled()
    rehearsed(told)
    connections.close_all()  # SQLite forbids a connection across a fork
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(sys.argv[1])
    listening.listen()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    while True:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            try:
                serve(connection, told)
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
                raise
            finally:
                os._exit(0)  # whatever happened, a child must not go on as the parent
        connection.close()


def filled() -> dict[str, Any]:
    """Make what is needed to answer; the ids of it."""
    from django.db import transaction

    from fieldwork_made import in_fieldwork

    with transaction.atomic():
        return in_fieldwork(NOON).as_dict()


def rehearsed(told: dict[str, Any]) -> None:
    """Take one operation and undo it, so that no child has to read forms and make statements first."""
    from django.db import transaction

    from eyre.core.journal import Operation, uuid7

    operation = Operation(
        uuid7(NOON, bytes(10)),
        told["devices"][0],
        1,
        told["assessments"][0],
        "question:2.2.1",
        told["form"],
        "yes",
        None,
        NOON.isoformat(),
    ).sealed()
    with transaction.atomic():
        reply = _receive({"take": [json.loads(operation.written())], "as": 0}, told)
        assert [each["verdict"] for each in reply["results"]] == ["accepted"], reply
        transaction.set_rollback(True)


def serve(connection: socket.socket, told: dict[str, Any]) -> None:
    """Say who serves, then answer line by line until the connection ends."""
    stream = connection.makefile("rwb")
    _say(stream, {"pid": os.getpid()})
    for line in stream:
        asked = json.loads(line)
        act = recorded if asked.get("record") else taken
        _say(stream, act(asked, told, lambda answer: _say(stream, answer)))


def _say(stream: Any, answer: Any) -> None:
    if answer is not None:
        stream.write(json.dumps(answer).encode() + b"\n")
        stream.flush()


def taken(asked: dict[str, Any], told: dict[str, Any], say: Any) -> Any:
    """Take a batch; the reply, once it is committed."""
    if "room" in asked:
        return _in_little_room(asked, told)
    plant = asked.get("plant", "")
    if plant in PLANTS:
        PLANTS[plant]()
    if plant != "reply-before-commit":
        reply = _receive(asked, told)
        if asked.get("dies") == "after the commit":
            os.kill(os.getpid(), signal.SIGKILL)
        return reply
    from django.db import transaction

    with transaction.atomic():
        say(_receive(asked, told))
        time.sleep(random.random() / 100)
    return None


def _in_little_room(asked: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Take a batch where no file may grow beyond so many bytes more: a disk that is nearly full."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    connection.ensure_connection()
    wal = Path(f"{settings.DATABASES['default']['NAME']}-wal")
    most = (wal.stat().st_size if wal.exists() else 0) + asked["room"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        return _receive(asked, told)
    except DatabaseError as why:
        return {"error": str(why)}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _receive(asked: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    from eyre.cases.actions.journal import receive
    from eyre.people.queries import roles_of
    from eyre.people.standing import Standing

    person = told["people"][asked["as"]]
    standing = Standing(person, "", roles_of(uuid.UUID(person)))
    content = json.dumps({"operations": asked["take"]}).encode()
    by = standing.actor("inspector")
    return receive(
        inspection=told["inspection"], standing=standing, content=content, by=by, at=NOON
    ).as_dict()


def recorded(asked: dict[str, Any], told: dict[str, Any], say: Any) -> list[Any]:
    """Take each batch, and everything that was put to the database meanwhile, with the replies between."""
    from django.db import connection

    connection.ensure_connection()
    lines: list[Any] = []
    connection.connection.set_trace_callback(
        lambda statement: None if statement.startswith("--") else lines.append(statement)
    )
    for batch in asked["take"]:
        reply = _receive({"take": batch, "as": asked["as"]}, told)
        lines.append([each["id"] for each in reply["results"] if each["verdict"] == "accepted"])
    connection.connection.set_trace_callback(None)
    return lines


class Changed:
    """A prepared statement whose values are changed on the way."""

    def __init__(self, statement: Any, change: Any) -> None:
        self.statement, self.change = statement, change

    def run(self, *values: Any) -> Any:
        """Run it with the changed values."""
        return self.statement.run(*self.change(values))


def _without_dedupe() -> None:
    """Every operation is stored under an id of the server's, as if the client had said none."""
    from eyre.cases.actions import taking

    taking._ENTRY = Changed(taking._ENTRY, lambda values: (uuid.uuid4(), *values[1:]))  # type: ignore[assignment]


def _truncating() -> None:
    """What is long loses its end, without a word."""
    from eyre.cases.actions import taking

    taking._ENTRY = Changed(  # type: ignore[assignment]
        taking._ENTRY, lambda values: (*values[:6], values[6][:255], *values[7:])
    )


def _last_write_wins() -> None:
    """Of two answers the later one stays, and nobody is asked."""
    from eyre.cases.actions import taking
    from eyre.core.journal import Standing

    vars(taking)["joined"] = lambda standing, step, known: Standing((step,))


PLANTS = {
    "no-dedupe": _without_dedupe,
    "truncation": _truncating,
    "drop-conflict": _last_write_wins,
}


if __name__ == "__main__":
    main()
