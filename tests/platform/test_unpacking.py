"""What is packed comes back whole, what is not is refused, and a flood is never unpacked."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.unpacking import NotPacked, TooMuch, unpacked

PACKED = gzip.compress(b"Nobody asked her.", mtime=0)


@given(st.binary(max_size=2000))
def test_what_was_packed_comes_back(content: bytes) -> None:
    assert unpacked(gzip.compress(content), 2000) == content


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", PACKED[:-1], PACKED[:5], PACKED + b"x", PACKED + PACKED, PACKED[:-8] + b"\0" * 8],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(NotPacked):
        unpacked(content, 100)


@pytest.mark.parametrize(("most", "is_taken"), [(17, True), (16, False), (0, False)])
def test_no_more_is_taken_than_may_be(most: int, is_taken: bool) -> None:
    if is_taken:
        assert len(unpacked(PACKED, most)) == most
    else:
        with pytest.raises(TooMuch):
            unpacked(PACKED, most)


def test_a_flood_takes_no_room() -> None:
    flood = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(TooMuch):
        unpacked(flood, 1000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000
