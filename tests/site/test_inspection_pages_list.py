"""The list of inspections: what is shown is what was asked for, on the page and in the files."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.inspections.models import Inspection, Kind
from eyre.platform.addresses import Sort
from eyre.providers.models import ProviderName
from eyre.ratings.models import PublishedOverall
from eyre.site.queries.facets import facets
from eyre.site.queries.listing import SORTS, Listed, Listing, Narrowed, listed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

EVERY = Narrowed()


def page(query: str = "", status: int = 200) -> str:
    answer = Client().get(f"/inspections/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def ids(by: Narrowed) -> set[str]:
    return {row.id for row in listed(by)}


def test_every_published_inspection_is_listed_once() -> None:
    assert sorted(row.id for row in listed(EVERY)) == sorted(Inspection.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("kind", Kind.values)
def test_by_kind(kind: str) -> None:
    assert ids(Narrowed(kind=kind)) == set(Inspection.objects.filter(kind=kind).values_list("pk", flat=True))


@pytest.mark.parametrize("rating", ["outstanding", "good", "requires_improvement", "inadequate"])
def test_by_rating(rating: str) -> None:
    expected = PublishedOverall.objects.filter(band=rating).values_list("inspection_id", flat=True)
    assert ids(Narrowed(rating=rating)) == set(expected) != set()


def test_not_known_and_never_rated_are_two_things() -> None:
    unknown, unrated = listed(Narrowed(rating="not_known")), listed(Narrowed(rating="unrated"))
    assert {row.mark.words for row in unknown} == {"Not known"}
    assert {row.mark.words for row in unrated} == {"This type is not rated"}
    assert {row.kind for row in unrated} == {"dynamic"}


def test_by_year_a_span_counts_in_both_its_years() -> None:
    both = {row.id for row in listed(EVERY) if row.published == "2018/2019"}
    assert both
    assert both <= ids(Narrowed(year="2018")) & ids(Narrowed(year="2019"))
    assert not both & ids(Narrowed(year="2020"))


@pytest.mark.parametrize("framework", ["hmip-probation-pdu-2021", "hmip-youth-2018"])
def test_by_framework(framework: str) -> None:
    assert {row.framework for row in listed(Narrowed(framework=framework))} == {framework}


def test_the_five_of_the_north_west() -> None:
    found = listed(Narrowed(kind="pdu", region="north-west-region", year="2023"))
    assert {f"{row.points}/{row.out_of}" for row in found if row.points} >= {
        "7/24",
        "10/27",
        "2/24",
        "4/24",
        "6/27",
    }


def test_every_name_a_provider_went_by_finds_it() -> None:
    inspected = set(Inspection.objects.values_list("provider", flat=True))
    for name in ProviderName.objects.filter(provider__in=inspected).select_related("provider"):
        assert name.provider_id in {row.provider for row in listed(Narrowed(q=name.name))}, name.name


def test_every_word_has_to_be_found() -> None:
    assert (
        ids(Narrowed(q="liverpool NORTH")) == ids(Narrowed(q="liverpool")) & ids(Narrowed(q="north")) != set()
    )
    assert ids(Narrowed(q="liverpool zzz")) == set()


def key_of(row: Listed, key: str) -> Any:
    return {
        "published": None,  # compared by the database's dates, see below
        "provider": row.name,
        "kind": row.kind,
        "region": row.region_name or None,
        "framework": row.framework_title,
        "rating": row.mark.rank,
        "score": row.points / row.out_of if row.points is not None and row.out_of else None,
    }[key]


@pytest.mark.parametrize("key", [key for key in SORTS if key != "published"])
@pytest.mark.parametrize("descending", [False, True])
def test_sorted_with_what_is_not_known_last(key: str, descending: bool) -> None:
    values = [key_of(row, key) for row in listed(EVERY, Sort(key, descending))]
    known = [value for value in values if value is not None]
    assert values[len(known) :] == [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=descending)


def test_sorted_by_date() -> None:
    dates = dict(Inspection.objects.values_list("pk", "published_from"))
    newest = [dates[row.id] for row in listed(EVERY) if dates[row.id]]
    assert newest == sorted(newest, reverse=True)


@pytest.mark.parametrize("name", ["kind", "region", "year", "framework", "rating"])
def test_each_filter_says_how_many_it_shows(name: str) -> None:
    found = facets()
    for choice in getattr(found, {"kind": "kinds"}.get(name, f"{name}s")):
        assert len(listed(Narrowed(**{name: choice.value}))) == choice.count, choice


def test_a_page_at_a_time() -> None:
    listing = Listing(EVERY, Sort("provider"))
    parts = [row for start in range(0, len(listing), 25) for row in listing[start : start + 25]]
    assert parts == list(listed(EVERY, Sort("provider")))
    assert listing[3] == parts[3]
    assert "Showing 1 to 25 of 155 inspections" in page()
    assert "Showing 151 to 155 of 155 inspections" in page("?page=7")
    assert "Showing 151 to 155 of 155 inspections" in page("?page=999")


@pytest.mark.parametrize(
    "query", ["?rating=inadequate", "?kind=youth&sort=-score", "?q=wirral", "?page=2", "?rating=unrated"]
)
def test_the_files_hold_exactly_the_rows_that_fit(query: str) -> None:
    html = page(query)
    count = int(re.search(r"<strong>(\d+) inspection", html)[1])  # type: ignore[index]
    lines = list(csv.DictReader(io.StringIO(page(f"{query}&format=csv"))))
    record = Client().get(f"/inspections/{query}&format=json").json()
    assert len(lines) == count == record["count"] == len(record["inspections"])
    assert [line["inspection"] for line in lines] == [row["inspection"] for row in record["inspections"]]
    shown = re.findall(r'<th scope="row"[^>]*><a class="govuk-link" href="/inspections/([^/]+)/">', html)
    start = 25 if "page=2" in query else 0
    assert shown == [line["inspection"] for line in lines][start : start + 25]


def test_an_empty_list_says_how_to_widen_it() -> None:
    html = page("?q=atlantis&kind=pdu")
    assert "No inspection fits all of these." in html
    assert "To widen the search" in html


def test_what_is_not_offered_is_left_out_and_said() -> None:
    html = page("?rating=excellent&kind=pdu")
    assert "“excellent” is not offered under “Overall rating”, so it was left out." in html
    assert f"<strong>{len(listed(Narrowed(kind='pdu')))} inspections</strong>" in html


@pytest.mark.parametrize("query", ["", "?page=3", "?kind=pdu&rating=inadequate"])
def test_queries_do_not_grow_with_the_rows(query: str, django_assert_num_queries: Any) -> None:
    page(query)
    with django_assert_num_queries(4):
        page(query)


NAMES = ["kind", "region", "year", "framework", "rating", "q", "sort", "page", "format", "nonsense"]
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["pdu", "2023", "-score", "rating", "csv", "json", "0", "-1", "99999999999999999999", "not_known", "%", "'"]),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5))
def test_no_address_breaks_the_list(query: dict[str, str]) -> None:
    assert Client().get("/inspections/", query).status_code in {200, 400}
