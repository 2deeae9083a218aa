"""The key of a device: opened by its passphrase and by the organisation's recovery key, by nothing else."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RIGHT, WRONG = "north west of the moor", "north east of the moor"
QUICK = 1000  # the rounds of the tests; the real ones take half a second each
PRIVATE = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SPKI = PRIVATE.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
)
RECOVERY = {"name": "recovery 2026", "spki": base64.b64encode(SPKI).decode()}
SET_UP = f"const {{record, key}} = await vault.created(given.right, given.recovery, {QUICK});"
GIVEN = {"right": RIGHT, "wrong": WRONG, "recovery": RECOVERY}


def test_what_is_sealed_opens_with_the_passphrase(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const box = await vault.sealed(key, 'a', {value: 'yes', note: 'Zoë’s file'});
        const again = await vault.opened(record, given.right);
        return [await vault.unsealed(again, 'a', box), key.extractable, again.extractable, record.forRecovery.name]""",
        GIVEN,
    )
    assert found == [{"value": "yes", "note": "Zoë’s file"}, False, False, "recovery 2026"]


@pytest.mark.parametrize(
    ("tried", "error"),
    [
        ("await vault.opened(record, given.wrong)", "WrongPassphrase"),
        ("await vault.opened(record, '')", "WrongPassphrase"),
        ("await vault.changed(record, given.wrong, 'another long phrase')", "WrongPassphrase"),
        ("await vault.changed(record, given.right, 'too short')", "UnfitPassphrase"),
        ("await vault.changed(record, given.right, 'ababababababab')", "UnfitPassphrase"),
        ("await vault.created('short', given.recovery)", "UnfitPassphrase"),
        (
            "await vault.unsealed(key, 'b', await vault.sealed(key, 'a', 1))",
            "Broken",
        ),
        (
            "const box = await vault.sealed(key, 'a', 1); box.box[0] ^= 1; await vault.unsealed(key, 'a', box)",
            "Broken",
        ),
        (
            "const other = await vault.created(given.right, given.recovery, 1000);"
            "await vault.unsealed(other.key, 'a', await vault.sealed(key, 'a', 1))",
            "Broken",
        ),
        ("await crypto.subtle.exportKey('raw', key)", "InvalidAccessError"),
    ],
)
def test_what_is_refused(device: Device, tried: str, error: str) -> None:
    code = f"try {{ {tried} }} catch (why) {{ return [why.constructor.name, why.name]; }} return 'nothing'"
    assert error in device.run(SET_UP + code, GIVEN)


def test_a_changed_passphrase_opens_what_was_sealed_before(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const box = await vault.sealed(key, 'a', 'before');
        const next = await vault.changed(record, given.right, given.wrong);
        const old = await vault.opened(next, given.right).catch((why) => why.constructor.name);
        return [old, await vault.unsealed(await vault.opened(next, given.wrong), 'a', box)]""",
        GIVEN,
    )
    assert found == ["WrongPassphrase", "before"]


def test_the_same_characters_composed_otherwise_are_the_same_passphrase(device: Device) -> None:
    found = device.run(
        """
        const {record} = await vault.created('Siân’s long café phrase', given.recovery, 1000);
        return (await vault.opened(record, 'Sia\\u0302n’s long cafe\\u0301 phrase')).type""",
        GIVEN,
    )
    assert found == "secret"


def recovered(record: dict[str, Any], name: str, box: dict[str, Any]) -> Any:
    """A sealed value by the organisation's private key: what loading a rescue file does."""
    how = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), b"eyre device key")
    key = PRIVATE.decrypt(bytes(record["forRecovery"]["box"]), how)
    return json.loads(AESGCM(key).decrypt(bytes(box["iv"]), bytes(box["box"]), name.encode()))


def test_the_recovery_key_opens_what_a_device_sealed(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const plain = (each) => ({iv: Array.from(each.iv), box: Array.from(each.box)});
        const box = plain(await vault.sealed(key, 'an-operation', {value: 'no'}));
        return {record: {forRecovery: {box: Array.from(record.forRecovery.box)}}, box}""",
        GIVEN,
    )
    assert recovered(found["record"], "an-operation", found["box"]) == {"value": "no"}


def test_two_devices_with_one_passphrase_share_nothing(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const other = await vault.created(given.right, given.recovery, 1000);
        const parts = (each) => [each.byPassphrase.salt, each.byPassphrase.iv, each.byPassphrase.box, each.forRecovery.box];
        return parts(record).map((part, i) => vault.toBase64(part) === vault.toBase64(parts(other.record)[i]))""",
        GIVEN,
    )
    assert found == [False] * 4
