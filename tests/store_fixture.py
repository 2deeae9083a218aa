"""Make a fixture of the store of a device as an earlier Eyre kept it, by running the modules of that time in a browser.

    python tests/store_fixture.py 829fdd8 1 > tests/offline/fixtures/store-1.json

takes the modules of that commit and writes everything of the store they made: 500 operations, 20 of them sent.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from chromium import ARGUMENTS, find

STATIC = "src/eyre/cases/static/cases"
PASSPHRASE = "north west of the moor"
MADE = """async ([version, passphrase]) => {
  const vault = await import('/offline/vault.js');
  const {Store, asked, NAME} = await import('/offline/store.js');
  const {Outbox} = await import('/offline/outbox.js');
  const {sealed, uuidv7} = await import('/journal/canonical.js');
  const pair = await crypto.subtle.generateKey(
    {name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'}, true, ['wrapKey', 'unwrapKey']);
  const spki = vault.toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  const {record, key} = await vault.created(passphrase, {name: 'fixture', spki}, 1000);
  const store = new Store();
  await store.written('device', ({device}) => void device.put({name: 'vault', record}));
  const post = async (sent) => ({epoch: 'one', results: sent.map(({id, hash}, i) => ({id, hash, verdict: 'accepted', number: i + 1}))});
  const outbox = new Outbox({store, key, post, now: () => 1763800000000});
  const hashes = {};
  for (let i = 0; i < 500; i += 1) {
    const operation = await sealed({
      id: uuidv7(1763800000000 + i), device: '3f0c0000-0000-4000-8000-000000000001', sequence: i + 1,
      assessment: `9d1c0000-0000-4000-8000-00000000000${i % 5}`, key: `question:2.1.${i % 9}`, edition: 'form-1',
      value: ['yes', 'no', null, `Words ${i}, “é”`][i % 4], base: null, at: '2025-11-22T09:00:00.000+00:00'});
    hashes[operation.id] = operation.hash;
    await outbox.put(operation);
    if (i === 19) await outbox.flush();
  }
  const database = await new Promise((resolve) => { const r = indexedDB.open(NAME); r.onsuccess = () => resolve(r.result); });
  const plain = (value) => value instanceof Uint8Array ? {base64: vault.toBase64(value)}
    : Array.isArray(value) ? value.map(plain)
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([n, v]) => [n, plain(v)])) : value;
  const stores = [];
  for (const name of database.objectStoreNames) {
    const one = database.transaction(name).objectStore(name);
    const indexes = [...one.indexNames].map((each) => [each, one.index(each).keyPath].map((part) => part.length === undefined ? part : typeof part === 'string' ? part : [...part]));
    stores.push({name, keyPath: one.keyPath, indexes, rows: (await asked(one.getAll())).map(plain)});
  }
  return {version: database.version, passphrase, hashes, stores};
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the output is the fixture."""


def made(commit: str, version: int) -> dict[str, object]:
    """The store as the modules of this commit fill it."""
    archive = subprocess.run(["git", "archive", commit, STATIC], check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
        directory = str(Path(folder) / STATIC)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=directory))
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/offline/")
            told: dict[str, object] = page.evaluate(MADE, [version, PASSPHRASE])
            browser.close()
        server.shutdown()
    if told["version"] != version:
        raise SystemExit(f"{commit} makes version {told['version']}, not {version}")
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(made(sys.argv[1], int(sys.argv[2])), indent=None) + "\n")
