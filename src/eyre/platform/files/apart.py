"""Opening what only large libraries can read, in a process of its own: no file can harm more than that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import BinaryIO

from .exceptions import FileRefused

SECONDS = 20  # of work
WAIT = 60  # seconds by the clock: a machine with much else to do needs more than the work
MEMORY = (
    1_500_000_000  # bytes of address space: a picture of 50 million points takes 200 million of them, twice
)
_WORKER = "eyre.platform.files.worker"
_PASSED = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR"})
TOO_MUCH = "needs more time or memory to open than any real document does; it may be made to do harm"


def looked_at(content: BinaryIO, kind: str) -> bytes:
    """What the reader of this kind hands back: a picture made anew, or nothing for a PDF that may be taken.

    Raises:
        FileRefused: with the reader's words, and where it needed more than any real file does.
    """
    content.seek(0)
    command = [sys.executable, "-m", _WORKER, kind, str(SECONDS), str(MEMORY)]
    environment = {name: value for name, value in os.environ.items() if name in _PASSED}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    try:
        done = subprocess.run(
            command, input=content.read(), capture_output=True, timeout=WAIT, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(TOO_MUCH) from None
    if done.returncode:
        raise FileRefused(TOO_MUCH)
    told, _, made = done.stdout.partition(b"\n")
    if refused := json.loads(told)["refused"]:
        raise FileRefused(refused)
    return made
