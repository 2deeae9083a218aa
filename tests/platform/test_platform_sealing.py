"""What is sealed for one purpose is opened for no other, and by an earlier secret as long as it is named."""

import pytest
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from eyre.platform.sealing import Box

ONE, TWO = Box("eyre.tests.one.1"), Box("eyre.tests.two.1")


@given(st.binary(max_size=300))
def test_what_is_sealed_comes_back_and_is_never_seen(content: bytes) -> None:
    sealed = ONE.seal(content)
    assert ONE.unseal(sealed) == content
    assert len(content) < 4 or content not in sealed


@given(st.text(max_size=50))
def test_a_tag_is_the_same_for_the_same_text_and_purpose_alone(text: str) -> None:
    assert ONE.tags(text) == ONE.tags(text)
    assert ONE.tags(text) != TWO.tags(text)
    assert ONE.tags(text) != ONE.tags(text + "x")


def test_another_purpose_opens_nothing() -> None:
    with pytest.raises(InvalidToken):
        TWO.unseal(ONE.seal(b"a name"))


def test_an_earlier_secret_opens_and_finds_until_it_is_dropped(settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the first", []
    sealed, (tag,) = ONE.seal(b"a name"), ONE.tags("X123")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the second", ["the first"]
    assert ONE.unseal(sealed) == b"a name"
    assert ONE.tags("X123")[1:] == (tag,)
    again = ONE.reseal(sealed)
    settings.SECRET_KEY_FALLBACKS = []
    assert ONE.unseal(again) == b"a name"
    with pytest.raises(InvalidToken):
        ONE.unseal(sealed)
