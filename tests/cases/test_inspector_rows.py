"""The tables of what inspectors know, when they have time and whom they know keep their promises."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from eyre.cases.models import Acquaintance, InspectorTime, InterviewPattern, Specialism
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(days=1)
MADE = {
    Specialism: {"special": "court", "since": NOON, "given_by": "x"},
    InspectorTime: {"days": ["2026-10-05"], "minutes_a_day": 420, "set_by": "x", "set_at": NOON},
    Acquaintance: {"touches": "office", "code": "North", "declared_at": NOON, "declared_by": "x"},
    InterviewPattern: {
        "starts": ["09:30"],
        "minutes": 60,
        "travel": 45,
        "at_most": 2,
        "a_day": 4,
        "set_by": "x",
        "set_at": NOON,
    },
}


def make(model: type[models.Model], **change: object) -> models.Model:
    """A good row, with this change."""
    fields = dict(MADE[model])
    names = {field.name for field in model._meta.get_fields()}
    if "inspection" in names:
        fields["inspection"] = small_inspections(small_register(), ("cumbria",))["cumbria"]
    if "person" in names:
        fields["person"] = somebody()
    return model._default_manager.create(**(fields | change))


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Specialism, {"special": "astrology"}, "specialism_is_known"),
        (Specialism, {"until": NOON}, "specialism_end_is_whole"),
        (Specialism, {"until": BEFORE, "ended_by": "x"}, "specialism_ends_after_it_began"),
        (InspectorTime, {"minutes_a_day": 1441}, "inspector_time_within_a_day"),
        (Acquaintance, {"touches": "pub"}, "acquaintance_names_something"),
        (Acquaintance, {"code": ""}, "acquaintance_names_something"),
        (Acquaintance, {"ended_at": NOON}, "acquaintance_end_is_whole"),
        (Acquaintance, {"ended_at": BEFORE, "ended_by": "x"}, "acquaintance_ends_after_it_began"),
        (InterviewPattern, {"minutes": 0}, "interview_takes_some_time"),
    ],
)
def test_promises_of_the_tables_of_inspectors(
    model: type[models.Model], change: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(model, **change)


@pytest.mark.parametrize("model", [Specialism, InspectorTime, Acquaintance])
def test_the_same_is_not_said_twice(model: type[models.Model]) -> None:
    first = make(model)
    first.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "ended"),
    [
        (Specialism, {"until": NOON, "ended_by": "x"}),
        (Acquaintance, {"ended_at": NOON, "ended_by": "x"}),
    ],
)
def test_what_has_ended_may_be_said_again(model: type[models.Model], ended: dict[str, object]) -> None:
    first = make(model, **ended)
    again = {field.attname: getattr(first, field.attname) for field in model._meta.concrete_fields}
    again |= {"id": None} | dict.fromkeys(ended)
    assert model._default_manager.create(**again).pk
