"""A band's rank is its place on the scale, counted from the worst."""

import pytest
from test_edition_schema import edition

from eyre.core.frameworks import build_edition

SMALL = build_edition(edition())


@pytest.mark.parametrize(("band", "rank"), [("bad", 0), ("fair", 1), ("good", 2)])
def test_ranks_count_the_worse_bands(band: str, rank: int) -> None:
    assert SMALL.rank(band) == rank


def test_a_band_that_the_edition_does_not_have_has_no_rank() -> None:
    with pytest.raises(KeyError):
        SMALL.rank("middling")
