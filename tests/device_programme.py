"""The device's half of the fault programme (T-IDB): a real Chromium that is killed while it writes and sends.

The modules of the device run in a page, the real action behind a bridge takes what they send. The browser's whole process
tree gets SIGKILL at any moment; the server is killed, replies are lost, and now and then the server comes back from a
backup with a new epoch. After each death the profile is opened again. The promise: every answer that the page had shown as
saved is on the server or still on the device, byte for byte; in the end each is on the server exactly once.

As with a server, kill -9 proves the order of things and not that bytes reached the disk: that each writing transaction asks
for durability "strict" is asserted besides.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import signal
import sqlite3
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from chromium import ARGUMENTS, find
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import BrowserContext, BrowserType, Page
from playwright.sync_api import Error as BrowserError

from fault_programme import Counts, Nursery, misfolded

HERE = Path(__file__).parent
STATIC = HERE.parent / "src" / "eyre" / "cases" / "static" / "cases"
PASSPHRASE = "seven slow herons over Kendal"
PLANTS = ("forget-after-acknowledgement", "shown-before-complete")


@dataclass
class Bridge:
    """Serves the modules, takes what devices send to the real action, and hears what they showed as saved."""

    at: Nursery
    dice: random.Random
    saved: dict[str, str] = field(default_factory=dict)
    relaxed: int = 0
    taken: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    mishaps: bool = True
    lock: Lock = field(default_factory=Lock)

    def take(self, operations: list[Any]) -> Any:
        """The server's reply, or None where it never comes."""
        with self.lock:
            kind = self.dice.choices(("none", "kill", "reply lost"), (6, 2, 1))[0] if self.mishaps else "none"
            self.kinds[kind] += kind != "none"
            connection = self.at.connected()
            try:
                connection.send(take=operations, **{"as": 0})
                if kind == "kill":
                    time.sleep(self.dice.random() / 50)
                    connection.kill()
                reply = connection.reply()
            finally:
                connection.close()
        if kind == "reply lost" or not reply or "results" not in reply:
            return None
        self.taken += 1
        return reply

    def hear(self, what: str, body: Any) -> None:
        """What the page tells: an answer it shows as saved, or a transaction that was not strict."""
        if what == "relaxed":
            self.relaxed += 1
        else:
            self.saved[body["id"]] = body["bytes"]

    def restore(self, backup: Path) -> None:
        """The server comes back from this backup, in another epoch."""
        with self.lock:
            self.at.emptied()
            shutil.copyfile(backup, self.at.database)
            connection = sqlite3.connect(self.at.database)
            connection.execute(
                "INSERT INTO platform_epoch (id, began_at, began_by, backup) VALUES (?, '2026-11-24', 'test', '')",
                (uuid.uuid4().hex,),
            )
            connection.commit()
            connection.close()
            self.kinds["restore"] += 1

    def backed_up(self, where: Path) -> Path:
        """A backup of the server as it is."""
        with self.lock, sqlite3.connect(self.at.database) as source, sqlite3.connect(where) as copy:
            source.backup(copy)
        return where


class Handler(SimpleHTTPRequestHandler):
    """GET: the modules; POST: what the page sends and tells."""

    def __init__(self, *given: Any, bridge: Bridge) -> None:
        self.bridge = bridge
        super().__init__(*given, directory=str(STATIC))

    def log_message(self, *_: Any) -> None:
        """Nothing: the output belongs to the tests."""

    def translate_path(self, path: str) -> str:
        """The module of this programme lies beside it."""
        return str(HERE / "device_programme.js") if path == "/programme.js" else super().translate_path(path)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/take":
            self.bridge.hear(self.path.removeprefix("/told/"), body)
            return self._say(b"{}")
        reply = self.bridge.take(body)
        if reply is None:
            self.close_connection = True  # half a reply is none
            return None
        return self._say(json.dumps(reply).encode())

    def _say(self, body: bytes) -> None:
        with suppress(OSError):  # whoever asked may be dead
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


@contextmanager
def served(bridge: Bridge) -> Iterator[str]:
    """The address of the bridge, while it stands."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, bridge=bridge))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@cache
def _recovery() -> dict[str, str]:
    """A recovery key; its private half is thrown away."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {"name": "test", "spki": base64.b64encode(spki).decode()}


@dataclass
class Tablet:
    """A browser with a profile on the disk, which outlives its deaths."""

    chromium: BrowserType
    profile: Path
    address: str
    told: dict[str, Any]
    plant: str = ""

    def switched_on(self) -> tuple[BrowserContext, Page]:
        """The profile opened, the passphrase given, the outbox in the page's `outbox`."""
        context = self.chromium.launch_persistent_context(
            self.profile, executable_path=find(), args=ARGUMENTS, handle_sigint=False
        )
        page = context.pages[0]
        page.goto(self.address + "offline/")
        page.evaluate(
            "async (given) => { window.programme = await import('/programme.js');"
            " window.outbox = await programme.opened(given) }",
            {"passphrase": PASSPHRASE, "recovery": _recovery(), "plant": self.plant},
        )
        return context, page

    def write(self, page: Page, sequence: int) -> None:
        """Begin to write; returns at once."""
        page.evaluate(
            "(given) => void programme.write(outbox, given)",
            {
                "device": self.told["devices"][0],
                "assessments": self.told["assessments"][:2],
                "edition": self.told["form"],
                "plant": self.plant,
                "sequence": sequence,
            },
        )

    def killed(self) -> None:
        """SIGKILL for every process of the browser, the first of all first."""
        name = str(self.profile).encode()
        for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda each: int(each.name)):
            with suppress(OSError):
                if name in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)

    def gone(self, context: BrowserContext) -> None:
        """Wait until nothing of a killed browser is left."""
        with suppress(BrowserError):
            context.close()
        (self.profile / "SingletonLock").unlink(missing_ok=True)


def run(at: Nursery, chromium: BrowserType, home: Path, *, kills: int, seed: int, plant: str = "") -> Counts:
    """Let the device die so often; what became of everything that it had shown as saved."""
    dice, counts, start = random.Random(seed), Counts(), time.monotonic()
    at.emptied()
    bridge = Bridge(at, dice, mishaps=not plant)
    backup = bridge.backed_up(home / "backup.sqlite3")
    with served(bridge) as address:
        tablet = Tablet(chromium, home / "profile", address, at.told, plant)
        for number in range(kills):
            context, page = tablet.switched_on()
            _compared(bridge, page.evaluate("programme.held(outbox)"), counts)
            tablet.write(page, sequence=number * 100_000)
            _until(page, bridge, least=2 if plant else 8)
            page.wait_for_timeout(dice.random() * 300)
            tablet.killed()
            tablet.gone(context)
            counts.faults += 1
            counts.kinds["browser killed"] += 1
            if plant or number % 4 == 2:
                bridge.restore(backup)
            elif number % 4 == 0:
                bridge.backed_up(backup)
        bridge.mishaps = False
        context, page = tablet.switched_on()
        _compared(bridge, page.evaluate("programme.held(outbox)"), counts)
        waits = page.evaluate("programme.emptied(outbox)")
        context.close()
        assert waits == 0, f"{waits} operations were never acknowledged"
    _counted(bridge, counts)
    counts.kinds.update(bridge.kinds)
    counts.seconds = time.monotonic() - start
    return counts


def _until(page: Page, bridge: Bridge, least: int) -> None:
    """Wait until so many answers more were shown as saved, and the server took some, however slow the machine is."""
    saved, taken, end = len(bridge.saved) + least, bridge.taken + 1, time.monotonic() + 20
    while (len(bridge.saved) < saved or bridge.taken < taken) and time.monotonic() < end:
        page.wait_for_timeout(20)


def _on_server(at: Nursery) -> list[tuple[str, str]]:
    connection = sqlite3.connect(at.database)
    try:
        found = connection.execute("SELECT operation, content FROM cases_journalentry").fetchall()
    finally:
        connection.close()
    return [(str(id), bytes(content).decode()) for id, content in found]


def _compared(bridge: Bridge, held: dict[str, str], counts: Counts) -> None:
    """After a death: everything shown as saved is here or there, as it was shown."""
    there = {id.replace("-", ""): text for id, text in _on_server(bridge.at)}
    for id, shown in bridge.saved.items():
        here = held.get(id)
        counts.lost += here is None and id.replace("-", "") not in there
        counts.altered += here is not None and here != shown


def _counted(bridge: Bridge, counts: Counts) -> None:
    """In the end: on the server, exactly once, byte for byte; and nothing was ever written without "strict"."""
    held = _on_server(bridge.at)
    by_id = {id.replace("-", ""): text for id, text in held}
    counts.acknowledged = len(bridge.saved)
    for id, shown in bridge.saved.items():
        text = by_id.get(id.replace("-", ""))
        counts.lost += text is None
        counts.altered += text is not None and text != shown
    counts.duplicated = len(held) - len(by_id)
    counts.misfolded = len(misfolded(bridge.at.database, [(id, text.encode()) for id, text in held]))
    assert bridge.relaxed == 0, f"{bridge.relaxed} writing transactions were not strict"
