"""The store of a device: strict, loud when it fails, open again when the browser shut it, never emptied."""

import pytest

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROW = "{id: 'a', state: 'waiting', order: 1}"


def test_every_writing_transaction_is_strict(device: Device) -> None:
    found = device.run(
        f"""
        const options = [], original = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) {{
          options.push([given[1], given[2]?.durability ?? null]);
          return original.apply(this, given);
        }};
        const store = new Store();
        await store.written('operations', ({{operations}}) => {{ operations.put({ROW}); }});
        const count = await store.read('operations', ({{operations}}) => asked(operations.count()));
        return [options, count]"""
    )
    assert found == [[["readwrite", "strict"], ["readonly", None]], 1]


def test_a_full_device_is_said_and_nothing_is_half_kept(device: Device) -> None:
    """The quota is exceeded at the k-th write, for every k: what was resolved is there, what was not is not."""
    found = device.run(
        """
        const store = new Store(), outcomes = [];
        const add = IDBObjectStore.prototype.put;
        for (let k = 1; k <= 6; k += 1) {
          let calls = 0;
          IDBObjectStore.prototype.put = function (row) {
            calls += 1;
            if (calls === k) throw new DOMException('full', 'QuotaExceededError');
            return add.call(this, row);
          };
          const writes = [[`${k}-a`, `${k}-b`], [`${k}-c`, `${k}-d`], [`${k}-e`]];
          for (const ids of writes) {
            const kept = await store.written('operations', ({operations}) => {
              ids.forEach((id, i) => operations.put({id, state: 'waiting', order: k * 10 + i}));
            }).then(() => true, (why) => why.name);
            const there = await store.read('operations', async ({operations}) =>
              (await Promise.all(ids.map((id) => asked(operations.getKey(id))))).filter(Boolean).length);
            outcomes.push([kept, there, ids.length]);
          }
        }
        IDBObjectStore.prototype.put = add;
        return outcomes"""
    )
    assert len(found) == 18
    refused = [kept for kept, _, _ in found if kept is not True]
    assert refused == ["QuotaExceededError"] * 5
    assert all(there == (many if kept is True else 0) for kept, there, many in found)


def test_a_connection_that_the_browser_closed_is_opened_again(device: Device) -> None:
    found = device.run(
        f"""
        let lost = 0;
        const store = new Store({{lost: () => {{ lost += 1; }}}});
        await store.written('operations', ({{operations}}) => {{ operations.put({ROW}); }});
        const database = await store.waiting;
        database.close();                       // as iOS does under memory pressure
        database.onclose(new Event('close'));
        await store.written('operations', ({{operations}}) => {{ operations.put({{...{ROW}, id: 'b'}}); }});
        (await store.waiting).close();          // without telling
        await store.written('operations', ({{operations}}) => {{ operations.put({{...{ROW}, id: 'c'}}); }});
        return [lost, await store.read('operations', ({{operations}}) => asked(operations.getAllKeys()))]"""
    )
    assert found == [1, ["a", "b", "c"]]


def test_what_was_kept_is_there_when_the_page_comes_back(device: Device) -> None:
    device.run(f"await new Store().written('operations', ({{operations}}) => {{ operations.put({ROW}); }})")
    device.page.reload()
    code = "return new Store().read('operations', ({operations}) => asked(operations.getAllKeys()))"
    assert device.run(code) == ["a"]


def test_a_failing_piece_of_work_leaves_nothing(device: Device) -> None:
    found = device.run(
        f"""
        const store = new Store();
        const why = await store.written('operations', async ({{operations}}) => {{
          await asked(operations.put({ROW}));
          throw new RangeError('half way');
        }}).catch((each) => each.message);
        return [why, await store.read('operations', ({{operations}}) => asked(operations.count()))]"""
    )
    assert found == ["half way", 0]


def test_an_older_page_gives_way_to_a_newer_form_of_the_store(device: Device) -> None:
    found = device.run(
        """
        await new Store().read('operations', ({operations}) => asked(operations.count()));
        const newer = await new Promise((resolve, reject) => {
          const request = indexedDB.open(NAME, VERSION + 1);
          request.onsuccess = () => resolve('open');
          request.onblocked = () => resolve('blocked');
          request.onerror = () => reject(request.error);
        });
        return newer"""
    )
    assert found == "open"
