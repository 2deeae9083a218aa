"""A form that says it is not UTF-8 is refused in words; it once went through every error page and ended in none."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/proof/", "/people/invite/", "/nowhere/"])
@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "utf-7", "idna", "utf8"])
def test_another_charset_is_refused_in_words(path: str, charset: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")  # the cookie: without it Django asks for nothing of the form
    reply = client.generic("POST", path, b"login=a", content_type=f"{FORM}; charset={charset}")
    assert reply.status_code == 400
    assert "<h1" in reply.content.decode()
    assert "default-src" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF-8", "; charset=nonsense"])
def test_what_browsers_send_goes_on(charset: str) -> None:
    reply = Client().generic("POST", "/sign-in/", b"login=a", content_type=FORM + charset)
    assert reply.status_code == 200
