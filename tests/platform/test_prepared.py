"""A prepared read answers what its queryset answers, and asks the database each time."""

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.platform.prepared import Prepared
from eyre.providers.models import Kind, Provider

pytestmark = pytest.mark.django_db

BY_KIND_AND_NAME = Prepared(
    lambda kind, name: (
        Provider.objects.filter(kind=kind, name__gte=name)
        .order_by("slug")
        .values("slug", "name", also=F("kind"))
    )
)


def plain(kind: str, name: str) -> list[dict[str, str]]:
    found = Provider.objects.filter(kind=kind, name__gte=name).order_by("slug")
    return list(found.values("slug", "name", also=F("kind")))


def add(*names: str, kind: Kind = Kind.PDU) -> None:
    Provider.objects.bulk_create(
        Provider(slug=f"p-{n}-{kind}", kind=kind, name=name) for n, name in enumerate(names)
    )


def test_it_answers_what_the_queryset_answers() -> None:
    add("Ada", "Bede", "Cade")
    add("Ada", kind=Kind.REGION)
    assert BY_KIND_AND_NAME.dicts("pdu", "Bede") == plain("pdu", "Bede") != []
    assert BY_KIND_AND_NAME.rows("region", "A") == [("p-0-region", "Ada", "region")]
    assert BY_KIND_AND_NAME.names == ("slug", "name", "also")


def test_nothing_of_an_answer_is_remembered() -> None:
    assert BY_KIND_AND_NAME.rows("pdu", "A") == []
    add("Ada")
    assert len(BY_KIND_AND_NAME.rows("pdu", "A")) == 1


def test_one_query_each_time(django_assert_num_queries) -> None:
    for _ in range(2):
        with django_assert_num_queries(1):
            BY_KIND_AND_NAME.rows("pdu", "A")


def test_values_are_converted_as_by_the_queryset() -> None:
    add("Ada")
    lengths = Prepared(lambda slug: Provider.objects.filter(slug=slug).values("slug", is_pdu=F("kind")))
    assert lengths.dicts("p-0-pdu") == [{"slug": "p-0-pdu", "is_pdu": "pdu"}]


@pytest.mark.parametrize("values", [(), ("pdu",), ("pdu", "A", "B")])
def test_another_number_of_values_is_refused(values: tuple[str, ...]) -> None:
    BY_KIND_AND_NAME.rows("pdu", "A")
    with pytest.raises(ValueError, match="another number"):
        BY_KIND_AND_NAME.rows(*values)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(Kind.values),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
)
def test_any_text_is_a_value_and_never_sql(kind: str, name: str) -> None:
    if not Provider.objects.exists():
        add("Ada", "Bede'; --", "%s", "\0value 0".strip("\0"))
    assert BY_KIND_AND_NAME.dicts(kind, name) == plain(kind, name)
