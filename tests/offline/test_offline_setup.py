"""A browser becomes a device whole or not at all, and is told beforehand what it cannot keep."""

import pytest

from offline_device import Device
from offline_keys import GIVEN, PRELUDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_wherever_setting_up_breaks_off_nothing_is_half_done(device: Device) -> None:
    """The network or the store fails at each step; the same person tries again and is one device on the server."""
    found = device.run(
        PRELUDE
        + """
        const register = doors.register, add = IDBObjectStore.prototype.add;
        const {NotReached} = await import('/offline/doors.js');
        const lost = new NotReached('no network');
        const breaks = {
          'before the server': () => { doors.register = async () => { throw lost; }; },
          'on the way back': () => { doors.register = async (body) => { await register(body); throw lost; }; },
          ...Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`the store is full at row ${k}`, () => {
            let calls = 0;
            IDBObjectStore.prototype.add = function (row) {
              if ((calls += 1) === k) throw new DOMException('full', 'QuotaExceededError');
              return add.call(this, row);
            };
          }])),
        };
        const told = [];
        for (const [step, broken] of Object.entries(breaks)) {
          const tab = lock();
          await tab.begin();
          const setup = new Setup({lock: tab, doors, iterations: given.quick});
          const words = {name: 'Tablet 7', passphrase: given.right, recovery: given.recovery, person: ada};
          broken();
          const why = await setup.done(words).then(() => 'no error', (each) => each.message === 'full' ? each.name : each.message);
          doors.register = register;
          IDBObjectStore.prototype.add = add;
          const half = [await own.rowsOf(store), tab.state, localStorage.length];
          // Somebody who thinks of another passphrase meanwhile is still one device
          await setup.done({...words, passphrase: step.startsWith('the store') ? given.right : given.wrong});
          told.push([step, why, half, tab.state, registered.size, registered.has(tab.id)]);
          await tab.wipe();
          tab.close();
          registered.clear();
        }
        return told""",
        GIVEN,
    )
    assert len(found) == 7
    for step, why, *rest in found:
        assert why == ("QuotaExceededError" if "store" in step else "no network"), step
        assert rest == [[None, "none", 0], "unlocked", 1, True], step


def test_two_tabs_set_up_one_device(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const one = lock(), two = lock();
        const made = await Promise.all([own.prepared({...given, passphrase: given.right, iterations: 1000, person: ada, name: 'A'}),
                                        own.prepared({...given, passphrase: given.right, iterations: 1000, person: ada, name: 'B'})]);
        await one.adopt(made[0]);
        const why = await two.adopt(made[1]).catch(name);
        return [why, (await own.rowsOf(store)).device.called]""",
        GIVEN,
    )
    assert found == ["AlreadySetUp", "A"]


def test_what_a_browser_can_keep_in_words(device: Device) -> None:
    """One fault at a time, and what it comes to; then this real Chromium, which a test never promises anything."""
    found = device.run(
        """
        const {probed, fit} = await import('/offline/probe.js');
        const storage = {persisted: async () => true, estimate: async () => ({quota: 2e9, usage: 0}), getDirectory: async () => ({})};
        const good = () => ({isSecureContext: true, crypto, indexedDB, caches, BroadcastChannel,
          navigator: {storage: {...storage}, serviceWorker: {}, locks: {}}});
        const refuse = (name) => async () => { throw new DOMException('', name); };
        const strictless = {open: (...all) => indexedDB.open(...all), deleteDatabase: (...all) => indexedDB.deleteDatabase(...all)};
        const faults = {
          nothing: () => {},
          insecure: (scope) => { scope.isSecureContext = false; },
          unsealed: (scope) => { scope.crypto = {}; },
          'no store': (scope) => { scope.indexedDB = undefined; },
          'a store that refuses': (scope) => { scope.indexedDB = {open: () => {
            const request = {error: new DOMException('', 'InvalidStateError')};
            queueMicrotask(() => request.onerror());
            return request;
          }}; },
          'private window': (scope) => { scope.navigator.storage.getDirectory = refuse('SecurityError'); },
          'no worker': (scope) => { scope.navigator.serviceWorker = undefined; },
          'no locks': (scope) => { scope.navigator.locks = undefined; },
          'no promise': (scope) => { scope.navigator.storage.persisted = async () => false; },
          'little space': (scope) => { scope.navigator.storage.estimate = async () => ({quota: 3e8, usage: 0}); },
          'no space': (scope) => { scope.navigator.storage.estimate = async () => ({quota: 3e8, usage: 25e7}); },
          'no storage manager': (scope) => { scope.navigator.storage = undefined; },
        };
        const told = {};
        for (const [name, fault] of Object.entries(faults)) {
          const scope = good();
          fault(scope);
          const all = await probed({scope});
          told[name] = [fit(all), all.filter(({state}) => state !== 'fine').map(({id, state}) => `${id} ${state}`).join(),
            all.every(({state, way}) => (state === 'fine') === (way === ''))];
        }
        const here = await probed();
        const late = await probed({scope: good(), server: 0, now: () => 3_600_000});
        const options = [], original = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...all) {
          const made = original.apply(this, all);
          if (all[1] === 'readwrite') Object.defineProperty(made, 'durability', {value: 'relaxed'});
          return made;
        };
        const relaxed = await probed({scope: good()});
        IDBDatabase.prototype.transaction = original;
        return [told, fit(here), here.filter(({state}) => state !== 'fine').map(({id}) => id), late.at(-1).words, fit(late),
          relaxed.find(({id}) => id === 'kept').words, fit(relaxed), (await indexedDB.databases()).length]"""
    )
    told, *rest = found
    assert told == {
        "nothing": [True, "", True],
        "insecure": [False, "secure stop", True],
        "unsealed": [False, "crypto stop", True],
        "no store": [False, "kept stop", True],
        "a store that refuses": [False, "kept stop", True],
        "private window": [False, "private stop", True],
        "no worker": [False, "worker stop", True],
        "no locks": [False, "tabs stop", True],
        "no promise": [True, "persistent mind", True],
        "little space": [True, "space mind", True],
        "no space": [False, "space stop", True],
        "no storage manager": [True, "persistent mind,space mind", True],
    }
    assert rest == [
        True,
        ["persistent"],
        "The clock is 60 minutes ahead of the server’s",
        True,
        "The browser does not keep what is written (NotSupportedError)",
        False,
        0,
    ]


def test_a_made_passphrase_holds_64_bits_that_can_be_told_back(device: Device) -> None:
    """Proquints (Wilkerson 2009) are one to one with their bits: the examples of the paper, and a thousand by chance."""
    found = device.run(
        """
        const {suggested, strength} = await import('/offline/passphrase.js');
        const [C, V] = ['bdfghjklmnprstvz', 'aiou'];
        const back = (word) => [...word].reduce((sum, letter, i) => i % 2 ? sum * 4 + V.indexOf(letter) : sum * 16 + C.indexOf(letter), 0);
        let wrong = 0;
        for (let i = 0; i < 1000; i += 1) {
          const bits = crypto.getRandomValues(new Uint16Array(4));
          if (suggested(bits).split('-').map(back).join() !== bits.join()) wrong += 1;
        }
        return [suggested(new Uint16Array([0x7f00, 0x0001, 0x3f54, 0xdcc1])), wrong, strength(suggested()).slice(0, 13),
          strength('abc'), strength('aaaaaaaaaaaaaaaa')]"""
    )
    assert found == [
        "lusab-babad-gutih-tugad",
        0,
        "23 characters",
        "3 of at least 12 characters",
        "Use more than four different characters",
    ]
