"""A recovery key, passphrases, and a device set up in a page with a server of its own, for tests of the device."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

RIGHT, WRONG = "north west of the moor", "north east of the moor"
QUICK = 1000  # the rounds of the tests; the real ones take half a second each
PRIVATE = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_SPKI = PRIVATE.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
)
RECOVERY = {"name": "recovery 2026", "spki": base64.b64encode(_SPKI).decode()}
GIVEN = {"right": RIGHT, "wrong": WRONG, "recovery": RECOVERY, "quick": QUICK}

# A server in the page: it registers devices, and says of whom a hello is. `lock()` is one tab; several hear each other.
PRELUDE = """
  const {Lock} = await import('/offline/lock.js');
  const {Hours, LASTS} = await import('/offline/hours.js');
  const own = await import('/offline/device.js');
  const tries = await import('/offline/tries.js');
  const {Setup} = await import('/offline/setup.js');
  const rescue = await import('/offline/rescue.js');
  const ada = {id: 7, name: 'Ada Canary'}, ben = {id: 8, name: 'Ben'};
  const registered = new Map(), reports = [];
  const doors = {
    register: async (body) => { registered.set(body.id, body); return {id: body.id, epoch: 'one'}; },
    report: async (body) => { reports.push(body); return {epoch: 'one', revoked: false}; },
  };
  const store = new Store();
  const changes = [];
  const lock = (more = {}) => new Lock({store, doors, onchange: (state, why) => changes.push([state, why]), ...more});
  const setUp = async (tab, words = given.right) => {
    const setup = new Setup({lock: tab, doors, iterations: given.quick});
    await setup.done({name: 'Tablet 7', passphrase: words, recovery: given.recovery, person: ada});
    return tab;
  };
  const hello = (tab, person = ada, more = {}) => {
    const known = registered.get(tab.id);
    return {person, now: new Date().toISOString(), device: known ? {id: tab.id, revoked: false, ...more} : null};
  };
  const name = (why) => why.constructor.name;
  const soon = () => new Promise((resolve) => setTimeout(resolve, 25));
  const until = async (holds) => { for (let i = 0; i < 600 && !holds(); i += 1) await soon(); };
"""


def recovered(rescue: dict[str, Any]) -> list[Any]:
    """The operations in a rescue file, by the organisation's private key: what `eyre rescue` does."""
    how = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), b"eyre device key")
    key = PRIVATE.decrypt(base64.b64decode(rescue["vault"]["forRecovery"]["box"]), how)
    return [json.loads(_opened(key, row)) for row in rescue["rows"]]


def _opened(key: bytes, row: dict[str, Any]) -> bytes:
    iv, box = base64.b64decode(row["iv"]), base64.b64decode(row["box"])
    return AESGCM(key).decrypt(iv, box, row["id"].encode())
