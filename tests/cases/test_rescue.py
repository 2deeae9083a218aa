"""Does what was saved from a device arrive whole, once, whatever became of the file, the device or its person?"""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.cases.actions.devices import revoke_device
from eyre.cases.actions.recovery import add_recovery_key, end_recovery_key
from eyre.cases.exceptions import CannotKeepKey
from eyre.cases.models import JournalEntry, QuarantinedOperation, RecoveryKey
from eyre.cases.queries.fieldwork import recovery_key
from eyre.cases.recovery.commands import recovery_key as recovery_key_command
from eyre.cases.recovery.commands import rescue
from eyre.cases.recovery.keys import WrongKey, new_key, open_key, spki_of
from eyre.cases.recovery.rescue_files import NotARescueFile, read_rescue, unseal
from eyre.cases.recovery.rescuing import Outcome, take_rescued
from eyre.people.actions import disable_account
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from field_world import PASSPHRASE, Field, key_file, key_pair, rescue_file
from journal_world import NOTE, Tablet
from small_register import NOON

BY = Actor.of_command("eyre rescue")


@pytest.fixture
def field(db: None) -> Field:
    return Field()


def take(told: dict[str, Any] | bytes) -> Outcome:
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    file = read_rescue(content)
    return take_rescued(file, unseal(file, key_pair()), by=BY, at=NOON)


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.new, outcome.here, outcome.apart, len(outcome.bad)


def written(tablet: Tablet, count: int = 3) -> list[str]:
    return [tablet.write(f"Note {number}", key=NOTE).written() for number in range(count)]


def test_what_waits_on_a_device_arrives_once(field: Field) -> None:
    tablet = field.tablet()
    texts = written(tablet)
    field.world.send(texts[0])
    told = rescue_file(tablet, *texts)
    assert counts(take(told)) == (2, 1, 0, 0)
    assert [bytes(entry.content).decode() for entry in JournalEntry.objects.order_by("number")] == texts
    rows = AuditEvent.objects.count()
    assert counts(take(told)) == (0, 3, 0, 0)
    assert (JournalEntry.objects.count(), AuditEvent.objects.count()) == (3, rows)


@pytest.mark.parametrize("how", ["disabled", "revoked", "handed over", "completed"])
def test_what_may_not_be_written_any_more_is_kept_apart(field: Field, how: str) -> None:
    world, tablet = field.world, field.tablet()
    told = rescue_file(tablet, *written(tablet))
    if how == "disabled":
        disable_account(person=world.ada.pk, by=BY, at=NOON)
    elif how == "revoked":
        revoke_device(device=field.row(tablet), by=BY, at=NOON)
    elif how == "handed over":
        type(world.allocation).objects.update(until=NOON, ended_by="x")
    else:
        type(world.assessment).objects.update(completed_at=NOON, completed_by="x")
    assert counts(take(told)) == (0, 0, 3, 0)
    assert counts(take(told)) == (0, 3, 0, 0)
    assert QuarantinedOperation.objects.count() == 3
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("how", ["none", "damaged", "of another device"])
def test_a_file_that_does_not_know_the_devices_secret_answers_for_nobody(field: Field, how: str) -> None:
    """The recovery key is public: anybody can wrap a key of their own, and write down Ada's device and Ada's answers."""
    tablet = field.tablet()
    told = rescue_file(tablet, *written(tablet))
    if how == "none":
        del told["token"]
    elif how == "damaged":
        told["token"] = told["token"] | {"box": "AAAA"}
    else:
        type(field.row(tablet)).objects.filter(pk=tablet.id).update(token_digest="0" * 64)
    assert counts(take(told)) == (0, 0, 3, 0)
    assert counts(take(told)) == (0, 3, 0, 0)
    assert not JournalEntry.objects.exists()


def test_what_the_device_sends_later_is_known_again(field: Field) -> None:
    tablet = field.tablet()
    texts = written(tablet)
    take(rescue_file(tablet, *texts))
    reply = field.world.send(*texts)
    assert [each.verdict for each in reply.results] == ["accepted"] * 3
    assert JournalEntry.objects.count() == 3


def test_more_than_a_batch_arrives(field: Field) -> None:
    tablet = field.tablet()
    assert counts(take(rescue_file(tablet, *written(tablet, 230)))) == (230, 0, 0, 0)


def test_every_good_row_is_taken_and_each_bad_one_named(field: Field) -> None:
    tablet = field.tablet()
    texts = written(tablet, 6)
    told = rescue_file(tablet, *texts)
    told["rows"][1]["box"] = told["rows"][2]["box"]
    told["rows"][3] = 7
    del told["rows"][4]["iv"]
    outcome = take(told)
    assert counts(outcome) == (3, 0, 0, 3)
    assert outcome.bad[0].startswith(f"row 2 ({told['rows'][1]['id']}): it was changed")
    assert (outcome.bad[1], outcome.bad[2][:5]) == ("row 4: it cannot be read", "row 5")


def test_a_file_that_breaks_off_gives_what_stands_before(field: Field) -> None:
    tablet = field.tablet()
    content = json.dumps(rescue_file(tablet, *written(tablet, 4))).encode()
    outcome = take(content[: content.rindex(b'"box"') + 20])
    assert counts(outcome) == (3, 0, 0, 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wherever_a_file_is_damaged_no_good_row_is_lost(field: Field, data: st.DataObject) -> None:
    """One byte of one row is another: the other rows open all the same, and the bad one is named."""
    tablet = field.tablet()
    texts = written(tablet, 5)
    content = bytearray(json.dumps(rescue_file(tablet, *texts)).encode())
    start = content.index(b'"rows"') + 9
    place = data.draw(st.integers(start, len(content) - 3))
    content[place] = data.draw(st.sampled_from(b'x7{}[],"').filter(lambda byte: byte != content[place]))
    file = read_rescue(bytes(content))
    opened = unseal(file, key_pair())
    assert {*opened.operations} <= {each.encode() for each in texts}
    assert len(opened.operations) >= 4 or b"]" in content[place : place + 1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "eyre-rescue/2"}, "no rescue file"),
        ({"device": "7"}, "from which device"),
        ({"vault": None}, "key of the device"),
        ({"vault": {"forRecovery": {"box": "!"}}}, "key of the device"),
    ],
)
def test_what_is_no_rescue_file_is_refused(change: dict[str, Any], words: str) -> None:
    told = {"format": "eyre-rescue/1", "device": "3f0c5c1e-0000-4000-8000-000000000001", "rows": []}
    with pytest.raises(NotARescueFile, match=words):
        read_rescue(json.dumps(told | {"vault": {"forRecovery": {"box": "AA=="}}} | change).encode())


def test_a_device_nobody_set_up_is_refused_in_words(field: Field) -> None:
    stranger = Tablet(field.world.ada, field.world.assessment)
    with pytest.raises(NotARescueFile, match="never set up here"):
        take(rescue_file(stranger, *written(stranger)))


# The key


def test_a_key_opens_under_its_passphrase_and_no_other() -> None:
    content, spki = new_key(PASSPHRASE)
    assert b"ENCRYPTED" in content
    assert spki_of(open_key(content, PASSPHRASE)) == spki
    with pytest.raises(WrongKey, match="passphrase"):
        open_key(content, "another passphrase")


def test_another_key_says_which_one_is_meant(field: Field) -> None:
    tablet = field.tablet()
    file = read_rescue(json.dumps(rescue_file(tablet, *written(tablet))).encode())
    other = open_key(new_key(PASSPHRASE)[0], PASSPHRASE)
    with pytest.raises(WrongKey, match="recovery key “2026”"):
        unseal(file, other)


def test_what_is_no_recovery_key_is_refused() -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    pkcs8, pem = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    sealed = curve.private_bytes(pem, pkcs8, serialization.BestAvailableEncryption(b"x"))
    bare = key_pair().private_bytes(pem, pkcs8, serialization.NoEncryption())
    for content, words in ((sealed, "another kind"), (bare, "not kept under"), (b"x" * 30_000, "too large")):
        with pytest.raises(WrongKey, match=words):
            open_key(content, "x")


def test_keys_are_named_once_and_ended_once(field: Field) -> None:
    by = {"by": BY, "at": NOON}
    for name in ("", "2026", "x" * 101):
        with pytest.raises(CannotKeepKey):
            add_recovery_key(name=name, spki="x", **by)  # type: ignore[arg-type]
    assert [end_recovery_key(name="2026", by=BY, at=NOON) for _ in range(2)] == [True, False]
    assert recovery_key() is None
    with pytest.raises(CannotKeepKey):
        end_recovery_key(name="2027", by=BY, at=NOON)


# The commands


def test_from_a_key_to_what_was_rescued(field: Field, tmp_path: Path) -> None:
    runner, file = CliRunner(), tmp_path / "key-2027.pem"
    short = runner.invoke(recovery_key_command, ["make", str(file), "--passphrase", "short"])
    assert (short.exit_code, file.exists()) == (2, False)
    made = runner.invoke(recovery_key_command, ["make", str(file)], input=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert made.exit_code == 0, made.output
    assert file.stat().st_mode & 0o777 == 0o600
    again = runner.invoke(recovery_key_command, ["make", str(file), "--passphrase", PASSPHRASE])
    assert (again.exit_code, RecoveryKey.objects.count()) == (1, 2)
    assert PASSPHRASE not in made.output
    told = runner.invoke(recovery_key_command, ["list", "--json"]).output
    assert [each["name"] for each in json.loads(told)] == ["key-2027", "2026"]
    assert runner.invoke(recovery_key_command, ["end", "key-2027"]).exit_code == 0


def test_the_command_takes_a_file_in_and_says_what_came_of_it(field: Field, tmp_path: Path) -> None:
    tablet = field.tablet()
    told = rescue_file(tablet, *written(tablet))
    told["rows"][0]["box"] = "AAAA"
    file, key = tmp_path / "rescue.json", tmp_path / "key.pem"
    file.write_text(json.dumps(told))
    key.write_bytes(key_file())
    asked = [str(file), "--key", str(key), "--passphrase"]
    done = CliRunner().invoke(rescue, [*asked, PASSPHRASE])
    assert (done.exit_code, "2 new, 0 already here, 0 kept apart, 1 unreadable" in done.output) == (1, True)
    again = CliRunner().invoke(rescue, [*asked, PASSPHRASE, "--json"])
    assert json.loads(again.output.splitlines()[0])["here"] == 2
    wrong = CliRunner().invoke(rescue, [*asked, "another passphrase"])
    assert (wrong.exit_code, "the passphrase is another" in wrong.output) == (1, True)
