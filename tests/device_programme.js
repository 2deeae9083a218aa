/* A device that writes as fast as it can, for device_programme.py: every answer is told to the test once it is shown as
   saved, and what waits is sent all the while. `plant` names a fault that is built in on purpose. */

import { canonicalise, clock, sealed, uuidv7 } from "/journal/canonical.js";
import { Outbox } from "/offline/outbox.js";
import { asked, Store } from "/offline/store.js";
import * as vault from "/offline/vault.js";

const KEYS = ["question:2.2.1", "question:2.2.2", "note:2.2.1", "note:case", "prompt:2.2.1/a"];
const WORDS = "The plan was made with the person and reviewed. Not everything was followed up in time. ";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const pick = (many) => many[Math.floor(Math.random() * many.length)];

/** Every writing transaction is strict, or the test is told. */
const plain = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, mode, options) {
  if (mode === "readwrite" && options?.durability !== "strict") told("relaxed", {});
  return plain.call(this, names, mode, options);
};

function told(what, body) {
  return fetch(`/told/${what}`, { method: "POST", body: JSON.stringify(body), keepalive: true });
}

function shown(operation) {
  return told("saved", { id: operation.id, bytes: canonicalise(operation) });
}

async function post(operations) {
  const reply = await fetch("/take", { method: "POST", body: JSON.stringify(operations) });
  if (!reply.ok) throw new Error(`The server said ${reply.status}`);
  return reply.json();
}

/** Forgets what was acknowledged, as formhub and others did. */
class Forgetful extends Outbox {
  async put(operation) {
    await super.put(operation);
    await this.store.written("operations", async ({ operations }) => {
      const rows = await asked(operations.getAll());
      rows.filter(({ state }) => state === "sent").forEach(({ id }) => operations.delete(id));
    });
  }
}

/** The store and the key of this device; set up the first time. */
async function unlocked({ passphrase, recovery }) {
  const store = new Store();
  const held = await store.read("device", ({ device }) => asked(device.get("vault")));
  if (held) return { store, key: await vault.opened(held.record, passphrase) };
  const { record, key } = await vault.created(passphrase, recovery, 1000);
  await store.written("device", ({ device }) => device.put({ name: "vault", record }));
  return { store, key };
}

export async function opened({ plant, ...given }) {
  const { store, key } = await unlocked(given);
  const Kind = plant === "forget-after-acknowledgement" ? Forgetful : Outbox;
  return new Kind({ store, key, post });
}

/** The bytes of every operation that is still on this device, by id. */
export async function held(outbox) {
  const found = {};
  for (const row of await outbox.rows()) {
    found[row.id] = canonicalise(await vault.unsealed(outbox.key, row.id, row));
  }
  return found;
}

/** Write and send until somebody pulls the plug. */
export async function write(outbox, { device, assessments, edition, plant, sequence }) {
  const last = new Map();
  flushing(outbox);
  for (;;) {
    sequence += 1;
    const assessment = pick(assessments);
    const key = pick(KEYS);
    const value = key.startsWith("note:") ? WORDS.repeat(1 + Math.floor(Math.random() * 6)) : pick(["yes", "no", "not-relevant", null]);
    const base = last.get(assessment + key) ?? null;
    const operation = await sealed({ id: uuidv7(), device, sequence, assessment, key, edition, value, base, at: clock() });
    if (plant === "shown-before-complete") await shown(operation).then(() => pause(300));
    await outbox.put(operation);
    if (plant !== "shown-before-complete") shown(operation);
    last.set(assessment + key, operation.id);
    await pause(Math.random() * 15);
  }
}

async function flushing(outbox) {
  for (;;) {
    await outbox.flush().catch(() => pause(20));
    await pause(Math.random() * 30);
  }
}

/** Send until nothing waits; gives how many still do. */
export async function emptied(outbox) {
  for (let tries = 0; tries < 60; tries += 1) {
    await outbox.flush().catch(() => pause(50));
    if (!(await outbox.status()).waiting) return 0;
  }
  return (await outbox.status()).waiting;
}
