"""An edition in use never changes: the action says so, and the database itself refuses."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from eyre.frameworks.actions import mark_in_use, publish_edition
from eyre.frameworks.exceptions import EditionFileInvalid, EditionInUse, EditionNotFound
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import edition, stored_edition, stored_editions
from eyre.frameworks.reading import edition_digest, shipped_editions
from eyre.platform.audit import Actor

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA, BO = Actor("Ada", "publications"), Actor("Bo", "publications")
PDU = "hmip-probation-pdu-2021"
TEXT = shipped_editions()[PDU].read_text("utf-8")
CHANGED = TEXT + "# a word more\n"


@pytest.fixture
def stored() -> StoredEdition:
    return publish_edition(text=TEXT, by=ADA, at=NOON)


def test_is_stored_whole(stored: StoredEdition) -> None:
    held = stored_edition(PDU)
    assert held.text == TEXT
    assert held.digest == edition_digest(TEXT.encode())
    assert (held.published_by, held.published_at) == ("Ada", NOON)
    assert held.title == edition(PDU).title
    assert [row.id for row in stored_editions()] == [PDU]


def test_publishing_again_changes_nothing(stored: StoredEdition) -> None:
    again = publish_edition(text=TEXT, by=BO, at=LATER)
    assert (again.pk, again.published_by) == (PDU, "Ada")


def test_one_not_in_use_may_be_replaced(stored: StoredEdition) -> None:
    publish_edition(text=CHANGED, by=BO, at=LATER)
    assert stored_edition(PDU).text == CHANGED


def test_one_in_use_may_not(stored: StoredEdition) -> None:
    assert mark_in_use(ids={PDU}, by=ADA, at=NOON) == 1
    assert mark_in_use(ids={PDU}, by=ADA, at=LATER) == 0
    assert stored_edition(PDU).in_use_since == NOON
    with pytest.raises(EditionInUse, match="new edition with a new id"):
        publish_edition(text=CHANGED, by=BO, at=LATER)
    assert publish_edition(text=TEXT, by=BO, at=LATER).text == TEXT


@pytest.mark.parametrize(
    "change",
    ["text = 'x'", "digest = 'x'", "id = 'x'", "in_use_since = NULL", "text = 'x', in_use_since = NULL"],
)
def test_the_database_refuses_to_change_one_in_use(stored: StoredEdition, change: str) -> None:
    mark_in_use(ids={PDU}, by=ADA, at=NOON)
    with (
        pytest.raises(DatabaseError, match="edition_in_use_never_changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE frameworks_storededition SET {change}")
    assert stored_edition(PDU).text == TEXT


def test_the_database_refuses_to_delete_one_in_use(stored: StoredEdition) -> None:
    mark_in_use(ids={PDU}, by=ADA, at=NOON)
    with pytest.raises(DatabaseError, match="edition_in_use_never_changes"), transaction.atomic():
        StoredEdition.objects.filter(id=PDU).delete()
    assert StoredEdition.objects.filter(id=PDU).exists()


def test_the_database_lets_go_of_one_not_in_use(stored: StoredEdition) -> None:
    StoredEdition.objects.filter(id=PDU).update(text=CHANGED, digest="x")
    StoredEdition.objects.filter(id=PDU).delete()
    assert not StoredEdition.objects.exists()


def test_what_does_not_change_the_edition_may_change(stored: StoredEdition) -> None:
    mark_in_use(ids={PDU}, by=ADA, at=NOON)
    assert StoredEdition.objects.filter(id=PDU).update(in_use_since=LATER, short_title="PDU") == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"completeness": "half"}, "edition_completeness_is_known"),
        ({"valid_from": "2022-01-02", "valid_to": "2022-01-01"}, "edition_ends_after_start"),
        ({"text": ""}, "edition_has_text_and_digest"),
        ({"digest": ""}, "edition_has_text_and_digest"),
    ],
)
def test_promises(stored: StoredEdition, change: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StoredEdition.objects.filter(id=PDU).update(**change)


def test_a_text_that_is_no_edition_is_refused_with_its_lines() -> None:
    with pytest.raises(EditionFileInvalid, match="the edition:1:"):
        publish_edition(text="title: Nothing\n", by=ADA, at=NOON)
    assert not StoredEdition.objects.exists()


def test_an_unknown_id_is_told_by_name() -> None:
    with pytest.raises(EditionNotFound, match="hmip-1948"):
        edition("hmip-1948")
    with pytest.raises(EditionNotFound, match="hmip-1948"):
        stored_edition("hmip-1948")
