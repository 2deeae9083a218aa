"""sign-in: password and code through the real server against a bare Django login; and what being checked costs a page.

Both log-ins hash with the same Argon2id. Ours also counts tries in the database, asks for the second step, keeps
codes from working twice and writes the log. Each sign-in is a person of its own, for a code works once.
"""

import json
import os
import time
from collections.abc import Callable
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import django

from .page_server import SETTINGS, in_django, site

ROUNDS = 12
HASH = """
from django.contrib.auth.hashers import make_password
from time import perf_counter
times = []
for _ in range(9):
    start = perf_counter()
    make_password("plum harbour seventeen kites")
    times.append(perf_counter() - start)
print(sorted(times)[4])
"""
PEOPLE = """
import json
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from eyre.people.models import Person
keys = {{}}
for number in range({count}):
    person = Person(email=f"measured{{number}}@eyre.example", name="Measured", invited_at=timezone.now())
    person.set_password("plum harbour seventeen kites")
    person.save()
    keys[person.email] = generate_totp_secret()
    TOTP.activate(person, keys[person.email])
print(json.dumps(keys))
"""
LEAD = """
from eyre.site.demonstration.loading import load_demonstration
load_demonstration()
import time
from importlib import import_module
from django.conf import settings
from django.test import Client
from eyre.people.models import Person
from eyre.inspections.models import Inspection
from eyre.site.demonstration.cast import BY_EMAIL
email = next(email for email, member in BY_EMAIL.items() if member.key == "lead-inspector")
person = Person.objects.get(email=email)
client = Client()
client.force_login(person)
session = client.session
session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
session["account_authentication_methods_user"] = str(person.pk)
session.save()
one = Inspection.objects.filter(pk__contains="westmarch").get()
print(session.session_key, one.pk)
"""


class Visitor:
    """A browser over a kept connection: cookies, and the token of the latest form."""

    def __init__(self, port: int) -> None:
        self.connection, self.cookies, self.token = HTTPConnection("127.0.0.1", port), SimpleCookie(), ""

    def ask(self, method: str, path: str, **sent: str) -> str:
        """Where an answer leads, or the body of a page."""
        body = urlencode(sent | {"csrfmiddlewaretoken": self.token}) if method == "POST" else None
        headers = {"Cookie": "; ".join(f"{each.key}={each.value}" for each in self.cookies.values())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        reply = self.connection.getresponse()
        page = reply.read().decode()
        for cookie in reply.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        if 'name="csrfmiddlewaretoken" value="' in page:
            self.token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        if reply.status >= 400:
            raise RuntimeError(f"{path} answered {reply.status}")
        return reply.headers.get("Location") or page


def code_of(secret: str) -> str:
    """What an app shows now, by allauth's own function."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(port: int, email: str, secret: str) -> tuple[float, float]:
    """The seconds of the password's step and of the code's, forms not counted."""
    visitor = Visitor(port)
    visitor.ask("GET", "/sign-in/")
    typed = {"login": email, "password": "plum harbour seventeen kites"}
    first = timed(lambda: visitor.ask("POST", "/sign-in/", **typed), "/sign-in/second-step/")
    visitor.ask("GET", "/sign-in/second-step/")
    code = code_of(secret)
    return first, timed(lambda: visitor.ask("POST", "/sign-in/second-step/", code=code), "/desk/")


def bare_login(port: int, email: str) -> float:
    """The seconds of Django's own login, its form not counted."""
    visitor = Visitor(port)
    visitor.ask("GET", "/bare/sign-in/")
    typed = {"username": email, "password": "plum harbour seventeen kites"}
    return timed(lambda: visitor.ask("POST", "/bare/sign-in/", **typed), "/")


def timed(ask: Callable[[], str], awaited: str) -> float:
    """The seconds an answer takes. Raises RuntimeError when it does not lead where it should."""
    start = perf_counter()
    led = ask()
    took = perf_counter() - start
    if led != awaited:
        raise RuntimeError(f"led to {led[:200]!r} instead of {awaited}")
    return took


def pages(home: str, port: int, rounds: int) -> dict[str, Any]:
    """One page of unpublished ratings: as it is, without its row of the log, and without any check."""
    session, inspection = in_django(home, run(LEAD)).split()[-2:]
    paths = {
        "as it is: signed in, checked, reading logged": f"/desk/{inspection}/ratings/",
        "signed in and checked, nothing logged": f"/bare/checked/{inspection}/",
        "the same page for anybody": f"/bare/unchecked/{inspection}/",
    }
    visitor = Visitor(port)
    visitor.cookies["eyre-session"] = session
    times: dict[str, list[float]] = {name: [] for name in paths}
    for turn in range(rounds + 5):
        for name, path in paths.items():
            start = perf_counter()
            page = visitor.ask("GET", path)
            if "<h1" not in page:
                raise RuntimeError(f"{path} led to {page[:100]}")
            if turn >= 5:
                times[name].append(perf_counter() - start)
    medians = {name: median(each) for name, each in times.items()}
    bare = medians["the same page for anybody"]
    return {name: {"seconds": each, "ratio": each / bare} for name, each in medians.items()}


def run(code: str) -> str:
    """Lines as one argument that Django's set-up may stand before."""
    return f"exec({code!r})"


def measure(repeat: int = 5) -> dict[str, Any]:
    """Median times in seconds and their ratios."""
    with site(0) as (home, port):
        hashing = float(in_django(home, run(HASH)))
        keys = json.loads(in_django(home, run(PEOPLE.format(count=ROUNDS + 1))))
        (warm, secret), *rest = keys.items()
        sign_in(port, warm, secret)
        bare_login(port, warm)
        ours, bare = [], []
        for email, secret in rest:
            ours.append(sign_in(port, email, secret))
            bare.append(bare_login(port, email))
        both, peer = median(first + second for first, second in ours), median(bare)
        return {
            "name": "sign-in",
            "compares": "password and code through the real server with Django's own login of one step: same server, middleware, database and hasher",
            "command": "make bench NAME=sign-in",
            "target": "two steps within 2x of Django's one; a page with its checks within 1.5x of the same page without",
            "sizes": {"people": ROUNDS},
            "seconds": {
                "one hash (Argon2id)": hashing,
                "password step": median(first for first, _ in ours),
                "code step": median(second for _, second in ours),
                "both steps": both,
                "Django's login": peer,
            },
            "ratios": {"both steps to Django's login": both / peer},
            "a page with its checks": pages(home, port, 20 * repeat),
        }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
