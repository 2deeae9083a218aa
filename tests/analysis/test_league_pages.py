"""The pages of league tables, filled with the published inspections."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from eyre.analysis.queries import find_programmes, programme_index, read_rows, results
from eyre.inspections.models import Inspection, Programme
from eyre.providers.models import Provider
from eyre.ratings.models import PublishedOverall

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("loaded")]
SLUGS = (
    "pdu-2021", "pdu-2023", "region-2023", "dipp-2025", "national-2025", "approved-premises-2025", "youth-2025",
    "youth-2021", "youth-2018", "crc-2019", "crc-2018", "nps-2018",
)  # fmt: skip


def table(slug: str, query: str = "") -> str:
    """The address of a table."""
    return reverse("analysis:league-table", args=[slug]) + query


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a table as a file."""
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))


def test_the_index_leads_to_every_table(client: Client) -> None:
    page = client.get(reverse("analysis:league-tables")).content.decode()
    assert {line.slug for line in programme_index()} == set(SLUGS)
    assert all(table(slug) in page for slug in SLUGS)
    assert sum(line.inspections for line in programme_index()) == Inspection.objects.count()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_table_holds_every_provider_of_its_programme_once(client: Client, slug: str) -> None:
    response = client.get(table(slug))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    providers = set(Inspection.objects.filter(programme=slug).values_list("provider", flat=True))
    rows = rows_of(client, table(slug, "?format=csv"))
    assert sorted(row["provider_id"] for row in rows) == sorted(providers)
    for provider in providers:
        assert reverse("providers:provider", args=[provider]) in page


def test_the_five_of_the_north_west_stand_by_share_of_the_maximum(client: Client) -> None:
    rows = {row["provider_id"]: row for row in rows_of(client, table("pdu-2021", "?format=csv"))}
    five = ["blackburn-with-darwen-pdu", "cheshire-west-pdu", "cumbria-pdu", "liverpool-north-pdu",
            "knowsley-and-st-helens-pdu"]  # fmt: skip
    scores = [(rows[one]["score"], rows[one]["out_of"]) for one in five]
    assert scores == [("10", "27"), ("7", "24"), ("6", "27"), ("4", "24"), ("2", "24")]
    places = [int(rows[one]["place"].rstrip("=")) for one in five]
    assert places == sorted(places)


def test_joint_places_are_marked_and_skipped(client: Client) -> None:
    rows = [row for row in rows_of(client, table("youth-2021", "?format=csv")) if row["place"]]
    joint = [row["place"] for row in rows if row["place"].endswith("=")]
    assert joint
    for place in set(joint):
        assert joint.count(place) > 1
        after = [
            int(row["place"].rstrip("=")) for row in rows if int(row["place"].rstrip("=")) > int(place[:-1])
        ]
        assert not after or min(after) == int(place[:-1]) + joint.count(place)


def test_incomparable_programmes_are_refused_in_words(client: Client) -> None:
    page = client.get(table("pdu-2021", "?with=pdu-2023")).content.decode()
    assert "These two cannot be mixed" in page
    assert "cannot stand in one table" in page
    assert "27 under one and 21 under the other" in page
    assert reverse("frameworks:compare") in page
    refused = client.get(table("pdu-2021", "?with=pdu-2023&format=csv"))
    assert refused.status_code == 400
    assert b"cannot stand in one table" in refused.content


def test_comparable_programmes_are_merged(client: Client) -> None:
    merged = rows_of(client, table("crc-2018", "?with=crc-2019&format=csv"))
    providers = Inspection.objects.filter(programme__in=["crc-2018", "crc-2019"]).values_list(
        "provider", flat=True
    )
    assert sorted(row["provider_id"] for row in merged) == sorted(set(providers))
    assert {row["edition"] for row in merged} == {"hmip-probation-crc-2018", "hmip-probation-crc-2019"}
    assert "These two cannot be mixed" not in client.get(table("crc-2018", "?with=crc-2019")).content.decode()


def test_a_programme_that_is_never_rated_places_nobody(client: Client) -> None:
    page = client.get(table("dipp-2025")).content.decode()
    assert "nobody has a place" in page
    assert "No overall rating" in page
    assert "<figure" not in page


def test_the_file_says_what_one_must_know_to_read_it(client: Client) -> None:
    content = json.loads(client.get(table("pdu-2021", "?format=json")).content)
    assert content["programmes"] == ["pdu-2021"]
    assert content["reconstructed"] is False
    assert {row["reconstructed"] for row in content["rows"]} == {False}
    assert sum(content["distribution"].values()) == len(content["rows"])


@pytest.mark.parametrize(
    "sort", ["place", "-place", "provider", "-published", "rating", "-movement", "nonsense", "%00"]
)
def test_the_table_can_be_sorted_and_wrong_sorts_are_ignored(client: Client, sort: str) -> None:
    page = client.get(table("youth-2021", f"?sort={sort}")).content.decode()
    assert page.count('aria-sort="none"') == 4
    assert "Blackburn with Darwen Youth Justice Service" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/league-tables/no-such/", 404),
        ("/league-tables/pdu-2021/?with=no-such", 200),
        ("/league-tables/pdu-2021/?with=%00&sort=&format=xml", 200),
        ("/league-tables/pdu-2021/?with=pdu-2021", 200),
        ("/league-tables/pdu-2021/?with=<b>&with=2", 200),
    ],
)
def test_wrong_addresses_are_answered_in_words(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert b"<h1" in response.content
    assert b"<b>&" not in response.content


@pytest.mark.parametrize(("slug", "query", "queries"), [("pdu-2021", "", 3), ("youth-2021", "", 3), ("crc-2018", "?with=crc-2019", 5)])  # fmt: skip
def test_a_table_asks_the_database_as_often_whatever_its_length(
    client: Client, django_assert_num_queries: Any, slug: str, query: str, queries: int
) -> None:
    client.get(table(slug, query))
    with django_assert_num_queries(queries):
        client.get(table(slug, query))


def test_250_providers_take_no_query_more(client: Client, django_assert_num_queries: Any) -> None:
    programme = Programme.objects.get(slug="pdu-2021")
    for n in range(250):
        provider = Provider.objects.create(slug=f"made-{n}", kind="pdu", name=f"Made {n}")
        inspection = Inspection.objects.create(
            id=f"made-{n}", provider=provider, edition=programme.edition, programme=programme, kind="pdu",
            name_as_printed=f"Made {n}", is_public=True,
        )  # fmt: skip
        PublishedOverall.objects.create(
            inspection=inspection, band="good", basis="made", score_points=n % 28, score_out_of=27
        )
    with django_assert_num_queries(3):
        page = client.get(table("pdu-2021")).content.decode()
    assert page.count("Made ") >= 250


def test_an_inspection_that_is_not_public_is_nowhere(client: Client) -> None:
    Inspection.objects.filter(id="pdu-2023-blackburn").update(is_public=False)
    assert "blackburn" not in client.get(table("pdu-2021")).content.decode().lower()
    asked = find_programmes(["pdu-2021"])
    assert "pdu-2023-blackburn" not in {one.entry.inspection for one in results(read_rows(asked))}


def test_a_table_follows_the_database_at_once(client: Client) -> None:
    """What is drawn is remembered by what it was drawn of, so a change is seen with the next look."""
    assert "10/27" in client.get(table("pdu-2021")).content.decode()
    PublishedOverall.objects.filter(inspection="pdu-2023-blackburn").update(score_points=11)
    assert "11/27" in client.get(table("pdu-2021")).content.decode()
    Provider.objects.filter(slug="cumbria-pdu").update(name="Cumbria, renamed")
    assert "Cumbria, renamed" in client.get(table("pdu-2021")).content.decode()
    Programme.objects.filter(slug="pdu-2021").update(title="Another title")
    assert "Another title" in client.get(table("pdu-2021")).content.decode()


def test_movement_has_a_column_only_where_there_is_something_to_say(client: Client) -> None:
    first_round = client.get(table("pdu-2021")).content.decode()
    assert ">Movement<" not in first_round
    assert "No previous inspection of any of them is known" in first_round
    second_round = client.get(table("youth-2021")).content.decode()
    assert "Movement" in second_round
    assert "No previous inspection is known." not in second_round
    assert 'data-label="Movement"' in second_round
