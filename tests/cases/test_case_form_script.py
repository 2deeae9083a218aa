"""What does the case form say of saving when something goes wrong? Its own modules, with a server that is played."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATIC = Path(__file__).parents[2] / "src" / "eyre" / "cases" / "static" / "cases"
PLAY = """async () => {
  const { Saving } = await import("/form/saving.js");
  const { MemoryOutbox } = await import("/form/outbox.js");
  const { Device } = await import("/form/operations.js");
  const seen = { told: [], refused: [], changed: [], posted: [], registered: 0 };
  const server = {
    epoch: "one", verdict: () => ({ verdict: "accepted" }), states: {}, number: 0, since: [],
    register: async () => { seen.registered += 1 },
    post: async (operations) => {
      seen.posted.push(operations.map(({ key, value, base }) => ({ key, value, base })));
      return { epoch: server.epoch, results: operations.map((each) => ({ id: each.id, hash: each.hash, ...server.verdict(each) })) };
    },
    news: async (since) => { server.since.push(since); return { number: server.number, states: server.states } },
  };
  const busy = new Set();
  const saving = new Saving({
    about: { assessment: "a", edition: "f" }, device: new Device("p"), outbox: new MemoryOutbox({}), transport: server,
    heads: new Map(), number: 0, told: (state) => seen.told.push(state), refused: (...each) => seen.refused.push(each),
    changed: (...each) => seen.changed.push(each), busy: (key) => busy.has(key),
  });
  %s
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: the output belongs to the tests."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/form/")
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def play(page: Page, code: str) -> Any:
    return page.evaluate(PLAY % code)


def test_what_was_set_apart_is_not_told_as_saved(page: Page) -> None:
    code = """
    server.verdict = ({ key }) => key === "b" ? { verdict: "quarantined", words: "The case is not with you." } : { verdict: "accepted" };
    await saving.change("a", "yes"); await saving.change("b", "yes"); await saving.change("c", "yes");
    const apart = { last: seen.told.at(-1), refused: seen.refused };
    server.verdict = () => ({ verdict: "accepted" });
    await saving.change("b", "no");
    return { ...apart, after: seen.told.at(-1).state };"""
    told = play(page, code)
    assert told["last"] == {"state": "apart", "words": "The case is not with you.", "waiting": 1}
    assert told["refused"] == [["b", "The case is not with you."]]
    assert told["after"] == "saved"


def test_what_cannot_be_sent_holds_nothing_up(page: Page) -> None:
    code = """
    await saving.change("a", "half a character: \\ud800"); await saving.change("b", "yes");
    return { refused: seen.refused.map(([key]) => key), posted: seen.posted.flat(), last: seen.told.at(-1), unsent: saving.unsent };"""
    told = play(page, code)
    assert told["refused"] == ["a"]
    assert told["posted"] == [{"key": "b", "value": "yes", "base": None}]
    assert (told["last"]["state"], told["unsent"]) == ("apart", 0)


def test_nothing_is_told_as_saved_while_an_answer_is_being_made(page: Page) -> None:
    code = """
    let go;
    const post = server.post;
    server.post = async (all) => { await new Promise((on) => { go = on }); return post(all) };
    const first = saving.change("a", "yes");
    while (!go) await new Promise((on) => setTimeout(on, 5));
    const locked = navigator.locks.request("eyre-device:p", () => new Promise((on) => setTimeout(on, 200)));
    const second = saving.change("b", "yes");
    server.post = post; go(); await first;
    const between = { state: seen.told.at(-1).state, unsent: saving.unsent };
    await second; await locked;
    return { between, after: seen.told.at(-1).state, states: seen.told.map(({ state }) => state) };"""
    told = play(page, code)
    assert told["between"] == {"state": "saving", "unsent": 1}
    assert told["states"].count("saved") == 1
    assert told["after"] == "saved"


def test_who_writes_on_does_not_write_over_what_they_never_saw(page: Page) -> None:
    code = """
    server.states = { "note:a": { value: "theirs", heads: ["h1"], rivals: [] }, b: { value: "no", heads: ["h2"], rivals: [] } };
    server.number = 7;
    busy.add("note:a");
    await saving.follow();
    const held = seen.changed.map(([key]) => key);
    await saving.change("note:a", "mine"); await saving.change("b", "yes");
    busy.clear();
    await saving.follow(); await saving.follow();
    return { held, posted: seen.posted.flat(), since: server.since };"""
    told = play(page, code)
    assert told["held"] == ["b"]
    assert [each["base"] for each in told["posted"]] == [None, "h2"]
    assert told["since"] == [0, 0, 7]


def test_a_store_from_a_backup_is_offered_everything_again(page: Page) -> None:
    code = """
    await saving.change("a", "yes"); await saving.change("b", "yes");
    server.epoch = "two";
    await saving.change("c", "yes");
    return { keys: seen.posted.map((batch) => batch.map(({ key }) => key)), registered: seen.registered, last: seen.told.at(-1).state };"""
    told = play(page, code)
    assert told == {"keys": [["a"], ["b"], ["c"], ["c"], ["a", "b"]], "registered": 2, "last": "saved"}


def test_a_batch_is_never_larger_than_the_server_takes(page: Page) -> None:
    code = """
    const post = server.post;
    server.post = async () => { throw new Error("no server") };
    for (let each = 0; each < 40; each += 1) await saving.change(`note:${each}`, "é".repeat(40000));
    server.post = post;
    await saving.flush();
    return { sizes: seen.posted.map((batch) => batch.length), last: seen.told.at(-1).state };"""
    told = play(page, code)
    assert sum(told["sizes"]) == 40
    assert max(told["sizes"]) * 80_000 < 2 * 1024 * 1024
    assert told["last"] == "saved"


def test_news_is_asked_of_the_server(page: Page) -> None:
    page.route("**/state/?since=4", lambda route: route.fulfill(json={"number": 9, "states": {}}))
    code = 'const { Transport } = await import("/form/transport.js"); return new Transport({ state: "/state/" }).news(4)'
    assert page.evaluate(f"async () => {{ {code} }}") == {"number": 9, "states": {}}


def test_an_alert_that_was_set_apart_says_that_the_lead_was_told(page: Page) -> None:
    told = page.evaluate("""async () => {
      const { marking } = await import("/form/marking.js");
      document.body.innerHTML = '<ul id="marks"></ul>';
      const marks = marking({ root: document.body, put: null, status: null });
      marks.heard("quotation:1", { text: "They listened" });
      marks.refused("quotation:1", "The answers are frozen."); marks.refused("alert:2", "The case is not with you.");
      return [...document.querySelectorAll("#marks .govuk-error-message")].map((each) => each.textContent);
    }""")
    assert told[0] == "Not saved: The answers are frozen."
    assert told[1].startswith("Not saved: The case is not with you. The lead inspector has been told")


def test_nothing_is_sent_in_the_name_of_whoever_signed_in_since(page: Page) -> None:
    told = page.evaluate("""async () => {
      const { Transport } = await import("/form/transport.js");
      const seen = [], own = window.fetch;
      let signedIn = { csrf: "anna's", person: { id: "a" } };
      const answer = (data, status = 200) => new Response(JSON.stringify(data), { status, headers: { "Content-Type": "application/json" } });
      window.fetch = async (address, { headers }) => {
        if (address === "/hello/") return answer(signedIn);
        if (headers?.["X-CSRFToken"] !== signedIn.csrf) return answer({ problem: "csrf", words: "Old." }, 403);
        seen.push(signedIn.person.id);
        return answer({ epoch: "one", results: [] });
      };
      const transport = new Transport({ journal: "/journal/", hello: "/hello/", token: "old", person: "a", name: "Anna" });
      const tried = () => transport.post([]).then(() => "taken", (why) => `${why.constructor.name}: ${why.message}`);
      try {
        const said = [await tried()];
        signedIn = { csrf: "ben's", person: { id: "b" } };
        said.push(await tried(), await tried());
        signedIn = { csrf: "anna's again", person: { id: "a" } };
        said.push(await tried());
        return { said, seen };
      } finally { window.fetch = own }
    }""")
    refused = "Refused: Somebody else has signed in on this browser: sign in again as Anna"
    assert told == {"said": ["taken", refused, refused, "taken"], "seen": ["a", "a"]}
