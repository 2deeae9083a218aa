"""A real server, started as a newcomer starts it, and a real Chromium looking at it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import Enter, follow
from migrated import lay_out
from serving_started import free_port, stop, until_it_answers

WIDTHS = {"phone": (320, 640), "tablet": (768, 1024), "desk": (1280, 900)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser and takes its time."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Eyre, filled with the published inspections."""
    home = tmp_path_factory.mktemp("home")
    lay_out(home)
    port = free_port()
    log = (home / "log").open("w")
    command = [str(Path(sys.executable).parent / "eyre"), "serve", "--port", str(port), "--workers", "1"]
    environment = {key: value for key, value in os.environ.items() if key != "EYRE_DATABASE_URL"}
    running = subprocess.Popen(command, env=environment | {"EYRE_HOME": str(home)}, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        until_it_answers(address, running, home / "log")
        yield address
    finally:
        stop(running)
        log.close()


@pytest.fixture
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    """Somebody of the cast, who has come in by the demonstration's door."""
    contexts: list[BrowserContext] = []

    def come_in(who: str, wide: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=site, viewport={"width": wide, "height": 800}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/demonstration/")
        follow(page.locator(f'form[action$="/{who}/"] button'))
        expect(page).to_have_url(re.compile(r"/desk/$"))
        return page

    yield come_in
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site at a width, with or without scripts; fails on any error in the console."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_at(path: str, width: str = "desk", scripts: bool = True, status: int = 200) -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(viewport={"width": across, "height": down}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        reply = page.goto(site + path)
        assert reply is not None
        assert reply.status == status, f"{path} answered {reply.status}"
        if status != 200:
            # The browser itself writes into the console that the page was an error page
            errors.clear()
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not errors, errors
