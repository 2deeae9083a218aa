"""The process that opens PDF files and pictures: it is given little time and memory, and is thrown away afterwards.

Called as `python -m eyre.platform.files.worker pdf|jpeg|png SECONDS BYTES`, with the file as its input. It answers with
one line of JSON, {"refused": words} or {}, and for a picture with the picture, made anew.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Read, look, answer."""
    kind, seconds, memory = sys.argv[1:]
    _limit(int(seconds), int(memory))
    content = sys.stdin.buffer.read()
    refused, made = "", b""
    if kind == "pdf":
        from .pdfs import why_not

        refused = why_not(content)
    else:
        from .pictures import made_anew

        refused, made = made_anew(content, kind)
    sys.stdout.buffer.write(json.dumps({"refused": refused}).encode() + b"\n" + made)


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # where the system knows no limits, the clock of the caller is the only one
        return
    for what, amount in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


if __name__ == "__main__":
    main()
