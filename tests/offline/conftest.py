"""An empty page beside the modules of the device, each time with a store of its own."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from offline_device import Device

STATIC = Path(__file__).parents[2] / "src" / "eyre" / "cases" / "static" / "cases"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: the output belongs to the tests."""


@pytest.fixture(scope="session")
def modules() -> Iterator[str]:
    """The address at which the modules are served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def device(browser: Browser, modules: str) -> Iterator[Device]:
    """A browser that was never here before."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(modules + "offline/")
    yield Device(page)
    context.close()
