"""Does each mark say in words what it shows, whatever the label?"""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, NotACount, Rounding
from eyre.platform.colours import band_colour
from eyre.platform.marks import NoBand, band_tag, no_band_tag, score, share_bar

PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)


def words(html: str) -> str:
    """What a screen reader says: the text outside anything hidden from it."""
    seen = re.sub(r"<(svg|span)[^>]*aria-hidden=\"true\".*?</\1>", "", html)
    return unescape(re.sub(r"<[^>]+>", "", seen))


@pytest.mark.parametrize(
    ("rank", "of", "filled", "colour"),
    [
        (0, 4, 0, "0"),
        (1, 4, 1, "1"),
        (2, 4, 2, "2"),
        (3, 4, 3, "3"),
        (2, 5, 2, "mid"),
        (4, 5, 4, "3"),
        (0, 1, 0, "3"),
    ],
)
def test_a_band_has_a_word_steps_and_a_colour(rank: int, of: int, filled: int, colour: str) -> None:
    html = band_tag("Good", rank, of)
    assert words(html) == "Good"
    assert html.count("eyre-step--on") == filled
    assert f"eyre-band--{colour}" in html


@pytest.mark.parametrize(("rank", "of"), [(-1, 4), (4, 4), (0, 0)])
def test_a_band_outside_its_scale_is_refused(rank: int, of: int) -> None:
    with pytest.raises(ValueError, match="bands"):
        band_tag("Good", rank, of)


@given(label=PRINTABLE, of=st.integers(1, 12), data=st.data())
def test_any_label_is_escaped_and_said(label: str, of: int, data: st.DataObject) -> None:
    html = band_tag(label, data.draw(st.integers(0, of - 1)), of)
    assert "".join(ElementTree.fromstring(html).itertext()) == label.replace("\r", "\n")


@given(of=st.integers(2, 7))
def test_on_one_scale_a_higher_band_fills_more_steps(of: int) -> None:
    filled = [band_tag("x", rank, of).count("eyre-step--on") for rank in range(of)]
    assert filled == sorted(set(filled))


@given(of=st.integers(2, 5))
def test_up_to_five_bands_have_colours_of_their_own(of: int) -> None:
    assert len({band_colour(rank, of) for rank in range(of)}) == of


def test_the_three_kinds_of_no_band_are_told_apart() -> None:
    said = {words(no_band_tag(kind)) for kind in NoBand}
    assert said == {"Not rated", "Not known", "Undetermined"}
    assert len({no_band_tag(kind, label="same") for kind in NoBand}) == 3
    with pytest.raises(ValueError, match="relegated"):
        no_band_tag("relegated")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(24, 38), "24 of 38 relevant cases 63%"),
        (Count(1, 8), "1 of 8 relevant cases 13%"),
        (Count(0, 38), "0 of 38 relevant cases 0%"),
        (Count(1234, 2000), "1,234 of 2,000 relevant cases 62%"),
        (Count(0, 0), "no relevant cases"),
    ],
)
def test_a_share_is_said_in_words(count: Count, said: str) -> None:
    assert words(share_bar(count)) == said


def test_a_share_is_rounded_as_asked() -> None:
    assert "12%" in share_bar(Count(1, 8), rounding=Rounding.HALF_EVEN)


@given(of=st.integers(1, 500), data=st.data())
def test_the_bar_is_as_long_as_the_share(of: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, of))
    bar = ElementTree.fromstring(share_bar(Count(x, of))).find(".//*[@class='eyre-share__x']")
    assert bar is not None
    assert float(bar.attrib["width"]) == pytest.approx(100 * x / of, abs=0.006)


def test_cuts_are_drawn_where_they_lie() -> None:
    assert share_bar(Count(1, 2), cuts=[50, 65]).count("eyre-share__cut") == 2


def test_a_score_is_read_out() -> None:
    assert words(score(7, 24)) == "7 out of 24"
    assert words(score(7, 24, share=True)) == "7 out of 24 29% of the maximum"
    assert "7/24" in score(7, 24)
    assert words(score(0, 0, share=True)) == "0 out of 0"
    with pytest.raises(NotACount):
        score(25, 24)
