"""Does every store have one life that runs, and does a restore begin another?"""

import pytest

from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.platform.epochs.actions import begin_epoch
from eyre.platform.epochs.models import Epoch
from eyre.platform.epochs.queries import current_epoch
from published_data import NOON

pytestmark = pytest.mark.django_db


def test_the_first_begins_with_the_tables() -> None:
    assert Epoch.objects.count() == 1
    assert current_epoch() == str(Epoch.objects.get().id)


def test_another_begins_and_is_written_down() -> None:
    first = current_epoch()
    second = begin_epoch(
        backup="a" * 64, by=Actor.of_command("eyre restore"), at=Epoch.objects.get().began_at
    )
    row = AuditEvent.objects.latest("id")
    assert second != first
    assert current_epoch() in {first, second}  # one moment; a later one wins
    later = begin_epoch(by=Actor.of_command("eyre restore"), at=NOON.replace(year=2100))
    assert current_epoch() == later
    assert (row.action, row.subject_id) == ("store.began", second)
    assert first in row.before


def test_a_store_without_one_says_so() -> None:
    Epoch.objects.all().delete()
    assert current_epoch() == ""
