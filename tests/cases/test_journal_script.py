"""Does the browser write the same bytes, hashes and ids as Python? Both read the same vectors."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "eyre" / "cases" / "static" / "cases"
VECTORS: dict[str, Any] = json.loads((ROOT / "tests" / "vectors" / "operations.json").read_text("utf-8"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: the output belongs to the tests."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page beside the module, at an address where a browser lends its cryptography."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/journal/")
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def ask(page: Page, code: str, given: object) -> Any:
    return page.evaluate(f"async (given) => {{ const js = await import('./canonical.js'); {code} }}", given)


def test_values_and_their_digests(page: Page) -> None:
    code = "return given.map((each) => js.canonicalise(JSON.parse(each)))"
    written = [json.dumps(vector["value"]) for vector in VECTORS["values"]]
    assert ask(page, code, written) == [vector["canonical"] for vector in VECTORS["values"]]


def test_operations_and_their_hashes(page: Page) -> None:
    code = """
    const sealed = [];
    for (const each of given) sealed.push(await js.sealed(JSON.parse(each)));
    return sealed.map((each) => each.hash)"""
    told = [json.dumps(vector["operation"]) for vector in VECTORS["operations"]]
    assert ask(page, code, told) == [vector["hash"] for vector in VECTORS["operations"]]


def test_what_has_no_canonical_form_is_refused_there_too(page: Page) -> None:
    code = """
    return given.map((each) => {
      try { return js.canonicalise(JSON.parse(each)); }
      catch (why) { return why instanceof js.NotCanonical; }
    })"""
    refused = [vector["json"] for vector in VECTORS["refused"]]
    assert ask(page, code, refused) == [True] * len(refused)


def test_ids(page: Page) -> None:
    code = """
    return given.map((each) => js.uuidv7(each.milliseconds, Uint8Array.from(each.random.match(/../g), (digits) => parseInt(digits, 16))))"""
    assert ask(page, code, VECTORS["ids"]) == [vector["id"] for vector in VECTORS["ids"]]


def test_ids_made_at_once_differ(page: Page) -> None:
    made = ask(page, "return Array.from({ length: 1000 }, () => js.uuidv7())", None)
    assert len(set(made)) == 1000


def test_the_clock_has_its_offset(page: Page) -> None:
    from eyre.core.journal.reading import _moment

    told = ask(page, "return js.clock()", None)
    assert _moment(told) is not None
    assert ask(page, "return Math.abs(new Date(given) - Date.now())", told) < 10_000
