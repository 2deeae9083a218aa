"""T-UPGRADE: the store of every earlier version, opened by the code of today, with nothing lost on the way.

A version that is added gets its fixture by tests/store_fixture.py, from the last commit that still made the one before.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("store-*.json"))
FILLED = """
  const value = (told) => told?.base64 !== undefined ? vault.fromBase64(told.base64)
    : Array.isArray(told) ? told.map(value)
    : told && typeof told === 'object' ? Object.fromEntries(Object.entries(told).map(([n, v]) => [n, value(v)])) : told;
  const before = await new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, given.version);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
    request.onupgradeneeded = () => {
      for (const {name, keyPath, indexes, rows} of given.stores) {
        const store = request.result.createObjectStore(name, {keyPath});
        indexes.forEach(([index, path]) => store.createIndex(index, path));
        rows.forEach((row) => store.put(value(row)));
      }
    };
  });
  const version = () => indexedDB.databases().then((all) => all.find(({name}) => name === NAME).version);
  const ids = Object.keys(given.hashes).sort().join();
  const rowsNow = async (store) => (await store.read('operations', ({operations}) => asked(operations.getAllKeys()))).sort().join();
"""


@pytest.fixture(params=FIXTURES, ids=lambda path: path.stem)
def fixture(request: pytest.FixtureRequest) -> Any:
    return json.loads(request.param.read_text("utf-8"))


def test_nothing_is_lost_on_the_way_to_today(device: Device, fixture: Any) -> None:
    """Opened, found by case, sent: 500 of 500, byte for byte, also those that had been sent before."""
    found = device.run(
        FILLED
        + """
        before.close();
        const store = new Store();
        const {record} = await store.read('device', ({device}) => asked(device.get('vault')));
        const key = await vault.opened(record, given.passphrase);
        const held = new Map();
        const post = async (sent, inspection) => {
          sent.forEach(({id, hash}) => held.set(id, hash));
          return {epoch: 'two', results: sent.map(({id, hash}) => ({id, hash, verdict: 'accepted', number: 1}))};
        };
        const outbox = new Outbox({store, key, post});
        const first = await outbox.status();
        await outbox.adopt();
        const cases = [0, 1, 2, 3, 4].map((i) => outbox.about(`9d1c0000-0000-4000-8000-00000000000${i}`));
        const each = (await Promise.all(cases)).map((all) => all.length);
        const twice = (await outbox.adopt(), (await outbox.rows()).length);
        await outbox.flush();
        const same = Object.entries(given.hashes).filter(([id, hash]) => held.get(id) === hash).length;
        return [await version() === VERSION, first.waiting, first.sent, each, twice, same, (await outbox.status()).sent]""",
        fixture,
    )
    assert found == [True, 480, 20, [100] * 5, 500, 500, 500]


def test_an_upgrade_that_breaks_off_leaves_the_old_store_whole(device: Device, fixture: Any) -> None:
    """At every change of the form of the store: the upgrade fails, the rows stand, the next page goes on."""
    found = device.run(
        FILLED
        + """
        before.close();
        const [create, index] = [IDBDatabase.prototype.createObjectStore, IDBObjectStore.prototype.createIndex];
        const outcomes = [];
        for (let k = 1; ; k += 1) {
          let calls = 0;
          const counted = (original) => function (...all) {
            calls += 1;
            if (calls === k) throw new DOMException('full', 'QuotaExceededError');
            return original.apply(this, all);
          };
          IDBDatabase.prototype.createObjectStore = counted(create);
          IDBObjectStore.prototype.createIndex = counted(index);
          const store = new Store();
          let opened;
          do {  // the connection of the round before may still be on its way out
            calls = 0;
            opened = await rowsNow(store).then(() => true, (why) => why instanceof Blocked ? null : false);
          } while (opened === null);
          IDBDatabase.prototype.createObjectStore = create;
          IDBObjectStore.prototype.createIndex = index;
          await store.close();
          if (opened) break;
          const old = await new Promise((resolve) => {
            const request = indexedDB.open(NAME);
            request.onsuccess = () => resolve(request.result);
          });
          const reading = old.transaction('operations');
          const keys = await asked(reading.objectStore('operations').getAllKeys());
          await new Promise((resolve) => { reading.oncomplete = resolve; reading.commit(); });
          outcomes.push([old.version, keys.sort().join() === ids]);
          old.close();
        }
        return [outcomes, await rowsNow(new Store()) === ids]""",
        fixture,
    )
    outcomes, is_whole = found
    assert outcomes == [[fixture["version"], True]] * 3
    assert is_whole


def test_another_window_with_another_eyre_is_said_in_words(device: Device, fixture: Any) -> None:
    """An older page that does not give way is named; a newer store is left alone and said; nothing is lost in either."""
    found = device.run(
        FILLED
        + """
        const {Newer} = await import('/offline/store.js');
        const store = new Store();
        const blocked = await rowsNow(store).catch((why) => [why instanceof Blocked, why.message]);
        before.close();
        const after = await rowsNow(store) === ids;
        await store.close();
        const later = await new Promise((resolve) => {
          const request = indexedDB.open(NAME, VERSION + 1);
          request.onsuccess = () => resolve(request.result);
        });
        later.close();
        const newer = await rowsNow(new Store()).catch((why) => [why instanceof Newer, why.message]);
        return [blocked, after, newer]""",
        fixture,
    )
    assert found == [
        [True, "Close the other windows of Eyre, then try again"],
        True,
        [True, "A newer Eyre is in use on this device: load this page again"],
    ]
