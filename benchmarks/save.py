"""save: one answer through the journal, durably, against a bare page that inserts one row.

Ours looks up what the person may do, checks the form, inserts the operation, folds it, counts, writes the row of the
record and commits; the bare page inserts. Same server, middleware, session, database and durability.
"""

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from statistics import median
from time import perf_counter
from typing import Any

from eyre.core.journal import MOST_OPERATIONS, Operation, uuid7

from .page_server import in_django, site

HISTORIES = (100, 400, 1600)
TOKEN = "a" * 32
MADE = "from benchmarks.bare.saving import made; import json; print(json.dumps(made()))"


@dataclass
class Tablet:
    """A device that saves over a kept connection, each answer after the one before."""

    port: int
    made: dict[str, str]
    sequence: int = 0
    latest: str | None = None
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port)

    def write(self) -> Operation:
        """Another answer to the same question."""
        self.sequence += 1
        at = datetime.now(UTC)
        operation = Operation(
            id=uuid7(at, uuid.uuid4().bytes[:10]),
            device=self.made["device"],
            sequence=self.sequence,
            assessment=self.made["assessment"],
            key=self.made["question"],
            edition=self.made["form"],
            value=("yes", "no")[self.sequence % 2],
            base=self.latest,
            at=at.isoformat(timespec="milliseconds"),
        ).sealed()
        self.latest = operation.id
        return operation

    def save(self, count: int = 1) -> float:
        """The seconds that a batch takes. Raises RuntimeError where not all of it is taken."""
        pieces = ",".join(self.write().written() for _ in range(count))
        took, reply = self.send(self.path, f'{{"operations":[{pieces}]}}')
        if [each["verdict"] for each in reply["results"]] != ["accepted"] * count:
            raise RuntimeError(str(reply)[:500])
        return took

    @property
    def path(self) -> str:
        """Where answers go."""
        return f"/desk/{self.made['inspection']}/cases/journal/"

    def bare(self) -> float:
        """The seconds that the bare page takes for a body as long."""
        return self.send("/bare/insert/", json.dumps({"operations": [json.loads(self.write().written())]}))[0]

    def send(self, path: str, body: str) -> tuple[float, dict[str, Any]]:
        """The seconds until the answer is read, and the answer. Raises RuntimeError for anything but 200."""
        cookies = f"eyre-session={self.made['session']}; eyre-csrf={TOKEN}"
        headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
        start = perf_counter()
        self.connection.request("POST", path, body.encode(), headers)
        reply = self.connection.getresponse()
        content = reply.read()
        took = perf_counter() - start
        if reply.status != 200:
            raise RuntimeError(f"{path} answered {reply.status}: {content[:300]!r}")
        told: dict[str, Any] = json.loads(content)
        return took, told


def one_answer(tablet: Tablet, rounds: int) -> dict[str, float]:
    """Medians of ours and the bare page, asked in turn so that noise meets both alike."""
    ours, bare = [], []
    for turn in range(rounds + 5):
        before = tablet.latest
        one = tablet.bare()
        tablet.latest = before  # what the bare page was sent is no base
        two = tablet.save()
        if turn >= 5:
            bare.append(one)
            ours.append(two)
    return {"seconds": median(ours), "bare": median(bare), "ratio": median(ours) / median(bare)}


def measure(repeat: int = 5) -> dict[str, Any]:
    """Median times in seconds, the ratio to the bare page, and whether the history of an answer changes it."""
    found: dict[str, dict[str, float]] = {}
    with site(0) as (home, port):
        tablet = Tablet(port, json.loads(in_django(home, MADE).splitlines()[-1]))
        for history in HISTORIES:
            while tablet.sequence < history:
                tablet.save(MOST_OPERATIONS)
            found[f"{history} answers to the same question before"] = one_answer(tablet, 20 * repeat)
        batch = median(tablet.save(MOST_OPERATIONS) for _ in range(2 * repeat))
    return {
        "name": "save",
        "compares": "one answer taken, folded, recorded and committed, with a bare page that inserts one row: same server, middleware, session and durability",
        "command": "make bench NAME=save",
        "target": "within 2x of the bare page; no growth with 4x and 16x the history",
        "one answer": found,
        "a batch of 100": {"seconds": batch, "answers a second": MOST_OPERATIONS / batch},
    }


if __name__ == "__main__":
    print(measure())
