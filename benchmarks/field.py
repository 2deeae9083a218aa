"""field: the field page of a device in a real browser: typing, starting with 50, 100 and 200 cases, and what is sent.

One browser, one device, no network while it types and starts. The page itself says when words are saved on the device: the
time is taken in the page, from the last key to the moment the words “Saved on this device” stand there.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from math import log2
from time import perf_counter
from typing import Any

from .page_server import in_django, site

CASES = (50, 100, 200)
PASSPHRASE = "seven plain wooden chairs"
PAUSES = 60  # times somebody stops typing
BEGIN = """
import sys
sys.path.insert(0, "tests")
import time
from django.test import Client
from django.utils.timezone import now
from eyre.cases.models import RecoveryKey
from eyre.site.demonstration.loading import load_demonstration
from eyre.inspections.models import Inspection
from eyre.people.models import Person
load_demonstration()
RecoveryKey.objects.filter(ended_at=None).delete()
RecoveryKey.objects.create(name="Benchmark", spki={spki!r}, made_at=now(), made_by="x")
person = Person.objects.get(email="inspector@inspectorate.example")
inspection = Inspection.objects.get(provider="southfold-demonstration")
Inspection.objects.filter(pk=inspection.pk).update(edition="hmip-probation-pdu-2021")
client = Client()
client.force_login(person)
session = client.session
session["account_authentication_methods"] = [{{"method": "mfa", "at": time.time()}}]
session["account_authentication_methods_user"] = str(person.pk)
session.save()
print(session.session_key)
"""
MORE = """
import sys
sys.path.insert(0, "tests")
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from case_made import made_case
person = Person.objects.get(email="inspector@inspectorate.example")
inspection = Inspection.objects.get(provider="southfold-demonstration")
made = [made_case(inspection, person, pseudonym=f"C-B{{n:04}}") for n in range({start}, {end})]
print(made[-1].pk)
"""
WATCH = """() => {
  window.pauses = [];
  let last = null;
  document.addEventListener("input", () => { last = performance.now() }, true);
  const seen = () => {
    if (last === null || !saving.textContent.startsWith("Saved on this device")) return;
    window.pauses.push(performance.now() - last);
    last = null;
  };
  const saving = document.getElementById("form-saving");
  new MutationObserver(seen).observe(saving, { childList: true, characterData: true, subtree: true });
}"""


def measure(repeat: int = 3) -> dict[str, Any]:
    """Milliseconds from the last key to “Saved on this device”, milliseconds of starting, bytes of a case sent."""
    with site(0) as (home, port):
        session = in_django(home, f"exec({BEGIN.format(spki=_spki())!r})").split()[-1]
        with _device(f"http://127.0.0.1:{port}", session) as page:
            starts, case, done = {}, "", 0
            for many in CASES:
                more = MORE.format(start=done, end=many)
                case, done = in_django(home, f"exec({more!r})").split()[-1], many
                starts[many] = _started(page, many, repeat)
            typing = _typed(page, case)
            sent = _sent(page)
    most, least = starts[CASES[-1]], starts[CASES[0]]
    return {
        "name": "field",
        "compares": "the field page without a network: the time from the last key to “Saved on this device”, and from the "
        "passphrase to the list of 50, 100 and 200 cases; the bytes of one case of 80 answers with what they say",
        "command": "make bench NAME=field",
        "target": "95 of 100 pauses within 50 ms; starting grows no faster than the cases",
        "p95 of a pause in typing (ms)": typing["p95"],
        "times as long to start with 4 times the cases": most["list after the passphrase (ms)"]
        / least["list after the passphrase (ms)"],
        "a pause in typing (ms)": typing,
        **{f"starting with {many} cases": each for many, each in starts.items()},
        "one case of 80 answers, sent (bytes)": sent,
    }


def _spki() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072).public_key()
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_bytes(serialization.Encoding.DER, info)).decode()


@contextmanager
def _device(base: str, session: str) -> Iterator[Any]:
    """A page of a browser that was set up as a device."""
    from playwright.sync_api import sync_playwright
    from tools.chromium import ARGUMENTS, find

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=ARGUMENTS)
        context = browser.new_context(locale="en-GB", bypass_csp=True)
        context.add_cookies([{"name": "eyre-session", "value": session, "url": base}])
        page = context.new_page()
        page.goto(f"{base}/desk/field/")
        page.wait_for_selector("#field[data-ready=yes]")
        page.get_by_label("Name of this device").fill("Benchmark")
        for label in ("Offline passphrase", "The same passphrase again"):
            page.locator("#field-setup").get_by_label(label, exact=True).fill(PASSPHRASE)
        page.get_by_label("This is not a private window").check()
        page.get_by_role("button", name="Set up this device").click()
        page.locator("#field-list").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        yield page
        browser.close()


def _unlocked(page: Any) -> dict[str, float]:
    """The page loaded anew and unlocked: milliseconds until each step was done."""
    start = perf_counter()
    page.reload()
    page.wait_for_selector("#field[data-ready=yes]")
    ready = perf_counter()
    page.locator("#field-unlock").get_by_label("Offline passphrase").fill(PASSPHRASE)
    pressed = perf_counter()
    page.keyboard.press("Enter")
    page.locator("#field-list").wait_for()
    page.wait_for_function("document.querySelectorAll('#field-here a[href^=\"#\"]').length > 0")
    return {
        "until it asks for the passphrase (ms)": 1000 * (ready - start),
        "list after the passphrase (ms)": 1000 * (perf_counter() - pressed),
    }


def _started(page: Any, many: int, repeat: int) -> dict[str, float]:
    """Take along what is there, then start without a network; the best of several."""
    page.reload()
    page.wait_for_selector("#field[data-ready=yes]")
    if page.locator("#field").get_attribute("data-lock") != "unlocked":
        page.locator("#field-unlock").get_by_label("Offline passphrase").fill(PASSPHRASE)
        page.keyboard.press("Enter")
    button = page.locator("#field-there button")
    button.wait_for()
    start = perf_counter()
    button.click()
    page.wait_for_function(
        f"document.querySelectorAll('#field-here a[href^=\"#\"]').length >= {many}", timeout=180_000
    )
    taken = perf_counter() - start
    page.context.set_offline(True)
    times = [_unlocked(page) for _ in range(repeat)]
    page.context.set_offline(False)
    best = {name: min(each[name] for each in times) for name in times[0]}
    stored = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    return best | {"taken along (s)": taken, "stored on the device (MB)": stored / 1e6}


def _typed(page: Any, case: str) -> dict[str, float]:
    """Open a case without a network, answer it whole, and stop typing often."""
    page.context.set_offline(True)
    start = perf_counter()
    page.evaluate("(id) => { location.hash = id }", case)
    page.wait_for_selector("#case-form[data-ready=yes]")
    opened = perf_counter() - start
    page.locator('[id="prompt:2.2.1/a-yes"]').focus()
    presses = 0
    while presses < 80 and page.evaluate("/^(prompt|question):/.test(document.activeElement.name)"):
        page.keyboard.press("y")
        presses += 1
    page.evaluate(WATCH)
    page.locator("textarea[name^='note:']").first.focus()
    for place in range(PAUSES):
        page.keyboard.type(f"word{place} ", delay=20)
        page.wait_for_function(f"window.pauses.length > {place}")
    pauses = sorted(page.evaluate("window.pauses"))
    return {
        "median": pauses[len(pauses) // 2],
        "p95": pauses[int(0.95 * len(pauses))],
        "most": pauses[-1],
        "pauses": len(pauses),
        "until the case was open, without a network": 1000 * opened,
        "answers before": presses,
    }


def _sent(page: Any) -> dict[str, float]:
    """What goes to the server when there is a network again, beside what the answers themselves say.

    The floor: a yes, no or not relevant is log2(4) bits with “not yet”; words are as short as gzip makes them; and each
    operation has 74 random bits in its id, a time, and its base, without which nothing could be told apart or be sent twice.
    """
    bodies: list[bytes] = []

    def seen(request: Any) -> None:
        if request.method == "POST" and "/cases/journal/" in request.url:
            bodies.append(request.post_data_buffer or b"")

    page.on("request", seen)
    page.context.set_offline(False)
    page.wait_for_function("document.getElementById('field-counts').dataset.waits === '0'", timeout=60_000)
    plain = [gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body for body in bodies]
    operations = [each for body in plain for each in json.loads(body).get("operations", [])]
    words = "".join(each["value"] for each in operations if each["key"].startswith("note:"))
    said = (len(operations) * log2(4)) / 8 + len(gzip.compress(words.encode()))
    return {
        "operations": len(operations),
        "as sent": sum(map(len, bodies)),
        "before packing": sum(map(len, plain)),
        "what the answers alone say": said,
        "with ids, times and bases": said + len(operations) * (74 / 8 + 6 + 16),
        "a byte of answer costs": sum(map(len, bodies)) / said,
        "times the floor with ids": sum(map(len, bodies)) / (said + len(operations) * (74 / 8 + 6 + 16)),
    }


if __name__ == "__main__":
    print(json.dumps(measure(1), indent=1))
