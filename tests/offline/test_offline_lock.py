"""Unlocked in memory only, for twelve hours, in every tab or in none; wrong tries are counted before they are made."""

import pytest

from offline_device import Device
from offline_keys import GIVEN, PRELUDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_passphrase_opens_and_locking_closes(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        const fresh = [tab.state, tab.owner.name, tab.key.extractable, registered.size];
        let kept = null;
        tab.before(async () => { await soon(); kept = tab.key !== null; });
        await tab.lock();
        const shut = [tab.state, tab.owner, tab.key, kept];
        await tab.unlock(given.right);
        const token = await tab.token();
        const told = registered.get(tab.id);
        return [fresh, shut, tab.state, token.length, Object.keys(told).sort(), told.vault, changes.map(([state]) => state)]""",
        GIVEN,
    )
    assert found == [
        ["unlocked", "Ada Canary", False, 1],
        ["locked", None, None, True],
        "unlocked",
        43,
        ["digest", "id", "name", "vault"],
        {"version": 1, "recovery": "recovery 2026"},
        ["unlocked", "locked", "unlocked"],
    ]


def test_five_wrong_tries_wait_for_contact_and_delete_nothing(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        await store.written('operations', ({operations}) => {
          operations.put({id: 'a', state: 'waiting', order: 1, assessment: 'x'}); });
        await tab.lock();
        const said = [];
        for (let i = 0; i < 4; i += 1) said.push([await tab.unlock(given.wrong).catch(name), tab.left, tab.state]);
        await tab.unlock(given.right);
        const again = await tries.left(store);
        await tab.lock();
        for (let i = 0; i < 5; i += 1) await tab.unlock(given.wrong).catch(name);
        const blocked = [tab.state, await tab.unlock(given.right).catch(name), await own.unsent(store)];
        const next = lock();
        await next.begin();
        const elsewhere = [next.state, await next.unlock(given.right).catch(name)];
        const stranger = await next.met(hello(next, ben));
        const still = await tries.left(store);
        const met = await next.met(hello(next));
        await next.unlock(given.right);
        return [said, again, blocked, elsewhere, [stranger, still], [met, next.state, next.left]]""",
        GIVEN,
    )
    assert found == [
        [["WrongPassphrase", left, "locked"] for left in (4, 3, 2, 1)],
        5,
        ["blocked", "Shut", 1],
        ["blocked", "Shut"],
        ["other", 0],
        ["ours", "unlocked", 5],
    ]


def test_a_try_is_counted_before_it_is_made(device: Device) -> None:
    """Whoever pulls the plug between the two has used the try: at the moment of deriving it stands in the store."""
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        await tab.lock();
        const derive = SubtleCrypto.prototype.deriveKey, seen = [];
        SubtleCrypto.prototype.deriveKey = async function (...all) {
          seen.push(await tries.left(new Store()));
          throw new DOMException('the plug was pulled', 'UnknownError');
        };
        const why = await tab.unlock(given.right).catch((each) => each.message);
        SubtleCrypto.prototype.deriveKey = derive;
        return [why, seen, await tries.left(store)]""",
        GIVEN,
    )
    assert found == ["the plug was pulled", [4], 4]


def test_one_tab_asks_another_and_all_lock_together(device: Device) -> None:
    """Only a key that cannot be read out crosses; a tab that comes later inherits the hours, not new ones."""
    found = device.run(
        PRELUDE
        + """
        let now = Date.now();
        const clocks = {now: () => now};
        const heard = [];
        new BroadcastChannel('eyre-lock').onmessage = ({data}) => { if (data.key) heard.push(data.key); };
        const one = await setUp(lock({clocks}));
        now += LASTS - 1000;
        const two = lock({clocks, patience: 15_000});
        await two.begin();
        const opened = [two.state, two.owner.name, heard.length, heard[0].extractable,
          await crypto.subtle.exportKey('raw', heard[0]).catch((why) => why.name)];
        now += 1000;
        const asking = [one.key !== null, two.key !== null];
        await until(() => one.state === 'locked' && two.state === 'locked');
        const shut = [one.state, two.state, one.key, two.key];
        await one.unlock(given.right);
        await until(() => two.state === 'unlocked');
        const together = [one.state, two.state];
        await two.lock();
        await until(() => one.state === 'locked');
        const alone = lock({clocks});
        await alone.begin();
        return [opened, asking, shut, together, [one.state, two.state, alone.state]]""",
        GIVEN,
    )
    assert found == [
        ["unlocked", "Ada Canary", 1, False, "InvalidAccessError"],
        [True, True],
        ["locked", "locked", None, None],
        ["unlocked", "unlocked"],
        ["locked", "locked", "locked"],
    ]


def test_twelve_hours_by_whichever_clock_says_so_first(device: Device) -> None:
    """A table of cases, then a thousand walks of both clocks held to the rule in words."""
    found = device.run(
        PRELUDE
        + """
        const cases = [[LASTS - 1, LASTS - 1], [LASTS, 0], [0, LASTS], [-59_999, 0], [-60_001, 0]];
        const table = cases.map(([clock, running]) => {
          let now = 1e12, ran = 5e6;
          const hours = new Hours({now: () => now, running: () => ran});
          now += clock; ran += running;
          return hours.over;
        });
        let wrong = 0;
        for (let walk = 0; walk < 1000; walk += 1) {
          let now = 1e12, ran = 0, highest = now, over = false;
          const hours = new Hours({now: () => now, running: () => ran});
          for (let step = 0; step < 20; step += 1) {
            const went = Math.random() * 4e6;
            now += Math.random() < 0.1 ? went - Math.random() * 2e5 : went;
            ran += Math.random() < 0.3 ? 0 : went;
            over = now < highest - 60_000 || now - 1e12 >= LASTS || ran >= LASTS;
            highest = Math.max(highest, now);
            if (hours.over !== over) wrong += 1;
          }
        }
        return [table, wrong]""",
        GIVEN,
    )
    assert found == [[False, True, True, False, True], 0]


def test_somebody_else_is_shown_and_unlocked_nothing(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        const met = await tab.met(hello(tab, ben));
        const after = [tab.state, tab.key, tab.owner, await tab.unlock(given.right).catch(name)];
        const back = await tab.met(hello(tab, ada));
        return [met, after, back, tab.state, JSON.stringify(tab.device).includes('Ada')]""",
        GIVEN,
    )
    assert found == ["other", ["other", None, None, "SomebodyElse"], "ours", "locked", False]


def test_what_a_hello_says_of_the_device(device: Device) -> None:
    """A server from a backup that has lost the device is told of it again, with the same digest."""
    found = device.run(
        PRELUDE
        + """
        const empty = lock();
        await empty.begin();
        const none = await empty.met(hello(empty));
        const tab = await setUp(lock());
        const before = registered.get(tab.id);
        const revoked = await tab.met(hello(tab, ada, {revoked: true}));
        registered.clear();
        const again = await tab.met(hello(tab));
        return [none, revoked, again, JSON.stringify(before) === JSON.stringify(registered.get(tab.id))]""",
        GIVEN,
    )
    assert found == ["none", "revoked", "ours", True]


def test_another_passphrase_and_wrong_tries_at_that_count_too(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        const box = await vault.sealed(tab.key, 'a', 'before');
        const unfit = await tab.change(given.right, 'short').catch(name);
        await tab.change(given.right, 'quite another long one');
        await tab.lock();
        const old = await tab.unlock(given.right).catch(name);
        await tab.unlock('quite another long one');
        const same = await vault.unsealed(tab.key, 'a', box);
        for (let i = 0; i < 5; i += 1) await tab.change('not the one at all', given.right).catch(name);
        return [unfit, old, same, tab.state]""",
        GIVEN,
    )
    assert found == ["UnfitPassphrase", "WrongPassphrase", "before", "blocked"]


ROWS = """
  const row = (id, state, assessment, order) => ({id, state, assessment, order});
  const filled = () => store.written(['operations', 'leases', 'pages'], ({operations, leases, pages}) => {
    [row('a', 'sent', 'x', 1), row('b', 'waiting', 'x', 2), row('c', 'quarantined', 'y', 3), row('d', 'sent', 'y', 4)]
      .forEach((each) => operations.put(each));
    ['x', 'y', 'z'].forEach((assessment) => { leases.put({assessment}); pages.put({assessment}); });
  });
  const here = () => store.read(['operations', 'leases', 'pages', 'device'], async (stores) =>
    Promise.all(['operations', 'leases', 'pages', 'device'].map(async (each) => (await asked(stores[each].getAllKeys())).join())));
"""


def test_signing_out_keeps_what_waits_and_forgetting_refuses(device: Device) -> None:
    found = device.run(
        PRELUDE
        + ROWS
        + """
        const tab = await setUp(lock());
        await filled();
        await own.swept(store);
        const swept = (await here()).slice(0, 3);
        const refused = await tab.wipe().catch((why) => [name(why), why.message]);
        const other = await tab.wipe({saved: new Set(['a'])}).catch(name);
        const whole = (await here()).slice(0, 3);
        await tab.wipe({saved: new Set(['b'])});
        const names = (await indexedDB.databases()).map((each) => each.name);
        return [swept, refused, other, whole, tab.state, names, localStorage.length, tab.key, await here()]""",
        GIVEN,
    )
    assert found == [
        ["b", "x", "x"],
        ["Unsent", "1 answer was not sent yet"],
        "Unsent",
        ["b", "x", "x"],
        "none",
        [],
        0,
        None,
        ["", "", "", ""],
    ]


def test_rows_of_an_older_store_keep_every_case(device: Device) -> None:
    """Version 1 did not say what an operation is about: while one waits, no case goes."""
    found = device.run(
        PRELUDE
        + ROWS
        + """
        await filled();
        await store.written('operations', ({operations}) => { operations.put({id: 'e', state: 'waiting', order: 9}); });
        await own.swept(store);
        return (await here()).slice(0, 3)""",
        GIVEN,
    )
    assert found == ["b,e", "x,y,z", "x,y,z"]


def test_a_store_emptied_between_two_visits_is_told(device: Device) -> None:
    found = device.run(
        PRELUDE
        + """
        const {emptiedWords} = await import('/offline/emptied.js');
        const first = await setUp(lock());
        const {id} = first;
        first.close();
        await store.close();
        await new Promise((resolve) => { indexedDB.deleteDatabase(NAME).onsuccess = resolve; });
        const tab = lock();
        await tab.begin();
        const before = [tab.state, tab.id === id, emptiedWords(tab.emptied).includes('rescue file')];
        const last = {waiting: 12, since: null, at: '2026-11-20T10:00:00Z'};
        const met = await tab.met(hello(tab, ada, {last}));
        const words = emptiedWords(tab.emptied);
        await tab.met(hello(tab));
        await setUp(tab);
        return [before, met, reports.map(({device, emptied}) => [device === id, emptied]), words, tab.emptied, tab.id === id]""",
        GIVEN,
    )
    assert found[:3] == [["none", True, True], "none", [[True, True]]]
    assert "12 answers waited here: they are lost unless they are in a rescue file" in found[3]
    assert found[4:] == [None, False]


def test_a_store_emptied_under_an_open_page_is_told_and_goes_on(device: Device) -> None:
    """What is written afterwards can be opened again, and no sequence number is given twice."""
    found = device.run(
        PRELUDE
        + """
        const tab = await setUp(lock());
        await store.written('device', ({device}) => { device.put({name: 'sequence', last: 500}); });
        const other = new Store();
        const emptied = await other.written(['device', 'operations'], ({device, operations}) => { device.clear(); operations.clear(); });
        await tab.check();
        const met = await tab.met(hello(tab));
        const {last} = await store.read('device', ({device}) => asked(device.get('sequence')));
        await new Outbox({store, key: tab.key, post: null}).put({id: 'after', assessment: 'x', value: 'yes'});
        await tab.lock();
        await tab.unlock(given.right);
        const [row] = await new Outbox({store, key: tab.key, post: null}).rows();
        const {value} = await vault.unsealed(tab.key, 'after', row);
        return [met, changes.some(([, why]) => why === 'emptied'), reports[0].emptied, last > 500, last < 2 ** 31, value]""",
        GIVEN,
    )
    assert found == ["ours", True, True, True, True, "yes"]


def test_a_browser_that_empties_a_store_in_use_is_noticed_at_once(device: Device) -> None:
    """Chromium's own clearing takes the connection away: noticed by that, well before the next look of the clock."""
    page = device.page
    device.run(
        PRELUDE
        + """
        const watched = new Store({lost: () => window.tab.check()});
        window.tab = new Lock({store: watched, doors});
        await setUp(window.tab);
        window.again = async () => {
          await new Outbox({store: watched, key: tab.key, post: null}).put({id: 'after', assessment: 'x', value: 'yes'});
          await tab.lock();
          await tab.unlock(given.right);
          return [tab.state, (await own.unsent(watched))];
        };""",
        GIVEN,
    )
    session = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})
    page.wait_for_function("window.tab.emptied !== null", timeout=10_000)
    assert page.evaluate("window.again()") == ["unlocked", 1]
