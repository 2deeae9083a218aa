"""Signing in as people do it, in a real browser, under the real policy for scripts and forms."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, Request, build_opener, urlopen

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import fits_and_is_accessible, follow, leads_on, press, tab_to
from migrated import lay_out
from serving_started import free_port, stop, until_it_answers

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
sys.path.insert(0, str(Path(__file__).parents[1] / "people"))
import postgres
from oidc_provider import CLIENT, SECRET, running_provider

SERVER = Path(__file__).with_name("sign_in_server.py")
PASSWORD = "plum harbour seventeen kites"


@dataclass
class Site:
    address: str
    keys: dict[str, Any]
    environment: dict[str, str]

    def code(self, name: str, secret: str = "") -> str:
        return str(format_hotp_value(hotp_value(secret or self.keys[name]["secret"], int(time.time()) // 30)))


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("signing"), {}) as site:
        yield site


@contextmanager
def running(home: Path, more: dict[str, str]) -> Iterator[Site]:
    """A server of two processes in a home of its own, until it is no longer needed."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key != "EYRE_DATABASE_URL"}
    environment |= {"EYRE_HOME": str(home)} | more
    log = (home / "log").open("w")
    if "EYRE_DATABASE_URL" not in more:
        lay_out(home)
    # A process of its own fills: those that serve share no connection with it
    subprocess.run([sys.executable, str(SERVER), "fill"], env=environment, check=True, timeout=300)
    command = [sys.executable, str(SERVER), str(port)]
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://localhost:{port}"
    try:
        until_it_answers(f"{address}/sign-in/", server, home / "log")
        yield Site(address, json.loads((home / "keys.json").read_text()), environment)
    finally:
        stop(server)
        log.close()


@pytest.fixture
def visit(browser: Browser, signing: Site) -> Iterator[Callable[..., Page]]:
    """Opens an address in a new browser; fails on any error in the console, refusals of the policy included."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_at(path: str, scripts: bool = True, width: int = 1280, quiet: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=signing.address
        )
        contexts.append(context)
        page = context.new_page()
        if not quiet:
            page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not errors, errors


def password(page: Page, name: str, typed: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(f"{name}@eyre.example")
    page.get_by_label("Password", exact=True).fill(typed)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def code(page: Page, typed: str) -> None:
    page.get_by_label("Code", exact=True).fill(typed)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def authenticator(page: Page) -> None:
    """A device that makes passkeys, and whose owner always puts a finger on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize(("name", "scripts"), [("new", True), ("scriptless", False)])
def test_the_first_sign_in_sets_a_second_factor_up(
    visit: Callable[..., Page], signing: Site, name: str, scripts: bool
) -> None:
    page = visit("/account/security/", scripts)
    password(page, name)
    heading(page, "Protect your account")
    follow(page.get_by_role("link", name="Authenticator app"))
    heading(page, "Set up an authenticator app")
    page.get_by_text("I cannot scan it").click()
    expect(page.locator(".eyre-key span").last).to_be_visible()
    secret = "".join(page.locator(".eyre-key span").all_inner_texts())
    assert page.locator(".eyre-qr svg").bounding_box()["width"] > 150  # type: ignore[index]
    page.get_by_label("Code from the app").fill("000000")
    follow(page.get_by_role("button", name="Set up"))
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_label("Code from the app").fill(signing.code(name, secret))
    follow(page.get_by_role("button", name="Set up"))
    heading(page, "Recovery codes")
    expect(page.locator(".eyre-codes li")).to_have_count(10)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    first = page.locator(".eyre-codes li").first.inner_text()
    assert first in saved.value.path().read_text()
    follow(page.get_by_role("button", name="I have saved them"))
    heading(page, "Protect your account")
    follow(page.get_by_role("button", name="Go on"))
    heading(page, "Your sign-in")


@pytest.mark.parametrize(("name", "scripts"), [("app", True), ("walk", False)])
def test_a_password_and_a_code_sign_in(
    visit: Callable[..., Page], signing: Site, name: str, scripts: bool
) -> None:
    page = visit("/account/security/", scripts)
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    password(page, name)
    heading(page, "Second step")
    code(page, signing.code(name))
    heading(page, "Your sign-in")
    follow(page.get_by_role("button", name="Sign out", exact=True))
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    page.go_back()
    page.reload()
    heading(page, "Sign in")


def test_without_scripts_the_page_says_that_passkeys_need_them(visit: Callable[..., Page]) -> None:
    page = visit("/sign-in/", scripts=False)
    expect(page.get_by_text("needs scripts, which are switched off")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()


def test_a_passkey_is_added_and_signs_in_alone_and_as_second_step(
    visit: Callable[..., Page], signing: Site
) -> None:
    page = visit("/account/security/")
    authenticator(page)
    password(page, "key")
    code(page, signing.code("key"))
    follow(page.get_by_role("link", name="Add a passkey"))
    page.get_by_label("Name").fill("Work laptop")
    follow(page.get_by_role("button", name="Add a passkey"))
    heading(page, "Your sign-in")
    expect(page.get_by_text("Passkey “Work laptop”")).to_be_visible()

    follow(page.get_by_role("button", name="Sign out", exact=True))
    page.goto("/account/password/")
    follow(page.get_by_role("button", name="Use a passkey"))
    heading(page, "Change your password")

    follow(page.get_by_role("button", name="Sign out", exact=True))
    page.goto("/account/security/")
    password(page, "key")
    heading(page, "Second step")
    follow(page.get_by_role("button", name="Use a passkey"))
    heading(page, "Your sign-in")

    page.goto("/account/confirm/passkey/?next=/account/security/")
    follow(page.get_by_role("button", name="Use a passkey"))
    heading(page, "Your sign-in")


def test_a_passkey_that_was_never_added_opens_nothing(visit: Callable[..., Page]) -> None:
    page = visit("/sign-in/")
    authenticator(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="No passkey was used")).to_be_visible()


def test_a_recovery_code_signs_in_once(visit: Callable[..., Page], signing: Site) -> None:
    shown = signing.keys["codes"]["codes"][0]
    page = visit("/account/security/")
    password(page, "codes")
    code(page, f"{shown[:5]} {shown[5:]}")
    expect(page.get_by_text("9 left")).to_be_visible()
    again = visit("/account/security/")
    password(again, "codes")
    code(again, shown)
    expect(again.get_by_role("alert")).to_contain_text("Code is wrong")


def test_who_was_away_comes_back_to_the_same_page(visit: Callable[..., Page], signing: Site) -> None:
    page = visit("/account/password/")
    password(page, "idle")
    code(page, signing.code("idle"))
    heading(page, "Change your password")
    subprocess.run(
        [sys.executable, str(SERVER), "leave-alone"], env=signing.environment, check=True, timeout=60
    )
    page.reload()
    expect(page.get_by_text("nothing happened here for two hours")).to_be_visible()
    password(page, "idle")
    code(page, signing.keys["idle"]["codes"][1])
    heading(page, "Change your password")


def test_too_many_tries_say_when_to_come_back(visit: Callable[..., Page]) -> None:
    page = visit("/sign-in/", quiet=True)  # the browser itself complains of a page with status 429
    for turn in range(6):
        password(page, "second", f"not the password at all {turn}")
    heading(page, "Too many tries")
    expect(page.get_by_text("Try again in 5 minutes")).to_be_visible()
    fits_and_is_accessible(page)


def try_wrong(address: str, turn: int) -> int:
    """One wrong password over plain HTTP, with a form of its own: the status of the answer."""
    with urlopen(f"{address}/sign-in/", timeout=60) as page:
        cookie = SimpleCookie(page.headers["Set-Cookie"])["eyre-csrf"].value
        text = page.read().decode()
    token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"login": "many@eyre.example", "password": f"wrong {turn}", "csrfmiddlewaretoken": token}
    request = Request(f"{address}/sign-in/", urlencode(sent).encode(), {"Cookie": f"eyre-csrf={cookie}"})
    try:
        with build_opener(HTTPErrorProcessor).open(request, timeout=60) as reply:
            return int(reply.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def crowd_in(address: str) -> None:
    with ThreadPoolExecutor(12) as crowd:
        answers = Counter(crowd.map(lambda turn: try_wrong(address, turn), range(24)))
    assert set(answers) <= {200, 429}
    assert 1 <= answers[200] <= 5, answers


def test_tries_at_the_same_moment_in_two_processes_count_together(signing: Site) -> None:
    crowd_in(signing.address)


def test_and_on_postgresql_too(tmp_path: Path) -> None:
    with (
        postgres.server() as uri,
        running(tmp_path, {"EYRE_DATABASE_URL": postgres.django_address(uri)}) as site,
    ):
        crowd_in(site.address)


def test_single_sign_on_leads_to_the_provider_and_back(browser: Browser, tmp_path: Path) -> None:
    """The page's policy lets its form lead to the issuer; a browser follows no form elsewhere."""
    with running_provider() as provider:
        provider.claims = {"email": "new@eyre.example"}
        told = {
            "EYRE_OIDC_ISSUER": provider.address,
            "EYRE_OIDC_CLIENT_ID": CLIENT,
            "EYRE_OIDC_CLIENT_SECRET": SECRET,
            "EYRE_OIDC_NAME": "Northshire Council",
        }
        with running(tmp_path, told) as site:
            page = browser.new_context(base_url=site.address).new_page()
            page.goto("/sign-in/?next=/account/security/")
            fits_and_is_accessible(page, "sign in")
            follow(page.get_by_role("button", name="Sign in through Northshire Council"))
            heading(page, "Protect your account")
            follow(page.get_by_role("button", name="Sign out", exact=True))
            provider.claims = {"email": "stranger@eyre.example", "sub": "subject-2"}
            follow(page.get_by_role("button", name="Sign in through Northshire Council"))
            heading(page, "You are not signed in")
            page.context.close()


OPEN = ["/sign-in/", "/sign-in/?because=idle", "/sign-in/forgotten/", "/sign-in/forgotten/sent/"]
OPEN += ["/sign-in/closed/", "/sign-in/forgotten/done/", "/sign-in/forgotten/AA-bb/"]
CLOSED = ["", "app/", "passkeys/add/", "recovery-codes/", "recovery-codes/new/", "app/remove/"]
ELSEWHERE = ["/account/password/", "/account/confirm/", "/account/second-factor/", "/sign-out/"]


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_with_a_passkey_are_accessible_too(
    visit: Callable[..., Page], signing: Site, width: int
) -> None:
    page = visit("/sign-in/?next=/account/security/", width=width)
    authenticator(page)
    name = "narrow" if width == 320 else "wide"
    password(page, name)
    code(page, signing.code(name))
    page.goto("/account/security/passkeys/add/")
    follow(page.get_by_role("button", name="Add a passkey"))
    heading(page, "Your sign-in")
    fits_and_is_accessible(page, "your sign-in")
    for link in ("Rename", "Remove"):
        follow(page.get_by_role("link", name=f"{link} the passkey"))
        fits_and_is_accessible(page, link)
        with leads_on(page):
            page.go_back()
    for path in ("/account/confirm/passkey/", "/account/confirm/code/", "/account/security/app/remove/"):
        page.goto(path)
        fits_and_is_accessible(page, path)
    page.goto("/sign-out/")
    follow(page.get_by_role("main").get_by_role("button", name="Sign out"))
    password(page, name)
    fits_and_is_accessible(page, "second step with a passkey")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(visit: Callable[..., Page], signing: Site, width: int) -> None:
    page = visit("/sign-in/", width=width)
    for path in OPEN:
        page.goto(path)
        fits_and_is_accessible(page, path)
    page.goto("/sign-in/")
    password(page, "walk")
    fits_and_is_accessible(page, "second step")
    code(page, signing.keys["walk"]["codes"][0 if width == 320 else 1])
    for path in [*(f"/account/security/{end}" for end in CLOSED), *ELSEWHERE]:
        page.goto(path)
        fits_and_is_accessible(page, path)


def test_the_keyboard_alone_signs_in(visit: Callable[..., Page], signing: Site) -> None:
    page = visit("/sign-in/?next=/account/security/")
    tab_to(page.locator("#id_login"))
    page.keyboard.type("app@eyre.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show password")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_focused()
    press(page)
    heading(page, "Second step")
    page.get_by_label("Code", exact=True).focus()
    page.keyboard.type(signing.keys["app"]["codes"][0])
    press(page)
    heading(page, "Your sign-in")
