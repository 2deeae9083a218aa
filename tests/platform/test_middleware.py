"""A NUL in an address is answered in words, the same on every database."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/frameworks/%00/", "/providers/a%00b/", "/%00"])
def test_a_nul_is_no_address(client: Client, address: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 404
    assert "<h1" in reply.content.decode()
