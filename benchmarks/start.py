"""start: how long until `eyre --help` has answered, and until the server answers its first page.

Measured against the same command-line library's empty program, and an empty Django project on the same server. Each is
a new process; the server is started on a database that is filled already, as every start but the first is.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .made import best_of

EMPTY_PROGRAM = """
import click

@click.group()
def main():
    "An empty program."

main()
"""
EMPTY_PROJECT = """
import sys
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="empty",
    SECRET_KEY="only-to-measure",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
urlpatterns = [path("", lambda request: HttpResponse("empty"))]
application = get_wsgi_application()
"""
SERVE_EMPTY = """
import sys
from granian import Granian
from granian.constants import Interfaces

if __name__ == "__main__":
    Granian("empty:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
            workers=int(sys.argv[2]), blocking_threads=1).serve()
"""
WORKERS = 2
TOO_LONG = 120  # seconds


def eyre() -> str:
    """The command as it was installed beside this interpreter."""
    return str(Path(sys.executable).with_name("eyre"))


def say_help(command: Sequence[str]) -> None:
    """Run a program until it has said its help."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until_ready(command: Sequence[str], port: int, folder: str) -> float:
    """Start a server, and stop it after its first good page: the seconds until that page.

    Raises:
        RuntimeError: when it ends, or has not answered after two minutes.
    """
    start = time.perf_counter()
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "EYRE_HOME": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() > start + TOO_LONG:
                raise RuntimeError(f"{' '.join(command)} gave no page")
            time.sleep(0.01)
        return time.perf_counter() - start
    finally:
        stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server politely; or else at once, with the workers it started."""
    time.sleep(0.5)  # a server that is told to stop while it starts its workers may not hear it
    server.terminate()
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(port: int) -> bool:
    """Whether the first page comes, and is no error."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=TOO_LONG) as page:
            return bool(page.status == 200)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"the first page is an error: {error}") from error
    except OSError:
        return False


def serve_eyre(folder: str) -> float:
    """The server as `make run` starts it: the seconds until its first page."""
    port = free_port()
    return until_ready([eyre(), "serve", "--port", str(port), "--workers", str(WORKERS)], port, folder)


def serve_empty(folder: str) -> float:
    """An empty project on the same server with as many workers: the seconds until its first page."""
    port = free_port()
    return until_ready([sys.executable, "serve_empty.py", str(port), str(WORKERS)], port, folder)


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the empty program and project each takes."""
    with TemporaryDirectory() as folder:
        for name, text in [
            ("program.py", EMPTY_PROGRAM),
            ("empty.py", EMPTY_PROJECT),
            ("serve_empty.py", SERVE_EMPTY),
        ]:
            (Path(folder) / name).write_text(text, "utf-8")
        program = str(Path(folder) / "program.py")
        first = serve_eyre(folder)
        times = best_of(
            2 * repeat,
            {
                "eyre --help": lambda: say_help([eyre(), "--help"]),
                "eyre rate --help": lambda: say_help([eyre(), "rate", "--help"]),
                "empty program --help": lambda: say_help([sys.executable, program, "--help"]),
            },
        )
        rounds = [(serve_eyre(folder), serve_empty(folder)) for _ in range(repeat)]
        times["Eyre ready"] = min(eyre_ready for eyre_ready, _ in rounds)
        times["empty project ready"] = min(empty_ready for _, empty_ready in rounds)
    return {
        "name": "start",
        "compares": "the help of the command and the first page of the server, with an empty program and an empty "
        "Django project",
        "command": "make bench NAME=start",
        "sizes": {"workers": WORKERS},
        "seconds": {**times, "Eyre ready the first time, with its database made and filled": first},
        "ratios": {
            "times the empty program": times["eyre --help"] / times["empty program --help"],
            "times the empty project": times["Eyre ready"] / times["empty project ready"],
        },
        "target": "help within 2x; server ready within 3x",
    }


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key}: {value}")
