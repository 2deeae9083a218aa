"""What stands in the clear on the disk of a browser: every byte of every file of its profile, and a killing of it."""

from __future__ import annotations

import base64
import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from chromium import ARGUMENTS, find
from playwright.sync_api import BrowserContext, BrowserType
from playwright.sync_api import Error as BrowserError


def profile(chromium: BrowserType, home: Path) -> BrowserContext:
    """A browser whose profile outlives it."""
    return chromium.launch_persistent_context(
        home, executable_path=find(), args=ARGUMENTS, handle_sigint=False, locale="en-GB"
    )


def killed(home: Path, context: BrowserContext) -> None:
    """SIGKILL for every process of the browser on this profile; nothing of it is left."""
    struck(home)
    with suppress(BrowserError):
        context.close()
    (home / "SingletonLock").unlink(missing_ok=True)


def struck(home: Path) -> None:
    """SIGKILL alone, from whatever thread: the first process of all first."""
    name = str(home).encode()
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda each: int(each.name)):
        with suppress(OSError):
            if name in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)


def forms(text: str) -> Iterator[bytes]:
    """The ways in which a text may stand in a file: UTF-8, UTF-16 of either order, hexadecimal, and each of these first
    three in base64, wherever in a longer text it begins."""
    plain = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
    yield from plain
    yield plain[0].hex().encode()
    for each in plain:
        for shift in range(3):
            # Only whole groups of three bytes read the same whatever comes before and after
            whole = each[shift : shift + (len(each) - shift) // 3 * 3]
            if whole:
                yield base64.b64encode(whole)


def found(home: Path, texts: set[str]) -> set[tuple[str, str]]:
    """Which of these texts stand in which file below `home`, in any of their forms."""
    wanted = {form: text for text in texts for form in forms(text)}
    search = re.compile(b"|".join(re.escape(form) for form in wanted))
    hits: set[tuple[str, str]] = set()
    for path in home.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            hits |= {(wanted[hit.group()], path.name) for hit in search.finditer(content)}
            hits |= {(text, path.name) for text in texts if text in str(path)}
    return hits
