"""What the benchmarks of pages share: a grown database, and a server that also answers a bare page."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter

SETTINGS = "benchmarks.bare.settings"
ROOT = Path(__file__).parent.parent


def in_django(home: str, code: str) -> str:
    """Run some lines with Django set up on the database of `home`; what they print."""
    lines = f"import django; django.setup(); {code}"
    done = subprocess.run(
        [sys.executable, "-c", lines],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def environment(home: str) -> dict[str, str]:
    """The environment of a process that works on the database of `home`."""
    kept = {key: value for key, value in os.environ.items() if key != "EYRE_DATABASE_URL"}
    return kept | {"EYRE_HOME": home, "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": str(ROOT)}


@contextmanager
def site(providers: int) -> Iterator[tuple[str, int]]:
    """A running server: one process, one thread; `providers` made ones beside what was published."""
    with tempfile.TemporaryDirectory(prefix="eyre-bench-") as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        subprocess.run(
            [str(Path(sys.executable).parent / "eyre"), "load"],
            env=environment(home),
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        in_django(home, f"from benchmarks.bare.grow import grow; grow({providers})")
        in_django(
            home,
            "from django.core.management import call_command; call_command('collectstatic', verbosity=0)",
        )
        code = f"from eyre.site.serving import listen; listen('127.0.0.1', {port}, 1)"
        running = subprocess.Popen(
            [sys.executable, "-c", code], env=environment(home), cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            _wait(port, running)
            yield home, port
        finally:
            running.terminate()
            running.wait(20)


def _wait(port: int, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if running.poll() is not None:
                raise RuntimeError("the server stopped") from None
            time.sleep(0.1)
    raise RuntimeError("the server did not answer in half a minute")


def fetch(connection: HTTPConnection, path: str) -> bytes:
    """The body of a page over a kept connection; anything but 200 is an error."""
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != 200:
        raise RuntimeError(f"{path} answered {reply.status}")
    return body


def interleaved(port: int, paths: dict[str, str], rounds: int) -> dict[str, float]:
    """The median time of each page in seconds, asked for in turn so that noise meets all alike."""
    connection = HTTPConnection("127.0.0.1", port)
    times: dict[str, list[float]] = {name: [] for name in paths}
    for path in paths.values():
        for _ in range(5):
            fetch(connection, path)
    for _ in range(rounds):
        for name, path in paths.items():
            start = perf_counter()
            fetch(connection, path)
            times[name].append(perf_counter() - start)
    connection.close()
    return {name: median(each) for name, each in times.items()}


def queries_of(home: str, path: str) -> int:
    """How many queries a page makes, the second time it is asked for."""
    return int(
        in_django(
            home,
            "from django.test import Client; from django.test.utils import CaptureQueriesContext; "
            "from django.db import connection; c = Client(); "
            f"c.get({path!r}); q = CaptureQueriesContext(connection); q.__enter__(); c.get({path!r}); print(len(q))",
        )
    )


def rows_of(port: int, path: str) -> int:
    """The number of table rows in a page."""
    connection = HTTPConnection("127.0.0.1", port)
    return fetch(connection, path).count(b"<tr")
