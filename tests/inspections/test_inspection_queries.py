"""What pages ask about inspections, of the loaded data."""

from typing import Any

import pytest

from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection, PublishedCount
from eyre.inspections.queries import (
    inspection,
    latest_load,
    programmes,
    published_inspections,
    sources_of,
    years,
)

pytestmark = pytest.mark.django_db


def test_lists_are_one_query(loaded: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        names = [f"{i.provider} {i.region} {i.edition} {i.programme}" for i in published_inspections()]
    assert len(names) == 155


def test_one_that_is_not_public_is_not_seen(loaded: Any) -> None:
    assert inspection("pdu-2023-cumbria").provider_id == "cumbria-pdu"
    Inspection.objects.filter(id="pdu-2023-cumbria").update(is_public=False)
    with pytest.raises(InspectionNotFound, match="pdu-2023-cumbria"):
        inspection("pdu-2023-cumbria")
    assert published_inspections().count() == 154


def test_sources_and_counts(loaded: Any) -> None:
    cumbria = inspection("pdu-2023-cumbria")
    assert "27 July 2023" in sources_of(cumbria)[0].source.citation
    assert [count.measure for count in PublishedCount.objects.filter(inspection=cumbria)] == [
        "Score, Cumbria"
    ]
    region = PublishedCount.objects.filter(provider="north-west-region")
    enforcement = next(count for count in region if count.id == "001-035")
    assert (enforcement.x, enforcement.of, enforcement.unit) == (32, 87, "relevant cases")
    assert region.count() == 67


def test_programmes_and_years(loaded: Any) -> None:
    assert programmes()[0].title == "PDU inspections 2021 to 2023"
    assert years() == list(range(2026, 2017, -1))


def test_the_load_says_by_whom(loaded: Any) -> None:
    load = latest_load()
    assert load is not None
    assert load.loaded_by == "the tests"
    assert load.changes["inspections"]["created"] > 155
