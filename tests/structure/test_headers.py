"""Every answer, of every address, carries the headers that keep browsers from helping an attacker (ASVS 5.0, V3.4)."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

EXAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "slug": "x", "str": "x", "path": "x"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """An example of every address of the site, its parts filled in with what fits their kind."""
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield "/" + _filled(here)


def _filled(pattern: str) -> str:
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES.get(part.group(1) or "str", "x"), pattern)
    filled = re.sub(r"\(\?P<\w+>[^)]*\)", "x-y", filled)
    return filled.replace("^", "").replace("$", "").replace("\\Z", "")


EVERY = sorted({*addresses(get_resolver()), "/no-such-page/", "/inspections/a%00b/"})


def policy_of(header: str) -> dict[str, str]:
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.django_db
@pytest.mark.parametrize("path", EVERY)
def test_every_answer_is_guarded(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path)
    assert {name: answer.get(name) for name in EVERYWHERE} == EVERYWHERE, answer.status_code
    policy = policy_of(answer["Content-Security-Policy"])
    assert policy.items() >= POLICY.items()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "Server" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/no-such-page/"])
def test_https_is_a_promise_for_a_year_and_for_subdomains(path: str) -> None:
    with override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True):
        answer = Client().get(path, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_there_is_something_to_walk() -> None:
    assert len(EVERY) > 20
    assert "/inspections/x/standards/x/" in EVERY
