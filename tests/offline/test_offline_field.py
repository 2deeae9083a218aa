"""The modules of the field page: ways to the server, numbers, cases taken along, what holds on this device, saving."""

import pytest

from offline_device import Device

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SET_UP = """
  const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
  const store = new Store();
  const held = new Map();
  let epoch = 'one';
  const accepted = (sent) => {
    sent.forEach((each) => held.set(each.id, each));
    return {epoch, results: sent.map(({id, hash}) => ({id, hash, verdict: 'accepted', number: held.size}))};
  };
  let sequence = 0;
  const made = async (value = 'yes', more = {}) => sealed({
    id: uuidv7(), device: 'd', sequence: ++sequence, assessment: 'a-1', key: 'question:2.1.1', edition: 'e', value,
    base: null, at: '2026-11-22T09:00:00+00:00', ...more,
  });
"""


WAYS = [
    (403, "not-allowed", "deposit"),
    (403, "not-yours", "deposit"),
    (404, "not-found", "deposit"),
    (403, "csrf", "thrown"),
    (401, "signed-out", "thrown"),
    (409, "other", "thrown"),
    (413, "too-large", "thrown"),
    (503, "busy", "thrown"),
]


def test_what_the_journal_does_not_take_is_left_at_the_office(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const {ways} = await import('/offline/ways.js');
        const {Refused} = await import('/offline/doors.js');
        const left = [];
        let refusal = null;
        const doors = {
          device: 'd',
          batch: async () => { throw new Refused(...refusal, 'words'); },
          deposit: async (told) => { left.push([told.token, told.device, told.inspection ?? null]); return accepted(told.operations); },
        };
        const post = ways({doors, token: async () => 'token'});
        const sent = [await made()], outcomes = [];
        for (refusal of given) outcomes.push(await post(sent, 'somewhere').then(() => 'deposit', () => 'thrown'));
        await post(sent, null);
        return [outcomes, left]""",
        [row[:2] for row in WAYS],
    )
    assert found == [
        [way for _, _, way in WAYS],
        [["token", "d", "somewhere"]] * 3 + [["token", "d", None]],
    ]


def test_it_is_tried_again_and_again_and_more_slowly(device: Device) -> None:
    """No network: growing pauses, everything kept; signed out: said; afterwards all is sent and reported once."""
    found = device.run(
        SET_UP
        + """
        const {Sending} = await import('/offline/sending.js');
        const {NotReached, Refused} = await import('/offline/doors.js');
        const pauses = [], later = [];
        globalThis.setTimeout = (work, ms) => { pauses.push(ms); later.push(work); return 0; };
        let why = new NotReached('away');
        const reports = [], said = [];
        const doors = {
          device: 'd',
          hello: async () => { if (why) throw why; return {epoch, person: {}, work: []}; },
          report: async (told) => { reports.push(told); return {}; },
        };
        const outbox = new Outbox({store, key, post: async (sent) => accepted(sent)});
        for (let i = 0; i < 3; i += 1) await outbox.put(await made());
        const sending = new Sending({
          outbox, doors, met: async () => 'ours', renew: async () => {}, isOpen: () => true,
          reported: () => outbox.status(), changed: () => said.push(sending.network),
        });
        for (let i = 0; i < 8; i += 1) await sending.now();
        const away = [pauses.splice(0), sending.network, (await outbox.status()).waiting];
        why = new Refused(401, 'signed-out', 'Sign in');
        await sending.now();
        const out = sending.network;
        why = null;
        dispatchEvent(new Event('online'));
        await sending.now();
        await sending.now();
        return [away, out, sending.network, held.size, await outbox.status(), reports.length]"""
    )
    assert found == [
        [[2000, 4000, 8000, 15000, 30000, 60000, 60000, 60000], "offline", 3],
        "sign-in",
        "online",
        3,
        {"waiting": 0, "sent": 3, "quarantined": 0, "since": None},
        1,
    ]


def test_a_server_in_another_life_is_told_of_the_device_first(device: Device) -> None:
    """T-RESTORE: its first reply under a new epoch is not taken; hello, leases anew, and then everything once more."""
    found = device.run(
        SET_UP
        + """
        const {Sending} = await import('/offline/sending.js');
        const steps = [];
        let knows = true;
        const post = async (sent) => {
          steps.push(knows ? 'accepted' : 'quarantined');
          if (knows) return accepted(sent);
          return {epoch, results: sent.map(({id, hash}) => ({id, hash, verdict: 'quarantined', reason: 'device'}))};
        };
        const doors = {device: 'd', hello: async () => { steps.push('hello'); return {epoch}; }, report: async () => ({})};
        const outbox = new Outbox({store, key, post});
        const sending = new Sending({
          outbox, doors, met: async () => { knows = true; return 'ours'; }, renew: async () => steps.push('renew'),
          isOpen: () => true, reported: () => outbox.status(), changed: () => {},
        });
        for (let i = 0; i < 3; i += 1) await outbox.put(await made());
        await sending.now();
        held.clear(); epoch = 'two'; knows = false;
        await outbox.put(await made());
        await sending.now();
        await sending.now();
        return [steps, held.size, await outbox.status()]"""
    )
    assert found[0] == ["hello", "accepted", "quarantined", "hello", "renew", "accepted", "accepted"]
    assert found[1:] == [4, {"waiting": 0, "sent": 4, "quarantined": 0, "since": None}]


def test_no_number_is_given_twice(device: Device) -> None:
    """By three pages at once, and by one that begins again after it died."""
    found = device.run(
        """
        const {Sequence} = await import('/offline/sequence.js');
        const store = new Store();
        const pages = [1, 2, 3].map(() => new Sequence({store, id: 'd'}));
        const given_ = await Promise.all(pages.flatMap((page) => Array.from({length: 120}, () => page.next())));
        given_.push(await new Sequence({store, id: 'd'}).next());
        const numbers = given_.map(({sequence}) => sequence);
        return [numbers.length, new Set(numbers).size, Math.min(...numbers), given_[0].device]"""
    )
    assert found == [361, 361, 1, "d"]


def test_cases_taken_along_open_again_and_go_when_nothing_waits(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const {Leases} = await import('/offline/leases.js');
        const asked_ = [];
        const lease = (assessment, until) => ({
          assessment, inspection: 'somewhere', title: 'A canary', pseudonym: `C-${assessment}`, part: 'first', kind: 'k', until,
          at: 'now', form: {id: 'f'}, html: '<p>', settings: {}, state: {number: 1, answers: {}}, addresses: {},
        });
        const doors = {device: 'd', lease: async (told) => {
          asked_.push(told.assessments.length);
          return {epoch, forms: {f: {facts: []}}, refused: told.assessments.includes('x') ? [{id: 'x', words: 'no'}] : [],
                  leases: told.assessments.filter((id) => id !== 'x').map((id, i) => lease(id, i ? '2026-12-01' : '2026-11-01'))};
        }};
        const leases = new Leases({store, doors, key: () => key});
        const many = Array.from({length: 21}, (_, i) => `a-${i + 10}`);
        const refused = await leases.take({assessments: [...many, 'x']});
        const outbox = new Outbox({store, key, post: async (sent) => accepted(sent)});
        await outbox.put(await made('yes', {assessment: 'a-10'}));
        const page = await leases.opened('a-10');
        const rows = await store.read(['leases', 'pages'], async ({leases, pages}) =>
          JSON.stringify([await asked(leases.getAll()), (await asked(pages.getAll())).map((row) => new TextDecoder('latin1').decode(row.box))]));
        const over = Date.parse('2026-11-20');
        await leases.expired(over);
        const left = (await leases.all()).length;
        await outbox.flush();
        await leases.expired(over);
        return [refused, asked_, page.data, page.epoch, /canary|C-a/.test(rows), left, (await leases.all()).length,
                await leases.inspectionOf('a-11'), await leases.opened('nothing')]"""
    )
    assert found == [
        [{"id": "x", "words": "no"}],
        [20, 2],
        {"facts": []},
        "one",
        False,
        20,  # of the two whose day is over, the one that was written on stays
        19,
        "somewhere",
        None,
    ]


def test_what_holds_here_is_the_lease_and_what_was_written_over_it(device: Device) -> None:
    found = device.run(
        """
        const {folded} = await import('/offline/folding.js');
        const entry = (id, value, more = {}, state = 'waiting') => ({
          operation: {id, key: 'k', value, base: null, at: '2026-11-22T09:00:00', ...more}, state, number: null, epoch: null, ...more.row});
        const lease = {epoch: 'one', state: {number: 10}};
        const fold = (history, heads = ['h']) => {
          const told = folded({history, heads: new Map([['k', heads]]), known: () => 'no', lease}).get('k');
          return told && [told.heads, told.value, told.rivals.map(({value}) => value), told.apart];
        };
        return [
          fold([entry('a', 'yes', {base: 'h'}), entry('b', 'words', {base: 'a'})]),
          fold([entry('a', 'yes', {row: {number: 9, epoch: 'one'}}, 'sent')]) ?? 'included',
          fold([entry('a', 'yes', {base: 'g', row: {number: 9, epoch: 'none'}}, 'sent')]),
          fold([entry('a', 'no', {base: 'g'})]),
          fold([entry('h', 'no')]) ?? 'included',
          fold([entry('a', 'yes', {base: 'h', row: {reason: 'not-allowed'}}, 'quarantined')]),
          fold([entry('a', 'yes', {settles: ['h', 'i'], base: 'h'})], ['h', 'i']),
          fold([entry('a', null, {base: 'h'})]),
        ]"""
    )
    assert found == [
        [["b"], "words", [], None],
        "included",
        [["h", "a"], None, ["no", "yes"], None],
        [["h", "a"], "no", [], None],  # two who say the same are no conflict
        "included",
        [["h"], "no", [], "not-allowed"],
        [["a"], "yes", [], None],
        [["a"], None, [], None],
    ]


def test_a_change_is_on_the_device_before_it_is_said_so(device: Device) -> None:
    """A full disk is said and tried again; typing is one operation until it was offered; what is set apart is no base."""
    found = device.run(
        SET_UP
        + """
        const {DeviceSaving} = await import('/offline/device_saving.js');
        const {Sequence} = await import('/offline/sequence.js');
        const told = [], refused = [];
        const outbox = new Outbox({store, key, post: async (sent) => accepted(sent), settled: (...all) => saving.heard(...all)});
        const saving = new DeviceSaving({
          outbox, device: new Sequence({store, id: 'd'}), about: {assessment: 'a-1', edition: 'e'}, inspection: 'somewhere',
          sending: {soon() {}}, heads: new Map([['k', ['h']]]), told: ({state, words}) => told.push([state, words]),
          refused: (key, words) => refused.push([key, words]),
        });
        const put = outbox.put.bind(outbox);
        let full = true;
        outbox.put = (...all) => { if (!full) return put(...all); full = false; throw new DOMException('full', 'QuotaExceededError'); };
        await saving.change('k', 'a', {isTyped: true});
        await saving.change('k', 'ab', {isTyped: true});
        await saving.change('k', 'half \\ud800');
        const first = await outbox.about('a-1');
        await outbox.flush();
        await saving.change('k', 'abc', {isTyped: true});
        const second = await outbox.about('a-1');
        const apart = await outbox.about('a-1').then((all) => all.at(-1));
        saving.heard([apart], [{id: apart.id, verdict: 'quarantined', reason: 'not-allowed'}]);
        return [told.map(([state, words]) => words ? `${state}: ${words}` : state), first.map(({value, base}) => [value, base]),
                second.map(({value}) => value), second[1].base === first[0].id, refused.length, saving.heads.get('k')[0] === first[0].id]"""
    )
    told, first, second, builds_on, refusals, heads = found
    assert told[:4] == ["saving", "failed: This device is full: make room on it", "here", "saving"]
    assert told[-1].startswith("apart")
    assert first == [["ab", "h"]]
    assert second == ["ab", "abc"]
    assert builds_on
    assert refusals == 2
    assert heads


def test_a_case_put_away_on_a_full_disk_opens_when_all_is_kept(device: Device) -> None:
    """Until then it takes no input and is not said to be open, and nobody leaves the page by mistake."""
    found = device.run(
        SET_UP
        + """
        const {Opening} = await import('/offline/opening.js');
        const {DeviceSaving} = await import('/offline/device_saving.js');
        document.body.innerHTML = '<span data-title></span><h1></h1><div id="case-form"></div>';
        const box = new Outbox({store, key, post: async (sent) => accepted(sent)});
        const put = box.put.bind(box);
        let full = true;
        box.put = async (...all) => { if (full) throw new DOMException('full', 'QuotaExceededError'); return put(...all); };
        const lease = {inspection: 'i', title: 'Westmarch', pseudonym: 'C-7', html: '<p>Her words</p>', data: {},
                       settings: {assessment: 'a-1', edition: 'e'}, state: {answers: {}}};
        const begins = ({saves}) => {
          const ended = new AbortController(), heads = new Map();
          const saving = saves({heads, told() {}, refused() {}, signal: ended.signal});
          return {saving, answers: {heads}, marks: {}, changed() {}, end: () => { saving.change('k', 'yes'); ended.abort() }};
        };
        let last = 0;
        const opening = new Opening({place: document.body, leases: {opened: async () => lease}, outbox: box,
          sending: {soon() {}, now() {}}, device: {next: async () => ({device: 'd', sequence: ++last})}, begins});
        const guarded = () => !dispatchEvent(new Event('beforeunload', {cancelable: true}));
        await opening.open('a-1');
        const shown = [opening.assessment, guarded(), document.body.innerText.includes('C-7')];
        const said = await opening.away();
        const unkept = [opening.assessment, said.includes('memory of this page only'), guarded(),
                        /Westmarch|C-7|Her words/.test(document.body.textContent)];
        full = false;
        await opening.close();
        const kept = [guarded(), (await box.about('a-1')).map(({value}) => value), await opening.open('a-1'), opening.assessment];
        return [shown, unkept, kept]"""
    )
    shown, unkept, kept = found
    assert shown == ["a-1", False, True]
    assert unkept == [None, True, True, False]
    assert kept == [False, ["yes"], "", "a-1"]


def test_a_locked_page_names_no_case(device: Device) -> None:
    found = device.run(
        """
        const {drawList, emptyList} = await import('/offline/listing.js');
        document.body.innerHTML = '<div id="field-here"></div><form id="field-there"><div data-list></div><button></button></form>';
        const head = {inspection: 'i', title: 'Westmarch', until: '2026-12-01', pseudonym: 'C-7', kind: 'adult', part: 'first', assessment: 'a-1'};
        const left = {...head, id: 'a-2', pseudonym: 'C-8', answered: 0};
        const work = [{...head, assessments: [left]}];
        const named = () => ['Westmarch', 'C-7', 'C-8'].filter((name) => document.body.innerHTML.includes(name));
        drawList({root: document.body, heads: [head], unsent: new Map(), work});
        const before = named();
        emptyList(document.body);
        return [before, named()]"""
    )
    assert found == [["Westmarch", "C-7", "C-8"], []]


def test_every_page_of_work_tells_what_waits_here(device: Device) -> None:
    found = device.run(
        SET_UP
        + """
        const {waits, inWords} = await import('/offline/strip.js');
        const none = await waits();
        const outbox = new Outbox({store, key, post: async (sent) => accepted(sent), now: () => Date.parse('2026-11-22T09:14:00')});
        await outbox.put(await made());
        const told = await waits();
        const soon = inWords(told, Date.parse('2026-11-22T17:00:00')), late = inWords(told, Date.parse('2026-11-24T17:00:00'));
        await outbox.flush();
        return [none, soon, late, inWords(await waits()).words]"""
    )
    assert found == [
        None,
        {"words": "1 answer on this device waits to be sent, since 09:14.", "isLate": False},
        {
            "words": "1 answer on this device waits to be sent, since 22 November, 09:14. That is more than a day: send them now.",
            "isLate": True,
        },
        "On this device everything was sent.",
    ]
