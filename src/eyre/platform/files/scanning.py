"""Asking a scanner for malware, where one is named: any command that reads a file from its input.

It answers by its exit code, as ClamAV does: 0 nothing found, 1 something found, anything else that it could not look.
"""

from __future__ import annotations

import shlex
import subprocess
from typing import BinaryIO

from django.conf import settings

from .exceptions import FileRefused

WAIT = 120  # seconds
FOUND = "was found to hold malware, and was not kept; have the machine it comes from looked at"
NOT_LOOKED = "could not be looked at by the scanner, so it was not kept; try again later"


def scan(content: BinaryIO) -> None:
    """Let the scanner of this installation look; without one, nothing is asked.

    Raises:
        FileRefused: where it finds something, and where it cannot look: what nobody looked at is not kept.
    """
    command = shlex.split(settings.EYRE_FILES_SCANNER)
    if not command:
        return
    content.seek(0)
    try:
        done = subprocess.run(command, input=content.read(), capture_output=True, timeout=WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise FileRefused(NOT_LOOKED) from None
    if done.returncode:
        raise FileRefused(FOUND if done.returncode == 1 else NOT_LOOKED)
