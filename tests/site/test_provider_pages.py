"""The pages of providers: names over time, who followed whom, inspections, and what they were told to do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from eyre.inspections.models import Inspection
from eyre.providers.models import Provider
from eyre.ratings.models import PublishedOverall
from eyre.recommendations.models import Recommendation
from eyre.site.queries.provider import provider_sheet, say_span
from eyre.site.views.providers import trend

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("loaded")]
LIST = "/providers/"


def page_of(client: Client, slug: str) -> str:
    """The page of one provider."""
    response = client.get(reverse("providers:provider", args=[slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_every_provider_has_a_page_with_its_names_and_inspections(client: Client) -> None:
    for provider in Provider.objects.all():
        page = page_of(client, provider.slug)
        assert escape(provider.name) in page
        assert page.count("<h1") == 1
        for inspection in Inspection.objects.filter(provider=provider):
            assert reverse("inspections:inspection", args=[inspection.pk]) in page


def test_a_provider_is_found_by_every_name_it_ever_had(client: Client) -> None:
    for words in ("Blackburn", "blackburn darwen", "BLACKBURN"):
        assert (
            reverse("providers:provider", args=["blackburn-with-darwen-pdu"])
            in client.get(LIST, {"q": words}).content.decode()
        )
    page = client.get(LIST, {"q": "Blackpool Youth Offending Team"}).content.decode()
    assert "Blackpool Youth Justice Service" in page
    assert "<strong>1 provider</strong>" in page


def test_the_list_is_narrowed_by_kind(client: Client) -> None:
    page = client.get(LIST, {"kind": "crc"}).content.decode()
    assert f"<strong>{Provider.objects.filter(kind='crc').count()} providers</strong>" in page
    assert "Youth Justice Service" not in page


def test_the_pages_of_the_list_hold_everybody_once(client: Client) -> None:
    seen: list[str] = []
    for number in range(1, 9):
        found = client.get(LIST, {"page": str(number)}).context["page"]
        if found.number != number:
            break
        seen += [row.slug for row in found.object_list]
    assert sorted(seen) == sorted(Provider.objects.values_list("slug", flat=True))


def test_a_list_without_a_match_shows_the_way_out(client: Client) -> None:
    page = client.get(LIST, {"q": "nobody at all"}).content.decode()
    assert "No provider fits." in page
    assert "see all providers" in page


def test_a_region_shows_what_all_its_units_were_told(client: Client) -> None:
    page = page_of(client, "north-west-region")
    told = Recommendation.objects.filter(addressed_to="north-west-region")
    assert told.count() == 12
    assert all(escape(one.text) in page for one in told)
    for unit in ("Blackburn with Darwen PDU", "Cheshire West PDU", "Cumbria PDU"):
        assert unit in page
    assert "which merged into it on 26 June 2021" in page


def test_a_unit_shows_what_it_was_told_and_what_others_were_told_there(client: Client) -> None:
    sheet = provider_sheet("cheshire-west-pdu")
    assert [group.addressee for group in sheet.told] == ["Cheshire West PDU"]
    assert {group.addressee for group in sheet.told_others} == {
        "North West region", "HM Prison and Probation Service",
    }  # fmt: skip
    everything = [one for group in (*sheet.told, *sheet.told_others) for one in group.advice]
    made = Recommendation.objects.filter(inspection__provider="cheshire-west-pdu")
    assert sorted(one.number for one in everything) == sorted(made.values_list("number", flat=True))


def test_a_trend_needs_two_scores_and_keeps_incomparable_editions_apart(client: Client) -> None:
    assert trend(provider_sheet("cheshire-west-pdu")) is None
    earlier = Inspection.objects.get(id="pdu-2023-cheshirewest")
    for made, edition, points, out_of in (
        ("a", "hmip-probation-pdu-2021", 9, 27),
        ("b", "hmip-probation-pdu-2023", 12, 21),
    ):
        later = Inspection.objects.create(
            id=f"made-{made}", provider=earlier.provider, region=earlier.region, edition_id=edition,
            programme=earlier.programme, kind="pdu", name_as_printed="Cheshire West PDU", published="2025-01-02",
            published_from="2025-01-02", published_to="2025-01-02", is_public=True,
        )  # fmt: skip
        PublishedOverall.objects.create(
            inspection=later,
            band="requires_improvement",
            basis="made",
            score_points=points,
            score_out_of=out_of,
        )
    sheet = provider_sheet("cheshire-west-pdu")
    assert [title for title, _ in sheet.trends] == ["PDU 2021", "PDU 2023"]
    assert [[known.score for known in points] for _, points in sheet.trends] == [["7/24", "9/27"], ["12/21"]]
    page = page_of(client, "cheshire-west-pdu")
    assert "<figure" in page
    assert "not all comparable" in page


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2021-06-26", "", "from 26 June 2021"),
        ("", "2019", "until 2019"),
        ("2014-06-01", "2021-06-25", "1 June 2014 to 25 June 2021"),
        ("", "", ""),
    ],
)
def test_spans_in_words(since: str, until: str, words: str) -> None:
    assert say_span(since, until) == words


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/providers/nobody/", 404),
        ("/providers/?kind=nonsense", 200),
        ("/providers/?page=999", 200),
        ("/providers/?page=x&q=%00", 200),
        ("/providers/?q=" + "a" * 3000, 200),
    ],
)
def test_wrong_addresses_are_answered_in_words(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert b"<h1" in response.content


@pytest.mark.parametrize(
    ("slug", "queries"),
    [
        ("north-west-region", 12),  # and whether its units were inspected together
        ("blackburn-with-darwen-pdu", 11),
        ("hmpps", 11),
        ("merseyside-crc", 11),
        ("ministry-of-justice", 10),  # no inspection near it, so none is read
    ],
)
def test_one_provider_asks_the_database_as_often_as_another(
    client: Client, django_assert_num_queries: Any, slug: str, queries: int
) -> None:
    page_of(client, slug)
    with django_assert_num_queries(queries):
        page_of(client, slug)


@pytest.mark.parametrize("query", ["", "?q=north", "?kind=pdu&page=1"])
def test_the_list_asks_the_database_five_times(
    client: Client, django_assert_num_queries: Any, query: str
) -> None:
    client.get(LIST + query)
    with django_assert_num_queries(5):
        client.get(LIST + query)
