"""Several people on one browser: nobody sends, wipes or is kept out by what is somebody else's."""

import pytest

from offline_device import Device
from offline_keys import GIVEN, PRELUDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The server's answers to `fetch`, by the end of the address; `asked` says who was asked what
SERVER = """
  const {Doors} = await import('/offline/doors.js');
  const reply = (told, status = 200) => new Response(JSON.stringify(told), {status, headers: {'Content-Type': 'application/json'}});
"""


@pytest.mark.parametrize(
    ("who", "left"),
    [("ada", ["b", "x", 0]), ("ben", ["a,b,c", "x,y", 0]), (None, ["a,b,c", "x,y", 1])],
)
def test_signing_out_lets_go_of_nothing_that_is_somebody_elses(
    device: Device, who: str | None, left: list[object]
) -> None:
    """Ben signs out on an ordinary page of Ada's browser: her cases and what was sent stay, and he is told nothing."""
    found = device.run(
        PRELUDE
        + SERVER
        + """
        const tab = await setUp(lock());
        await store.written(['operations', 'leases', 'pages'], ({operations, leases, pages}) => {
          operations.put({id: 'a', state: 'sent', order: 1, assessment: 'y'});
          operations.put({id: 'b', state: 'waiting', order: 2, assessment: 'x'});
          operations.put({id: 'c', state: 'quarantined', order: 3, assessment: 'y'});
          for (const assessment of ['x', 'y']) { leases.put({assessment}); pages.put({assessment}); }
        });
        const people = {ada, ben};
        globalThis.fetch = async () => {
          if (!given.who) throw new TypeError('no network');
          return reply({person: people[given.who], csrf: 'x', work: [], device: null});
        };
        let dialogs = 0, submitted = 0;
        HTMLDialogElement.prototype.showModal = function () { dialogs += 1; this.show(); setTimeout(() => this.close('leave')); };
        const {left} = await import('/offline/signing_out.js');
        await left({submit: () => { submitted += 1; }});
        const keys = (name) => store.read(name, async (stores) => (await asked(stores[name].getAllKeys())).join());
        return [await keys('operations'), await keys('leases'), dialogs, submitted]""",
        GIVEN | {"who": who},
    )
    dialogs = 0 if who == "ben" else 1
    assert found == [*left[:2], dialogs, 1]


def test_what_one_person_wrote_is_not_sent_in_the_name_of_another(device: Device) -> None:
    """Her session ended and he signed in: the token is another, and so is the person. The same person's is taken."""
    found = device.run(
        SERVER
        + """
        let person = 7, token = 'one';
        const taken = [];
        globalThis.fetch = async (address, {headers}) => {
          if (address.includes('/hello/')) return reply({person: {id: person}, csrf: token});
          if (headers['X-CSRFToken'] !== token) return reply({problem: 'csrf', words: 'x'}, 403);
          taken.push(person);
          return reply({epoch: 'one', results: []});
        };
        const doors = new Doors();
        const tried = () => doors.batch('i', []).then(() => 'taken', (why) => [why.problem, why.stops]);
        await doors.hello('d');
        token = 'two';
        const same = await tried();
        [person, token] = [8, 'three'];
        const other = [await tried(), await tried()];
        await doors.hello('d');
        return [same, other, await tried(), taken]"""
    )
    assert found == ["taken", [["somebody-else", True]] * 2, "taken", [7, 8]]


def test_a_device_that_was_emptied_keeps_nobody_out(device: Device) -> None:
    """The server knows no such device of whoever is signed in: it is not told, and the browser can be set up."""
    found = device.run(
        PRELUDE
        + """
        const first = await setUp(lock());
        first.close();
        await store.close();
        await new Promise((resolve) => { indexedDB.deleteDatabase(NAME).onsuccess = resolve; });
        doors.report = async () => { throw new Error('This device is not set up as yours'); };
        const tab = lock();
        await tab.begin();
        const met = await tab.met({...hello(tab, ben), device: null}).catch((why) => why.message);
        return [met, tab.state, Boolean(tab.emptied), localStorage.length]""",
        GIVEN,
    )
    assert found == ["none", "none", True, 1]
