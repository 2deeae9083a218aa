"""Does a list show what was asked for, and every link lead to what it says?"""

from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.addresses import Sort, link_with, read_sort
from eyre.platform.filters import Choice, ChoiceFilter, Filters, TextFilter

KINDS = (Choice("pdu", "Probation delivery unit", 31), Choice("region", "Region"))
RATINGS = (Choice("good", "Good"), Choice("inadequate", "Inadequate"))
FILTERS = (
    TextFilter("q", "Name"),
    ChoiceFilter("kind", "Kind", KINDS),
    ChoiceFilter("rating", "Rating", RATINGS, many=True),
)


def filters(query: str) -> Filters:
    return Filters(FILTERS, QueryDict(query))


def asked(address: str) -> list[tuple[str, str]]:
    assert address.startswith("?")
    return parse_qsl(address[1:])


@pytest.mark.parametrize(
    ("query", "name", "values"),
    [
        ("", "q", ()),
        ("q=+Cumbria+", "q", ("Cumbria",)),
        ("q=%00", "q", ()),
        ("kind=pdu&kind=region", "kind", ("pdu",)),
        ("kind=planet", "kind", ()),
        ("rating=good&rating=inadequate&rating=good", "rating", ("good", "inadequate")),
        ("rating=superb", "rating", ()),
    ],
)
def test_chosen_values(query: str, name: str, values: tuple[str, ...]) -> None:
    assert filters(query).values(name) == values
    assert filters(query).value(name) == (values[0] if values else "")


def test_a_filter_nobody_described_is_an_error() -> None:
    with pytest.raises(KeyError):
        filters("").value("region")


def test_long_text_is_cut() -> None:
    assert len(filters("q=" + "x" * 5000).value("q")) == 200


def test_each_chosen_value_can_be_taken_away() -> None:
    chosen = filters("q=Cum&rating=good&rating=inadequate&sort=-score&page=3").chosen
    assert [(one.filter, one.value) for one in chosen] == [
        ("Name", "Cum"),
        ("Rating", "Good"),
        ("Rating", "Inadequate"),
    ]
    assert asked(chosen[1].without) == [("q", "Cum"), ("rating", "inadequate"), ("sort", "-score")]


def test_clearing_keeps_the_sort_only() -> None:
    assert asked(filters("q=Cum&kind=pdu&sort=-score&page=3").nothing_chosen) == [("sort", "-score")]
    assert filters("q=Cum&sort=-score").kept == (("sort", "-score"),)


@given(
    st.lists(st.tuples(st.sampled_from(["q", "kind", "rating", "sort", "page", "x"]), st.text(max_size=8)))
)
def test_any_address_is_understood(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    given = Filters(FILTERS, query)
    offered = {choice.value for choice in (*KINDS, *RATINGS)}
    assert set(given.values("kind") + given.values("rating")) <= offered
    assert len(given.chosen) == sum(len(shown.values) for shown in given.shown)
    for one in given.chosen:
        left = Filters(FILTERS, QueryDict(one.without[1:]))
        assert len(left.chosen) < len(given.chosen) or one.filter == "Name"


def test_a_link_changes_what_it_names_and_keeps_the_rest() -> None:
    query = QueryDict("kind=pdu&page=2")
    assert asked(link_with(query, {"page": None, "sort": "-score"})) == [("kind", "pdu"), ("sort", "-score")]
    assert query["page"] == "2"


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", Sort("name")),
        ("sort=score", Sort("score")),
        ("sort=-score", Sort("score", descending=True)),
        ("sort=id;drop", Sort("name")),
        ("sort=--score", Sort("name")),
    ],
)
def test_only_columns_that_exist_are_sorted_by(query: str, sort: Sort) -> None:
    assert read_sort(QueryDict(query), {"name", "score"}, "name") == sort


@given(st.sampled_from(["name", "score"]), st.booleans())
def test_a_sort_survives_its_address(key: str, descending: bool) -> None:
    sort = Sort(key, descending)
    query = QueryDict(link_with(QueryDict(), {"sort": sort.parameter})[1:])
    assert read_sort(query, {"name", "score"}, "name") == sort


def test_a_default_that_is_no_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="default sort"):
        read_sort(QueryDict(), {"name"}, "score")
