"""Does a prepared statement write what the ORM writes, and does a conflict of keys end as it was told to?"""

import uuid

import pytest

from eyre.cases.models import AnswerNow, Device
from eyre.people.models import Person
from eyre.platform.prepared import Prepared
from eyre.platform.statements import PreparedInsert, PreparedUpdate
from journal_world import World
from small_register import NOON

pytestmark = pytest.mark.django_db

OTHERS = ("is_offline", "token_digest", "quarantined")
NOTHING = (False, "", 0)  # what stands in them
FIELDS = ("id", "person", "name", "first_seen", "last_seen", "is_web", "sequence", *OTHERS)
INSERT = PreparedInsert(Device, FIELDS, unless=("id",))
ANSWER = ("assessment", "key", "value", "heads", "missing", "is_conflict", "number")
UPSERT = PreparedInsert(AnswerNow, ANSWER, unless=("assessment", "key"), update=("value", "number"))


@pytest.fixture
def world() -> World:
    return World()


def test_a_row_is_what_the_orm_reads(world: World) -> None:
    id = uuid.uuid4()
    assert INSERT.run(id, world.ada.pk, "Tablet’s “one”", NOON, NOON, False, 7, *NOTHING) is not None
    row = Device.objects.get(pk=id)
    assert (row.person, row.name, row.first_seen, row.is_web, row.sequence) == (
        world.ada, "Tablet’s “one”", NOON, False, 7,
    )  # fmt: skip


def test_whoever_came_first_stays(world: World) -> None:
    id = uuid.uuid4()
    INSERT.run(id, world.ada.pk, "One", NOON, NOON, False, 1, *NOTHING)
    assert INSERT.run(id, world.bob.pk, "Two", NOON, NOON, False, 2, *NOTHING) is None
    assert Device.objects.get(pk=id).name == "One"


@pytest.mark.parametrize("value", ["yes", None, {"text": "“ie”\n😀", "question": "2.1.1"}, 2**53 - 1, [], ""])
def test_values_of_json_come_back(world: World, value: object) -> None:
    UPSERT.run(world.assessment.pk, "note:case", "old", [], [], False, 1)
    UPSERT.run(world.assessment.pk, "note:case", value, ["not written"], [], True, 2)
    row = AnswerNow.objects.get()
    assert (row.value, row.number, row.heads, row.is_conflict) == (value, 2, [], False)


def test_numbers_grow_and_others_are_set(world: World) -> None:
    id = uuid.uuid4()
    INSERT.run(id, world.ada.pk, "One", NOON, NOON, False, 5, *NOTHING)
    update = PreparedUpdate(Device, ("name",), grow=("sequence",))
    update.run(id, "Another", 3)
    update.run(uuid.uuid4(), "Nobody", 100)
    row = Device.objects.get(pk=id)
    assert (row.name, row.sequence) == ("Another", 8)


def test_as_many_values_as_fields(world: World) -> None:
    with pytest.raises(ValueError, match="shorter"):
        INSERT.run(uuid.uuid4(), world.ada.pk)


def test_a_read_may_be_by_uuid_and_text(world: World) -> None:
    read = Prepared(
        lambda id, name: Person.objects.filter(pk=id, name=name).order_by().values("id", "name"),
        of=(uuid.UUID, str),
    )
    assert read.rows(world.ada.pk, "Ada") == [(world.ada.pk, "Ada")]
    assert read.rows(world.ada.pk, "Bob") == []
    assert read.rows(uuid.uuid4(), "Ada") == []
