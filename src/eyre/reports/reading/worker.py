"""The process that reads one file: bytes come in, text and places go out as JSON. Started by `apart`."""

from __future__ import annotations

import importlib
import json
import sys

from .exceptions import CannotRead

_READERS = {
    "html": "eyre.reports.reading.html_pages:read_html",
    "docx": "eyre.reports.reading.docx_files:read_docx",
    "pdf": "eyre.reports.reading.pdf_files:read_pdf",
}


def limit(seconds: int, memory: int) -> None:
    """Bound the time and memory of this process; where the system has no such bounds, only the clock holds."""
    try:
        import resource
    except ImportError:
        return
    for what, amount in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def main(arguments: list[str]) -> None:
    """Read the file at standard input."""
    form, seconds, memory = arguments
    content = sys.stdin.buffer.read()
    module, _, function = _READERS[form].partition(":")
    read = getattr(importlib.import_module(module), function)
    limit(int(seconds), int(memory))
    try:
        answer = read(content)
    except CannotRead as error:
        answer = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
