"""Bytes of any kind become their text, or words that help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.reports.uploads import MOST_BYTES, NoText, Uploaded, checked_text, read_upload


@pytest.mark.parametrize(
    ("content", "text", "is_noted"),
    [
        ("café".encode(), "café", False),
        ("café".encode("utf-8-sig"), "café", False),
        ("café".encode("utf-16"), "café", False),
        ("café – “so”".encode("cp1252"), "café – “so”", True),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree", False),
        (b"", "", False),
    ],
)
def test_encodings(content: bytes, text: str, is_noted: bool) -> None:
    read = read_upload(content)
    assert (read.text, bool(read.note)) == (text, is_noted)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "a Word document"),
        (b"%PDF-1.7", "a PDF"),
        (b"one\ntwo\x00", "Line 2 holds a NUL"),
        (b"one\ntwo\x81\x8d", "Line 2 holds a byte that is neither"),
        (b"a" * (MOST_BYTES + 1), "part by part"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
    ],
)
def test_refusals_say_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(NoText, match=words):
        read_upload(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read = what_comes_of(content)
    assert not {"\0", "\r"} & set(read.text) if isinstance(read, Uploaded) else str(read)[0].isupper()


def what_comes_of(content: bytes) -> Uploaded | NoText:
    try:
        return read_upload(content)
    except NoText as refused:
        return refused


@given(
    st.text(max_size=100).filter(
        lambda text: "\0" not in text and "\r" not in text and not text.startswith("\ufeff")
    )
)
def test_a_text_in_utf_8_comes_back(text: str) -> None:
    try:
        content = text.encode()
    except UnicodeEncodeError:
        return
    if not content.startswith((b"PK", b"%PDF")):
        assert read_upload(content).text == checked_text(text) == text
