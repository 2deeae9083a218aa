"""A server that a test starts: on which port, and until when one waits for it."""

import socket
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 300  # seconds: a busy machine fills a demonstration slowly, and only a failure waits so long


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until_it_answers(address: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until this address is answered; raise RuntimeError with the log if the server stopped or is silent."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError(f"the server stopped: {log.read_text()}")
        try:
            with urlopen(address, timeout=60):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {address} in {PATIENCE} s: {log.read_text()}")


def stop(running: "subprocess.Popen[bytes]") -> None:
    """Ask it to end, and wait until it has."""
    running.terminate()
    running.wait(PATIENCE)
