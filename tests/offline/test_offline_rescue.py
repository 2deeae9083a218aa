"""The rescue file: whole at any moment, opened by two keys and by nothing else, sent twice without a change."""

import base64
import json

import pytest
from playwright.sync_api import Browser

from eyre.cases.recovery.rescue_files import read_rescue, unseal
from offline_device import Device
from offline_keys import GIVEN, PRELUDE, PRIVATE, recovered

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SERVER = """
  const held = new Map();
  const reply = (operations, verdict) => ({epoch: 'one', results: operations.map(({id, hash}) => ({id, hash, verdict}))});
  const taken = (operations) => { operations.forEach((each) => held.set(each.id, JSON.stringify(each))); return reply(operations, 'accepted'); };
  const deposited = [];
  const doors2 = {
    batch: async (inspection, operations) => taken(operations),
    deposit: async (body) => { deposited.push([body.token.length, body.operations.length, body.inspection ?? null]); return reply(body.operations, 'quarantined'); },
  };
  const {Refused, NotReached} = await import('/offline/doors.js');
  const refused = (status, words, problem = '') => new Refused(status, problem, words);
"""
WRITTEN = (
    PRELUDE
    + """
  const tab = await setUp(lock());
  const outbox = new Outbox({store, key: tab.key, post: async (operations) => ({epoch: 'one',
    results: operations.map(({id, hash}) => ({id, hash, verdict: 'accepted'}))})});
  const made = async (sequence, value) => sealed({id: uuidv7(), device: tab.id, sequence, assessment: 'a-1', key: 'note:case',
    edition: 'e', value, base: null, at: '2026-11-22T09:00:00+00:00'});
  const put = async (many, inspection = 'i-1') => {
    for (let i = 0; i < many; i += 1) await outbox.put(await made(i, `canary ${i} Zoë`), {inspection});
  };
"""
)


def test_a_file_saved_locked_is_opened_by_either_key(device: Device, browser: Browser, modules: str) -> None:
    """Saved without the passphrase; opened in another browser with it, and by the recovery key without a browser."""
    text, name = device.run(
        WRITTEN
        + """
        await put(2);
        await outbox.flush();
        await put(3);
        await tab.lock();
        const {name: called, text, ids} = await rescue.saved({store, now: () => new Date(2026, 10, 24, 9, 5)});
        if (ids.size !== 5) throw new Error('not everything');
        return [text, called]""",
        GIVEN,
    )
    assert name == "eyre-rescue-2026-11-24-0905.json"
    assert "canary" not in text.lower()
    file = json.loads(text)
    ours = unseal(read_rescue(text.encode()), PRIVATE)
    assert [json.loads(content) for content in ours.operations] == recovered(file)
    assert not ours.bad
    assert len(ours.token) == 43  # by which the server knows that the file is of its device
    assert sorted(operation["value"] for operation in recovered(file)) == sorted(
        f"canary {i} Zoë" for i in (0, 1, 0, 1, 2)
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(modules + "offline/")
    found = Device(page).run(
        PRELUDE
        + SERVER
        + """
        const file = rescue.read(given.text);
        const wrong = await rescue.unlocked(file, given.wrong).catch(name);
        const told = await rescue.unlocked(file, given.right);
        const how = {doors: doors2, person: ada};
        const first = await rescue.sent({device: file.device, ...told}, how);
        const size = held.size;
        const again = await rescue.sent({device: file.device, ...told}, how);
        return [wrong, told.owner.name, told.broken, first.taken, again.taken, size === held.size, deposited]""",
        GIVEN | {"text": text},
    )
    context.close()
    assert found == ["WrongPassphrase", "Ada Canary", [], 5, 5, True, []]


def test_a_file_is_sent_by_whichever_door_takes_it_or_stays(device: Device) -> None:
    found = device.run(
        WRITTEN
        + SERVER
        + """
        await put(150);
        await put(1, null);
        const file = rescue.read((await rescue.saved({store})).text);
        const told = {device: file.device, ...await rescue.unlocked(file, given.right)};
        const send = async (batch, more = {}) => {
          deposited.length = 0;
          const counts = await rescue.sent(told, {doors: {...doors2, ...batch}, person: ada, ...more});
          return [counts.taken, counts.apart, counts.left, deposited.map(([, many, inspection]) => [many, inspection])];
        };
        const work = [{inspection: 'i-1', assessments: [{id: 'a-1'}]}];
        return [
          await send({}, {work}),
          await send({}, {person: ben}),
          await send({}, {person: null}),
          await send({batch: async () => { throw refused(404, 'not found'); }}),
          await send({batch: async () => { throw refused(503, 'busy'); }}),
          await send({batch: async () => { throw refused(403, 'load the page again', 'csrf'); }}),
          await send({batch: async () => { throw new NotReached('no network'); }}),
          await send({batch: async (_, operations) => ({epoch: 'one', results: []})}),
          await send({batch: async (_, operations) => { throw new RangeError('ours'); }}).catch(name),
        ]""",
        GIVEN,
    )
    deposited_all = [[100, "i-1"], [50, "i-1"], [1, None]]
    assert found == [
        [151, 0, 0, []],
        [0, 151, 0, deposited_all],
        [0, 151, 0, deposited_all],
        [0, 151, 0, deposited_all],
        *[[0, 1, 150, [[1, None]]]] * 4,
        "RangeError",
    ]


def test_what_is_broken_in_a_file_is_named_and_holds_up_nothing(device: Device) -> None:
    found = device.run(
        WRITTEN
        + SERVER
        + """
        await put(3);
        const {text} = await rescue.saved({store});
        const whole = JSON.parse(text);
        const broken = structuredClone(whole);
        broken.rows[1].box = broken.rows[0].box;
        const file = rescue.read(JSON.stringify(broken));
        const told = await rescue.unlocked(file, given.right);
        const said = (each) => { try { rescue.read(each); return 'taken'; } catch (why) { return name(why); } };
        const {vault: _, ...without} = whole;
        const bad = ['', '{', 'null', '[]', '{"format":"odk"}', JSON.stringify(without),
          text.slice(0, -40), text.replace('"iv":"', '"iv":"!'), JSON.stringify({...whole, rows: [{id: 1}]}), text];
        return [told.broken.length, told.items.length, bad.map(said), await rescue.saved({store: new Store({name: 'empty'})}).catch(name)]""",
        GIVEN,
    )
    assert found == [1, 2, ["NoRescueFile"] * 9 + ["taken"], "NothingHere"]


def test_a_passkey_opens_the_device_where_the_browser_can(browser: Browser, modules: str) -> None:
    """Chromium's virtual authenticator with the PRF extension, under a name: an address of numbers has no passkeys."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(modules.replace("127.0.0.1", "localhost") + "offline/")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    first = session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"hasPrf": True}})
    found = Device(page).run(
        PRELUDE
        + """
        const passkey = await import('/offline/passkey.js');
        const tab = await setUp(lock());
        const able = [await passkey.able(), await passkey.able({PublicKeyCredential, location: {hostname: '127.0.0.1'}})];
        const {secret, about} = await passkey.made(tab.device);
        const wrong = await tab.addPasskey(given.wrong, secret, about).catch(name);
        await tab.addPasskey(given.right, secret, about);
        const box = await vault.sealed(tab.key, 'a', 'before');
        await tab.lock();
        const other = await tab.unlockBySecret(new Uint8Array(32)).catch(name);
        await tab.unlockBySecret(await passkey.secretOf(tab.device.passkey));
        const same = await vault.unsealed(tab.key, 'a', box);
        await tab.change(given.right, given.wrong);
        await tab.lock();
        await tab.unlockBySecret(await passkey.secretOf(tab.device.passkey));
        const {text} = await rescue.saved({store});
        return [able, wrong, other, same, tab.state, tab.key.extractable, secret.length, text.includes(vault.toBase64(secret))]""",
        GIVEN,
    )
    assert found == [
        [True, False],
        "WrongPassphrase",
        "WrongPassphrase",
        "before",
        "unlocked",
        False,
        32,
        False,
    ]
    session.send("WebAuthn.removeVirtualAuthenticator", first)
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    without = Device(page).run(
        """
        const passkey = await import('/offline/passkey.js');
        return passkey.made({id: 'd', called: 'Tablet'}).catch((why) => why.constructor.name)"""
    )
    context.close()
    assert without == "NoSecret"


def test_bytes_survive_base64_whatever_their_number(device: Device) -> None:
    """Around the pieces in which they are turned into letters, and back; the same text as Python's."""
    found = device.run(
        """
        const lengths = [0, 1, 2, 3, 8191, 8192, 8193, 20000];
        return lengths.map((length) => {
          const content = Uint8Array.from({length}, (_, place) => (place * 7 + 3) % 256);
          const text = vault.toBase64(content);
          return [length, text, vault.fromBase64(text).join() === content.join()];
        })"""
    )
    for length, text, same in found:
        expected = bytes((place * 7 + 3) % 256 for place in range(length))
        assert (base64.b64encode(expected).decode(), True) == (text, same), length
