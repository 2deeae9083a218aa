"""An inspector works without a network: sets a device up, takes cases along, answers, and sends when there is one again."""

import json
import random
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from case_server import Server
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as BrowserError

from profile_dump import found, killed, profile, struck

OWEN = "Owen Larkspur"
PASSPHRASE = "seven plain wooden chairs"
WIDTHS = (320, 1280)
NOTE = "note:P2.1.1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("field"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    faults: list[str] = []
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.on("weberror", lambda error: faults.append(str(error.error)))
    yield made
    made.close()
    assert not faults, faults


def ready(page: Page) -> None:
    """The page has read its store, and knows whether it is locked."""
    page.wait_for_selector("#field[data-ready=yes]")


def set_up(server: Server, context: BrowserContext) -> Page:
    """A browser of Owen's that is a device: all from the keyboard."""
    page = server.come_in(context, OWEN)
    page.goto(f"{server.address}/desk/field/")
    ready(page)
    page.get_by_label("Name of this device").fill("Tablet 7")
    for label in ("Offline passphrase", "The same passphrase again"):
        page.locator("#field-setup").get_by_label(label, exact=True).fill(PASSPHRASE)
    page.get_by_label("This is not a private window").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Set up this device").press("Enter")
    expect(page.locator("#field-list")).to_be_visible()
    return page


def taken_along(page: Page) -> None:
    page.get_by_role("button", name="Take along").press("Enter")
    expect(page.locator("#field-said")).to_contain_text("These cases open without a network")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")


def unlocked(page: Page) -> None:
    ready(page)
    page.locator("#field-unlock").get_by_label("Offline passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")


def opened(page: Page, path: str) -> None:
    """The case of this path on the field page, from the list."""
    page.locator(f'a[href="#{number(path)}"]').press("Enter")
    page.wait_for_selector("#case-form[data-ready=yes]")


def number(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def counts(page: Page, **wanted: int) -> None:
    for name, count in wanted.items():
        expect(page.locator("#field-counts")).to_have_attribute(f"data-{name}", str(count), timeout=20_000)


def journalled(server: Server, path: str) -> int:
    """How many operations the journal has of a case."""
    with sqlite3.connect(server.home / "eyre.sqlite3") as database:
        query = "SELECT count(*) FROM cases_journalentry WHERE assessment_id = ?"
        return int(database.execute(query, [UUID(number(path)).hex]).fetchone()[0])


def test_a_day_without_a_network(server: Server, context: BrowserContext) -> None:
    """Taken along, answered from the keyboard without a network, reloaded, sent: everything is there exactly once."""
    path = server.make_case()
    page = set_up(server, context)
    taken_along(page)
    context.set_offline(True)
    page.reload()
    unlocked(page)
    opened(page, path)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.locator('[id="prompt:P2.1.1/a-yes"]').focus()
    page.keyboard.press("y")
    page.keyboard.press("n")
    page.locator(f'[id="{NOTE}"]').focus()
    page.keyboard.type("Nobody asked her", delay=15)
    expect(page.locator("#form-saving")).to_contain_text(re.compile(r"Saved on this device at \d\d:\d\d"))
    counts(page, waits=3, sent=0)
    expect(page.locator("#field-counts")).to_contain_text("No network")
    # Any page of work leads here without a network; the case is opened again, with all that was written on it
    page.goto(f"{server.address}/desk/")
    page.goto(f"{server.address}/desk/field/#{number(path)}")
    unlocked(page)
    page.wait_for_selector("#case-form[data-ready=yes]")
    expect(page.locator(f'[id="{NOTE}"]')).to_have_value("Nobody asked her")
    expect(page.locator('[id="prompt:P2.1.1/b-no"]')).to_be_checked()
    page.locator(f'[id="{NOTE}"]').press("End")
    page.keyboard.type(" what she wanted", delay=15)
    page.locator(".eyre-alert summary").press("Enter")
    page.locator('[id="mark:alert"]').fill("A child is alone with him")
    page.get_by_role("button", name="Alert the lead inspector").press("Enter")
    unheard = page.locator("[data-unheard]")
    expect(unheard).to_have_count(2)
    expect(unheard.first).to_contain_text("tell the lead inspector yourself, now")
    page.get_by_role("link", name="All cases on this device").first.press("Enter")
    expect(page.locator(f'#field-here tr:has(a[href="#{number(path)}"])')).to_contain_text("5 answers")
    assert server.values(path) == {}
    context.set_offline(False)
    counts(page, waits=0, sent=5)
    kept = {key: json.loads(value) for key, value in server.values(path).items()}
    assert [kept.pop(key) for key in list(kept) if key.startswith("alert:")] == [
        {"text": "A child is alone with him", "question": None}
    ]
    assert kept == {
        "prompt:P2.1.1/a": "yes",
        "prompt:P2.1.1/b": "no",
        NOTE: "Nobody asked her what she wanted",
    }
    assert journalled(server, path) == 5


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(server: Server, browser: Browser, width: int) -> None:
    """Nothing for axe, and no wider than the screen: setting up, the list, a case, locked."""
    path = server.make_case()
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    page = server.come_in(context, OWEN)
    page.goto(f"{server.address}/desk/field/")
    expect(page.locator("#field-setup form")).to_be_visible()
    is_well(page, width)
    page.close()
    page = set_up(server, context)
    taken_along(page)
    is_well(page, width)
    opened(page, path)
    page.locator('[id="prompt:P2.1.1/a-yes"]').check(force=True)
    counts(page, waits=0, sent=1)
    is_well(page, width)
    expect(page.locator("#form-saving")).to_contain_text("Sent at")
    page.get_by_role("link", name="All cases on this device").first.click()
    page.get_by_role("button", name="Lock now").click()
    expect(page.locator("#field-unlock")).to_be_visible()
    expect(page.locator("#field-here")).to_be_empty()
    expect(page.locator("#field-list")).to_be_hidden()
    is_well(page, width)
    # Every other page of work says how it stands
    page.goto(f"{server.address}/desk/")
    expect(page.locator("#eyre-device")).to_contain_text("On this device everything was sent")
    is_well(page, width)
    context.close()


def is_well(page: Page, width: int) -> None:
    told = Axe().run(page)
    assert told.violations_count == 0, told.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_it_says_what_it_needs(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = server.come_in(context, OWEN)
    page.goto(f"{server.address}/desk/field/")
    expect(page.get_by_text("This page needs scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Save a rescue file")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="your work").click()
    expect(page).to_have_url(re.compile(r"/desk/$"))
    context.close()


def test_a_killed_tablet_tells_nothing(server: Server, browser: Browser, tmp_path: Path) -> None:
    """Used offline and killed while unlocked: no file of its profile holds what was written, or about whom."""
    path = server.make_case()
    word = f"Q{secrets.token_hex(6)}"
    context = profile(browser.browser_type, tmp_path)
    page = set_up(server, context)
    taken_along(page)
    opened(page, path)
    pseudonym = page.locator("#field-case h1").inner_text().removeprefix("Case ")
    context.set_offline(True)
    page.locator(f'[id="{NOTE}"]').focus()
    page.keyboard.type(f"{word} was not asked", delay=15)
    expect(page.locator("#form-saving")).to_contain_text("Saved on this device")
    killed(tmp_path, context)
    assert found(tmp_path, {word, PASSPHRASE, pseudonym}) == set()


SHOWN = """(id) => {
  const field = document.getElementById(id);
  const saving = document.getElementById("form-saving");
  const tell = () => { if (saving.textContent.startsWith("Saved on this device")) console.log(`shown ${field.value}`) };
  new MutationObserver(tell).observe(saving, { childList: true, characterData: true, subtree: true });
}"""


def test_what_was_shown_as_saved_outlives_the_browser(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    """Killed at any moment of typing, again and again (T-IDB): what the page had called saved on this device is there when
    the profile is opened again, and in the end on the server."""
    path, dice = server.make_case(), random.Random(20261122)
    shown: list[str] = []
    context = profile(browser.browser_type, tmp_path)
    page = set_up(server, context)
    taken_along(page)
    for number_of_death in range(4):
        context.set_offline(True)
        opened(page, path)
        field = page.locator(f'[id="{NOTE}"]')
        kept = field.input_value()
        assert kept.startswith(shown[-1] if shown else ""), number_of_death
        page.on("console", lambda told: shown.append(told.text.removeprefix("shown ")))
        page.evaluate(SHOWN, NOTE)
        field.press("End")
        page.keyboard.type("first ", delay=10)
        expect(page.locator("#form-saving")).to_contain_text("Saved on this device")
        death = Timer(dice.random(), struck, (tmp_path,))
        with suppress(BrowserError):
            death.start()
            page.keyboard.type("and more words, and more of them. " * 9, delay=15)
        death.join()
        killed(tmp_path, context)
        assert shown[-1].startswith(kept)
        context = profile(browser.browser_type, tmp_path)
        page = context.new_page()
        page.goto(f"{server.address}/desk/field/")
        unlocked(page)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()  # the session died with the browser
    page = server.come_in(context, OWEN)
    page.goto(f"{server.address}/desk/field/")  # the key comes from the other tab
    counts(page, waits=0)
    context.close()
    assert json.loads(server.values(path)[NOTE]).startswith(shown[-1])
