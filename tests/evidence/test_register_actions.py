"""The register of evidence: what may be put in, how it changes, and what never does."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from eyre.evidence.actions import (
    add_evidence,
    change_evidence,
    link_evidence,
    unlink_evidence,
    withdraw_evidence,
)
from eyre.evidence.exceptions import CannotRegister
from eyre.evidence.models import EvidenceItem
from eyre.evidence.queries import evidence_record, register_of, standards_without
from eyre.evidence.told import Speaks, Told
from eyre.inspections.models import Inspection
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.platform.files.models import StoredFile
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
BY = Actor.of_command("the tests")
TOLD = Told("interview", "Interview with the head", "The head", date(2026, 11, 2), "We plan.")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def inspection() -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(edition="hmip-probation-pdu-2023")
    return Inspection.objects.get(pk="pdu-2023-cumbria")


@pytest.fixture
def person() -> Person:
    return Person.objects.create(email="owen@inspectorate.example", name="Owen", invited_at=NOON)


@pytest.fixture
def item(inspection: Inspection, person: Person) -> EvidenceItem:
    return add_evidence(inspection=inspection, told=TOLD, person=person, by=BY, at=NOON)


def test_numbers_go_on_and_are_never_used_again(inspection: Inspection, person: Person) -> None:
    first = add_evidence(inspection=inspection, told=TOLD, person=person, by=BY, at=NOON)
    withdraw_evidence(item=first, reason="Another service.", by=BY, at=NOON)
    second = add_evidence(inspection=inspection, told=TOLD, person=person, by=BY, at=NOON)
    assert [str(first), str(second)] == ["E1", "E2"]


def test_every_problem_is_told_at_once(inspection: Inspection, person: Person) -> None:
    told = Told("rumour", " ", "x" * 201, NOON.date() + timedelta(days=3), "")
    speaks = (Speaks("P9.9", "", "strength"), Speaks("P1.1", "P1.2.1", "sideways"))
    with pytest.raises(CannotRegister) as refused:
        add_evidence(inspection=inspection, told=told, speaks=speaks, person=person, by=BY, at=NOON)
    fields = [each.field for each in refused.value.problems]
    assert fields == [
        *("kind", "title", "source", "held_on", "text"),
        *("speaks_to", "speaks_to", "direction"),
    ]
    assert not EvidenceItem.objects.exists()


def test_a_file_is_kept_or_refused_in_words_and_nothing_is_half_done(
    inspection: Inspection, person: Person
) -> None:
    told = replace(TOLD, text="")
    made = add_evidence(
        inspection=inspection,
        told=told,
        content=io.BytesIO(b"a,b"),
        name="a.csv",
        person=person,
        by=BY,
        at=NOON,
    )
    version = made.versions.get()
    assert (version.file_name, version.file is not None) == ("a.csv", True)
    held = StoredFile.objects.count()
    with pytest.raises(CannotRegister, match="is empty"):
        add_evidence(
            inspection=inspection,
            told=TOLD,
            content=io.BytesIO(b""),
            name="b.csv",
            person=person,
            by=BY,
            at=NOON,
        )
    assert (EvidenceItem.objects.count(), StoredFile.objects.count()) == (1, held)


def test_a_change_is_a_version_and_the_earlier_one_stays(
    inspection: Inspection, item: EvidenceItem, person: Person
) -> None:
    told = replace(TOLD, text="We plan every month.")
    change_evidence(item=item, told=told, seen=1, person=person, by=BY, at=LATER)
    record = evidence_record(inspection, 1)
    assert [each.text for each in record.versions] == ["We plan every month.", "We plan."]
    with pytest.raises(CannotRegister, match="in the meantime"):
        change_evidence(item=item, told=TOLD, seen=1, person=person, by=BY, at=LATER)
    with pytest.raises(CannotRegister, match="Nothing was changed"):
        change_evidence(item=item, told=told, seen=2, person=person, by=BY, at=LATER)


def test_a_file_stays_with_the_next_version_until_it_is_taken_away(
    inspection: Inspection, item: EvidenceItem, person: Person
) -> None:
    told = {"item": item, "told": TOLD, "person": person, "by": BY, "at": LATER}
    change_evidence(**told, content=io.BytesIO(b"a,b"), name="a.csv", seen=1)
    change_evidence(**(told | {"told": replace(TOLD, title="Again")}), seen=2)
    change_evidence(**told, drop_file=True, seen=3)
    names = [each.file_name for each in evidence_record(inspection, 1).versions]
    assert names == ["", "a.csv", "a.csv", ""]


def test_what_is_withdrawn_stays_as_it_is(inspection: Inspection, item: EvidenceItem, person: Person) -> None:
    with pytest.raises(CannotRegister, match="Say why"):
        withdraw_evidence(item=item, reason=" ", by=BY, at=NOON)
    withdraw_evidence(item=item, reason="Another service.", by=BY, at=NOON)
    (line,) = register_of(inspection)
    assert line.is_withdrawn
    assert line.item.withdrawn_because == "Another service."
    told = Speaks("P1.1", "", "strength")
    with pytest.raises(CannotRegister, match="was withdrawn"):
        link_evidence(item=item, speaks=told, by=BY, at=LATER)
    with pytest.raises(CannotRegister, match="was withdrawn"):
        withdraw_evidence(item=item, reason="Again.", by=BY, at=LATER)


def test_a_place_is_spoken_to_in_one_way_and_the_other_stays_in_the_history(
    inspection: Inspection, item: EvidenceItem
) -> None:
    link_evidence(item=item, speaks=Speaks("P1.1", "P1.1.2", "strength"), by=BY, at=NOON)
    with pytest.raises(CannotRegister, match="already"):
        link_evidence(item=item, speaks=Speaks("P1.1", "P1.1.2", "strength"), by=BY, at=NOON)
    turned = link_evidence(item=item, speaks=Speaks("P1.1", "P1.1.2", "weakness"), by=BY, at=LATER)
    record = evidence_record(inspection, 1)
    assert [link.direction for link in record.line.links] == ["weakness"]
    assert [link.direction for link in record.ended] == ["strength"]
    assert "P1.1" not in standards_without(["P1.1", "P1.2"], register_of(inspection))
    unlink_evidence(link=turned, by=BY, at=LATER)
    with pytest.raises(CannotRegister, match="already"):
        unlink_evidence(link=turned, by=BY, at=LATER)
    assert standards_without(["P1.1", "P1.2"], register_of(inspection)) == ("P1.1", "P1.2")
