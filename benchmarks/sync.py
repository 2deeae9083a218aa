"""sync: a whole inspectorate comes back online at once, against a bare page that inserts the same batches.

Sixty devices send what a week without a network left on them, five hundred operations each, in batches of a hundred, all
at the same time and each batch after the reply to the one before. Ours decides over every operation, folds, counts, keeps
its row of the record and commits; the bare page puts the same bodies into a table, a row for each operation.
"""

import json
import math
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from time import perf_counter
from typing import Any

from eyre.cases.forms import form_for_edition
from eyre.core.journal import MOST_OPERATIONS, Operation, uuid7

from .page_server import in_django, site

DEVICES, OPERATIONS = (15, 30, 60), 500
TOKEN = "a" * 32
BARE = "/bare/insert-many/"
EDITION = "hmip-probation-pdu-2021"
MADE = "from benchmarks.bare.saving import made_fleet; import json; print(json.dumps(made_fleet({})))"


@dataclass
class Device:
    """One device with its operations, made before anything is measured; `took` are the seconds of each reply."""

    port: int
    made: dict[str, str]
    keys: tuple[str, ...]
    sequence: int = 0
    took: list[float] = field(default_factory=list)
    errors: int = 0
    latest: dict[str, str] = field(default_factory=dict)

    def bodies(self, count: int) -> list[str]:
        """So many new operations in batches: answers to every question of the form, one after the other."""
        pieces = [self.write().written() for _ in range(count)]
        batches = (pieces[at : at + MOST_OPERATIONS] for at in range(0, count, MOST_OPERATIONS))
        return [f'{{"operations":[{",".join(batch)}]}}' for batch in batches]

    def write(self) -> Operation:
        """The next answer."""
        self.sequence += 1
        key, at = self.keys[self.sequence % len(self.keys)], datetime.now(UTC)
        made = Operation(
            id=uuid7(at, uuid.uuid4().bytes[:10]),
            device=self.made["device"],
            sequence=self.sequence,
            assessment=self.made["assessment"],
            key=key,
            edition=self.made["form"],
            value=("yes", "no")[self.sequence % 2],
            base=self.latest.get(key),
            at=at.isoformat(timespec="milliseconds"),
        ).sealed()
        self.latest[key] = made.id
        return made

    def send(self, path: str, bodies: list[str]) -> None:
        """Send them one after the other over one connection; what is not taken whole is an error."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookies = f"eyre-session={self.made['session']}; eyre-csrf={TOKEN}"
        headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
        for body in bodies:
            start = perf_counter()
            connection.request("POST", path, body.encode(), headers)
            reply = connection.getresponse()
            content = reply.read()
            self.took.append(perf_counter() - start)
            self.errors += reply.status != 200 or b'"quarantined"' in content
        connection.close()


def together(devices: list[Device], path: str, operations: int) -> dict[str, float]:
    """Everybody at once: the seconds in all, the slowest reply in a hundred, and how many were not taken."""
    known = [dict(each.latest) for each in devices]
    bodies = [each.bodies(operations) for each in devices]
    for each, latest in zip(devices, known, strict=True):
        each.took, each.errors = [], 0
        if path == BARE:  # what the bare page was sent is no base
            each.latest = latest
    start = perf_counter()
    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(lambda device, batches: device.send(path, batches), devices, bodies))
    took = perf_counter() - start
    replies = sorted(one for each in devices for one in each.took)
    p99 = replies[math.ceil(0.99 * len(replies)) - 1]
    errors = sum(each.errors for each in devices)
    return {"seconds": took, "p99 reply": p99, "errors": errors, "a second": len(devices) * operations / took}


def measure(
    repeat: int = 2, devices: tuple[int, ...] = DEVICES, operations: int = OPERATIONS
) -> dict[str, Any]:
    """Seconds, p99 of the replies and errors for ours and the bare page, in turn; the better of `repeat` runs."""
    keys = tuple(sorted(key for key in form_for_edition(EDITION).answer_keys if key.startswith("question:")))
    found: dict[str, Any] = {}
    with site(0) as (home, port):
        fleet = [
            Device(port, each, keys)
            for each in json.loads(in_django(home, MADE.format(max(devices))).splitlines()[-1])
        ]
        ours_at = f"/desk/{fleet[0].made['inspection']}/cases/journal/"
        together(fleet[:1], ours_at, 100)
        for count in devices:
            runs = [
                (
                    together(fleet[:count], BARE, operations),
                    together(fleet[:count], ours_at, operations),
                )
                for _ in range(repeat)
            ]
            bare = min((one for one, _ in runs), key=lambda each: each["seconds"])
            ours = min((one for _, one in runs), key=lambda each: each["seconds"])
            ours["errors"] = sum(one["errors"] for _, one in runs)
            found[f"{count} devices"] = {
                "ours": ours,
                "bare": bare,
                "ratio": ours["seconds"] / bare["seconds"],
            }
    return {
        "name": "sync",
        "compares": f"devices that send {operations} operations each, in batches of {MOST_OPERATIONS}, all at once, with a bare page that inserts the same batches: same server, middleware, session and durability",
        "command": "make bench NAME=sync",
        "target": "within 3x of the bare page, no error, the slowest reply in a hundred under 2 s with 60 devices",
        "sizes": found,
    }


if __name__ == "__main__":
    print(measure())
