"""What no page sees: a NUL in an address, answered in words on every database alike, and methods nothing answers to."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from eyre.platform.middleware import refuse_nul, refuse_other_methods


def page(request: HttpRequest) -> HttpResponse:
    """Stands behind the middleware: what reaches it is answered 200."""
    return HttpResponse("reached")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/frameworks/\x00/", 404), ("/a\x00b", 404), ("/frameworks/", 200), ("/%2500/", 200)],
)
def test_only_an_address_with_a_nul_is_kept_from_the_page(rf: RequestFactory, path: str, status: int) -> None:
    request = rf.get("/")
    request.path_info = path
    assert refuse_nul(page)(request).status_code == status


def test_it_is_answered_in_words(client: Client) -> None:
    reply = client.get("/providers/a%00b/")
    assert reply.status_code == 404
    assert "<h1" in reply.content.decode()


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("GET", 200),
        ("HEAD", 200),
        ("POST", 200),
        *[(method, 405) for method in ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND")],
    ],
)
def test_only_looking_and_sending_forms_reach_a_page(rf: RequestFactory, method: str, status: int) -> None:
    assert refuse_other_methods(page)(rf.generic(method, "/")).status_code == status


def test_it_says_what_is_allowed(client: Client) -> None:
    assert client.options("/help/")["Allow"] == "GET, HEAD, POST"
