"""The outbox of a device: what was kept is kept, what was sent was acknowledged, and nothing is forgotten too early."""

import pytest

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A key without a passphrase, a server in the page that does as it is told, and operations to send
SET_UP = """
  const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
  const store = new Store();
  let clock = 1000, epoch = 'one';
  const held = new Map(), batches = [];
  const good = async (operations) => {
    batches.push(operations.map((each) => each.id));
    operations.forEach((each) => held.set(each.id, JSON.stringify(each)));
    return {epoch, results: operations.map(({id, hash}) => ({id, hash, verdict: 'accepted', number: held.size}))};
  };
  const outbox = (post = good, more = {}) => new Outbox({store, key, post, now: () => clock, ...more});
  let sequence = 0;
  const made = async (value = 'yes', assessment = 'a-1') => sealed({
    id: uuidv7(), device: 'd', sequence: ++sequence, assessment, key: 'question:2.1.1', edition: 'e', value,
    base: null, at: '2026-11-22T09:00:00+00:00',
  });
  const put = async (many, box = outbox()) => { for (let i = 0; i < many; i += 1) await box.put(await made()); };
"""


def test_what_waits_is_sent_in_order_in_batches(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        await put(230);
        const before = await outbox().status();
        const ids = (await outbox().rows()).sort((a, b) => a.order - b.order).map((row) => row.id);
        const sent = await outbox().flush();
        return [before, sent, batches.map((each) => each.length), batches.flat().join() === ids.join(),
                await outbox().status(), await outbox().flush()]"""
    )
    assert found == [
        {"waiting": 230, "sent": 0, "quarantined": 0, "since": 1000},
        230,
        [100, 100, 30],
        True,
        {"waiting": 0, "sent": 230, "quarantined": 0, "since": None},
        0,
    ]


@pytest.mark.parametrize(
    ("post", "error"),
    [
        ("async () => { throw new TypeError('no network') }", "no network"),
        ("async () => ({epoch, results: []})", "did not acknowledge"),
        ("async () => ({})", "did not acknowledge"),
        ("async (sent) => ({results: (await good(sent)).results})", "did not acknowledge"),
        (
            "async (sent) => ({epoch, results: (await good(sent)).results.slice(1)})",
            "did not acknowledge",
        ),
        (
            "async (sent) => ({epoch, results: (await good(sent)).results.map((r) => ({...r, hash: 'x'}))})",
            "other bytes",
        ),
        (
            "async (sent) => ({epoch, results: (await good(sent)).results.map((r) => ({...r, verdict: 'hm'}))})",
            "hm",
        ),
    ],
)
def test_nothing_is_sent_before_it_is_acknowledged(device: Device, post: str, error: str) -> None:
    found = device.run(
        SET_UP
        + f"""
        await put(3);
        const why = await outbox({post}).flush().then(() => 'no error', (each) => each.message);
        const after = await outbox().status();
        await outbox().flush();
        return [why, after.waiting, after.sent, (await outbox().status()).sent]"""
    )
    assert error in found[0]
    assert found[1:] == [3, 0, 3]


def test_what_is_quarantined_is_told_apart_and_kept(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        await put(2);
        await outbox(async (sent) => ({epoch, results: sent.map(({id, hash}, i) =>
          ({id, hash, verdict: i ? 'accepted' : 'quarantined', reason: 'frozen'}))})).flush();
        return outbox().status()"""
    )
    assert found == {"waiting": 0, "sent": 1, "quarantined": 1, "since": None}


def test_a_server_from_a_backup_is_told_again(device: Device) -> None:
    """The planted variant that forgets at the acknowledgement holds nothing here, and fails."""
    found = device.run(
        SET_UP
        + """
        await put(5);
        await outbox().flush();
        held.clear(); epoch = 'two';
        const same = await outbox().met('one');
        const other = await outbox().met('two');
        const waiting = (await outbox().status()).waiting;
        await outbox().flush();
        return [same, other, waiting, held.size, await outbox().met('two')]"""
    )
    assert found == [False, True, 5, 5, False]


def test_a_new_epoch_in_a_reply_brings_the_earlier_ones_back_too(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        await put(5);
        await outbox().flush();
        held.clear(); epoch = 'two';
        await put(1);
        await outbox().flush();
        return [held.size, await outbox().status()]"""
    )
    assert found == [6, {"waiting": 0, "sent": 6, "quarantined": 0, "since": None}]


def test_what_was_sent_long_ago_is_let_go_and_what_waits_never(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        await put(2);
        await outbox().flush();
        await put(1);
        clock += RETAINED - 1; await outbox().prune();
        const early = (await outbox().rows()).length;
        clock += 1; await outbox().prune();
        return [early, await outbox().status()]"""
    )
    assert found == [3, {"waiting": 1, "sent": 0, "quarantined": 0, "since": 1000}]


def test_two_pages_send_once(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        await put(150);
        await Promise.all([outbox().flush(), outbox().flush(), outbox().flush()]);
        return [batches.map((each) => each.length), held.size]"""
    )
    assert found == [[100, 50], 150]


def test_nothing_readable_stands_in_the_store(device: Device) -> None:
    """Beside its box a row has numbers, and the ids of operation and assessment, which mean something to the server only."""
    found = device.run(
        SET_UP
        + """
        await outbox().put(await made('a canary in a coal mine'), {inspection: 'somewhere'});
        const rows = await outbox().rows();
        const dump = rows.map((row) => new TextDecoder('latin1').decode(row.box) + JSON.stringify(row)).join();
        const [again] = await outbox().history('a-1');
        return [Object.keys(rows[0]).sort(), /canary|question|somewhere/.test(dump), again.operation.value,
                again.inspection, await outbox().about('a-2')]"""
    )
    assert found == [
        ["about", "assessment", "box", "id", "iv", "made", "order", "state"],
        False,
        "a canary in a coal mine",
        "somewhere",
        [],
    ]


def test_a_door_that_refuses_holds_up_nothing_else(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const tried = [];
        const post = async (sent, inspection) => {
          tried.push([inspection, sent.length]);
          if (inspection === 'closed') throw new Error('refused');
          return good(sent);
        };
        const box = outbox(post);
        for (let i = 0; i < 6; i += 1) await box.put(await made(), {inspection: i % 2 ? 'open' : 'closed'});
        const why = await box.flush().then(() => 'no error', (each) => each.message);
        const after = await box.status();
        const stopping = outbox(async () => { throw Object.assign(new Error('no network'), {stops: true}) });
        await stopping.put(await made(), {inspection: 'open'});
        const stopped = await stopping.flush().catch((each) => each.message);
        return [why, tried.slice(0, 2), after.sent, after.waiting, stopped, (await box.flush().catch(() => 0)), (await box.status()).sent]"""
    )
    assert found == ["refused", [["closed", 3], ["open", 3]], 3, 3, "no network", 0, 4]


def test_a_batch_is_never_larger_than_what_is_taken_at_once(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const long = 'é'.repeat(60000), sizes = [];
        for (let i = 0; i < 30; i += 1) await outbox().put(await made(long));
        await outbox(async (sent) => {
          sizes.push(new TextEncoder().encode(JSON.stringify(sent)).length);
          return good(sent);
        }).flush();
        return [sizes.length, Math.max(...sizes), held.size]"""
    )
    assert found[0] > 2
    assert found[1] < 2_000_000
    assert found[2] == 30


def test_what_is_being_typed_is_replaced_until_it_was_offered(device: Device) -> None:
    """At every moment the store holds what was kept last; what a server may have seen is never taken away."""
    found = device.run(
        SET_UP
        + """
        const {Offered} = await import('/offline/outbox.js');
        const box = outbox();
        const [one, two, three] = [await made('a'), await made('ab'), await made('abc')];
        await box.put(one);
        await box.put(two, {replaces: one.id});
        const first = (await box.about('a-1')).map((each) => each.value);
        await outbox(async () => { throw new Error('lost on the way') }).flush().catch(() => {});
        const why = await box.put(three, {replaces: two.id}).catch((each) => each instanceof Offered);
        const second = (await box.about('a-1')).map((each) => each.value);
        await box.put(three);
        await box.flush();
        return [first, why, second, held.size, [...(await box.unsent())]]"""
    )
    assert found == [["ab"], True, ["ab"], 2, []]


def test_a_row_that_cannot_be_opened_holds_up_nothing(device: Device) -> None:
    """Damaged on the disk, or sealed by a key that is gone: everything else is sent and shown; it waits, and that is said."""
    found = device.run(
        SET_UP
        + """
        await put(3);
        const box = outbox();
        const [, bad] = (await box.rows()).sort((a, b) => a.order - b.order);
        await store.written('operations', ({operations}) => { operations.put({...bad, box: bad.box.map((byte) => byte ^ 1)}); });
        const why = await box.flush().then(() => 'no error', (each) => [each.constructor.name, each.message.includes('rescue file')]);
        const {waiting, sent} = await box.status();
        return [why, waiting, sent, held.has(bad.id), (await box.history('a-1')).length, (await box.rows()).length]"""
    )
    assert found == [["Broken", True], 1, 2, False, 2, 3]


def test_nothing_is_kept_where_nothing_could_open_it_again(device: Device) -> None:
    """The browser emptied the store, or another tab forgot the device: its wrapped key is gone, and so is what is sealed."""
    found = device.run(
        SET_UP
        + """
        const box = outbox(good, {id: () => 'd'});
        const tried = async () => box.put(await made()).then(() => 'kept', (why) => why.constructor.name);
        const before = await tried();
        await store.written('device', ({device}) => { device.put({name: 'device', id: 'd'}); });
        return [before, await tried(), (await box.rows()).length]"""
    )
    assert found == ["Keyless", "kept", 1]
