"""Do charts draw what they are told, to scale, whatever the words?"""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.charts import Chart, Dot, Point, Series, dot_strip, stacked_bars, trend_line
from eyre.platform.charts import svg as shapes

SVG = "{http://www.w3.org/2000/svg}"
BANDS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
WORDS = st.text(max_size=12)
SHARES = st.fractions(0, 1, max_denominator=200)


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)


def segments(chart: Chart) -> list[ElementTree.Element]:
    return [one for one in drawn(chart).iter(f"{SVG}rect") if one.get("class") == "eyre-chart__segment"]


def markers(chart: Chart) -> list[ElementTree.Element]:
    return [one for one in drawn(chart).iter(f"{SVG}svg") if one.get("overflow") == "visible"]


def share_of(attribute: str) -> float:
    assert attribute.endswith("%")
    return float(attribute[:-1]) / 100


def trend(*shares: Fraction | None) -> Chart:
    points = tuple(Point(2018 + n, share) for n, share in enumerate(shares))
    return trend_line([Series("North", points)], title="Over time")


CHARTS = [
    stacked_bars([("North", [("Good", 3), ("Inadequate", 1), ("Not rated", 2)])], title="Bars", bands=BANDS),
    stacked_bars([("North", [("Men", 3), ("Women", 1)]), ("South", [])], title="Kinds", to_scale=True),
    stacked_bars([], title="Nothing"),
    trend(Fraction(1, 3), None, Fraction(7, 24)),
    trend(),
    trend_line([Series("a", ()), Series("b", (Point(date(2023, 5, 1), 0.5),))], title="Two"),
    dot_strip([Dot("Knowsley", Fraction(2, 24)), Dot("Cumbria", Fraction(10, 27), "10/27")], title="Dots"),
    dot_strip([], title="No dots"),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_is_a_picture_with_a_name_and_its_words(chart: Chart) -> None:
    root = drawn(chart)
    assert root.get("role") == "img"
    title, words = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert words is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert title.text == chart.title


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_strict_policy_lets_a_chart_through(chart: Chart) -> None:
    for one in drawn(chart).iter():
        assert "style" not in one.attrib
        assert one.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_every_row_of_the_table_fits_its_head(chart: Chart) -> None:
    assert {len(row) for row in chart.rows} <= {len(chart.header)}


@given(label=WORDS, segment=WORDS, title=WORDS, description=WORDS)
def test_any_words_leave_well_formed_bars(label: str, segment: str, title: str, description: str) -> None:
    drawn(stacked_bars([(label, [(segment, 3), ("<b>", 2)])], title=title, description=description))


@given(label=WORDS, name=WORDS, text=WORDS)
def test_any_words_leave_well_formed_lines_and_dots(label: str, name: str, text: str) -> None:
    drawn(trend_line([Series(name, (Point(1, 0.5, label, text), Point(2, 0.6)))], title=name))
    drawn(dot_strip([Dot(label, 0.5, text)], title=name, highlight=label))


def test_markup_in_words_is_shown_not_obeyed() -> None:
    chart = stacked_bars([("<script>alert(1)</script>", [('"><rect/>', 1)])], title="& more")
    assert "<script>" not in chart.svg
    assert len(segments(chart)) == 1


@given(values=st.lists(st.integers(0, 500), min_size=1, max_size=6))
def test_segments_are_as_wide_as_their_share(values: list[int]) -> None:
    chart = stacked_bars([("North", [(str(n), value) for n, value in enumerate(values)])], title="Bars")
    seen = [share_of(one.attrib["width"]) for one in segments(chart)]
    assert seen == pytest.approx([value / sum(values) for value in values if value], abs=1e-5)
    starts = [share_of(one.attrib["x"]) for one in segments(chart)]
    assert starts == pytest.approx([sum(seen[:n]) for n in range(len(seen))], abs=1e-4)


@given(first=st.integers(1, 99), second=st.integers(1, 99))
def test_bars_to_scale_share_one_scale(first: int, second: int) -> None:
    chart = stacked_bars([("a", [("x", first)]), ("b", [("x", second)])], title="Bars", to_scale=True)
    widths = [share_of(one.attrib["width"]) for one in segments(chart)]
    assert widths[0] / widths[1] == pytest.approx(first / second, rel=1e-2)
    assert max(widths) == 1


def test_bands_give_order_and_what_is_outside_comes_last() -> None:
    chart = stacked_bars([("a", [("Not rated", 1), ("Good", 2)])], title="Bars", bands=BANDS)
    assert chart.header[1:] == (*BANDS, "Not rated")
    assert chart.rows == (("a", "0", "0", "2", "0", "1"),)
    assert [one.attrib["fill"].rsplit("-")[-1] for one in segments(chart)] == ["2)", "none)"]


def test_a_negative_segment_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        stacked_bars([("a", [("x", -1)])], title="Bars")


@given(shares=st.lists(SHARES, min_size=2, max_size=8))
def test_points_stand_as_high_as_their_share(shares: list[Fraction]) -> None:
    heights = [234 - float(one.attrib["y"]) for one in markers(trend(*shares))]
    assert heights == pytest.approx([200 * float(share) for share in shares], abs=1e-3)


@given(days=st.lists(st.integers(0, 9000), min_size=2, max_size=8, unique=True))
def test_points_are_as_far_apart_as_their_moments(days: list[int]) -> None:
    chart = trend_line([Series("a", tuple(Point(day, 0.5) for day in days))], title="t")
    x = {day: share_of(one.attrib["x"]) for day, one in zip(days, markers(chart), strict=True)}
    span = max(days) - min(days)
    for day in days:
        assert x[day] == pytest.approx(0.13 + 0.78 * (day - min(days)) / span, abs=1e-5)


def test_an_unknown_share_is_a_gap_and_never_nought() -> None:
    chart = trend(Fraction(1, 2), None, Fraction(1, 2))
    assert "eyre-chart__line" not in chart.svg
    assert len(markers(chart)) == 2
    assert chart.rows[1] == ("2019", "not known")


def test_a_share_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        trend(Fraction(3, 2))
    with pytest.raises(ValueError, match="0 to 1"):
        dot_strip([Dot("a", -0.1)], title="Dots")


def test_more_lines_than_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        trend_line([Series(str(n), ()) for n in range(7)], title="t")


def test_every_line_has_a_shape_of_its_own() -> None:
    chart = trend_line([Series(str(n), (Point(1, 0.5),)) for n in range(6)], title="t")
    assert len({path.attrib["d"] for one in markers(chart) for path in one.iter(f"{SVG}path")}) == 6
    assert len({key.svg for key in chart.keys}) == 6


@pytest.mark.parametrize(("years", "shown"), [(3, 3), (6, 6), (12, 4), (30, 5)])
def test_dates_never_run_into_each_other(years: int, shown: int) -> None:
    chart = trend(*[Fraction(1, 2)] * years)
    places = [
        share_of(one.attrib["x"])
        for one in drawn(chart).iter(f"{SVG}text")
        if (one.text or "").startswith("20")
    ]
    assert len(places) == shown
    assert min(b - a for a, b in pairwise(places)) * 280 >= 36


@given(dots=st.lists(SHARES, min_size=1, max_size=60))
def test_every_dot_stands_at_its_share(dots: list[Fraction]) -> None:
    chart = dot_strip([Dot(f"{n}", share) for n, share in enumerate(dots)], title="Dots")
    circles = list(drawn(chart).iter(f"{SVG}circle"))
    seen = sorted(share_of(one.attrib["cx"]) for one in circles)
    assert seen == pytest.approx(sorted(0.03 + 0.94 * float(share) for share in dots), abs=1e-5)
    assert len({(one.attrib["cx"], one.attrib["cy"]) for one in circles}) == len(dots)
    assert all(float(one.attrib["cy"]) > 0 for one in circles)


def test_the_chosen_dot_is_named_and_drawn_last() -> None:
    chart = dot_strip([Dot("Knowsley", 0.1, "2/24"), Dot("Cumbria", 0.4)], title="Dots", highlight="Knowsley")
    assert "Knowsley: 2/24" in chart.svg.rsplit("<circle", 1)[1]
    assert "Knowsley is at 2/24." in chart.svg


def test_equal_figures_give_equal_bytes_and_other_ids_than_other_figures() -> None:
    assert trend(Fraction(1, 3)).svg == trend(Fraction(1, 3)).svg
    assert drawn(trend(Fraction(1, 3))).get("aria-labelledby") != drawn(trend(Fraction(2, 3))).get(
        "aria-labelledby"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0, "0"), (-0.5, "-0.5"), (100, "100"), (Fraction(1, 3), "0.333"), (-0.0001, "0")],
)
def test_coordinates_are_short(value: float | Fraction, written: str) -> None:
    assert shapes.number(value) == written


@pytest.mark.parametrize(
    ("value", "whole", "shows"),
    [(1, 26, True), (1, 27, False), (4, 70, True), (10, 140, True), (10, 150, False), (100, 1100, False)],
)
def test_a_segment_shows_its_figure_where_it_fits_on_a_phone(value: int, whole: int, shows: bool) -> None:
    chart = stacked_bars([("North", [("Good", value), ("Other", whole - value)])], title="Bars")
    texts = [one.text for one in drawn(chart).iter(f"{SVG}text")]
    assert (str(value) in texts) == shows
