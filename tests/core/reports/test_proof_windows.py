"""Windows hold every place with its reach, in order, and never a character twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eyre.core.reports.windows import windows

PLACES = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5)), max_size=12).map(
    lambda pairs: sorted((start, start + width) for start, width in pairs)
)


def test_near_places_share_a_window() -> None:
    assert list(windows([(10, 12), (14, 15), (40, 41)], 3)) == [(7, 18), (37, 44)]
    assert list(windows([], 3)) == []
    assert list(windows([(1, 2)], 5)) == [(0, 7)]


@given(PLACES, st.integers(0, 20))
def test_windows_hold_every_place_and_never_meet(places: list[tuple[int, int]], reach: int) -> None:
    found = list(windows(places, reach))
    for start, end in places:
        assert any(a <= max(0, start - reach) and end <= b for a, b in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
