"""The pages that are there to be read: their figures come from the database, and their links lead somewhere."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from eyre.inspections.models import Inspection
from eyre.ratings.models import PublishedOverall
from eyre.site import markdown
from eyre.site.markdown import NoSuchFigure, render_text

ADDRESSES = ["/help/", "/about-the-data/", "/accessibility/"]
LOADED = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("loaded")]


class TestPages:
    """With the published data loaded."""

    pytestmark = LOADED

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_a_page_stands_whole_and_every_link_in_it_leads_somewhere(
        self, client: Client, address: str
    ) -> None:
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == 200
        assert page.count("<h1") == 1
        assert not re.search(r"\{[a-z_]+\}|%7B", page)
        for link in set(re.findall(r'href="(/[^"]*)"', page)):
            if not link.startswith("/static/"):
                assert client.get(link).status_code == 200, link

    def test_the_help_explains_with_the_published_example(self, client: Client) -> None:
        page = client.get("/help/").content.decode()
        for words in ("10/27", "7/24", "Blackburn with Darwen PDU", "Cheshire West PDU", "2.1 Court work", "14 to 22",
                      "at least 65 per cent and under 80 per cent", "relevant cases", "reconstructed", "eyre rate"):  # fmt: skip
            assert words in page
        assert reverse("inspections:inspection", args=["pdu-2023-blackburn"]) in page

    def test_the_help_follows_the_database_and_types_no_figure(self, client: Client) -> None:
        PublishedOverall.objects.filter(inspection="pdu-2023-blackburn").update(score_points=11)
        assert "11/27" in client.get("/help/").content.decode()

    def test_the_count_in_the_help_is_that_of_the_page_it_leads_to(self, client: Client) -> None:
        page = client.get("/help/").content.decode()
        count = re.search(r"<strong>(\d+ of \d+) relevant cases</strong>", page)
        link = re.search(r'href="(/inspections/pdu-2023-blackburn/questions/[^"]+)"', page)
        assert count
        assert link
        words = re.sub(r"<[^>]+>", "", client.get(link[1]).content.decode())
        assert f"{count[1]} relevant cases" in words

    def test_the_data_are_counted_afresh(self, client: Client) -> None:
        held = Inspection.objects.filter(is_public=True).count()
        assert f"Eyre holds {held} published inspections" in client.get("/about-the-data/").content.decode()
        Inspection.objects.filter(id="pdu-2023-blackburn").update(is_public=False)
        assert (
            f"Eyre holds {held - 1} published inspections" in client.get("/about-the-data/").content.decode()
        )

    @pytest.mark.parametrize(
        "words",
        [
            "as the source states it",
            "it follows from a statement",
            "derived",
            "recalled",
            "reconstructed",
            "not known",
        ],
    )
    def test_the_words_for_how_a_fact_is_known_are_explained(self, client: Client, words: str) -> None:
        assert (
            f'<td class="govuk-table__cell">{words}</td>' in client.get("/about-the-data/").content.decode()
        )

    @pytest.mark.parametrize(
        ("address", "queries"), [("/help/", 16), ("/about-the-data/", 11), ("/accessibility/", 0)]
    )
    def test_a_page_asks_the_database_as_often_as_it_says(
        self, client: Client, django_assert_num_queries: Any, address: str, queries: int
    ) -> None:
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_pages_stand_before_anything_is_loaded(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert b"<h1" in response.content


@pytest.fixture
def text(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Renders a text of one's own."""
    monkeypatch.setattr(markdown, "TEXTS", tmp_path)
    markdown._html.cache_clear()

    def render(words: str, **figures: object) -> str:
        (tmp_path / "mine.md").write_text(words, encoding="utf-8")
        markdown._html.cache_clear()
        return str(render_text("mine", figures))

    yield render
    markdown._html.cache_clear()


def test_a_figure_nobody_gives_is_an_error(text: Any) -> None:
    with pytest.raises(NoSuchFigure, match=r"mine.md names \{score\}; given are band"):
        text("It is {score}.", band="Good")
    with pytest.raises(NoSuchFigure):
        text("{score}")


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("# Big", '<h1 class="govuk-heading-l" id="big">Big</h1>\n'),
        ("Plain", '<p class="govuk-body">Plain</p>\n'),
        ("{n} of {n}", '<p class="govuk-body">7 of 7</p>\n'),
        ("{n}", "7\n"),
        ("[here]({to})", '<p class="govuk-body"><a href="/a/" class="govuk-link">here</a></p>\n'),
        ("<b>no</b>", '<p class="govuk-body">&lt;b&gt;no&lt;/b&gt;</p>\n'),
        ("{bad}", "&lt;script&gt;{n}\n"),
    ],
)
def test_texts_become_pages(text: Any, words: str, html: str) -> None:
    assert text(words, n=7, to="/a/", bad="<script>{n}") == html


def test_a_table_is_named_by_the_heading_above_it(text: Any) -> None:
    page = text("## Words & deeds\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert '<caption class="govuk-visually-hidden">Words &amp; deeds</caption>' in page
    assert page.index("<caption") < page.index("<thead")


@given(value=st.text())
def test_no_figure_ever_becomes_markup(value: str) -> None:
    """Whatever a figure holds stands in the page as words."""
    figures: dict[str, object] = dict.fromkeys(
        (
            "to_inspections",
            "to_providers",
            "to_league_tables",
            "to_frameworks",
            "to_findings",
            "to_about",
            "to_help",
        ),
        value,
    )
    html = render_text("accessibility", figures)
    assert html.count("<") == render_text("accessibility", dict.fromkeys(figures, "")).count("<")
