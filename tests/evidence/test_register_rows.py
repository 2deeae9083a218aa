"""The register of evidence keeps its promises: each constraint is broken once."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from eyre.evidence.models import EvidenceItem, EvidenceLink, EvidenceVersion
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db


class Rows:
    """One good row of each table, and how to make another like it."""

    def __init__(self) -> None:
        self.inspection = small_inspections(small_register(), ("cumbria",))["cumbria"]
        self.person = somebody()
        self.item = self.an_item()
        self.version = self.a_version()
        self.link = self.a_link()

    def an_item(self, **change: Any) -> EvidenceItem:
        fields = {"inspection": self.inspection, "number": 1, "added_by": self.person, "added_at": NOON}
        return EvidenceItem.objects.create(**(fields | change))

    def a_version(self, **change: Any) -> EvidenceVersion:
        fields = {
            "item": self.item,
            "version": 1,
            "kind": "interview",
            "title": "Head of service",
            "source": "The head",
            "held_on": date(2026, 11, 2),
            "text": "We plan.",
            "written_by": self.person,
            "written_at": NOON,
        }
        return EvidenceVersion.objects.create(**(fields | change))

    def a_link(self, **change: Any) -> EvidenceLink:
        fields = {
            "item": self.item,
            "standard_ref": "P1.1",
            "direction": "strength",
            "linked_by": "x",
            "linked_at": NOON,
        }
        return EvidenceLink.objects.create(**(fields | change))


UNIQUE = {
    "evidence_number_once": (Rows.an_item, {}),
    "evidence_version_once": (Rows.a_version, {}),
    "evidence_link_once": (Rows.a_link, {"direction": "weakness"}),
}
CHECKED = {
    "evidence_withdrawn_whole": (Rows.an_item, {"number": 2, "withdrawn_at": NOON, "withdrawn_by": "x"}),
    "evidence_kind_is_known": (Rows.a_version, {"version": 2, "kind": "rumour"}),
    "evidence_says_something": (Rows.a_version, {"version": 2, "text": ""}),
    "evidence_file_has_its_name": (Rows.a_version, {"version": 2, "file_name": "a.csv"}),
    "evidence_direction_is_known": (Rows.a_link, {"standard_ref": "P1.2", "direction": "both"}),
    "evidence_link_names_a_standard": (Rows.a_link, {"standard_ref": ""}),
    "evidence_link_ended_whole": (Rows.a_link, {"ended_at": NOON}),
}


@pytest.mark.parametrize("name", [*UNIQUE, *CHECKED])
def test_each_promise_is_kept(name: str) -> None:
    rows = Rows()
    make, change = (UNIQUE | CHECKED)[name]
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        _made(make, rows, change)
    words = str(broken.value).casefold()
    assert name in words or (name in UNIQUE and "unique" in words)


def _made(make: Any, rows: Rows, change: dict[str, Any]) -> models.Model:
    made: models.Model = make(rows, **change)
    return made


def test_what_no_longer_speaks_to_a_place_leaves_it_free() -> None:
    rows = Rows()
    rows.link.ended_at, rows.link.ended_by = NOON, "x"
    rows.link.save()
    assert rows.a_link(direction="weakness").pk != rows.link.pk
