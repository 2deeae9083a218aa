"""Does each template tag draw what it is given, in words, escaped, and without a script?"""

import re
from html import unescape
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from eyre.platform import marks
from eyre.platform.addresses import Sort
from eyre.platform.charts import stacked_bars
from eyre.platform.filters import Choice, ChoiceFilter, Filters, TextFilter
from eyre.platform.items import Download, Source, WordingStatus, size_in_words

NASTY = "<script>alert('x')</script>"


def draw(markup: str, address: str = "/", **context: Any) -> str:
    template = engines["django"].from_string("{% load eyre_components %}" + markup)
    return str(template.render(context, RequestFactory().get(address)))


def words(html: str) -> str:
    """The text of a piece of a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ('{% band_tag "Good" 2 4 %}', marks.band_tag("Good", 2, 4)),
        ('{% band_tag "Good" 2 4 large=True %}', marks.band_tag("Good", 2, 4, large=True)),
        ('{% band_tag kind="not_known" %}', marks.no_band_tag("not_known")),
        ('{% band_tag "No case" kind="undetermined" %}', marks.no_band_tag("undetermined", label="No case")),
        ("{% score 7 24 share=True %}", marks.score(7, 24, share=True)),
    ],
)
def test_marks_are_the_same_as_from_a_view(markup: str, mark: str) -> None:
    assert draw(markup) == mark


def test_a_band_without_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="rank"):
        draw('{% band_tag "Good" %}')


def test_a_share_is_drawn_with_its_cuts() -> None:
    html = draw("{% share_bar 24 38 noun='cases of women' cuts=cuts %}", cuts=(50, 65, 80))
    assert words(html) == "24 of 38 cases of women 63%"
    assert html.count("eyre-share__cut") == 3


@pytest.mark.parametrize(
    ("address", "sort", "leads", "state"),
    [
        ("/?kind=pdu&page=4", Sort("name"), "?kind=pdu&amp;sort=-score", "none"),
        ("/?sort=-score", Sort("score", True), "?sort=score", "descending"),
        ("/?sort=score", Sort("score"), "?sort=-score", "ascending"),
    ],
)
def test_a_table_head_sorts_by_link(address: str, sort: Sort, leads: str, state: str) -> None:
    html = draw('{% sort_header "Score" "score" sort first="descending" %}', address, sort=sort)
    assert f'href="{leads}"' in html
    assert f'aria-sort="{state}"' in html
    assert words(html) == "Score"


def test_pages_of_a_list_keep_its_filters() -> None:
    page = Paginator(range(312), 20).page(5)
    html = draw('{% pagination page "inspections" %}', "/?kind=pdu&page=5", page=page)
    assert "Showing 81 to 100 of 312 inspections" in words(html)
    assert '<a class="govuk-link govuk-pagination__link" href="?kind=pdu&amp;page=6" rel="next">' in html
    assert html.count('aria-current="page"') == 1
    assert html.count("govuk-pagination__item--ellipsis") == 2


def test_a_short_list_has_no_pages_and_an_empty_one_no_words() -> None:
    assert "<nav" not in draw("{% pagination page %}", page=Paginator(range(3), 20).page(1))
    assert not words(draw("{% pagination page %}", page=Paginator([], 20).page(1)))


def test_the_filter_panel_is_a_labelled_form() -> None:
    kinds = (Choice("pdu", "Probation delivery unit", 31),)
    filters = Filters(
        (
            TextFilter("q", "Name", "Part of it"),
            ChoiceFilter("kind", "Kind", kinds),
            ChoiceFilter("r", "Boxes", kinds, many=True),
        ),
        QueryDict("q=<b>&r=pdu&sort=-score"),
    )
    html = draw("{% filter_panel filters %}", filters=filters)
    fields = set(re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', html))
    assert fields == set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert 'method="get"' in html
    assert 'value="&lt;b&gt;"' in html
    assert re.search(r'value="pdu" checked', html)
    assert '<input type="hidden" name="sort" value="-score">' in html
    assert "Remove the filter Name: <b> ×" in words(html)


def test_breadcrumbs_come_in_pairs() -> None:
    assert words(draw('{% breadcrumbs "Home" "/" "Inspections" "/i/" %}')) == "Home Inspections"
    with pytest.raises(ValueError, match="address"):
        draw('{% breadcrumbs "Home" %}')


def test_sources_and_downloads_say_what_they_are() -> None:
    html = draw(
        "{% sources s %}{% downloads d %}",
        s=[Source("Annexe", "https://x.org/", "HMIP", "2023", note="Read in part.")],
        d=[Download("Ratings", "/r.csv", "CSV", 1240)],
    )
    assert "Annexe , HMIP, 2023. Read in part." in words(html)
    assert "Ratings (CSV, 2 kB)" in words(html)
    assert not words(draw("{% sources s %}{% downloads s %}", s=[]))


@pytest.mark.parametrize("status", list(WordingStatus))
def test_a_status_is_a_word_and_its_meaning(status: WordingStatus) -> None:
    said = words(draw("{% wording_status s %}", s=status))
    assert said.startswith(f"{status.value.capitalize()} :")
    assert said.split(" : ")[1] in words(draw("{% wording_key %}"))


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("{% inset %}<p>{{ x }}</p>{% endinset %}", NASTY),
        ("{% warning %}{{ x }}{% endwarning %}", f"! Warning {NASTY}"),
        ("{% reconstructed %}<p>{{ x }}</p>{% endreconstructed %}", f"Reconstructed data {NASTY}"),
        ("{% details x %}more{% enddetails %}", f"{NASTY} more"),
        ("{% scroll_table x %}<table></table>{% endscroll_table %}", ""),
    ],
)
def test_blocks_show_markup_and_do_not_obey_it(markup: str, said: str) -> None:
    html = draw(markup, x=NASTY)
    assert words(html) == said
    assert "<script>" not in html


def test_a_chart_comes_with_its_key_and_its_table() -> None:
    chart = stacked_bars(
        [(NASTY, [("Good", 3), ("Poor", 1)])], title="Ratings", bands=("Poor", "Good"), first="Region"
    )
    html = draw("{% chart_with_table chart %}", chart=chart)
    assert html.count("<svg") == 3
    assert '<th scope="col" class="govuk-table__header">Region</th>' in html
    assert "<details" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1001, "2 kB"), (3_400_001, "3.5 MB")],
)
def test_sizes_in_words(size: int, said: str) -> None:
    assert size_in_words(size) == said
