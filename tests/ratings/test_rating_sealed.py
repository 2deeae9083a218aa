"""A signed rating is kept with everything that it was made from, never made again, and compared on request."""

import inspect
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner

from eyre.core.journal.canonical import canonical, digest
from eyre.people.actions import rename
from eyre.ratings.actions import deciding
from eyre.ratings.actions.deciding import decide
from eyre.ratings.models import Panel, RatingRecord
from eyre.ratings.record_commands import ratings
from eyre.ratings.sealed import content_of_record, differences
from panel_made import BY, WHY, Made, actor
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def record() -> RatingRecord:
    """A panel that departed once, upwards, and signed."""
    made = Made().met().accepted()
    told = {"ground": "within-five-points", "reasoning": WHY, "by": actor(made.chair), "at": NOON}
    decide(panel=made.panel, ref="P2.2", final="requires_improvement", **told)  # type: ignore[arg-type]
    made.signed()
    return RatingRecord.objects.select_related("panel__inspection__edition", "panel__corrects").get()


def test_a_record_holds_what_the_ratings_were_made_from(record: RatingRecord) -> None:
    told = content_of_record(record)
    assert told["tallies"]["P2.1.1"] == [13, 7, 0, 0]
    assert told["given"]["P1.1"] == {"band": "good"}
    assert told["ratings"]["P2.2"] == "requires_improvement"
    assert told["overall"] == {"word": "good", "score": "14/21"}
    departed = next(row for row in told["decided"]["decisions"] if row["standard"] == "P2.2")
    assert (departed["proposed"], departed["ground"]) == ("inadequate", "within-five-points")
    assert told["decided"]["overall"]["ground"] == ""
    assert len({each["person"] for each in told["signatures"]}) == 2
    assert record.digest == digest(record.content)
    assert differences(record) == ()


def tampered(record: RatingRecord, **change: Any) -> tuple[str, ...]:
    """What is said of a record whose content is this instead: as if the database had been changed by force."""
    record.content = canonical(content_of_record(record) | change)
    record.digest = digest(record.content)
    return differences(record)


def test_a_record_that_was_changed_is_found(record: RatingRecord) -> None:
    record.content = record.content.replace("14/21", "15/21")
    assert differences(record) == ("The record is not what was sealed: its text has another digest.",)


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"overall": {"word": "good", "score": "15/21"}}, "the score is 14/21 today; 15/21 was sealed"),
    (
        {"overall": {"word": "outstanding", "score": "14/21"}},
        "Good follows from the decisions today; Outstanding",
    ),
    ({"given": {}}, "P1.1: the rule gives Not known yet today; Good was sealed."),
    ({"discretion": {"schema": "eyre-discretion/1", "id": "x", "title": "X"}}, "would be refused today"),
    ({"signatures": []}, "was not signed by two people"),
    ({"signed_digest": "0" * 64}, "has another digest"),
    ({"facts": ["thunder"]}, "Today’s rule does not rate this"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_each_kind_of_difference_is_said(record: RatingRecord, change: dict[str, Any], words: str) -> None:
    said = tampered(record, **change)
    assert any(words in each for each in said), said


def test_other_tallies_are_found(record: RatingRecord) -> None:
    tallies = content_of_record(record)["tallies"]
    said = tampered(record, tallies=tallies | {"P2.1.1": [12, 8, 0, 0]})
    assert "P2.1.1: 13 of 20 in the answers, 12 of 20 in the record." in said
    assert "P2.1: the rule gives Requires improvement today; Good was sealed." in said


def test_a_name_that_changed_is_no_difference(record: RatingRecord) -> None:
    """Names stand in the record as they were; rows are compared by who somebody is."""
    signed = content_of_record(record)["signatures"][0]
    rename(person=UUID(signed["person"]), name="Chair Newname", by=BY, at=NOON)
    assert differences(record) == ()
    assert content_of_record(record)["people"][signed["person"]] == signed["name"] == "Chair"


def test_both_sign_under_one_digest_whatever_they_are_called() -> None:
    made = Made().met().accepted()
    made.sign(made.chair)
    rename(person=made.member.pk, name="Member Newname", by=BY, at=NOON)
    made.sign(made.member)
    assert differences(RatingRecord.objects.select_related("panel__inspection").get()) == ()


def test_another_edition_is_found(record: RatingRecord) -> None:
    said = tampered(record, edition={"id": "hmip-probation-pdu-2023", "digest": "1" * 64})
    assert "is another text today" in said[0]
    assert "is not stored here" in tampered(record, edition={"id": "gone", "digest": "1" * 64})[0]


def test_the_command_compares_and_changes_nothing(record: RatingRecord) -> None:
    before = RatingRecord.objects.values().get()
    said = CliRunner().invoke(ratings, ["verify"])
    assert said.exit_code == 0, said.output
    assert said.output.endswith("1 record: all as it was.\n")
    told = json.loads(CliRunner().invoke(ratings, ["verify", record.panel.inspection_id, "--json"]).output)
    assert told[0]["differences"] == []
    again = Panel.objects.get()
    again.pk, again.number, again.signed_at = None, 2, None
    again.save(force_insert=True)
    RatingRecord.objects.create(panel=again, content=record.content, digest="0" * 64, sealed_at=NOON)
    said = CliRunner().invoke(ratings, ["verify"])
    assert (said.exit_code, "2 records: 1 with differences." in said.output) == (1, True)
    assert RatingRecord.objects.filter(panel=record.panel).values().get() == before
    assert CliRunner().invoke(ratings, ["verify", "nowhere"]).exit_code == 2


def test_records_are_made_in_one_place_and_changed_in_none() -> None:
    """Whoever shows a signed rating reads its record: it is sealed with the second signature, and nowhere else."""
    source = Path(deciding.__file__).parents[2]
    writes = [
        (path.name, line.strip())
        for path in source.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "RatingRecord.objects." in line and ".filter(" not in line and ".select_related(" not in line
    ]
    assert [name for name, _ in writes] == ["deciding.py"], writes
    with_signature = inspect.getsource(deciding._seal)
    assert "RatingRecord.objects.create" in with_signature
    assert inspect.getsource(deciding).count("_seal(") == 2, "it is called by the second signature alone"
