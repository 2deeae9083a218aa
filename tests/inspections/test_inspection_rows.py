"""The tables of inspections keep their promises."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Inspection, InspectionSource, Programme, PublishedCount, Source
from eyre.providers.models import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection() -> Inspection:
    edition = StoredEdition.objects.create(
        id="e", title="E", completeness="full", text="x", digest="x", published_by="Ada",
        published_at=datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip
    provider = Provider.objects.create(slug="one", kind="pdu", name="One")
    programme = Programme.objects.create(slug="p", title="P", kind="pdu", edition=edition)
    return Inspection.objects.create(
        id="i", provider=provider, edition=edition, programme=programme, kind="pdu", name_as_printed="One"
    )


@pytest.fixture
def source() -> Source:
    return Source.objects.create(reference="s", citation="S")


DAY, NEXT = date(2023, 5, 1), date(2023, 5, 2)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"kind": "picnic"}, "inspection_kind_is_known"),
        ({"fieldwork_from": DAY}, "inspection_fieldwork_both_days"),
        ({"fieldwork_to": DAY}, "inspection_fieldwork_both_days"),
        ({"fieldwork_from": NEXT, "fieldwork_to": DAY}, "inspection_fieldwork_in_order"),
        ({"published_from": DAY}, "inspection_published_both_days"),
        ({"published_from": NEXT, "published_to": DAY}, "inspection_published_in_order"),
        ({"previous_id": "i"}, "inspection_previous_is_another"),
    ],
)
def test_promises_of_an_inspection(
    inspection: Inspection, change: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Inspection.objects.filter(id="i").update(**change)


def test_a_programme_has_a_known_kind(inspection: Inspection) -> None:
    with pytest.raises(IntegrityError, match="programme_kind_is_known"), transaction.atomic():
        Programme.objects.update(kind="picnic")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"x": 3, "of": 2}, "count_is_within_its_whole"),
        ({"percent_from": 70}, "count_percent_both_ends"),
        ({"percent_from": 75, "percent_to": 70}, "count_percent_in_order"),
        ({"x": 3, "x_bound": "!"}, "count_bounds_are_signs"),
    ],
)
def test_promises_of_a_count(source: Source, fields: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PublishedCount.objects.create(id="c", source=source, about="a", measure="m", **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"x": 32, "of": 87},
        {"percent_from": 102, "percent_to": 102},
        {"percent_from": 70, "percent_to": 75},
        {"x": 17500, "x_bound": ">"},
        {"of": 500, "of_bound": ">", "percent_from": 59, "percent_to": 59},
    ],
)
def test_what_was_really_published_fits(source: Source, fields: dict[str, object]) -> None:
    PublishedCount.objects.create(id="c", source=source, about="a", measure="m", **fields)


def test_a_source_is_recorded_once(inspection: Inspection, source: Source) -> None:
    row = InspectionSource.objects.create(
        inspection=inspection, source=source, kind="primary", what_was_read="all"
    )
    row.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row.save(force_insert=True)


def test_what_an_inspection_rests_on_stays(inspection: Inspection) -> None:
    for thing in (inspection.provider, inspection.edition, inspection.programme):
        assert isinstance(thing, models.Model)
        with pytest.raises(ProtectedError), transaction.atomic():
            thing.delete()
