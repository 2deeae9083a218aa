"""Can work without a network be tried out in the demonstration, and are its devices alive?"""

from datetime import timedelta
from pathlib import Path

import pytest

from cast import Cast, signed_in
from eyre.cases.models import Device, LeaseTaken
from eyre.cases.queries.devices import own_devices
from eyre.cases.queries.fieldwork import recovery_key
from eyre.cases.recovery.keys import open_key, spki_of
from eyre.people.standing import Standing
from eyre.platform.audit import Actor
from eyre.site.demonstration.fieldwork import KEY, PASSPHRASE, ready_for_fieldwork
from published_data import NOON

BY = Actor.of_command("eyre serve")


@pytest.mark.django_db
def test_the_demonstration_has_a_key_and_devices_that_hold_work(story: Cast, tmp_path: Path) -> None:
    assert ready_for_fieldwork(tmp_path, by=BY, at=NOON)
    assert not ready_for_fieldwork(tmp_path, by=BY, at=NOON)
    passphrase = (tmp_path / PASSPHRASE).read_text().strip()
    key = recovery_key()
    assert key is not None
    assert spki_of(open_key((tmp_path / KEY).read_bytes(), passphrase)) == key.spki
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600
    assert Device.objects.filter(is_offline=True).count() == 3
    assert LeaseTaken.objects.count() >= 4
    owen = story["inspector"]
    [tablet] = own_devices(Standing(str(owen.pk), owen.name), NOON)
    assert (tablet.colour, tablet.is_unseen) == ("orange", True)
    assert tablet.last_seen == NOON - timedelta(days=4)
    page = signed_in(story["operations-officer"], "password", "mfa").get("/desk/field/devices/all/")
    assert "Tablet 12" in page.content.decode()
