"""Reading a file in a process of its own, with limits of time and memory, so that no file can harm its reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from eyre.core.reading import Form, Given, Mark, Unread

from .exceptions import CannotRead

SECONDS = 10  # of work
WAIT = 60  # seconds by the clock: a machine with much else to do needs more than the work
MEMORY = 1_000_000_000  # bytes of address space
_WORKER = "eyre.reports.reading.worker"


def read_apart(content: bytes, form: Form) -> Given:
    """What the reader of the form makes of the file.

    Raises:
        CannotRead: when it is broken, protected, or needs more time or memory than any real document does.
    """
    command = [sys.executable, "-m", _WORKER, form.value, str(SECONDS), str(MEMORY)]
    environment = {name: value for name, value in os.environ.items() if name in _PASSED} | {
        "PYTHONPATH": os.pathsep.join(sys.path)
    }
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=WAIT, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(_TOO_LONG) from None
    if done.returncode:
        raise CannotRead(_why(done.returncode, done.stderr))
    answer = json.loads(done.stdout)
    if refused := answer.get("refused"):
        raise CannotRead(refused)
    marks = tuple(Mark(start, number) for start, number in answer["marks"])
    return Given(answer["text"], form, marks, unread=tuple(Unread(*each) for each in answer["unread"]))


_PASSED = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR"})
_TOO_LONG = (
    f"needs more than {SECONDS} seconds to read, which no real document does; it may be made to do harm"
)
_TOO_LARGE = "needs more memory than any real document does; it may be made to do harm"
_CPU_SIGNALS = (-24, -9)  # SIGXCPU, SIGKILL: what the limit of time sends


def _why(code: int, errors: bytes) -> str:
    if code in _CPU_SIGNALS:
        return _TOO_LONG
    if (
        b"MemoryError" in errors or b"bad_alloc" in errors or code in (-6, -11)
    ):  # aborted, or no memory was given
        return _TOO_LARGE
    return "is damaged: its reader stopped; open it and save it again"
