"""A NUL in an address is answered in words, the same on every database, and no page sees it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from eyre.platform.middleware import refuse_nul


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
