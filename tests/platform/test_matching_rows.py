"""Rows are made to match what is wanted, and nothing else is touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from eyre.platform.rows import Changes, match_rows
from eyre.providers.models import Provider

Wanted = dict[str, str]


def match(wanted: Wanted, *, deleting: bool = True) -> Changes:
    rows = [Provider(slug=slug, kind="pdu", name=name) for slug, name in wanted.items()]
    return match_rows(rows, Provider, key=["slug"], within=Provider.objects.all() if deleting else None)


def held() -> Wanted:
    return dict(Provider.objects.values_list("slug", "name"))


@pytest.mark.django_db
def test_creates_updates_deletes_and_leaves() -> None:
    match({"a": "A", "b": "B", "c": "C"})
    assert match({"a": "A", "b": "Bee", "d": "D"}) == Changes(created=1, updated=1, deleted=1, unchanged=1)
    assert held() == {"a": "A", "b": "Bee", "d": "D"}


@pytest.mark.django_db
def test_deletes_only_what_it_is_told_to() -> None:
    match({"a": "A", "b": "B"})
    assert match({"a": "A"}, deleting=False) == Changes(unchanged=1)
    assert held() == {"a": "A", "b": "B"}


@pytest.mark.django_db
def test_a_difference_in_besides_alone_changes_nothing() -> None:
    match({"a": "A"})
    rows = [Provider(slug="a", kind="pdu", name="A", note="new")]
    assert not match_rows(rows, Provider, key=["slug"], besides=["note"])
    assert Provider.objects.get().note == ""


@pytest.mark.django_db
def test_asks_little(django_assert_num_queries: pytest.FixtureRequest) -> None:
    match({f"p{i}": "P" for i in range(50)})
    with django_assert_num_queries(1):  # type: ignore[operator]
        match({f"p{i}": "P" for i in range(50)}, deleting=False)


slugs = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["X", "Y"]), max_size=6)


@pytest.mark.slow
@pytest.mark.django_db
class AlwaysMatches(TestCase):
    """Whatever was there, afterwards there is what was wanted; wanting it again changes nothing."""

    @settings(max_examples=25, deadline=None)
    @given(before=slugs, after=slugs)
    def test_matches(self, before: Wanted, after: Wanted) -> None:
        match(before)
        changes = match(after)
        assert held() == after
        assert changes.created == len(after.keys() - before.keys())
        assert changes.deleted == len(before.keys() - after.keys())
        assert not match(after)
